"""Comparing a case with one text: each limb met, not met, or not to be judged yet, and the tier (档次) that follows.

Only what an exhibit proves is measured. A figure nobody stated, or stated without an exhibit, leaves a limb open unless
what is proved reaches the number already: more figures can only add. So the answer never grows lighter when a figure grows.

Readings (docs/decisions/0012): sums of sold and unsold goods, and of goods and services, are compared whether or not one part
alone reaches its own standard, or a case would become lighter by selling more; "half of two standards" needs two items (项)
of the provision reached by two different figures, so that one figure does not count twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Literal

from quandun.kernel.money import fen_of_yuan, yuan_text
from quandun.law.crime.circumstances import Condition, conditions
from quandun.law.crime.facts import Act, CrimeFacts
from quandun.law.crime.offences import MEASURES, Limb, Text, Tier
from quandun.law.errors import NotInForce, ValueNotObtained
from quandun.law.statutes import Law
from quandun.law.values import Value

State = Literal["met", "not_met", "unknown"]
Level = Literal["none", "base", "aggravated", "unknown"]
STATES_ZH: dict[State, str] = {"met": "达到", "not_met": "未达到", "unknown": "尚不能判断"}


@dataclass(frozen=True, slots=True)
class LimbOutcome:
    """One item of a provision compared with the case."""

    name_zh: str
    tier: Tier
    state: State
    proved: int  # fen or pieces, as `unit` says
    claimed: int  # with what no exhibit proves yet
    threshold: int | None  # None: the text gives no number, or the item is no figure
    unit: str  # fen | count | "" where the item is no figure
    source: str
    confirmed: bool
    missing: tuple[str, ...]
    text: str  # the whole comparison in one Chinese line


@dataclass(frozen=True, slots=True)
class Judged:
    """What one text makes of the case."""

    level: Level
    limbs: tuple[LimbOutcome, ...]
    missing: tuple[str, ...]  # what has to be known before the level can be said
    could_rise: tuple[str, ...]  # what could still lead to the upper tier
    confirmed: bool


@dataclass(frozen=True, slots=True)
class _Measured:
    proved: int
    claimed: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Standard:
    """A limb with what it asks for on that day: the number in fen or pieces and the values it is made of, or the gap."""

    limb: Limb
    condition: Condition
    measured: _Measured
    number: Fraction | None
    values: tuple[Value, ...] = ()
    gap: ValueNotObtained | None = None

    def compare(self, number: Fraction) -> tuple[State, tuple[str, ...]]:
        """Compare what is proved with a number; say what is missing where it cannot be judged."""
        unsettled = (self.condition.missing,) if self.condition.holds is None else ()
        if self.measured.proved >= number:
            return ("unknown", unsettled) if unsettled else ("met", ())
        return ("unknown", (*self.measured.missing, *unsettled)) if self.measured.missing else ("not_met", ())


def judge(law: Law, facts: CrimeFacts, text: Text, *, on: date) -> Judged:
    """Compare the case with one text as it stood on a day."""
    standards = list(_standards(law, facts, text, on))
    outcomes = [_outcome(standard) for standard in standards]
    if text.very_serious:
        times = law.value(text.very_serious, on=on)
        outcomes += [_outcome(standard, times) for standard in standards if standard.number is not None]
    if text.half_of and not facts.circumvention:
        outcomes.append(_half_of(law, text.half_of, standards, on))
    if text.bankruptcy:
        outcomes += _ruin(law, facts, text, on)
    return _judged(text, outcomes)


def _judged(text: Text, outcomes: Sequence[LimbOutcome]) -> Judged:
    def has(tier: Tier, state: State) -> bool:
        return any(o.tier == tier and o.state == state for o in outcomes)

    def missing(tier: Tier) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m for o in outcomes if o.tier == tier and o.state == "unknown" for m in o.missing))

    level: Level = "none"
    if has("aggravated", "met"):
        level = "aggravated"
    elif text.by_act or has("base", "met"):
        level = "base"
    elif has("base", "unknown") or has("aggravated", "unknown") or not outcomes:
        level = "unknown"
    open_now = missing("base") or missing("aggravated") or ("行为时有效的司法解释",)
    return Judged(
        level,
        tuple(outcomes),
        open_now if level == "unknown" else (),
        missing("aggravated") if level == "base" else (),
        all(o.confirmed for o in outcomes),
    )


# standards of the day


def _standards(law: Law, facts: CrimeFacts, text: Text, on: date) -> Iterator[_Standard]:
    holding = conditions(law, facts, text, on)
    for limb in text.limbs:
        condition = holding[limb.when]
        if condition.holds is False or (facts.circumvention and limb.measures not in (("illegal_income",), ("turnover",))):
            continue  # for circumvention the provision names income and turnover only (第十三条第二款)
        if len(limb.measures) > 1 and _is_none(facts, limb.measures[-1], condition.acts):
            continue  # nothing to add: the limb of the first measure alone asks for less
        measured = _measure(facts, limb, condition.acts)
        try:
            values = _values(law, facts, text, limb, on)
        except NotInForce:
            continue  # the text of that day had no such item
        except ValueNotObtained as gap:
            yield _Standard(limb, condition, measured, None, gap=gap)
            continue
        base, *multiples = values
        number = Fraction(fen_of_yuan(Decimal(str(base.value)))) if base.unit == "CNY" else _number(base)
        for multiple in multiples:
            number *= _number(multiple)
        yield _Standard(limb, condition, measured, number, values)


def _values(law: Law, facts: CrimeFacts, text: Text, limb: Limb, on: date) -> tuple[Value, ...]:
    unit_multiple = text.unit_multiple if facts.is_unit else ""
    return tuple(law.value(ref, on=on) for ref in (limb.threshold, limb.times, unit_multiple) if ref)


def _number(value: Value) -> Fraction:
    return Fraction(str(value.value))


def _measure(facts: CrimeFacts, limb: Limb, acts: Sequence[Act]) -> _Measured:
    """Add the limb's figures over the acts (多次实施未经处理的，累计计算)."""
    proved = claimed = 0
    missing: list[str] = []
    for key in limb.measures:
        name = MEASURES[key].name_zh
        for act in acts:
            amount = act.amounts.get(key)
            if amount is None:
                missing += [] if key in facts.none else [name]
                continue
            claimed += amount.number
            if amount.proved:
                proved += amount.number
            else:
                missing.append(f"{name}的证据")
    return _Measured(proved, claimed, tuple(dict.fromkeys(missing)))


def _is_none(facts: CrimeFacts, key: str, acts: Sequence[Act]) -> bool:
    """Say whether a figure was found to be none in all acts."""
    return all(amount.number == 0 if (amount := act.amounts.get(key)) else key in facts.none for act in acts)


# outcomes


def _outcome(standard: _Standard, times: Value | None = None) -> LimbOutcome:
    """Say how the case stands to one limb, or to a multiple of it (达到标准若干倍以上的更重一档)."""
    limb, measured = standard.limb, standard.measured
    tier: Tier = "aggravated" if times else limb.tier
    unit = MEASURES[limb.measures[0]].unit
    name = _name(limb, standard.condition, tier)
    if standard.number is None:
        return _without_number(standard, name, unit)
    values = [*standard.values, *([times] if times else [])]
    number = standard.number * (_number(times) if times else 1)
    state, missing = standard.compare(number)
    source = _sources(values)
    # A number of pieces that is no whole number is reached by the next whole one.
    text = f"{name}：{_shown(measured.proved, unit)}，标准{_shown(_whole(number), unit)}以上，{STATES_ZH[state]}"
    if measured.claimed > measured.proved:
        text += f"（另有{_shown(measured.claimed - measured.proved, unit)}未证明）"
    return LimbOutcome(
        name, tier, state, measured.proved, measured.claimed, _whole(number), unit, source,
        all(v.confirmed for v in values), missing, f"{text}——{source}",
    )  # fmt: skip


def _without_number(standard: _Standard, name: str, unit: str) -> LimbOutcome:
    """A standard whose number is not to hand compares nothing; only a figure found to be none settles it."""
    gap, measured = standard.gap, standard.measured
    assert gap is not None
    reason = str(gap.facts["reason"])
    state: State = "unknown" if measured.claimed or measured.missing else "not_met"
    text = f"{name}：{_shown(measured.proved, unit)}，标准未配置（{reason}），{STATES_ZH[state]}——{gap.article}"
    return LimbOutcome(
        name, standard.limb.tier, state, measured.proved, measured.claimed, None, unit, gap.article,
        state == "not_met", (reason,) if state == "unknown" else (), text,
    )  # fmt: skip


def _half_of(law: Law, id: str, standards: Sequence[_Standard], on: date) -> LimbOutcome:
    """Half of two items' standards together, by two different figures (第十三条第一款第五项)."""
    fraction, items = law.value(f"{id}.fraction", on=on), law.value(f"{id}.items", on=on)
    share, need = _number(fraction) / 100, int(_number(items))
    halves = [
        (standard.limb.item, standard.limb.measures, *standard.compare(standard.number * share))
        for standard in standards
        if standard.limb.item and standard.number is not None
    ]

    def possible(states: Sequence[State]) -> bool:
        fitting = [half for half in halves if half[2] in states]
        return any(
            len({item for item, *_ in chosen}) == len({measures for _, measures, *_ in chosen}) == need
            for chosen in combinations(fitting, need)
        )

    state: State = "met" if possible(["met"]) else "unknown" if possible(["met", "unknown"]) else "not_met"
    missing = tuple(dict.fromkeys(m for *_, parts in halves for m in parts)) if state == "unknown" else ()
    name = f"分别达到其中{need}项以上标准的{fraction.value}%以上"
    return LimbOutcome(
        name, "base", state, 0, 0, None, "", fraction.source, fraction.confirmed, missing, f"{name}：{STATES_ZH[state]}——{fraction.source}"
    )


def _ruin(law: Law, facts: CrimeFacts, text: Text, on: date) -> list[LimbOutcome]:
    """The right holder's ruin (直接导致权利人因重大经营困难而破产、倒闭), where the text of that day names it."""
    assert text.bankruptcy is not None
    try:
        named = law.value(text.bankruptcy_source, on=on)
    except NotInForce:
        return []
    states: dict[bool | None, State] = {True: "met", False: "not_met", None: "unknown"}
    state = states[facts.bankruptcy.proved]
    name = "直接导致权利人因重大经营困难而破产、倒闭"
    missing = (f"是否{name}",) if state == "unknown" else ()
    shown = {"met": "有", "not_met": "没有", "unknown": "尚不能判断"}[state]
    text_zh = f"{name}：{shown}——{named.source}"
    return [LimbOutcome(name, text.bankruptcy, state, 0, 0, None, "", named.source, named.confirmed, missing, text_zh)]


def _sources(values: Sequence[Value]) -> str:
    """Name each text once, with all its articles that were used."""
    articles: dict[str, dict[str, None]] = {}
    for value in values:
        articles.setdefault(value.instrument, {})[value.article] = None
    return "；".join(f"{instrument} {'、'.join(used)}" for instrument, used in articles.items())


def _name(limb: Limb, condition: Condition, tier: Tier) -> str:
    measures = "与".join(MEASURES[key].name_zh for key in limb.measures)
    name = f"{measures}合计" if len(limb.measures) > 1 else measures
    return "".join((f"{condition.name_zh}，" if condition.name_zh else "", name, "（更重一档）" if tier == "aggravated" else ""))


def _whole(number: Fraction) -> int:
    return -(-number.numerator // number.denominator)


def _shown(number: int, unit: str) -> str:
    return yuan_text(number) if unit == "fen" else f"{number:,}"
