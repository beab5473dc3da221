"""Geometry of the clock strip (期限图): several clocks as bars on one date axis. Plain arithmetic, no page, no clock.

Units are those of the drawing's viewBox. A day occupies an equal width; a bar runs from the morning of its first day to the
evening of its last, so that the last day still in time is visibly inside the bar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from quandun.frame.components import ClockState, StripBar

ROW = 50.0
TOP = 30.0
SIDE = 8.0
DATE_ROOM = 108.0
SMALLEST = 3.0  # a one-day bar on a two-year axis is still seen


@dataclass(frozen=True, slots=True)
class Piece:
    """A horizontal piece of a bar."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One drawn clock: label line above, bar below. `late` is the part after the last day, `open_end` a clock without a last day."""

    name: str
    label: str  # the name, cut to the room beside the date
    state: ClockState
    label_y: float
    y: float
    main: Piece
    end_x: float  # where the mark of the last day stands
    late: Piece | None
    holes: tuple[Piece, ...]
    stop_x: float | None
    start: date
    due: date | None
    open_end: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis with its text. `anchor` keeps the text inside the drawing."""

    x: float
    text_x: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A finished drawing."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    today_x: float
    today_anchor: str
    bottom: float


def draw(bars: Sequence[StripBar], *, today: date, width: float) -> Strip:
    """Lay the bars out on an axis that holds every bar and today, with a little air on both sides."""
    first = min([bar.start for bar in bars] + [today])
    last = max([_end_of(bar, today) for bar in bars] + [today])
    air = max(2, (last - first).days // 25)
    first, last = first - timedelta(days=air), last + timedelta(days=air)
    per_day = (width - 2 * SIDE) / ((last - first).days + 1)

    def x(day: date) -> float:
        return round(SIDE + (day - first).days * per_day, 2)

    def piece(start: date, end: date) -> Piece:  # half-open
        return Piece(x(start), max(SMALLEST, round(x(end) - x(start), 2)))

    drawn = []
    for index, bar in enumerate(bars):
        end = bar.due or _end_of(bar, today)
        after = end + timedelta(days=1)
        reached = bar.stopped or today
        late = piece(after, reached + timedelta(days=1)) if bar.due and bar.state in ("overdue", "lapsed") and reached > bar.due else None
        holes = tuple(
            piece(max(pause.start, bar.start), min(pause.end or max(today, pause.start) + timedelta(days=1), after))
            for pause in bar.pauses
            if pause.start < after and (pause.end is None or pause.end > bar.start)
        )
        top = TOP + index * ROW
        drawn.append(
            Bar(
                bar.name,
                fitted(bar.name, width - 2 * SIDE - DATE_ROOM),
                bar.state,
                label_y=top + 14,
                y=top + 21,
                main=piece(bar.start, after),
                end_x=round(x(after) - 2.5, 2),
                late=late,
                holes=holes,
                stop_x=round(x(bar.stopped) + per_day / 2, 2) if bar.stopped else None,
                start=bar.start,
                due=bar.due,
                open_end=bar.due is None,
            )
        )
    today_x = round(x(today) + per_day / 2, 2)
    bottom = TOP + len(bars) * ROW
    return Strip(
        width=width,
        height=bottom + 24,
        bars=tuple(drawn),
        ticks=tuple(_ticks(first, last, x, width)),
        today_x=today_x,
        today_anchor="start" if today_x < 40 else "end" if today_x > width - 40 else "middle",
        bottom=bottom,
    )


def fitted(name: str, room: float) -> str:
    """Return the name, cut with an ellipsis where its 14-unit letters would leave `room`."""
    used = 0.0
    for at, letter in enumerate(name):
        used += 14.2 if ord(letter) > 0x2E7F else 7.6
        if used > room:
            return name[: max(1, at - 1)].rstrip() + "…"
    return name


def _end_of(bar: StripBar, today: date) -> date:
    ends = [day for day in (bar.due, bar.stopped) if day] or [max(today, bar.start)]
    return max(ends)


def _ticks(first: date, last: date, x: "DayToX", width: float) -> list[Tick]:
    """Firsts of months, thinned so that texts never touch; on a short axis also every seventh day."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    if len(days) <= 75:
        marks = [day for day in days if day.weekday() == 0]
    else:
        marks = [day for day in days if day.day == 1]
    room = 44.0
    out: list[Tick] = []
    for day in marks:
        place = x(day)
        text = f"{day.year}-{day.month:02d}" if len(days) > 400 else f"{day.month}.{day.day}"
        if out and place - out[-1].x < room + (16 if len(days) > 400 else 0):
            continue
        anchor = "start" if place < 24 else "end" if place > width - 24 else "middle"
        out.append(Tick(place, place, text, anchor))
    return out


class DayToX(Protocol):
    """The function from a day to its place on the axis."""

    def __call__(self, day: date) -> float: ...
