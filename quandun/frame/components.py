"""The values components show. Rooms fill them; templates never see a model, because what a page can query, it will.

Texts are already in the visitor's language; days are legal days, formatted by the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Tone = Literal["neutral", "info", "good", "warn", "bad", "waiting"]
NoticeKind = Literal["info", "good", "warn", "refusal"]
ClockState = Literal["running", "paused", "met", "overdue", "lapsed", "unconfirmed", "provisional"]


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A short status word. The tone repeats what the word says; colour alone never carries the meaning."""

    text: str
    tone: Tone = "neutral"


Cell = str | int | Link | Badge


@dataclass(frozen=True, slots=True)
class FormStep:
    """One step of a guided form. `url` leads back to a finished step."""

    label: str
    state: Literal["done", "current", "ahead"]
    url: str = ""


@dataclass(frozen=True, slots=True)
class KeyValue:
    """One line of a key–value list. `mono` for digests and codes."""

    label: str
    value: str
    url: str = ""
    mono: bool = False


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One dated act. `ledger_index` is its place in the log; None while the log has not placed it."""

    day: date
    what: str
    time: str = ""  # "14:05", Beijing
    who: str = ""
    note: str = ""
    documents: tuple[Link, ...] = ()
    ledger_index: int | None = None
    ledger_url: str = ""
    tone: Tone = "neutral"
    ahead: bool = False  # expected, not yet done


@dataclass(frozen=True, slots=True)
class PauseValue:
    """Days a clock stood still (half-open) and the legal ground."""

    start: date
    end: date | None
    ground: str


@dataclass(frozen=True, slots=True)
class ClockValue:
    """A statutory clock as a card. `due_text` and `days_left` are computed by the caller from `law`; negative is past."""

    name: str
    state: ClockState
    due_text: str
    days_left: int | None = None
    started_text: str = ""
    article: str = ""
    steps: tuple[str, ...] = ()
    consequence: str = ""  # what happens if it is missed
    pauses: tuple[PauseValue, ...] = ()
    calendar_days: bool = True  # False: `days_left` counts working days


@dataclass(frozen=True, slots=True)
class StripBar:
    """A clock as a bar on a date axis. `due` is the last day still in time (inclusive); None while no last day can be named."""

    name: str
    state: ClockState
    start: date
    due: date | None
    stopped: date | None = None  # the day the act was done
    pauses: tuple[PauseValue, ...] = ()


@dataclass(frozen=True, slots=True)
class ExhibitValue:
    """An exhibit (证据材料) as a card."""

    name: str
    sha256: str
    size_text: str
    purpose: str = ""
    media_type: str = ""
    taken_text: str = ""
    source: str = ""
    labels: tuple[Badge, ...] = ()
    url: str = ""
    certificate_url: str = ""
    preview_url: str = ""
    ledger_index: int | None = None


@dataclass(frozen=True, slots=True)
class ReasonValue:
    """A structured statement of reasons (理由说明): for every refusal, return, transfer and closure."""

    title: str
    facts: tuple[str, ...]
    evidence: tuple[str, ...]
    article: str
    remedy: str
    time_limit: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `numeric` aligns right."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, in the order of the columns. The first cell names the row."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableValue:
    """A table with its caption; on a phone each row becomes a card."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PageValue:
    """Where one is in a list. `base` is the address up to the page number, e.g. `?q=x&page=`."""

    number: int
    pages: int
    base: str = "?page="

    @property
    def shown(self) -> tuple[int, ...]:
        """Numbers to offer: first, last and the neighbours of the current; 0 stands for a gap."""
        near = sorted({1, self.pages, *range(max(1, self.number - 1), min(self.pages, self.number + 1) + 1)})
        out: list[int] = []
        for number in near:
            if out and number - out[-1] == 2:
                out.append(number - 1)
            elif out and number - out[-1] > 2:
                out.append(0)
            out.append(number)
        return tuple(out)


def in_pairs(columns: Sequence[Column], row: Row) -> list[tuple[Column, Cell]]:
    """Pair a row's cells with their columns; a row of another length is a fault of the caller."""
    return list(zip(columns, row.cells, strict=True))
