"""The front door of law (法). Plain functions over the law in force in this process: national, or a city's after `load`."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path

from quandun.law import changes, finding, statutes, terms
from quandun.law.bulk import Bulk, DueDate, OpenClock
from quandun.law.changes import KINDS as CHANGE_KINDS
from quandun.law.changes import Change
from quandun.law.errors import (
    BadParameterFile,
    BadPause,
    BadStart,
    CalendarNotPublished,
    CompetingValues,
    ExtensionNotAllowed,
    LawError,
    NotATerm,
    NotInForce,
    PauseGroundNotAllowed,
    PauseStillOpen,
    RestartNotAllowed,
    UnknownParameter,
    ValueNotObtained,
)
from quandun.law.finding import Found
from quandun.law.periods import TRIAL_GROUND
from quandun.law.statutes import Law
from quandun.law.terms import Due
from quandun.law.values import CONFIDENCES, Confirmation, Entry, Extension, Parameter, ParameterValue, Pause, Restart, Value
from quandun.law.work_calendar import WorkCalendar

__all__ = [
    "CHANGE_KINDS",
    "CONFIDENCES",
    "TRIAL_GROUND",
    "BadParameterFile",
    "BadPause",
    "BadStart",
    "CalendarNotPublished",
    "Change",
    "CompetingValues",
    "Confirmation",
    "Due",
    "DueDate",
    "Entry",
    "Extension",
    "ExtensionNotAllowed",
    "Found",
    "Law",
    "LawError",
    "NotATerm",
    "NotInForce",
    "OpenClock",
    "Parameter",
    "ParameterValue",
    "Pause",
    "PauseGroundNotAllowed",
    "PauseStillOpen",
    "Restart",
    "RestartNotAllowed",
    "UnknownParameter",
    "Value",
    "ValueNotObtained",
    "WorkCalendar",
    "calendar",
    "current",
    "diff",
    "due",
    "due_dates",
    "find",
    "load",
    "parameter",
    "value",
]

_loaded: Law | None = None


def load(city_law: Path | None) -> Law:
    """Put a city's law (its `law/` folder) in force in this process; None puts the national law back.

    The old law stays in force when the folder has a fault (BadParameterFile).
    """
    global _loaded
    _loaded = None if city_law is None else statutes.city_law(city_law)
    return current()


def current() -> Law:
    """Return the law in force in this process; the national files are read at the first question, once."""
    return _loaded or statutes.national_law()


def value(ref: str, *, on: date) -> Value:
    """Return a value of law in force on a day; raises UnknownParameter, NotInForce, ValueNotObtained, CompetingValues."""
    return current().value(ref, on=on)


def parameter(id: str) -> Parameter:
    """Return a parameter with its statement, text and history; raises UnknownParameter."""
    return current().parameter(id)


def due(
    ref: str,
    *,
    starts: date | datetime,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[str | Extension] = (),
    restarts: Sequence[Restart] = (),
    closes: time | None = None,
    on: date | None = None,
    calendar: WorkCalendar | None = None,
) -> Due:
    """Compute the day a period leads to (期间届满日) with its reasoning; see `quandun.law.terms`."""
    return terms.due(
        current(), ref, starts=starts, pauses=pauses, extensions=extensions, restarts=restarts, closes=closes, on=on, calendar=calendar
    )


def due_dates(clocks: Iterable[OpenClock]) -> Iterator[DueDate | LawError]:
    """Yield the day of each clock, or the refusal, in order: what `due` would say, without the reasons and much faster.

    One pass is answered from one law, that in force when it began.
    """
    return Bulk(current()).due_dates(clocks)


def find(words: Sequence[str]) -> list[Found]:
    """Return the parameters in which every word stands, best first; see `quandun.law.finding`."""
    return finding.find(current(), words)


def diff(first: date, last: date) -> tuple[Change, ...]:
    """Return every value of law that changes after `first` up to `last`; see `quandun.law.changes`."""
    return changes.diff(current(), first, last)


def calendar() -> WorkCalendar:
    """Return the work calendar in force."""
    return current().calendar
