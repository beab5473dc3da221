"""Finding a parameter among hundreds: by words, area, instrument, certainty, and what begins or ends soon. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from quandun.law import api as law

SOON_DAYS = 180  # how far ahead "soon" looks: long enough to prepare forms and train people
CERTAIN = ("verified", "high")

Trust = Literal["", "certain", "unconfirmed"]


@dataclass(frozen=True, slots=True)
class Question:
    """What a visitor looks for. Empty fields ask nothing."""

    words: str = ""
    area: str = ""
    instrument: str = ""
    trust: Trust = ""
    changing: bool = False


def matching(body: law.Law, question: Question, *, today: date) -> list[law.Parameter]:
    """Return the parameters that answer to every part of the question, best first where words are asked for."""
    words = question.words.split()
    found = [one.parameter for one in law.find(words)] if words else body.parameters.values()
    return [parameter for parameter in found if _fits(body, parameter, question, today)]


def _fits(body: law.Law, parameter: law.Parameter, question: Question, today: date) -> bool:
    return (
        (not question.area or parameter.domain == question.area)
        and (not question.instrument or question.instrument in instruments_of(parameter))
        and (not question.trust or (question.trust == "certain") == is_certain(body, parameter))
        and (not question.changing or bool(coming_changes(body, parameter, today=today)))
    )


def instruments_of(parameter: law.Parameter) -> tuple[str, ...]:
    """Return the instruments (法律文件) the parameter rests on, its own first, each once."""
    dated = (entry.instrument for value in parameter.values.values() for entry in value.history)
    return tuple(dict.fromkeys((parameter.instrument, *dated)))


def is_certain(body: law.Law, parameter: law.Parameter) -> bool:
    """Say whether every number of the parameter was read in its text, or is answered for by the city."""
    dated = ((value, entry) for value in parameter.values.values() for entry in body.history(value))
    return all(entry.confidence in CERTAIN or is_confirmed(body, value, entry) for value, entry in dated)


def is_confirmed(body: law.Law, value: law.ParameterValue, entry: law.Entry) -> bool:
    """Say whether somebody of the city answers for this number; nobody answers for a text that came later."""
    confirmation = body.confirmations.get(value.ref)
    return confirmation is not None and confirmation.on >= entry.effective.start


def uncertain_entries(body: law.Law) -> list[tuple[law.ParameterValue, law.Entry]]:
    """Return every number that was not read in its text, confirmed by the city or not."""
    values = (value for parameter in body.parameters.values() for value in parameter.values.values())
    return [(value, entry) for value in values for entry in body.history(value) if entry.confidence not in CERTAIN]


@dataclass(frozen=True, slots=True)
class ComingChange:
    """A day on which a value begins to count or stops counting."""

    ref: str
    day: date
    begins: bool


def coming_changes(body: law.Law, parameter: law.Parameter, *, today: date, within_days: int = SOON_DAYS) -> tuple[ComingChange, ...]:
    """Return what of the parameter begins or ends within the coming days, by day."""
    until = today + timedelta(days=within_days)
    found = set[ComingChange]()
    for value in parameter.values.values():
        for entry in body.history(value):
            if today < entry.effective.start <= until:
                found.add(ComingChange(value.ref, entry.effective.start, True))
            if entry.effective.end is not None and today < entry.effective.end <= until:
                found.add(ComingChange(value.ref, entry.effective.end, False))
    return tuple(sorted(found, key=lambda change: (change.day, change.ref, change.begins)))


def areas_of(parameters: Iterable[law.Parameter]) -> dict[str, int]:
    """Return how many parameters each area holds, in the order the files have them."""
    counts: dict[str, int] = {}
    for parameter in parameters:
        counts[parameter.domain] = counts.get(parameter.domain, 0) + 1
    return counts


def all_instruments(parameters: Iterable[law.Parameter]) -> list[str]:
    """Return every instrument cited, in the order of first mention."""
    return list(dict.fromkeys(name for parameter in parameters for name in instruments_of(parameter)))


def terms(body: law.Law) -> list[law.ParameterValue]:
    """Return every value a last day can be computed from, extensions apart."""
    return [
        value for parameter in body.parameters.values() for value in parameter.values.values() if value.is_term and not value.rule.extends
    ]


def terms_of(body: law.Law, refs: Iterable[str]) -> list[law.ParameterValue]:
    """Return the terms of these names or collected names, each once."""
    return list({term.ref: term for term in (body.find_term(ref) for ref in refs)}.values())


def terms_matching(body: law.Law, words: str, *, today: date) -> list[law.ParameterValue]:
    """Return the terms of the parameters that answer to the words, the nearest first."""
    found = matching(body, Question(words=words), today=today)
    return [value for parameter in found for value in parameter.values.values() if value.is_term and not value.rule.extends]


def extensions_of(body: law.Law, term: law.ParameterValue) -> list[law.ParameterValue]:
    """Return the values by which the law lets this term be extended."""
    id, _, key = term.ref.partition(".")
    return [value for value in body.parameter(id).values.values() if value.rule.extends == key]


def grounds_of(body: law.Law, term: law.ParameterValue, *, on: date) -> tuple[str, ...] | None:
    """Return the grounds for which time may be left out of a term; None where the data is silent, () where the law allows none."""
    rule = term.rule.pauses
    if not isinstance(rule, str):
        return rule
    listed = body.value(rule, on=on).value
    return tuple(str(ground) for ground in listed) if isinstance(listed, tuple) else None
