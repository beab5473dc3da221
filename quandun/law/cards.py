"""Answers of the law as machines read them: the same for the command line and the API."""

from datetime import date, datetime, timedelta

from quandun.kernel.clocks import iso_beijing
from quandun.kernel.ranges import DayRange
from quandun.law.changes import Change
from quandun.law.errors import LawError
from quandun.law.statutes import Law
from quandun.law.terms import Due
from quandun.law.values import Entry, Parameter, ParameterValue, Value

Card = dict[str, object]


def asked_values(law: Law, ref: str) -> tuple[Parameter, list[ParameterValue]]:
    """Return the parameter of `ID` or `ID.VALUE` and the values asked for; raises UnknownParameter."""
    parameter = law.parameter(ref.partition(".")[0])
    return parameter, [law.find(ref)] if "." in ref else list(parameter.values.values())


def answers_on(law: Law, values: list[ParameterValue], on: date) -> tuple[dict[str, Value], dict[str, LawError]]:
    """Return what each value is on a day, and why the others give no answer."""
    answers: dict[str, Value] = {}
    refusals: dict[str, LawError] = {}
    for value in values:
        try:
            answers[value.ref] = law.value(value.ref, on=on)
        except LawError as error:
            refusals[value.ref] = error
    return answers, refusals


def full_card(law: Law, ref: str, on: date | None) -> Card:
    """Return a parameter with its history; with a day, also what is in force on it. Raises UnknownParameter."""
    parameter, values = asked_values(law, ref)
    card: Card = {
        "id": parameter.id,
        "aliases": list(parameter.aliases),
        "domain": parameter.domain,
        "name_zh": parameter.name_zh,
        "statement_zh": parameter.statement_zh,
        "statement_en": parameter.statement_en,
        "instrument": parameter.instrument,
        "article": parameter.article,
        "trigger": parameter.trigger,
        "transition": dict(parameter.transition),
        "note": parameter.note,
        "place": parameter.place,
        "later_texts": [
            {"from": t.first_day.isoformat(), "statement_zh": t.statement_zh, "source": f"{t.instrument} {t.article}", "note": t.note}
            for t in parameter.later_texts
        ],
        "beside": list(parameter.beside),
        "supersedes": [
            {
                "instrument": s.instrument,
                "old_value": s.old_value,
                "from": s.first_day and s.first_day.isoformat(),
                "last_day": s.last_day and s.last_day.isoformat(),
            }
            for s in parameter.supersedes
        ],
        "values": {value.ref: _value_card(law, value) for value in values},
    }
    if on is not None:
        answers, refusals = answers_on(law, values, on)
        card["on"] = on.isoformat()
        card["in_force"] = {
            ref: {"value": a.value, "source": a.source, "confidence": a.confidence, "confirmed": a.confirmed} for ref, a in answers.items()
        }
        card["refused"] = {ref: {"code": e.code, "says": e.sentence()} for ref, e in refusals.items()}
    return card


def _value_card(law: Law, value: ParameterValue) -> Card:
    return {
        "name_zh": value.name_zh,
        "unit": value.rule.unit,
        "op": value.rule.op,
        "runs_from": value.rule.runs_from,
        "rolls": value.rule.rolls,
        "extends": value.rule.extends,
        "approver": value.rule.approver,
        "cap": value.rule.cap,
        "history": [_entry_card(entry) for entry in law.history(value)],
    }


def due_card(found: Due, starts: date | datetime) -> Card:
    """Return a computed day, or moment, with its reasoning and what was asked."""
    card: Card = {
        "due": iso_beijing(found.last_instant) if found.last_instant else found.last_day.isoformat(),
        "provisional": found.provisional,
        "steps": list(found.steps),
        "article": found.value.source,
        "confidence": found.confidence,
        "confirmed": found.confirmed,
        "means": found.means,
    }
    if found.allowed_from:
        card["allowed_from"] = found.allowed_from.isoformat()
    card["ref"] = found.value.ref
    card["starts"] = iso_beijing(starts) if isinstance(starts, datetime) else starts.isoformat()
    return card


def change_card(change: Change) -> Card:
    """Return one changed value, old and new."""
    return {
        "on": change.on.isoformat(),
        "kind": change.kind,
        "ref": change.ref,
        "name_zh": change.value.name_zh,
        "parameter_zh": change.parameter.name_zh,
        "unit": change.value.rule.unit,
        "number_stands": change.number_stands,
        "old": _entry_card(change.old) if change.old else None,
        "new": _entry_card(change.new) if change.new else None,
        "rivals": [_entry_card(entry) for entry in change.rivals],
    }


def parameter_card(parameter: Parameter) -> Card:
    """Return a parameter in short for machines."""
    return {
        "id": parameter.id,
        "aliases": list(parameter.aliases),
        "name_zh": parameter.name_zh,
        "domain": parameter.domain,
        "instrument": parameter.instrument,
        "article": parameter.article,
        "values": [value.ref for value in parameter.values.values()],
    }


def _entry_card(entry: Entry) -> Card:
    """Return a dated entry for machines."""
    return {
        "from": entry.effective.start.isoformat(),
        "last_day": _last_day(entry.effective),
        "value": entry.value,
        "value_zh": entry.value_zh,
        "missing": entry.missing,
        "source": entry.source,
        "confidence": entry.confidence,
        "read_from": entry.read_from,
        "local": entry.local_id,
    }


def _last_day(days: DayRange) -> str | None:
    """Return the last day of a half-open range as text; None while it is open."""
    return None if days.end is None else (days.end - timedelta(days=1)).isoformat()
