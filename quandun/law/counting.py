"""The arithmetic of statutory periods, on ordinals (`date.toordinal`): no law is looked up here and nothing is explained.

How a count runs:
- The day of the event is not counted. Calendar days, months and years count rest days too; if the last day is a rest day
  the period ends on the next working day, unless it does not roll. Working days count working days only.
- Ranges left out: in a count of days the n-th day that is not left out is the last; in a count of months or years the
  corresponding day comes first and every day left out up to the end is added after it. Days added may themselves be left out by
  a later range, so ranges chain. A period rolled over a rest day does not end on a day left out either. A range left out never
  brings the last day forward.
- Backward: `before` is the same count turned round; the day of the event is not counted either.
"""

from calendar import isleap
from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date
from functools import lru_cache
from typing import NamedTuple

from quandun.law.work_calendar import WorkCalendar

OPEN = date.max.toordinal() + 1
"""The end of a range whose end nobody knows yet."""

Ranges = Sequence[tuple[int, int]]
"""Days left out, half-open, by first day, not touching; an end of OPEN runs on."""


class StillOpen(Exception):
    """The count reached a range left out that has no end."""


class Reached(NamedTuple):
    """Where a count ended."""

    natural: int  # had nothing been left out
    full: int  # the count is full, days left out made good
    last: int  # rolled over rest days: the last day


def merged(ranges: Sequence[tuple[int, int]], first: int) -> list[tuple[int, int]]:
    """Return the days left out from `first` on, by first day, not touching; empty ranges fall away."""
    if len(ranges) == 1:
        ((start, end),) = ranges
        return [] if end <= first or end == start else [(max(start, first), end)]
    out: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if end <= first or end == start:
            continue
        start = max(start, first)
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def reach(calendar: WorkCalendar, unit: str, length: int, start: int, out: Ranges, *, rolls: bool) -> Reached:
    """Count `length` units of days, working days, months or years forward from the day after `start`.

    Raises StillOpen, and OverflowError where no calendar holds the day.
    """
    if unit == "working_day":
        natural = calendar.nth(start + 1, length)
        full = _made_good_in_working_days(calendar, natural, out) if out else natural
        return Reached(natural, full, full)
    natural = start + length if unit == "calendar_day" else corresponding_day(start, length * 12 if unit == "year" else length)
    full = _made_good(natural, out) if out else natural
    last = _rolled(calendar, full, out) if rolls else full
    if last >= OPEN:
        raise OverflowError("no calendar holds that day")
    return Reached(natural, full, last)


@lru_cache(maxsize=100_000)  # many periods start on few days; a pure sum of the calendar, so it cannot grow stale
def corresponding_day(start: int, months: int) -> int:
    """Return the day of the same number `months` later (earlier where negative), else the last day of that month."""
    day = date.fromordinal(start)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"the calendar has no year {year}")
    return date(year, month + 1, min(day.day, month_length(year, month + 1))).toordinal()


def month_length(year: int, month: int) -> int:
    """Return how many days a month has."""
    if month == 2:
        return 29 if isleap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def before(calendar: WorkCalendar, unit: str, length: int, event: int) -> int:
    """Return the last day from which `length` whole units pass before the event: neither that day nor the event's is counted.

    It is `reach` turned round: the latest start whose count, not rolled, is full before the event.
    """
    if unit == "working_day":
        return calendar.nth_back(event - 1, length) - 1
    if unit != "calendar_day":
        return _latest_start(event - 1, length * 12 if unit == "year" else length)
    if event - 1 <= length:
        raise OverflowError("no calendar holds that day")
    return event - 1 - length


def _latest_start(end: int, months: int) -> int:
    day = date.fromordinal(end)
    start = corresponding_day(end, -months)
    if day.day != month_length(day.year, day.month):
        return start
    # All starts from the 28th on lead to the last day of a February: the latest of them.
    earlier = date.fromordinal(start)
    return earlier.replace(day=month_length(earlier.year, earlier.month)).toordinal()


def _made_good_in_working_days(calendar: WorkCalendar, last: int, out: Ranges) -> int:
    for start, end in out:
        if start > last:
            break
        if end == OPEN:
            raise StillOpen
        if missed := calendar.count(start, end):
            last = calendar.nth(last + 1, missed)
    return last


def _made_good(last: int, out: Ranges) -> int:
    for start, end in out:
        if start > last:
            break
        if end == OPEN:
            raise StillOpen
        last += end - start
    return last


def _rolled(calendar: WorkCalendar, full: int, out: Ranges) -> int:
    day = full
    while calendar.rests(day):
        day += 1
        # A day left out is no last day either; the day after it may rest again.
        for start, end in out:
            if start <= day < end:
                if end == OPEN:
                    raise StillOpen
                day = end
    return day
