"""The level of the court of first instance (级别管辖) and the court of appeal, by 法释〔2022〕13号 and the rules of the SPC tribunal."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from quandun.kernel.money import fen_of_yuan, yuan_text
from quandun.law.court.facts import BODIES, MATTERS, CourtFacts
from quandun.law.errors import NotInForce, ValueNotObtained
from quandun.law.statutes import Law
from quandun.law.values import Parameter, Value

Level = Literal["basic", "intermediate", "either", "unknown"]
LEVELS_ZH: dict[Level, str] = {
    "basic": "基层人民法院（最高人民法院确定的）",
    "intermediate": "中级人民法院",
    "either": "中级人民法院或者最高人民法院确定的基层人民法院",
    "unknown": "尚不能确定",
}
_PATENTS_TO_SPC = ("invention", "plant_variety", "layout_design")
_MAJOR_TO_SPC = ("utility_model", "technical_secret", "software")


@dataclass(frozen=True, slots=True)
class Found:
    """A level with its reason; `missing` names what is not to hand."""

    level: Level
    steps: tuple[str, ...]
    missing: tuple[str, ...] = ()
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Appeal:
    """The court of appeal (第二审法院)."""

    name_zh: str
    source: str
    confirmed: bool
    missing: str = ""


def level_of(law: Law, facts: CourtFacts, local: Iterable[Parameter]) -> Found:
    """Return the level of first instance; `local` are the place's own rules about basic courts and amounts."""
    if facts.case == "criminal":
        rule = law.value("ju-criminal-level.court_level", on=facts.on)
        return Found(
            "basic",
            (_step("第一审普通刑事案件由基层人民法院管辖", rule),),
            ("知识产权刑事案件集中管辖的安排（三合一）由当地高级人民法院规定，未载入",),
            rule.confirmed,
        )
    if facts.dispute == "validity":
        return Found(
            "unknown",
            ("专利、商标等授权确权行政案件另有法律规定管辖法院（法释〔2022〕13号 第一条第二款、第二条第三款）",),
            ("关于在北京、上海、广州设立知识产权法院的决定未载入",),
        )
    return _by_matter(law, facts) or _by_amount(law, facts, local)


def _step(text: str, rule: Value) -> str:
    return f"{text}——{rule.source}"


def _by_matter(law: Law, facts: CourtFacts) -> Found | None:
    """Article 1, article 2(1), and the bodies of article 2(2): the intermediate court whatever the amount."""
    name = MATTERS[facts.matter]
    technical = law.value("ju-technical.case_types", on=facts.on)
    owned = facts.dispute in ("infringement", "ownership") or facts.matter == "monopoly"
    if owned and isinstance(technical.value, tuple) and name in technical.value:
        dispute = "纠纷" if facts.matter == "monopoly" else "权属、侵权纠纷"
        text = f"{name}{dispute}由知识产权法院、省会市中级人民法院或者最高人民法院确定的中级人民法院管辖"
        return Found("intermediate", (_step(text, technical),), confirmed=technical.confirmed)
    design = law.value("ju-design-and-well-known.court_level", on=facts.on)
    if facts.well_known_mark or (facts.matter == "design" and owned):
        what = "涉驰名商标认定" if facts.well_known_mark else "外观设计专利权属、侵权纠纷"
        basic = "" if facts.case == "administrative" and facts.matter == "design" else "；经最高人民法院批准，也可以由基层人民法院管辖"
        return Found("intermediate", (_step(f"{what}由中级人民法院管辖{basic}", design),), confirmed=design.confirmed)
    if facts.case == "administrative" and facts.defendant_body != "bureau":
        rule = law.value("ju-amount-or-agency.amount_source", on=facts.on)
        return Found("intermediate", (_step(f"涉及{BODIES[facts.defendant_body]}行政行为的，由中级人民法院管辖", rule),))
    return None


def _by_amount(law: Law, facts: CourtFacts, local: Iterable[Parameter]) -> Found:
    """Article 2(2) and article 3: by the amount the Supreme Court set for the place."""
    basic = law.value("ju-basic-courts.court_level", on=facts.on)
    if facts.case == "administrative":
        return Found("basic", (_step("其他第一审知识产权行政案件由最高人民法院确定的基层人民法院管辖", basic),))
    rule = law.value("ju-amount-or-agency.amount_source", on=facts.on)
    either = _step("诉讼标的额在最高人民法院确定的数额以上的由中级人民法院管辖，以下的由其确定的基层人民法院管辖", rule)
    parameters = list(local)
    if not parameters:
        return Found("either", (either,), (f"该地适用的标的额和基层法院名单（{rule.value}）未载入",))
    try:
        amount = law.value(f"{parameters[0].id}.amount_max", on=facts.on)
    except ValueNotObtained as gap:
        return Found("either", (either,), (f"{gap.article}：{gap.facts['reason']}",))
    except NotInForce as gap:
        return Found("either", (either,), (str(gap.facts["known"]),))
    if facts.claim_fen is None:
        return Found("either", (either,), ("诉讼标的额",), amount.confirmed)
    limit = fen_of_yuan(Decimal(str(amount.value)))
    # “数额以上”包括本数（民法典 第一千二百五十九条）：a claim of exactly the amount belongs to the intermediate court.
    level: Level = "basic" if facts.claim_fen < limit else "intermediate"
    text = f"诉讼标的额{yuan_text(facts.claim_fen)}，该地的标的额标准{yuan_text(limit)}"
    return Found(level, (either, _step(text, amount)), confirmed=amount.confirmed)


def appeal_of(law: Law, facts: CourtFacts, level: Level) -> Appeal:
    """Return the court of appeal."""
    try:
        spc = law.value("ju-spc-ip-court.categories", on=facts.on)
    except NotInForce as gap:
        return Appeal("", "", confirmed=False, missing=f"{facts.on}有效的知识产权法庭规定（已载入：{gap.facts['known']}）")
    owned = facts.dispute in ("infringement", "ownership")
    to_spc = (
        facts.dispute == "validity" and facts.matter in (*_PATENTS_TO_SPC, "utility_model", "design")
        or facts.matter == "monopoly"
        or (owned and facts.matter in _PATENTS_TO_SPC)
        or (owned and facts.matter in _MAJOR_TO_SPC and facts.major)
    )  # fmt: skip
    if facts.case in ("civil", "administrative") and to_spc:
        return Appeal("最高人民法院知识产权法庭", spc.source, spc.confirmed)
    if facts.case == "judicial_confirmation":
        return Appeal("", "", confirmed=True, missing="司法确认裁定不能上诉")
    names: dict[Level, str] = {
        "basic": "上一级中级人民法院",
        "intermediate": "高级人民法院",
        "either": "由第一审法院的级别决定：中级人民法院或者高级人民法院",
        "unknown": "",
    }
    # The general rule (上诉于上一级人民法院) is the procedure laws' own and carries no number or list.
    source = "刑事诉讼法" if facts.case == "criminal" else "民事诉讼法" if facts.case == "civil" else "行政诉讼法"
    return Appeal(names[level], f"{source}：上诉于上一级人民法院" if names[level] else "", confirmed=True)
