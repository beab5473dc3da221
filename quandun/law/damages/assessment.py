"""The whole assessment (测算): statutes, both lines under each, sensitivity, typed rules, remarks to be confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from quandun.kernel.clocks import day_text
from quandun.law.damages.facts import FactorClaim, Facts
from quandun.law.damages.reckoning import Line, number_text, reckon
from quandun.law.damages.refusals import refuse
from quandun.law.damages.rules_files import TypedFactor, typed_rules
from quandun.law.damages.sensitivity import Swing, swings
from quandun.law.damages.statute import Interpretation, Statute, governing, interpretation, interpretation_on
from quandun.law.errors import NotInForce
from quandun.law.statutes import Law


@dataclass(frozen=True, slots=True)
class Reading:
    """The reckoning under one statute: proved inputs only, and as claimed."""

    statute: Statute
    proved: Line
    claimed: Line
    sensitivity: tuple[Swing, ...]


@dataclass(frozen=True, slots=True)
class WeighedFactor:
    """A factor of the typed rules laid beside the facts."""

    rule: TypedFactor
    present: bool
    exhibit: str
    note: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the workbench answers. Several readings: the act ran on under a new text and the user has not chosen."""

    facts: Facts
    interpretation: Interpretation | None
    readings: tuple[Reading, ...]
    typed: tuple[WeighedFactor, ...]
    remarks: tuple[str, ...]


def assess(law: Law, facts: Facts) -> Assessment:
    """Return the assessment.

    Raises StatuteNotHeld (no text of the day of the act), DamagesRefused (the law says no), BadFacts (unusable).
    """
    statutes = governing(law, facts)
    text = interpretation(law, facts) if facts.punitive is not None else None
    refuse(law, facts, statutes, text)
    readings = tuple(_reading(facts, statute, text) for statute in statutes)
    typed = _typed(facts)
    return Assessment(facts, text, readings, typed, (*_remarks(law, facts, statutes, text), *_exclusions(typed)))


def punitive_factors(law: Law, day: date) -> dict[str, tuple[str, ...]]:
    """Return the factors the interpretation in force on a day of judging lists; raises DamagesRefused where none is held."""
    text = interpretation_on(law, day, "")
    return {"intent": text.intent, "serious": text.serious}


def _reading(facts: Facts, statute: Statute, text: Interpretation | None) -> Reading:
    claimed = reckon(facts, statute, text, proved=False)
    return Reading(statute, reckon(facts, statute, text, proved=True), claimed, swings(facts, statute, text, claimed))


def _typed(facts: Facts) -> tuple[WeighedFactor, ...]:
    if facts.typed is None:
        return ()
    claims = {claim.factor: claim for claim in facts.typed.factors}
    absent = FactorClaim("")
    return tuple(
        WeighedFactor(rule, rule.key in claims, claims.get(rule.key, absent).exhibit, claims.get(rule.key, absent).note)
        for rule in typed_rules(facts.typed.kind).factors
    )


def _remarks(law: Law, facts: Facts, statutes: tuple[Statute, ...], text: Interpretation | None) -> Iterator[str]:
    """Say what a lawyer has to confirm."""
    if len(statutes) > 1:
        yield "行为跨越新旧条文，未见过渡规定，两种结果并列；请由办案人员确认适用哪一种，并在 governed_by 中写明。"
    for statute in statutes:
        yield from statute.remarks
        for ref in statute.unconfirmed:
            yield f"{ref} 待确认：可信度不足，须由法制人员核对原文。"
    if text is not None and text.by_hand:
        yield "所依据的惩罚性赔偿解释和各情形由使用者提供，本系统没有核对。"
    if facts.right == "trademark":
        yield "商标民事纠纷解释第十三条允许按权利人选择的方法计算，与商标法第六十三条的先后顺序如何衔接，须由办案人员确认。"
    yield from _claim_content(law, facts)
    yield from _lookback(law, facts)
    yield from _double_floor(law, facts)
    yield from _fines(facts, text)


def _exclusions(typed: tuple[WeighedFactor, ...]) -> Iterator[str]:
    """Say which defence, if the court accepts it, leaves nothing to reckon."""
    for weighed in typed:
        if weighed.present and weighed.rule.weighs == "excludes":
            how = f"有证据（{weighed.exhibit}）" if weighed.exhibit else "未证明"
            yield f"主张“{weighed.rule.name_zh}”（{how}）：成立的，不承担赔偿责任（{weighed.rule.source}），以上数额不再适用。"


def _claim_content(law: Law, facts: Facts) -> Iterator[str]:
    if facts.punitive is None or facts.claim_fen is not None:
        return
    try:
        rule = law.value("cd-pd-claim-content.claim_items", on=facts.as_of)
    except NotInForce:
        return
    assert isinstance(rule.value, tuple)
    yield f"请求惩罚性赔偿，应当明确{'、'.join(str(item) for item in rule.value)}（{rule.source}）；本次没有写明请求数额（claim）。"


def _lookback(law: Law, facts: Facts) -> Iterator[str]:
    if facts.filed_on is None or facts.right != "trademark":
        return
    try:
        rule = law.value("cd-continuing-lookback.lookback", on=facts.filed_on)
    except NotInForce:
        return
    earliest = _years_before(facts.filed_on, int(str(rule.value)))
    if facts.act_from < earliest:
        yield (
            f"起诉日为{day_text(facts.filed_on)}，持续侵权的赔偿自起诉之日起向前推算{rule.value}年（{rule.source}），"
            f"{day_text(earliest)}以前的数值是否计入须确认。"
        )


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February has no corresponding day
        return day.replace(year=day.year - years, day=28)


def _double_floor(law: Law, facts: Facts) -> Iterator[str]:
    if facts.right != "plant_variety" or facts.punitive is None:
        return
    try:
        rule = law.value("cd-seed-double-floor.punitive_min", on=facts.as_of)
    except NotInForce:
        return
    multiple = number_text(facts.punitive.multiple.value)
    yield f"重复侵权、以侵权为业、无标识包装销售等情形，可以按照基数的 {rule.value} 倍以上确定（{rule.source}），本次主张 {multiple} 倍。"


def _fines(facts: Facts, text: Interpretation | None) -> Iterator[str]:
    if facts.punitive is None or text is None:
        return
    if any(fine.executed for fine in facts.punitive.prior_fines):
        yield f"同一侵权行为已受罚款或者罚金并执行完毕，确定倍数时应当考虑（{text.cite(text.fines_article)}）；不从数额中扣减。"
    elif facts.punitive.prior_fines:
        yield f"同一侵权行为的罚款或者罚金尚未执行完毕，确定倍数时不据此从低（{text.cite(text.fines_article)}）。"
