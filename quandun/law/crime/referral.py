"""Whether the case goes to the police (移送公安机关): another question than whether an amount is reached.

A case that reaches the standard must be transferred. Short of it, reasonable suspicion is enough in cases of intellectual
property where the police have to act before anybody can know (移送规定 第三条第二款). So "not reached" never answers "no transfer".
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from quandun.law.crime.facts import CrimeFacts
from quandun.law.crime.judging import State
from quandun.law.errors import NotInForce
from quandun.law.statutes import Law
from quandun.law.values import Value


@dataclass(frozen=True, slots=True)
class Referral:
    """Whether to transfer, why, and the provision."""

    state: Literal["required", "not_required", "undetermined"]
    text: str
    source: str
    confirmed: bool
    next_steps: tuple[str, ...] = ()  # what the regulation asks for once the case is to be transferred


def referral(law: Law, facts: CrimeFacts, threshold: State, elements: State) -> Referral:
    """Answer from the amounts, the elements and the officer's own answer about suspicion."""
    answer = _answer(law, facts, threshold, elements)
    return replace(answer, next_steps=_next_steps(law, facts.on)) if answer.state == "required" else answer


def _next_steps(law: Law, on: date) -> tuple[str, ...]:
    officers, decide, transfer = (
        law.value(ref, on=on) for ref in ("cr-task-force.officers_min", "cr-approve.decide_within", "cr-transfer-24h.transfer_within")
    )
    return (
        f"立即指定{officers.value}名以上执法人员组成专案组，核实后提出移送的书面报告——{officers.source}",
        f"正职负责人自接到报告之日起{decide.value}日内决定——{decide.source}",
        f"决定移送的，{transfer.value}小时内向同级公安机关移送——{transfer.source}",
    )


def _answer(law: Law, facts: CrimeFacts, threshold: State, elements: State) -> Referral:
    must = law.value("cr-must-refer.mandatory", on=facts.on)
    instead = law.value("cr-no-penalty-instead.fine_offsets_criminal_fine", on=facts.on)
    if threshold == "met" and elements == "met":
        text = "数额达到标准、构成要件有证据证明，涉嫌构成犯罪，应当移送公安机关，不得以行政处罚代替"
        return Referral("required", text, f"{must.source}；{instead.source}", must.confirmed)
    try:
        rule = law.value("cr-ip-reasonable-suspicion.standard", on=facts.on)
    except NotInForce:
        text = "当日尚无“合理嫌疑”即应移送的规定；数额和要件查清后，涉嫌构成犯罪的应当移送"
        return Referral("undetermined", text, must.source, must.confirmed)
    return _by_suspicion(facts, threshold, elements, rule)


def _by_suspicion(facts: CrimeFacts, threshold: State, elements: State, rule: Value) -> Referral:
    said = facts.suspicion
    if said.reasonable:
        where = {"met": "数额已达到标准", "not_met": "数额未达到标准，不影响移送", "unknown": "数额尚不能判断，不影响移送"}[threshold]
        if said.police_measures_needed is False:
            text = f"存在犯罪的合理嫌疑；{where}；办案人员认为不需要公安机关采取措施，请负责人复核这一判断后决定"
            return Referral("undetermined", text, rule.source, rule.confirmed)
        text = f"存在犯罪的合理嫌疑，需要公安机关采取措施进一步获取证据，应当移送；{where}"
        return Referral("required", text, rule.source, rule.confirmed)
    if said.reasonable is None:
        text = "尚未回答是否存在犯罪的合理嫌疑；达不到数额标准本身不是不移送的理由"
        return Referral("undetermined", text, rule.source, rule.confirmed)
    if threshold == "met" and elements == "unknown":
        text = "数额已达到标准、要件尚未查清，与“不存在合理嫌疑”的结论不一致，请复核"
        return Referral("undetermined", text, rule.source, rule.confirmed)
    again = "；数额或者要件查清后应当重新审查" if "unknown" in (threshold, elements) else ""
    return Referral("not_required", f"办案人员认为不存在犯罪的合理嫌疑：{said.reasons}{again}", rule.source, rule.confirmed)
