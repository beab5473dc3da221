"""Files of parameters: one per statute, checked key by key. See docs/decisions/0002-law-is-dated-data.md for the form.

`instrument`, `read_from` stand once at the head; `article`, `confidence` once in the parameter; a dated entry overrides
any of them when a later text took over; where that text says more than a number, it stands in `later_texts` under its first
day and the entries of that day cite it. An entry ends where its `last_day` says, else where the next one begins.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, cast

from quandun.kernel.ranges import DayRange
from quandun.law.reading import Plain, Spot, read_yaml
from quandun.law.values import CONFIDENCES, OPS, TERM_UNITS, UNITS, Confidence, Entry, Parameter, ParameterValue, Rule, Superseded, Text

_DAY = timedelta(days=1)
_ID = re.compile(r"^[a-z]{2,3}(-[a-z0-9]+)+$")
_KEY = re.compile(r"^[a-z][a-z0-9_]*$")
_NEEDED = ("name_zh", "statement_zh", "article", "confidence", "values")
_MAY = (
    "domain", "name_en", "statement_en", "trigger", "transition", "instrument", "read_from", "aliases", "note", "supersedes",
    "later_texts", "place",
)  # fmt: skip
_VALUE_MAY = (
    "name_zh", "op", "rolls", "rolls_reason", "counts", "runs_from", "hour_rounding", "pauses", "restarts", "extends", "approver",
    "cap",
)  # fmt: skip
_ENTRY_MAY = ("last_day", "instrument", "article", "confidence", "read_from", "missing", "value_zh")
_TEXT_MAY = ("statement_en", "trigger", "instrument", "read_from", "note", "supersedes")


@dataclass(frozen=True, slots=True)
class _Cited:
    """Where a number stands, as far as the levels above the entry say."""

    instrument: str
    article: str
    confidence: Confidence
    read_from: str


@dataclass(frozen=True, slots=True)
class LocalRule:
    """A city's parameter and the national value it stands beside or instead of."""

    parameter: Parameter
    relation: str  # "beside" | "instead_of"
    target: str
    authorised_by: str
    spot: Spot


def read_national(path: Path, *, shown_as: str) -> list[tuple[Parameter, Spot]]:
    """Read the parameters of one national text, each with the place it stands at."""
    root = read_yaml(path, shown_as=shown_as)
    head = root.mapping(required=("instrument", "read_from", "parameters"))
    return [
        (_parameter(id, spot, head, spot.mapping(required=(*_NEEDED, "domain"), optional=_MAY)), spot)
        for id, spot in head["parameters"].entries().items()
    ]


def read_local(path: Path, *, shown_as: str) -> list[LocalRule]:
    """Read one file of a city: each parameter says which national value it stands beside or instead of, and who lets it."""
    root = read_yaml(path, shown_as=shown_as)
    head = root.mapping(required=("instrument", "read_from", "parameters"))
    rules = []
    for id, spot in head["parameters"].entries().items():
        found = spot.mapping(required=(*_NEEDED, "authorised_by"), optional=(*_MAY, "beside", "instead_of"))
        relations = [key for key in ("beside", "instead_of") if key in found]
        if len(relations) != 1:
            raise spot.fault("地方参数应当写明“beside”或者“instead_of”中的一个")
        parameter = _parameter(id, spot, head, found)
        if relations == ["instead_of"] and len(parameter.values) != 1:
            raise found["values"].fault("代替国家规定的地方参数只能有一个数值")
        rules.append(LocalRule(parameter, relations[0], found[relations[0]].text(), found["authorised_by"].text(), spot))
    return rules


def _parameter(id: str, spot: Spot, head: Mapping[str, Spot], found: Mapping[str, Spot]) -> Parameter:
    if not _ID.match(id):
        raise spot.fault(f"编号“{id}”不合格式，应当像 mp-register-preserve")
    cited = _cited(found, _Cited(head["instrument"].text(), "", "low", head["read_from"].text()))
    name = found["name_zh"].text()
    later = _later_texts(found["later_texts"], cited) if "later_texts" in found else ()
    values = {}
    for key, part in found["values"].entries().items():
        if not _KEY.match(key):
            raise part.fault(f"数值名“{key}”不合格式，应当像 decide_within")
        values[key] = _value(f"{id}.{key}", key, name, part, {date.min: cited} | {text.first_day: _cite(text) for text in later})
    if not values:
        raise found["values"].fault("至少应当有一个数值")
    for key, value in values.items():
        _check_companions(value, values, found["values"].entries()[key])

    def optional(key: str) -> str:
        return found[key].text() if key in found else ""

    return Parameter(
        id=id,
        domain=optional("domain"),
        name_zh=name,
        statement_zh=found["statement_zh"].text(),
        instrument=cited.instrument,
        article=cited.article,
        values=values,
        name_en=optional("name_en"),
        statement_en=optional("statement_en"),
        trigger=optional("trigger"),
        transition=_transition(found.get("transition")),
        aliases=tuple(part.text() for part in found["aliases"].items()) if "aliases" in found else (),
        note=optional("note"),
        supersedes=_supersedes(found),
        later_texts=later,
        place=optional("place"),
        file=spot.file,
        line=spot.line,
    )


def _transition(spot: Spot | None) -> dict[str, str]:
    if spot is None:
        return {}
    return {key: part.text() for key, part in spot.mapping(required=("effect",), optional=("from_state",)).items()}


def _later_texts(spot: Spot, above: _Cited) -> tuple[Text, ...]:
    texts = []
    for key, part in spot.entries().items():
        found = part.mapping(required=("statement_zh", "article", "confidence"), optional=_TEXT_MAY)
        said = {name: found[name].text() for name in ("statement_en", "trigger", "note") if name in found}
        here = _cited(found, above)
        texts.append(
            Text(
                first_day=part.day_of(key),
                statement_zh=found["statement_zh"].text(),
                instrument=here.instrument,
                article=here.article,
                confidence=here.confidence,
                read_from=here.read_from,
                supersedes=_supersedes(found),
                **said,
            )
        )
    return tuple(sorted(texts, key=lambda text: text.first_day))


def _cite(text: Text) -> _Cited:
    return _Cited(text.instrument, text.article, text.confidence, text.read_from)


def _supersedes(found: Mapping[str, Spot]) -> tuple[Superseded, ...]:
    return tuple(_superseded(part) for part in found["supersedes"].items()) if "supersedes" in found else ()


def _superseded(spot: Spot) -> Superseded:
    part = spot.mapping(required=("instrument", "old_value"), optional=("from", "last_day"))
    first, last = (part[key].day() if key in part else None for key in ("from", "last_day"))
    if first and last:
        _days(spot, first, last)
    return Superseded(part["instrument"].text(), part["old_value"].text(), first, last)


def _check_companions(value: ParameterValue, values: Mapping[str, ParameterValue], spot: Spot) -> None:
    """Refuse an `extends` or `cap` that names no value of the same unit, and extensions that together break the cap."""
    for word, key in (("extends", value.rule.extends), ("cap", value.rule.cap)):
        if key and (key not in values or values[key].rule.unit != value.rule.unit):
            raise spot.fault(f"“{word}”应当指向本参数中单位相同的数值，没有“{key}”")
    if value.rule.cap:
        parts = [value, *(v for v in values.values() if v.rule.extends == value.key)]
        for limit in values[value.rule.cap].history:
            whole = [e.value for part in parts for e in part.history if limit.effective.start in e.effective]
            if sum(n for n in whole if isinstance(n, int)) > cast(int, limit.value):
                raise spot.fault(f"连同延长超过了“{value.rule.cap}”规定的上限")


def _value(ref: str, key: str, name: str, spot: Spot, cited: Mapping[date, _Cited]) -> ParameterValue:
    found = spot.mapping(required=("unit", "dated"), optional=_VALUE_MAY)
    unit = found["unit"].choice(tuple(UNITS))
    counts = found["counts"].choice(("forward", "backward", "none")) if "counts" in found else "forward"
    rounding = found["hour_rounding"].choice(("none", "next_hour")) if "hour_rounding" in found else "none"
    rolls = found["rolls"].flag() if "rolls" in found else True
    if rolls == ("rolls_reason" in found):
        raise spot.fault("“rolls: false”与“rolls_reason”应当同时写明")
    pauses: str | tuple[str, ...] | None = None
    if "pauses" in found:
        pauses = tuple(p.text() for p in found["pauses"].items()) if found["pauses"].is_list() else found["pauses"].text()
    rule = Rule(
        unit=unit,
        op=found["op"].choice(OPS) if "op" in found else "",
        rolls=rolls,
        rolls_reason=found["rolls_reason"].text() if "rolls_reason" in found else "",
        counts=cast(Literal["forward", "backward", "none"], counts),
        runs_from=found["runs_from"].text() if "runs_from" in found else "",
        hour_rounding=cast(Literal["none", "next_hour"], rounding),
        pauses=pauses,
        restarts=tuple(part.text() for part in found["restarts"].items()) if "restarts" in found else (),
        extends=found["extends"].text() if "extends" in found else "",
        approver=found["approver"].text() if "approver" in found else "",
        cap=found["cap"].text() if "cap" in found else "",
    )
    return ParameterValue(
        ref=ref,
        key=key,
        name_zh=found["name_zh"].text() if "name_zh" in found else name,
        rule=rule,
        history=_history(found["dated"], rule, cited),
    )


def _history(spot: Spot, rule: Rule, cited: Mapping[date, _Cited]) -> tuple[Entry, ...]:
    dated = sorted((part.day_of(key), part) for key, part in spot.entries().items())
    if not dated:
        raise spot.fault("至少应当有一个施行日期")
    entries = []
    for at, (start, part) in enumerate(dated):
        found = part.mapping(required=("value",), optional=_ENTRY_MAY)
        value = found["value"].plain()
        missing = found["missing"].text() if "missing" in found else ""
        if (value is None) != bool(missing):
            raise part.fault("数值为 null 时应当写明“missing”（未取得的原因），有数值时不写")
        if value is not None:
            _check(found["value"], value, rule)
        following = dated[at + 1][0] if at + 1 < len(dated) else None
        days = _days(part, start, found["last_day"].day()) if "last_day" in found else DayRange(start, following)
        here = _cited(found, cited.get(start, cited[date.min]))
        wording = found["value_zh"].text() if "value_zh" in found else ""
        entries.append(Entry(days, value, here.instrument, here.article, here.confidence, here.read_from, missing, wording))
    return tuple(entries)


def _check(spot: Spot, value: Plain, rule: Rule) -> None:
    """Refuse a value that cannot be of its unit."""
    if rule.unit in TERM_UNITS:
        numbers = value if isinstance(value, tuple) and rule.counts == "none" else (value,)
        if not all(isinstance(n, int) and not isinstance(n, bool) and 0 < n <= 100_000 for n in numbers):
            raise spot.fault(f"单位为 {rule.unit} 的数值应当是正整数")
    elif rule.unit in ("CNY", "multiple", "percent", "count"):
        if isinstance(value, bool) or not isinstance(value, int | float | tuple) or (not isinstance(value, tuple) and value < 0):
            raise spot.fault(f"单位为 {rule.unit} 的数值应当是不小于零的数")
    elif rule.unit == "flag":
        if not isinstance(value, bool | dict):
            raise spot.fault("单位为 flag 的数值应当是 true 或者 false")
    elif rule.unit in ("list", "ordered_list") and not (isinstance(value, tuple) and value):
        raise spot.fault(f"单位为 {rule.unit} 的数值应当是列表")


def _cited(found: Mapping[str, Spot], above: _Cited) -> _Cited:
    return _Cited(
        instrument=found["instrument"].text() if "instrument" in found else above.instrument,
        article=found["article"].text() if "article" in found else above.article,
        confidence=cast(Confidence, found["confidence"].choice(CONFIDENCES)) if "confidence" in found else above.confidence,
        read_from=found["read_from"].text() if "read_from" in found else above.read_from,
    )


def _days(spot: Spot, start: date, last: date) -> DayRange:
    """Return the half-open range of an inclusive one."""
    if last < start:
        raise spot.fault(f"末日 {last} 早于首日 {start}")
    return DayRange(start, last + _DAY)
