"""Geometry of the history of a parameter (沿革图): each value a row, each text that gave it a piece on one axis of years.

Plain arithmetic; the page draws it. Units are those of the drawing's viewBox.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from quandun.kernel.ranges import DayRange

ROW = 62.0
TOP = 30.0
SIDE = 10.0
BAR = 26.0
LETTER, NARROW_LETTER = 14.0, 7.6  # width of a Chinese and of a Latin letter at the drawn size
SMALLEST = 4.0
YEAR = 70.0  # the least room of a year: a text of 1996 still in force need not squeeze the change of next year into a hair

Kind = Literal["past", "now", "ahead", "missing", "local"]


@dataclass(frozen=True, slots=True)
class Piece:
    """What one text gave, as a half-open range of days, and what to write on it."""

    days: DayRange
    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One value with its pieces by first day."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class DrawnPiece:
    """A piece with its place. `text` is cut to its room, "" where there is none."""

    x: float
    y: float
    width: float
    text_x: float
    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One row: its name above, its pieces below."""

    name: str
    name_y: float
    text_y: float
    pieces: tuple[DrawnPiece, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across the drawing with its text."""

    x: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class HistoryPicture:
    """A finished drawing."""

    width: float
    height: float
    bottom: float
    rows: tuple[DrawnRow, ...]
    years: tuple[Mark, ...]
    today: Mark


def draw(rows: Sequence[HistoryRow], *, today: date, today_text: str, width: float) -> HistoryPicture:
    """Lay the rows out on an axis from the first text shown to a year after the last change, or after today."""
    starts = [piece.days.start for row in rows for piece in row.pieces]
    changes = starts + [piece.days.end for row in rows for piece in row.pieces if piece.days.end is not None]
    last = max([*changes, today]) + timedelta(days=400)
    first = max(min([*starts, today]), date(today.year - int(width / YEAR), 1, 1)) - timedelta(days=60)
    span = (last - first).days

    def x(day: date) -> float:
        return round(SIDE + (min(max(day, first), last) - first).days / span * (width - 2 * SIDE), 2)

    def drawn(piece: Piece, y: float) -> DrawnPiece | None:
        if piece.days.end is not None and piece.days.end <= first:
            return None  # ended before the axis begins; the table below the drawing has it
        left, right = x(piece.days.start), x(piece.days.end or last)
        wide = max(SMALLEST, round(right - left - 1.5, 2))
        return DrawnPiece(left, y, wide, round(left + 7, 2), fitted(piece.text, wide - 12), piece.kind)

    made = []
    for index, row in enumerate(rows):
        top = TOP + index * ROW
        pieces = tuple(one for piece in row.pieces if (one := drawn(piece, top + 24)) is not None)
        made.append(DrawnRow(fitted(row.name, width - 2 * SIDE), top + 17, top + 24 + BAR - 8, pieces))
    bottom = TOP + len(rows) * ROW
    return HistoryPicture(width, bottom + 22, bottom, tuple(made), tuple(_years(first, last, x, width)), _mark(x(today), today_text, width))


def fitted(text: str, room: float) -> str:
    """Return the text cut with an ellipsis to its room; "" where not even two letters fit."""
    used = 0.0
    for at, letter in enumerate(text):
        used += LETTER if ord(letter) > 0x2E7F else NARROW_LETTER
        if used > room:
            return text[: at - 1].rstrip() + "…" if at > 2 else ""
    return text


def _mark(x: float, text: str, width: float) -> Mark:
    return Mark(x, text, "start" if x < 40 else "end" if x > width - 40 else "middle")


def _years(first: date, last: date, x: Callable[[date], float], width: float) -> list[Mark]:
    """Firsts of years, thinned so that their texts never touch."""
    marks: list[Mark] = []
    for year in range(first.year + 1, last.year + 1):
        place = x(date(year, 1, 1))
        if not marks or place - marks[-1].x >= 46:
            marks.append(_mark(place, str(year), width))
    return marks
