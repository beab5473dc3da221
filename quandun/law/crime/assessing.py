"""The whole answer about a case: amounts with their exhibits, both texts, elements, and the referral, each on its own."""

from dataclasses import dataclass
from datetime import date

from quandun.law.crime.facts import CrimeFacts
from quandun.law.crime.judging import STATES_ZH, LimbOutcome, State
from quandun.law.crime.lighter import Choice, RegimeOutcome, compare_texts
from quandun.law.crime.offences import MEASURES
from quandun.law.crime.referral import Referral, referral
from quandun.law.statutes import Law


@dataclass(frozen=True, slots=True)
class AmountLine:
    """A figure of the case over all acts, and what proves it."""

    key: str
    name_zh: str
    unit: str
    proved: int
    claimed: int
    known: bool  # stated for every act, or found to be none
    exhibits: tuple[str, ...]
    unproved: bool  # part of it has no exhibit: 未证明


@dataclass(frozen=True, slots=True)
class ElementLine:
    """A condition of the offence as the file has it."""

    key: str
    name_zh: str
    state: State
    exhibit: str
    source: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """Whether the amounts reach the standard of the text that applies; nothing more."""

    state: State
    text: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CrimeAnswer:
    """What the law says of a case as far as it is known. Nobody is called guilty: 涉嫌."""

    article: str
    name_zh: str
    source: str
    on: date
    amounts: tuple[AmountLine, ...]
    regimes: tuple[RegimeOutcome, ...]
    choice: Choice
    threshold: Threshold
    elements_state: State
    elements: tuple[ElementLine, ...]
    referral: Referral
    unit_zh: str  # what is said where the party is a unit (单位)
    reckoning: tuple[str, ...]  # how computed figures (worth of goods, loss of a secret) were reached
    confirmed: bool  # False: a number used is 待确认

    @property
    def applied(self) -> RegimeOutcome | None:
        """The text that applies, once that can be said."""
        return next((regime for regime in self.regimes if regime.key == self.choice.applies), None)


def assess_crime(law: Law, facts: CrimeFacts) -> CrimeAnswer:
    """Assess a case under the law loaded."""
    regimes, choice = compare_texts(law, facts)
    applied = next((regime for regime in regimes if regime.key == choice.applies), None)
    threshold = _threshold(applied, regimes)
    elements = _elements(facts)
    state = _together(elements)
    referred = referral(law, facts, threshold.state, state)
    return CrimeAnswer(
        article=facts.offence.article,
        name_zh=facts.offence.name_zh,
        source=facts.offence.source,
        on=facts.on,
        amounts=tuple(_line(facts, key) for key in facts.offence.measures),
        regimes=regimes,
        choice=choice,
        threshold=threshold,
        elements_state=state,
        elements=elements,
        referral=referred,
        unit_zh=_unit(law, facts, applied) if facts.is_unit and applied else "",
        reckoning=(*(step for act in facts.acts for step in act.reckoning), *(facts.secret_loss.steps if facts.secret_loss else ())),
        confirmed=choice.certain and referred.confirmed and all(r.confirmed for r in ((applied,) if applied else regimes)),
    )


def _unit(law: Law, facts: CrimeFacts, applied: RegimeOutcome) -> str:
    ref, on = ("ct-unit.same_thresholds", facts.on) if applied.key == "2025" else ("ct-old-unit-multiple.multiple", facts.last_day)
    return f"对单位判处罚金，并对其直接负责的主管人员和其他直接责任人员依照相应规定处罚——{law.value(ref, on=on).source}"


def _threshold(applied: RegimeOutcome | None, regimes: tuple[RegimeOutcome, ...]) -> Threshold:
    if applied is None:
        missing = tuple(dict.fromkeys(m for regime in regimes for m in regime.missing))
        return Threshold("unknown", "新旧解释尚不能比较，数额标准尚不能判断", missing)
    states: dict[str, State] = {"none": "not_met", "base": "met", "aggravated": "met", "unknown": "unknown"}
    return Threshold(states[applied.level], f"{applied.level_zh}（{applied.name_zh}）", applied.missing)


def _line(facts: CrimeFacts, key: str) -> AmountLine:
    stated = [act.amounts.get(key) for act in facts.acts]
    given = [amount for amount in stated if amount is not None]
    proved, claimed = (sum(a.number for a in given if a.proved), sum(a.number for a in given))
    known = key in facts.none or None not in stated
    exhibits = tuple(dict.fromkeys(a.exhibit for a in given if a.exhibit))
    return AmountLine(key, MEASURES[key].name_zh, MEASURES[key].unit, proved, claimed, known, exhibits, claimed > proved)


def _elements(facts: CrimeFacts) -> tuple[ElementLine, ...]:
    states: dict[bool | None, State] = {True: "met", False: "not_met", None: "unknown"}
    claims = facts.elements or {}
    return tuple(
        ElementLine(e.key, e.name_zh, states[claims[e.key].proved], claims[e.key].exhibit, e.source) for e in facts.offence.elements
    )


def _together(elements: tuple[ElementLine, ...]) -> State:
    states = {element.state for element in elements}
    return "not_met" if "not_met" in states else "unknown" if "unknown" in states else "met"


def _telling(regime: RegimeOutcome) -> list[LimbOutcome]:
    """Return the comparisons that carry the level: what is reached, else what is open, else what was not reached."""
    for state in ("met", "unknown"):
        if found := [limb for limb in regime.limbs if limb.state == state and (state == "met" or limb.tier == "base")]:
            return found
    return [limb for limb in regime.limbs if limb.tier == "base"]


_ELEMENTS_ZH: dict[State, str] = {"met": "有证据证明", "not_met": "不具备", "unknown": "尚未查清"}
_REFERRALS_ZH = {"required": "应当移送", "not_required": "目前不移送", "undetermined": "尚不能决定"}


def lines(answer: CrimeAnswer) -> list[str]:
    """Return the answer as a reasoning people can read, one line per step."""
    said = [f"{answer.name_zh}（{answer.source}），提问之日 {answer.on}"]
    said.append(f"一、数额：{STATES_ZH[answer.threshold.state]}。{answer.threshold.text}")
    if answer.threshold.missing:
        said.append(f"    尚缺：{'、'.join(answer.threshold.missing)}")
    said += [f"    {step}" for step in answer.reckoning]
    for regime in answer.regimes:
        said.append(f"  {regime.name_zh}：{regime.level_zh}")
        said += [f"    {limb.text}" for limb in _telling(regime)]
        if regime.could_rise:
            said.append(f"    是否达到更重一档尚缺：{'、'.join(regime.could_rise)}")
    said += [f"  {reason}" for reason in answer.choice.reasons]
    said.append(f"二、构成要件：{_ELEMENTS_ZH[answer.elements_state]}")
    for element in answer.elements:
        shown = {"met": f"有（{element.exhibit}）", "not_met": "没有", "unknown": "未证明"}[element.state]
        said.append(f"    {element.name_zh}：{shown}——{element.source}")
    said.append(f"三、移送：{_REFERRALS_ZH[answer.referral.state]}")
    said.append(f"    {answer.referral.text}——{answer.referral.source}")
    said += [f"    {step}" for step in answer.referral.next_steps]
    if (applied := answer.applied) and applied.sentence:
        said.append(f"四、如经法院认定，法定刑：{applied.sentence.text}——{applied.sentence.source}")
        said += [f"    罚金一般：{fine.text}——{fine.source}" for fine in applied.fines]
        said += [f"    {answer.unit_zh}"] if answer.unit_zh else []
    if not answer.confirmed:
        said.append("待确认：所用数值中有未经核对原文或者须由办案机关确认的，使用前须由管理员确认")
    return said
