"""What the law does not allow to be asked (不予支持的请求), each with the article that says so. Checked before anything is reckoned."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from quandun.kernel.clocks import day_text
from quandun.kernel.money import yuan_text
from quandun.law.damages.errors import BadFacts, DamagesRefused
from quandun.law.damages.facts import METHODS, RIGHTS, FactorClaim, Facts, Punitive
from quandun.law.damages.reckoning import number_text, to_fen
from quandun.law.damages.rules_files import typed_rules
from quandun.law.damages.statute import Interpretation, Statute
from quandun.law.errors import NotInForce
from quandun.law.statutes import Law


def refuse(law: Law, facts: Facts, statutes: Sequence[Statute], text: Interpretation | None) -> None:
    """Raise DamagesRefused or BadFacts for the first thing the law, or arithmetic, does not allow."""
    _refuse_choice(facts, statutes)
    for statute in statutes:
        _refuse_outside_the_right(facts, statute)
        _refuse_methods_the_statute_lacks(facts, statute)
        _refuse_statutory_outside_its_range(facts, statute)
    if facts.typed is not None:
        _refuse_unknown_typed_factors(facts)
    if facts.punitive is None or text is None:
        _refuse_sales_profit(law, facts)
        return
    for statute in statutes:
        _refuse_punitive_without_ground(law, facts, statute)
        _refuse_multiple(facts.punitive, statute, text)
    _refuse_late_claim(law, facts, facts.punitive)
    _refuse_statutory_base(facts, facts.punitive, text)
    _refuse_unknown_factors(facts.punitive.intent, text.intent, "故意", text.cite(text.intent_article))
    _refuse_unknown_factors(facts.punitive.serious, text.serious, "情节严重", text.cite(text.serious_article))
    _refuse_sales_profit(law, facts)


def _refuse_outside_the_right(facts: Facts, statute: Statute) -> None:
    right = RIGHTS[facts.right]
    if facts.right_until is not None and facts.act_from > facts.right_until:
        raise DamagesRefused(
            reason=f"{right}已于{day_text(facts.right_until)}届满，{day_text(facts.act_from)}起的行为不构成对该权利的侵害，没有可以计算的赔偿",
            article=statute.source,
            todo="请核对行为日期和权利有效期间",
        )
    if facts.right_until is not None and facts.act_to > facts.right_until:
        raise DamagesRefused(
            reason=f"行为持续到{day_text(facts.act_to)}，{right}已于{day_text(facts.right_until)}届满，届满以后的部分不能计入",
            article=statute.source,
            todo="请把行为终止之日改为权利届满之日，并只保留此前的数值",
        )
    if facts.right_from is not None and facts.act_from < facts.right_from:
        raise DamagesRefused(
            reason=f"行为开始于{day_text(facts.act_from)}，{right}自{day_text(facts.right_from)}起才有效",
            article=statute.source,
            todo="请只计算权利生效以后的行为",
        )


def _refuse_methods_the_statute_lacks(facts: Facts, statute: Statute) -> None:
    allowed = {method for step in statute.order for method in step}
    for method in METHODS:
        if facts.parts(method) and method not in allowed:
            raise DamagesRefused(
                reason=f"{statute.name_zh}没有规定按{METHODS[method]}计算{RIGHTS[facts.right]}的赔偿",
                article=statute.source,
                todo="请改用条文规定的方法",
            )
    multiplied = [part.name for part in facts.licence if "fee_multiple" in part.factors]
    if multiplied and not statute.fee_multiple:
        raise DamagesRefused(
            reason=f"该法以使用费本身为准，不取倍数（{multiplied[0]}）", article=statute.source, todo="请去掉许可使用费倍数"
        )


def _refuse_choice(facts: Facts, statutes: Sequence[Statute]) -> None:
    """Refuse a choice that no statute of the act gives; where two texts may govern, one of them may."""
    if facts.choice is None or any(facts.choice in step and len(step) > 1 for statute in statutes for step in statute.order):
        return
    order = "，其次".join("或者".join(METHODS[method] for method in step) for step in statutes[0].order)
    raise DamagesRefused(
        reason=f"该法的方法有先后顺序（{order}），不能择一", article=statutes[0].source, todo="请去掉 choice，由测算按顺序进行"
    )


def _refuse_statutory_outside_its_range(facts: Facts, statute: Statute) -> None:
    if facts.statutory is None:
        return
    asked = to_fen(facts.statutory.value)
    if not statute.has_statutory:
        raise DamagesRefused(
            reason=f"{RIGHTS[facts.right]}没有法定赔偿的规定", article=statute.source, todo="请提供损失、获利或者许可使用费的数值"
        )
    high, low = statute.statutory_max_fen, statute.statutory_min_fen
    if high is not None and asked > high:
        raise DamagesRefused(
            reason=f"请求的法定赔偿{yuan_text(asked)}超过上限{yuan_text(high)}", article=statute.source, todo="请在幅度内请求"
        )
    if low is not None and asked < low:
        raise DamagesRefused(
            reason=f"请求的法定赔偿{yuan_text(asked)}低于下限{yuan_text(low)}", article=statute.source, todo="请在幅度内请求"
        )


def _refuse_punitive_without_ground(law: Law, facts: Facts, statute: Statute) -> None:
    if statute.punitive_max is not None:
        return
    article = statute.source
    if facts.right in ("confusion", "unfair_competition"):
        try:
            article = law.value("cd-pd-unfair-competition-scope.scope", on=facts.as_of).source
        except NotInForce:
            article = statute.source
        raise DamagesRefused(
            reason="商业秘密以外的不正当竞争行为不适用惩罚性赔偿", article=article, todo="请去掉惩罚性赔偿请求，或者核对案由"
        )
    raise DamagesRefused(reason=f"{statute.name_zh}没有规定惩罚性赔偿", article=article, todo="请去掉惩罚性赔偿请求，或者核对行为日期")


def _refuse_multiple(claim: Punitive, statute: Statute, text: Interpretation) -> None:
    multiple = claim.multiple.value
    ceiling = min(limit for limit in (statute.punitive_max, text.total_max) if limit is not None)
    if multiple > ceiling:
        capped = text.total_max is not None and ceiling == text.total_max
        raise DamagesRefused(
            reason=f"倍数 {number_text(multiple)} 超过上限，赔偿总额（含补偿部分）以基数的 {number_text(ceiling)} 倍为限",
            article=f"{statute.source}；{text.cite(text.total_article)}" if capped else statute.source,
            todo="请在幅度内请求",
        )
    floor = statute.punitive_min if statute.punitive_min is not None else Fraction(0)
    if multiple < floor:
        raise DamagesRefused(
            reason=f"倍数 {number_text(multiple)} 低于 {number_text(floor)} 倍", article=statute.source, todo="请在幅度内请求"
        )
    if not text.fractional and multiple.denominator != 1:
        raise DamagesRefused(reason=f"倍数 {number_text(multiple)} 不是整数", article=text.cite(text.multiple_article), todo="请写整数倍")


def _refuse_late_claim(law: Law, facts: Facts, claim: Punitive) -> None:
    if claim.added_in == "second_instance":
        raise DamagesRefused(
            reason="二审中增加惩罚性赔偿请求的，只能自愿调解，调解不成的不予支持",
            article=_source(law, "cd-pd-claim-time.deadline_event", facts.as_of),
            todo="请在一审法庭辩论终结前提出",
        )
    if claim.separate_suit:
        raise DamagesRefused(
            reason="侵权诉讼终结后，基于同一侵权事实另行起诉请求惩罚性赔偿的，不予受理",
            article=_source(law, "cd-pd-no-separate-suit.separate_suit_allowed", facts.as_of),
            todo="请在侵权诉讼中一并提出",
        )


def _source(law: Law, ref: str, day: date) -> str:
    try:
        return law.value(ref, on=day).source
    except NotInForce:
        raise DamagesRefused(
            reason=f"{day_text(day)}有效的解释对此如何规定没有载入（{law.find(ref).name_zh}）", todo="请由法制人员核对当时的条文"
        ) from None


def _refuse_statutory_base(facts: Facts, claim: Punitive, text: Interpretation) -> None:
    if claim.base_from_statutory or not (facts.loss or facts.gain or facts.licence):
        raise DamagesRefused(
            reason="法定赔偿数额不能作为惩罚性赔偿的计算基数",
            article=text.cite(text.base_article),
            todo="请提供实际损失、侵权获利或者许可使用费的数值，或者去掉惩罚性赔偿请求",
        )


def _refuse_unknown_factors(claims: tuple[FactorClaim, ...], listed: tuple[str, ...], what: str, source: str) -> None:
    for claim in claims:
        if listed and claim.factor not in listed:
            raise BadFacts(place="", reason=f"“{claim.factor}”不是{source}列举的{what}情形，可以写：{'、'.join(listed)}")


def _refuse_unknown_typed_factors(facts: Facts) -> None:
    assert facts.typed is not None
    rules = typed_rules(facts.typed.kind)
    known = [factor.key for factor in rules.factors]
    for claim in facts.typed.factors:
        if claim.factor not in known:
            raise BadFacts(place="", reason=f"“{claim.factor}”不是{rules.name_zh}的因素，可以写：{'、'.join(known)}")


def _refuse_sales_profit(law: Law, facts: Facts) -> None:
    """Sales profit is for those whose business is infringing (法释〔2026〕7号 第九条)."""
    sold = [part.name for method in METHODS for part in facts.parts(method) if part.margin_kind == "sales"]
    if not sold or facts.statute is not None:
        return
    by_trade = facts.punitive is not None and any(claim.factor == "以侵权为业" for claim in facts.punitive.serious)
    try:
        measure = law.value("cd-pd-profit-measure.measure_professional", on=facts.as_of)
    except NotInForce:
        return  # the text of that day does not say which profit counts
    if not by_trade:
        raise DamagesRefused(
            reason=f"“{sold[0]}”按{measure.value}计算，但没有主张以侵害知识产权为业",
            article=measure.source,
            todo="请改用营业利润率，或者在情节严重中写明“以侵权为业”",
        )
