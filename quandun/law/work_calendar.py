"""Work calendars (工作日历): one file a year, from the holiday notice of the State Council (国务院办公厅放假通知)."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, cast

from quandun.law.errors import CalendarNotPublished
from quandun.law.reading import Spot, read_yaml

_DAY = timedelta(days=1)
_SATURDAY = 5
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
    workdays: tuple[date, ...]


class WorkCalendar:
    """Which days are working days, for the years whose notice is loaded."""

    def __init__(self, years: Iterable[Year]) -> None:
        self.years: Mapping[int, Year] = {y.year: y for y in years}

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
        year = self.year(day.year)
        return day in year.makeup_workdays or (day.weekday() < _SATURDAY and day not in year.off_days)

    def nth_working_day(self, first: date, n: int) -> date:
        """Return the n-th (n >= 1) working day counted from `first`, itself included."""
        year = first.year
        days = self.year(year).workdays
        at = bisect_left(days, first)
        while n > len(days) - at:
            n -= len(days) - at
            year, at = year + 1, 0
            days = self.year(year).workdays
        return days[at + n - 1]

    def working_days_between(self, start: date, end: date) -> int:
        """Return how many working days lie in the half-open range."""
        if end <= start:
            return 0
        # `end` itself is not asked about: a range ending on 1 January needs nothing of the new year.
        last = end - _DAY
        total = 0
        for number in range(start.year, last.year + 1):
            days = self.year(number).workdays
            total += bisect_left(days, end) - bisect_left(days, start)
        return total

    def makeup_days_between(self, first: date, last: date) -> list[date]:
        """Return the make-up work days from `first` to `last`, both included."""
        found = (d for number in range(first.year, last.year + 1) for d in self.year(number).makeup_workdays)
        return sorted(d for d in found if first <= d <= last)


def weekend(day: date) -> bool:
    """Say whether `day` is a Saturday or Sunday: all that can be known of a year without its notice."""
    return day.weekday() >= _SATURDAY


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
        if day.year != number or day in off or not weekend(day):
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
        workdays=tuple(_workdays(number, off, makeup)),
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


def _workdays(number: int, off: set[date], makeup: set[date]) -> Iterable[date]:
    day = date(number, 1, 1)
    while day.year == number:
        if day in makeup or (not weekend(day) and day not in off):
            yield day
        day += _DAY
