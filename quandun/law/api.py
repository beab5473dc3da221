"""The front door of law (法). Plain functions over the law in force in this process: national, or a city's after `load`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from quandun.law import changes, finding, innocent_seller, statutes, terms
from quandun.law.answers import as_json
from quandun.law.awards import SMALLEST_GROUP, AwardGroup, AwardStatistics, ClosedCase, award_statistics, read_closed_cases
from quandun.law.awards import lines as award_lines
from quandun.law.bulk import Bulk, DueDate, OpenClock
from quandun.law.cards import change_card, due_card, full_card, parameter_card
from quandun.law.changes import KINDS as CHANGE_KINDS
from quandun.law.changes import Change
from quandun.law.competence import table as competence_table
from quandun.law.competence.table import Cited, Competence, Power
from quandun.law.court import deciding
from quandun.law.court.deciding import CourtAnswer, CourtChoice
from quandun.law.court.deciding import lines as court_lines
from quandun.law.court.facts import MATTERS as COURT_MATTERS
from quandun.law.court.facts import PLACES as COURT_PLACES
from quandun.law.court.facts import CourtFacts, read_court
from quandun.law.crime import assessing
from quandun.law.crime.assessing import CrimeAnswer
from quandun.law.crime.assessing import lines as crime_lines
from quandun.law.crime.facts import CrimeFacts, read_crime
from quandun.law.crime.offences import MEASURES as CRIME_MEASURES
from quandun.law.crime.offences import OFFENCES as CRIME_ARTICLES
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
    BadOption,
    BadParameterFile,
    BadPause,
    BadStart,
    CalendarNotPublished,
    CompetingValues,
    ExtensionNotAllowed,
    LawError,
    NotATerm,
    NotConfigured,
    NotInForce,
    PauseGroundNotAllowed,
    PauseStillOpen,
    RestartNotAllowed,
    UnknownParameter,
    UnusableFacts,
    ValueNotObtained,
)
from quandun.law.facts import Fact, facts_from_text, read_facts
from quandun.law.finding import Found
from quandun.law.innocent_seller import DEFENCES as SELLER_DEFENCES
from quandun.law.innocent_seller import SellerAnswer, SellerFacts, read_seller
from quandun.law.innocent_seller import lines as seller_lines
from quandun.law.periods import TRIAL_GROUND
from quandun.law.reading import Plain
from quandun.law.schemas import facts_schemas
from quandun.law.statutes import Law
from quandun.law.terms import Due
from quandun.law.typed import read_closing_time, read_day, read_extension, read_moment, read_pause, read_restart
from quandun.law.values import CONFIDENCES, Confidence, Confirmation, Entry, Extension, Parameter, ParameterValue, Pause, Restart, Value
from quandun.law.work_calendar import WorkCalendar

__all__ = [
    "AwardGroup",
    "AwardStatistics",
    "BadFacts",
    "BadParameterFile",
    "BadPause",
    "BadOption",
    "BadStart",
    "CHANGE_KINDS",
    "CONFIDENCES",
    "COURT_DECIDES",
    "COURT_MATTERS",
    "COURT_PLACES",
    "CRIME_ARTICLES",
    "CRIME_MEASURES",
    "CalendarNotPublished",
    "Change",
    "Cited",
    "ClosedCase",
    "Competence",
    "CompetingValues",
    "Confidence",
    "Confirmation",
    "CourtAnswer",
    "CourtChoice",
    "CourtFacts",
    "CrimeAnswer",
    "CrimeFacts",
    "DamagesAssessment",
    "DamagesFacts",
    "DamagesRefused",
    "Due",
    "DueDate",
    "Entry",
    "Extension",
    "ExtensionNotAllowed",
    "Fact",
    "Found",
    "Law",
    "LawError",
    "Memorandum",
    "MemorandumNotPrintable",
    "NotATerm",
    "NotConfigured",
    "NotInForce",
    "OpenClock",
    "Parameter",
    "ParameterValue",
    "Pause",
    "PauseGroundNotAllowed",
    "PauseStillOpen",
    "Plain",
    "Power",
    "Restart",
    "RestartNotAllowed",
    "SELLER_DEFENCES",
    "SMALLEST_GROUP",
    "SellerAnswer",
    "SellerFacts",
    "StatuteNotHeld",
    "TRIAL_GROUND",
    "UnknownParameter",
    "UnusableFacts",
    "Value",
    "ValueNotObtained",
    "WorkCalendar",
    "as_json",
    "assess_crime",
    "assess_damages",
    "award_lines",
    "award_statistics",
    "calendar",
    "change_card",
    "competence",
    "competences",
    "court_lines",
    "crime_lines",
    "current",
    "damages_data",
    "damages_factors",
    "damages_facts",
    "damages_facts_schema",
    "damages_memorandum",
    "diff",
    "due",
    "due_card",
    "due_dates",
    "facts_from_text",
    "facts_schemas",
    "find",
    "find_court",
    "full_card",
    "judge_seller",
    "load",
    "parameter",
    "parameter_card",
    "print_damages_memorandum_with",
    "read_closed_cases",
    "read_closing_time",
    "read_court",
    "read_crime",
    "read_damages_facts",
    "read_day",
    "read_extension",
    "read_facts",
    "read_moment",
    "read_pause",
    "read_restart",
    "read_seller",
    "seller_lines",
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


def assess_crime(facts: CrimeFacts) -> CrimeAnswer:
    """Compare a case with the criminal standards (刑事数额标准) and answer the question of referral apart; see `quandun.law.crime`."""
    return assessing.assess_crime(current(), facts)


def find_court(facts: CourtFacts) -> CourtAnswer:
    """Find the court of first instance (管辖法院): level, the courts to choose from, the appeal; see `quandun.law.court`."""
    return deciding.find_court(current(), facts)


def judge_seller(facts: SellerFacts) -> SellerAnswer:
    """Judge whether a seller who did not know (不知情销售者) is only told to stop; see `quandun.law.innocent_seller`."""
    return innocent_seller.judge_seller(current(), facts)


def competence(*, right: str, act: str, procedure: str, on: date) -> Competence:
    """Return which body acts (职权), by which rule and with which powers; raises NotConfigured where the text is not to hand."""
    return competence_table.table().find(right=right, act=act, procedure=procedure, on=on)


def competences(*, on: date) -> Iterator[Competence | NotConfigured]:
    """Return every row of the table of competence on a day; what is not to hand comes as its refusal."""
    return competence_table.table().every(on=on)


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
