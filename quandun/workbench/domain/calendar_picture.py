"""A computed period as a calendar (日历图): week under week, each day with the part it plays in the count. Plain Python.

The law has counted already (`law.Due`); here its answer is only laid out. Weeks in which nothing happens are left out of a long
period, and the picture says how many.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from quandun.law import api as law

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
SHOWN_WHOLE_WEEKS = 10  # up to here nothing is left out
HEAD_WEEKS, TAIL_WEEKS = 2, 4  # what a long period always shows

CELL, ROW, LEFT, TOP, GAP = 46.0, 40.0, 66.0, 26.0, 3.0

Part = Literal["outside", "start", "counted", "rest", "paused", "rolled", "due"]
"""outside before or after · start the day of the event, not counted · counted · rest not counted (working days only) ·
paused left out by law · rolled after the count, because the last day counted rests · due the last day still in time."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the drawing. `mark` is 休 for a statutory rest day in the week, 班 for a make-up work day."""

    day: date
    part: Part
    mark: Literal["", "休", "班"]
    number: int | None  # which day of the count, for periods of days
    month_first: bool
    x: float
    y: float

    @property
    def middle(self) -> float:
        """Where its texts are centred."""
        return self.x + (CELL - GAP) / 2

    @property
    def day_y(self) -> float:
        """The line of the day's own number; lower where no number of the count stands under it."""
        return self.y + (17 if self.number else 24)

    @property
    def number_y(self) -> float:
        """The line of the number of the count."""
        return self.y + 31

    @property
    def mark_x(self) -> float:
        """Where its mark ends, in the upper right corner."""
        return self.x + CELL - GAP - 3

    @property
    def mark_y(self) -> float:
        """The line of its mark."""
        return self.y + 12


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A week, or `skipped` weeks left out."""

    y: float
    text_y: float
    label: str
    cells: tuple[Cell, ...]
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class CalendarPicture:
    """A finished drawing."""

    width: float
    height: float
    weeks: tuple[WeekRow, ...]
    weekdays: tuple[float, ...]  # the middle of each column, Monday first
    parts: frozenset[str]  # what occurs in it: the key explains no more


def draw(due: law.Due, *, start: date, pauses: Sequence[law.Pause], calendar: law.WorkCalendar) -> CalendarPicture:
    """Lay a computed period out, from the week of its event to the week of its last day or the other way round."""
    parts = _parts(due, start, pauses, calendar)
    numbers = _numbers(parts, due)
    weeks: list[WeekRow] = []
    y, month = TOP, ""
    for monday, skipped in _weeks(min(start, due.last_day), max(start, due.last_day), pauses):
        this_month = "" if skipped else f"{monday.year}-{monday.month:02d}"
        label = "" if this_month == month else this_month
        month = this_month or month
        days = [] if skipped else [monday + n * _DAY for n in range(7)]
        cells = tuple(_cell(day, column, y, parts.get(day, "outside"), numbers.get(day), calendar) for column, day in enumerate(days))
        weeks.append(WeekRow(y, y + 25, label, cells, skipped))
        y += ROW
    shown = {word for week in weeks for cell in week.cells for word in (cell.part, cell.mark) if word}
    middles = tuple(LEFT + (n + 0.5) * CELL for n in range(7))
    return CalendarPicture(LEFT + 7 * CELL + 8, y + 8, tuple(weeks), middles, frozenset(shown))


def _parts(due: law.Due, start: date, pauses: Sequence[law.Pause], calendar: law.WorkCalendar) -> dict[date, Part]:
    """Return the part of every day from the event to the last day, or back to it."""
    forward = start <= due.last_day
    day, last = min(start, due.last_day), max(start, due.last_day)
    found: dict[date, Part] = {}
    while day <= last:
        if any(day in pause.days for pause in pauses):
            found[day] = "paused"
        elif forward and day > due.counted_to:
            found[day] = "rolled"
        elif due.value.unit == "working_day" and calendar.rests(day.toordinal()):
            found[day] = "rest"
        else:
            found[day] = "counted"
        day += _DAY
    found[start] = "start"
    found[due.last_day] = "due"
    return found


def _numbers(parts: dict[date, Part], due: law.Due) -> dict[date, int]:
    """Number the days counted; months, years and hours are not counted day by day, nor what is counted backward."""
    if due.value.unit not in ("calendar_day", "working_day") or due.value.rule.counts == "backward":
        return {}
    counted = [day for day, part in parts.items() if part in ("counted", "due") and day <= due.counted_to]
    return {day: number for number, day in enumerate(counted, 1)}


def _weeks(first: date, last: date, pauses: Sequence[law.Pause]) -> list[tuple[date, int]]:
    """Return the Mondays to draw, each with 0, or a Monday with how many weeks are left out from it on."""
    monday = first - first.weekday() * _DAY
    total = (last - monday).days // 7 + 1
    mondays = [monday + n * _WEEK for n in range(total)]
    if total <= SHOWN_WHOLE_WEEKS:
        return [(monday, 0) for monday in mondays]
    edges = {day for pause in pauses for day in (pause.days.start, pause.days.end) if day}
    out: list[tuple[date, int]] = []
    for number, monday in enumerate(mondays):
        wanted = number < HEAD_WEEKS or number >= total - TAIL_WEEKS or any(monday <= day < monday + _WEEK for day in edges)
        if wanted:
            out.append((monday, 0))
        elif out[-1][1]:
            out[-1] = (out[-1][0], out[-1][1] + 1)
        else:
            out.append((monday, 1))
    return out


def _cell(day: date, column: int, y: float, part: Part, number: int | None, calendar: law.WorkCalendar) -> Cell:
    x = LEFT + column * CELL
    return Cell(day, part, _mark(day, calendar), number, day.day == 1, x + GAP / 2, y + GAP / 2)


def _mark(day: date, calendar: law.WorkCalendar) -> Literal["", "休", "班"]:
    if not calendar.knows(day.year):
        return ""
    working = calendar.is_working(day)
    weekend = day.weekday() >= 5
    return "班" if working and weekend else "休" if not working and not weekend else ""
