"""Statutory periods counted day by day with a finger on the calendar, from the text of the statutes alone.

Shares no code with `quandun.law`: its own copy of the notices for 2025 and 2026, no tables, no arithmetic beyond adding one day.
民法典 第二百零一条 (first day out) · 第二百零二条 (corresponding day, else month end) · 第二百零三条 (last day on a rest day).
"""

from collections.abc import Sequence
from datetime import date, timedelta

ONE = timedelta(days=1)

# As the notices put it: month, first day, last day; then the weekend days on which people work.
OFF = {
    2025: [(1, 1, 1), (1, 28, 31), (2, 1, 4), (4, 4, 6), (5, 1, 5), (5, 31, 31), (6, 1, 2), (10, 1, 8)],
    2026: [(1, 1, 3), (2, 15, 23), (4, 4, 6), (5, 1, 5), (6, 19, 21), (9, 25, 27), (10, 1, 7)],
}
WORK = {
    2025: [(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    2026: [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
}

LeftOut = Sequence[tuple[date, date]]
"""Pauses as (first day left out, first day that counts again)."""


def rests(day: date) -> bool:
    """Say whether nobody works that day; outside the two years only weekends are known."""
    if (day.month, day.day) in WORK.get(day.year, ()):
        return False
    if any(day.month == month and first <= day.day <= last for month, first, last in OFF.get(day.year, ())):
        return True
    return day.isoweekday() > 5


def left_out(day: date, pauses: LeftOut) -> bool:
    """Say whether a pause leaves the day out of the count."""
    return any(first <= day < again for first, again in pauses)


def last_day(unit: str, length: int, start: date, pauses: LeftOut = (), rolls: bool = True) -> date:
    """Return the last day of a period of `length` units that `start` set off."""
    if unit in ("month", "year"):
        length = _days_to_the_corresponding_day(start, length * 12 if unit == "year" else length)
    day = start
    while length > 0:
        day += ONE
        if left_out(day, pauses) or (unit == "working_day" and rests(day)):
            continue
        length -= 1
    if not rolls or unit == "working_day" or not rests(day):
        return day
    while rests(day) or left_out(day, pauses):
        day += ONE
    return day


def last_day_for_notice(unit: str, length: int, event: date) -> date:
    """Return the latest working day after which `length` whole units pass before the event (…日前通知)."""
    day = event - ONE
    while rests(day) or last_day(unit, length, day, rolls=False) >= event:
        day -= ONE
    return day


def first_day_of_window(unit: str, length: int, event: date) -> date:
    """Return the first of the days that make up the last `length` units before the event (向前推算)."""
    day = event - ONE
    while last_day(unit, length, day - ONE, rolls=False) >= event:
        day -= ONE
    return day


def _days_to_the_corresponding_day(start: date, months: int) -> int:
    day, walked = start, 0
    while True:
        day += ONE
        walked += 1
        if day.day == 1:
            months -= 1
        if months == 0 and (day.day == start.day or (day + ONE).day == 1):
            return walked
