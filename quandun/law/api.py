"""The front door of law (法). Plain functions over the law in force in this process: national, or a city's after `load`."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from quandun.law import changes, statutes, terms
from quandun.law.changes import KINDS as CHANGE_KINDS
from quandun.law.changes import Change
from quandun.law.damages import answer, assessment
from quandun.law.damages.answer import COURT_DECIDES
from quandun.law.damages.assessment import Assessment as DamagesAssessment
from quandun.law.damages.errors import BadFacts, DamagesRefused, MemorandumNotPrintable, StatuteNotHeld
from quandun.law.damages.facts import Facts as DamagesFacts
from quandun.law.damages.facts_file import facts_of as damages_facts
from quandun.law.damages.facts_file import facts_schema as damages_facts_schema
from quandun.law.damages.facts_file import read_facts as read_damages_facts
from quandun.law.damages.memorandum import Memorandum
from quandun.law.damages.memorandum import compose as damages_memorandum
from quandun.law.damages.memorandum import print_with as print_damages_memorandum_with
from quandun.law.damages.memorandum import write as write_damages_memorandum
from quandun.law.damages.rules_files import typed_rules as typed_damages_rules
from quandun.law.damages.tornado import tornado_svg
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
from quandun.law.periods import TRIAL_GROUND
from quandun.law.statutes import Law
from quandun.law.terms import Due
from quandun.law.values import Confirmation, Entry, Extension, Parameter, ParameterValue, Pause, Restart, Value
from quandun.law.work_calendar import WorkCalendar

__all__ = [
    "COURT_DECIDES",
    "CHANGE_KINDS",
    "TRIAL_GROUND",
    "BadFacts",
    "BadParameterFile",
    "BadPause",
    "BadStart",
    "CalendarNotPublished",
    "Change",
    "CompetingValues",
    "Confirmation",
    "DamagesAssessment",
    "DamagesFacts",
    "DamagesRefused",
    "Due",
    "Entry",
    "Extension",
    "ExtensionNotAllowed",
    "Law",
    "LawError",
    "Memorandum",
    "MemorandumNotPrintable",
    "NotATerm",
    "NotInForce",
    "Parameter",
    "ParameterValue",
    "Pause",
    "PauseGroundNotAllowed",
    "PauseStillOpen",
    "StatuteNotHeld",
    "Restart",
    "RestartNotAllowed",
    "UnknownParameter",
    "Value",
    "ValueNotObtained",
    "WorkCalendar",
    "assess_damages",
    "calendar",
    "current",
    "damages_data",
    "damages_factors",
    "damages_facts",
    "damages_facts_schema",
    "damages_memorandum",
    "diff",
    "due",
    "load",
    "parameter",
    "print_damages_memorandum_with",
    "read_damages_facts",
    "tornado_svg",
    "typed_damages_rules",
    "value",
    "write_damages_memorandum",
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


def diff(first: date, last: date) -> tuple[Change, ...]:
    """Return every value of law that changes after `first` up to `last`; see `quandun.law.changes`."""
    return changes.diff(current(), first, last)


def calendar() -> WorkCalendar:
    """Return the work calendar in force."""
    return current().calendar


def assess_damages(facts: DamagesFacts) -> DamagesAssessment:
    """Work out damages under the law in force here; raises StatuteNotHeld, DamagesRefused, BadFacts."""
    return assessment.assess(current(), facts)


def damages_data(found: DamagesAssessment) -> dict[str, Any]:
    """Return an assessment as JSON-ready data."""
    return answer.as_data(found)


def damages_factors(*, on: date) -> Mapping[str, tuple[str, ...]]:
    """Return the factors of intent and of seriousness that may be claimed on a day of judging: `intent`, `serious`."""
    return assessment.punitive_factors(current(), on)
