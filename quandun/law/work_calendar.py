"""Work calendars (工作日历): one file a year, from the holiday notice of the State Council (国务院办公厅放假通知)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Literal, cast

from quandun.law.errors import CalendarNotPublished
from quandun.law.reading import Spot, read_yaml

_DAY = timedelta(days=1)
_SATURDAY = 5
_LAST = date.max.toordinal()
_NOTICE = ("notice", "number", "issued_on")


@dataclass(frozen=True, slots=True)
class Year:
    """One year's rest days and make-up work days (调休上班日) and the notice they come from."""

    year: int
    source: str  # the notice with its number, and what changed it later
    confidence: Literal["verified", "high"]
    read_from: str
    off_days: frozenset[date]
    makeup_workdays: frozenset[date]

    def is_working(self, day: date) -> bool:
        """Say whether a day of this year is a working day."""
        return day in self.makeup_workdays or (day.weekday() < _SATURDAY and day not in self.off_days)


@dataclass(frozen=True, slots=True)
class _Table:
    """The working days of one year, ready for counting. Days are ordinals (`date.toordinal`)."""

    first: int  # 1 January
    workdays: tuple[int, ...]
    before: tuple[int, ...]  # for each day of the year: how many working days lie before it


class WorkCalendar:
    """Which days are working days.

    Questions about days (`is_working`, `working_days_between`) are answered for years whose notice is loaded, and refused for
    others. Counts (`nth`, `nth_back`, `count`, on ordinals) go on into a year without notice with its weekends only: whoever
    counts asks `knows` for every year of the count and calls the result provisional.
    """

    def __init__(self, years: Iterable[Year]) -> None:
        self.years: Mapping[int, Year] = {y.year: y for y in years}
        # Between these days nothing is provisional; later years may be loaded beyond a gap.
        self.sure_from, self.sure_until = _first_run(self.years)
        self._off = {day.toordinal() for y in self.years.values() for day in y.off_days}
        self._makeup = {day.toordinal() for y in self.years.values() for day in y.makeup_workdays}
        self._tables: dict[int, _Table] = {}  # a calendar never changes: another city or edition is another calendar

    def knows(self, year: int) -> bool:
        """Say whether the notice of that year is loaded."""
        return year in self.years

    def year(self, year: int) -> Year:
        """Return one year; raises CalendarNotPublished."""
        if year not in self.years:
            raise CalendarNotPublished(year=year)
        return self.years[year]

    def is_working(self, day: date) -> bool:
        """Say whether `day` is a working day; raises CalendarNotPublished for a year not loaded."""
        return self.year(day.year).is_working(day)

    def working_days_between(self, start: date, end: date) -> int:
        """Return how many working days lie in the half-open range; raises CalendarNotPublished."""
        if end <= start:
            return 0
        # `end` itself is not asked about: a range ending on 1 January needs nothing of the new year.
        for number in range(start.year, (end - _DAY).year + 1):
            self.year(number)
        return self.count(start.toordinal(), end.toordinal())

    def makeup_days_between(self, first: date, last: date) -> list[date]:
        """Return the known make-up work days from `first` to `last`, both included."""
        years = (self.years[number] for number in range(first.year, last.year + 1) if number in self.years)
        return sorted(day for year in years for day in year.makeup_workdays if first <= day <= last)

    # counting

    def rests(self, day: int) -> bool:
        """Say whether nobody works on a day, as far as is known."""
        if (day - 1) % 7 < _SATURDAY:  # day 1 of the ordinals is a Monday
            return day in self._off
        return day not in self._makeup

    def nth(self, first: int, n: int) -> int:
        """Return the n-th (n >= 1) working day counted from `first`, itself included; raises OverflowError after the year 9999."""
        year = _year_of(first)
        table = self._table(year)
        at = table.before[first - table.first] + n - 1
        while at >= len(table.workdays):
            at -= len(table.workdays)
            year += 1
            table = self._table(year)
        return table.workdays[at]

    def nth_back(self, last: int, n: int) -> int:
        """Return the n-th (n >= 1) working day counted back from `last`, itself included; raises OverflowError before the year 1."""
        year = _year_of(last)
        table = self._table(year)
        at = table.before[last - table.first] - n + (not self.rests(last))
        while at < 0:
            year -= 1
            table = self._table(year)
            at += len(table.workdays)
        return table.workdays[at]

    def count(self, start: int, end: int) -> int:
        """Return how many working days lie in the half-open range, as far as is known."""
        if end <= start:
            return 0
        year, last = _year_of(start), _year_of(end - 1)
        table = self._table(year)
        total = -table.before[start - table.first]
        while year < last:
            total += len(table.workdays)
            year += 1
            table = self._table(year)
        return total + table.before[end - 1 - table.first] + (not self.rests(end - 1))

    def _table(self, year: int) -> _Table:
        table = self._tables.get(year)
        if table is None:
            table = self._tables[year] = self._made(year)
        return table

    def _made(self, year: int) -> _Table:
        if not MINYEAR <= year <= MAXYEAR:
            raise OverflowError(f"the calendar has no year {year}")
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        works = [not self.rests(day) for day in range(first, last + 1)]
        return _Table(
            first=first,
            workdays=tuple(first + at for at, working in enumerate(works) if working),
            before=tuple(accumulate(works, initial=0))[:-1],
        )


def _first_run(years: Collection[int]) -> tuple[date, date]:
    """Return the half-open stretch of the first consecutive years."""
    first = last = min(years, default=MINYEAR)
    while last in years:
        last += 1
    return date(first, 1, 1), date(min(last, MAXYEAR), 1, 1)


def _year_of(day: int) -> int:
    if not 1 <= day <= _LAST:
        raise OverflowError("no calendar holds that day")
    return date.fromordinal(day).year


def read_year(path: Path, *, shown_as: str) -> Year:
    """Read one calendar file; BadParameterFile with file and line when it is malformed or contradicts itself."""
    root = read_yaml(path, shown_as=shown_as)
    top = root.mapping(required=(*_NOTICE, "year", "confidence", "read_from", "off_days", "makeup_workdays"), optional=("amended_by",))
    number = top["year"].plain()
    if not isinstance(number, int) or isinstance(number, bool) or path.stem != str(number):
        raise top["year"].fault(f"年份应当与文件名“{path.stem}”一致")
    source = _source(top)
    off: set[date] = set()
    for item in top["off_days"].items():
        part = item.mapping(required=("name", "first_day", "last_day"))
        part["name"].text()
        day, last = part["first_day"].day(), part["last_day"].day()
        if last < day or day.year != number or last.year != number:
            raise item.fault("放假的首日应当不晚于末日，且都在本年")
        while day <= last:
            off.add(day)
            day += _DAY
    makeup: set[date] = set()
    for item in top["makeup_workdays"].items():
        day = item.day()
        if day.year != number or day in off or day.weekday() < _SATURDAY:
            raise item.fault("调休上班日应当是本年的周六或周日，且不在放假日期内")
        makeup.add(day)
    return Year(
        year=number,
        source=source,
        # A year nobody has compared with its notice is no calendar: it stays provisional instead.
        confidence=cast(Literal["verified", "high"], top["confidence"].choice(("verified", "high"))),
        read_from=top["read_from"].text(),
        off_days=frozenset(off),
        makeup_workdays=frozenset(makeup),
    )


def _source(top: Mapping[str, Spot]) -> str:
    """Return the notice with its number and the later notices that changed it."""
    top["issued_on"].day()
    later = []
    for item in top["amended_by"].items() if "amended_by" in top else ():
        part = item.mapping(required=_NOTICE)
        part["notice"].text()
        part["issued_on"].day()
        later.append(part["number"].text())
    changed = f"，经{'、'.join(later)}调整" if later else ""
    return f"{top['notice'].text()}（{top['number'].text()}{changed}）"
