"""Which figures each provision compares with which number: the structure of the texts, without a number in it.

A limb (情形) is one item of a provision: measures added together, compared with a value of law, perhaps a multiple of it, perhaps
only when two marks were used or after an earlier penalty. Two texts per article: the interpretation of 2025, and what stood before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Circumstance = Literal["always", "several", "repeat"]
Tier = Literal["base", "aggravated"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a case (数额、数量)."""

    key: str
    name_zh: str
    unit: Literal["fen", "count"]


@dataclass(frozen=True, slots=True)
class Element:
    """A condition of the offence that no amount replaces (构成要件)."""

    key: str
    name_zh: str
    source: str


@dataclass(frozen=True, slots=True)
class Limb:
    """One item of a provision; several measures are added together before they are compared."""

    measures: tuple[str, ...]
    threshold: str  # ref of a value in yuan or pieces
    when: Circumstance = "always"
    times: str = ""  # ref of the multiple of the threshold
    tier: Tier = "base"
    item: int = 0  # number of the item (项) where half of two items together count


@dataclass(frozen=True, slots=True)
class Repeat:
    """Earlier penalties that lower the amounts: which offences, within which time."""

    offences: str  # ref of the list of articles
    window: str  # ref of the years


@dataclass(frozen=True, slots=True)
class Text:
    """What one text (the interpretation of 2025, or those before) says about one article."""

    limbs: tuple[Limb, ...]
    very_serious: str = ""  # ref of the multiple that raises every limb to the upper tier
    several: str = ""  # ref of "two or more"
    repeat: Repeat | None = None
    half_of: str = ""  # id of the rule "half of two items together"
    bankruptcy: Tier | None = None  # the tier reached by the right holder's ruin alone
    bankruptcy_source: str = ""  # ref of its flag
    by_act: bool = False  # the act itself is enough, no amount needed
    unit_multiple: str = ""  # ref of the multiple for units (单位)


@dataclass(frozen=True, slots=True)
class Offence:
    """An article of the Criminal Law with its two texts."""

    article: str
    name_zh: str
    elements: tuple[Element, ...]
    new: Text
    old: Text
    sentence: Literal["two_tiers", "max_216", "max_218", "open_219_1"] = "two_tiers"
    flags: tuple[str, ...] = ()  # further questions of this article, named as in FACTS

    @property
    def source(self) -> str:
        """The article as it is cited, e.g. `中华人民共和国刑法 第二百一十四条`."""
        return self.elements[0].source

    @property
    def measures(self) -> tuple[str, ...]:
        """Every figure either text asks for, in the order of the table of measures."""
        asked = {measure for text in (self.new, self.old) for limb in text.limbs for measure in limb.measures}
        return tuple(key for key in MEASURES if key in asked)


def _table(*rows: Measure) -> Mapping[str, Measure]:
    return {row.key: row for row in rows}


MEASURES = _table(
    Measure("illegal_income", "违法所得", "fen"),
    Measure("service_income", "服务商标违法所得", "fen"),
    Measure("turnover", "非法经营数额", "fen"),
    Measure("sales", "销售金额", "fen"),
    Measure("unsold_value", "尚未销售的货值金额", "fen"),
    Measure("loss", "损失数额", "fen"),
    Measure("direct_loss", "直接经济损失", "fen"),
    Measure("labels", "标识数量", "count"),
    Measure("unsold_labels", "销售他人标识中尚未销售的数量", "count"),
    Measure("copies", "复制件数量", "count"),
    Measure("unsold_copies", "尚未销售的复制品数量", "count"),
    Measure("online_works", "网络传播作品数量", "count"),
    Measure("downloads", "下载次数", "count"),
    Measure("clicks", "点击次数", "count"),
    Measure("members", "注册会员人数", "count"),
)

_LAW = "中华人民共和国刑法"
_INCOME, _TURNOVER, _SALES = ("illegal_income",), ("turnover",), ("sales",)
_ALL_SERVICE = ("illegal_income", "service_income")
_TRADEMARK = "ct-repeat-offences.trademark"


def _elements(article: str, *pairs: tuple[str, str]) -> tuple[Element, ...]:
    return tuple(Element(key, name, f"{_LAW} {article}") for key, name in pairs)


_213 = Offence(
    "213",
    "假冒注册商标罪",
    _elements(
        "第二百一十三条",
        ("unlicensed", "未经注册商标所有人许可"),
        ("same_goods", "用于同一种商品、服务"),
        ("identical_mark", "使用的商标与注册商标相同"),
    ),
    new=Text(
        limbs=(
            Limb(_INCOME, "ct-213-goods.illegal_income"),
            Limb(_TURNOVER, "ct-213-goods.illegal_turnover"),
            Limb(_INCOME, "ct-213-goods-two-marks.illegal_income", "several"),
            Limb(_TURNOVER, "ct-213-goods-two-marks.illegal_turnover", "several"),
            Limb(_INCOME, "ct-213-goods-repeat.illegal_income", "repeat"),
            Limb(_TURNOVER, "ct-213-goods-repeat.illegal_turnover", "repeat"),
            # Goods and services together against the standard of services; with no goods this is the standard of services itself.
            Limb(_ALL_SERVICE, "ct-213-service.illegal_income"),
            Limb(_ALL_SERVICE, "ct-213-service-two-or-repeat.illegal_income", "several"),
            Limb(_ALL_SERVICE, "ct-213-service-two-or-repeat.illegal_income", "repeat"),
        ),
        very_serious="ct-213-very-serious.multiple_of_threshold",
        several="ct-213-goods-two-marks.marks_min",
        repeat=Repeat(_TRADEMARK, "ct-213-goods-repeat.window"),
    ),
    old=Text(
        limbs=(
            Limb(_TURNOVER, "ct-old-213.illegal_turnover"),
            Limb(_INCOME, "ct-old-213.illegal_income"),
            Limb(_TURNOVER, "ct-old-213.several_turnover", "several"),
            Limb(_INCOME, "ct-old-213.several_income", "several"),
            Limb(("service_income",), "ct-old-213-service.illegal_income"),
            Limb(_TURNOVER, "ct-old-213.very_turnover", tier="aggravated"),
            Limb(_INCOME, "ct-old-213.very_income", tier="aggravated"),
            Limb(_TURNOVER, "ct-old-213.very_several_turnover", "several", tier="aggravated"),
            Limb(_INCOME, "ct-old-213.very_several_income", "several", tier="aggravated"),
        ),
        several="ct-old-several.marks_min",
        unit_multiple="ct-old-unit-multiple.multiple",
    ),
    flags=("several",),
)

_SOLD_AND_UNSOLD = ("sales", "unsold_value")
_214 = Offence(
    "214",
    "销售假冒注册商标的商品罪",
    _elements("第二百一十四条", ("counterfeit_goods", "所售为假冒注册商标的商品"), ("knowing", "明知是假冒注册商标的商品")),
    new=Text(
        limbs=(
            Limb(_INCOME, "ct-214.illegal_income"),
            Limb(_SALES, "ct-214.sales_amount"),
            Limb(_INCOME, "ct-214-repeat.illegal_income", "repeat"),
            Limb(_SALES, "ct-214-repeat.sales_amount", "repeat"),
            Limb(_SOLD_AND_UNSOLD, "ct-214.sales_amount", times="ct-214-unsold.multiple_of_sales_threshold"),
            Limb(_SOLD_AND_UNSOLD, "ct-214-repeat.sales_amount", "repeat", times="ct-214-unsold.multiple_of_sales_threshold"),
        ),
        very_serious="ct-214-very-serious.multiple_of_threshold",
        repeat=Repeat(_TRADEMARK, "ct-214-repeat.window"),
    ),
    old=Text(
        limbs=(
            Limb(_SALES, "ct-old-214.sales_amount"),
            Limb(_INCOME, "ct-old-214.illegal_income"),
            Limb(_SOLD_AND_UNSOLD, "ct-old-214-unsold.goods_value"),
            Limb(_SALES, "ct-old-214.very_sales_amount", tier="aggravated"),
        ),
        unit_multiple="ct-old-unit-multiple.multiple",
    ),
)

_LABELS = ("labels",)
_215 = Offence(
    "215",
    "非法制造、销售非法制造的注册商标标识罪",
    _elements("第二百一十五条", ("forged_labels", "标识为伪造、擅自制造"), ("anothers_mark", "系他人注册商标的标识")),
    new=Text(
        limbs=(
            Limb(_LABELS, "ct-215.labels"),
            Limb(_INCOME, "ct-215.illegal_income"),
            Limb(_TURNOVER, "ct-215.illegal_turnover"),
            Limb(_LABELS, "ct-215-two-or-repeat.labels", "several"),
            Limb(_INCOME, "ct-215-two-or-repeat.illegal_income", "several"),
            Limb(_TURNOVER, "ct-215-two-or-repeat.illegal_turnover", "several"),
            Limb(_LABELS, "ct-215-two-or-repeat.labels", "repeat"),
            Limb(_INCOME, "ct-215-two-or-repeat.illegal_income", "repeat"),
            Limb(_TURNOVER, "ct-215-two-or-repeat.illegal_turnover", "repeat"),
            Limb(("labels", "unsold_labels"), "ct-215.labels", times="ct-215-unsold.multiple"),
            Limb(("labels", "unsold_labels"), "ct-215-two-or-repeat.labels", "several", times="ct-215-unsold.multiple"),
            Limb(("labels", "unsold_labels"), "ct-215-two-or-repeat.labels", "repeat", times="ct-215-unsold.multiple"),
        ),
        very_serious="ct-215-very-serious.multiple_of_threshold",
        several="ct-several.labels",
        repeat=Repeat(_TRADEMARK, "ct-repeat-window.labels"),
    ),
    old=Text(
        limbs=(
            Limb(_LABELS, "ct-old-215.labels"),
            Limb(_TURNOVER, "ct-old-215.illegal_turnover"),
            Limb(_INCOME, "ct-old-215.illegal_income"),
            Limb(_LABELS, "ct-old-215.several_labels", "several"),
            Limb(_TURNOVER, "ct-old-215.several_turnover", "several"),
            Limb(_INCOME, "ct-old-215.several_income", "several"),
            Limb(_LABELS, "ct-old-215.very_labels", tier="aggravated"),
            Limb(_TURNOVER, "ct-old-215.very_turnover", tier="aggravated"),
            Limb(_INCOME, "ct-old-215.very_income", tier="aggravated"),
            Limb(_LABELS, "ct-old-215.very_several_labels", "several", tier="aggravated"),
            Limb(_TURNOVER, "ct-old-215.very_several_turnover", "several", tier="aggravated"),
            Limb(_INCOME, "ct-old-215.very_several_income", "several", tier="aggravated"),
        ),
        several="ct-old-several.marks_min",
        unit_multiple="ct-old-unit-multiple.multiple",
    ),
    flags=("several",),
)

_216 = Offence(
    "216",
    "假冒专利罪",
    _elements("第二百一十六条", ("passing_off", "实施了假冒他人专利的行为")),
    new=Text(
        limbs=(
            Limb(_INCOME, "ct-216.illegal_income"),
            Limb(_TURNOVER, "ct-216.illegal_turnover"),
            Limb(("direct_loss",), "ct-216.direct_loss"),
            Limb(_INCOME, "ct-216.two_or_repeat_income", "several"),
            Limb(_TURNOVER, "ct-216.two_or_repeat_turnover", "several"),
            Limb(_INCOME, "ct-216.two_or_repeat_income", "repeat"),
            Limb(_TURNOVER, "ct-216.two_or_repeat_turnover", "repeat"),
        ),
        several="ct-several.patents",
        repeat=Repeat("ct-repeat-offences.patent", "ct-repeat-window.patent"),
    ),
    old=Text(
        limbs=(
            Limb(_TURNOVER, "ct-old-216.illegal_turnover"),
            Limb(_INCOME, "ct-old-216.illegal_income"),
            Limb(("direct_loss",), "ct-old-216.direct_loss"),
            Limb(_TURNOVER, "ct-old-216.several_turnover", "several"),
            Limb(_INCOME, "ct-old-216.several_income", "several"),
        ),
        several="ct-old-several.patents_min",
        unit_multiple="ct-old-unit-multiple.multiple",
    ),
    sentence="max_216",
    flags=("several",),
)

_217 = Offence(
    "217",
    "侵犯著作权罪",
    _elements("第二百一十七条", ("profit_purpose", "以营利为目的"), ("unlicensed", "未经著作权人或者有关权利人许可")),
    new=Text(
        limbs=(
            Limb(_INCOME, "ct-217.illegal_income"),
            Limb(_TURNOVER, "ct-217.illegal_turnover", item=1),
            Limb(_INCOME, "ct-217-repeat.illegal_income", "repeat", item=2),
            Limb(_TURNOVER, "ct-217-repeat.illegal_turnover", "repeat", item=2),
            Limb(("copies",), "ct-217.copies", item=3),
            Limb(("online_works",), "ct-217.online_works", item=4),
            Limb(("downloads",), "ct-217.downloads", item=4),
            Limb(("clicks",), "ct-217.clicks", item=4),
            Limb(("members",), "ct-217.members", item=4),
        ),
        very_serious="ct-217-very-serious.multiple_of_threshold",
        repeat=Repeat("ct-repeat-offences.copyright", "ct-217-repeat.window"),
        half_of="ct-217-half-of-two",
    ),
    old=Text(
        limbs=(
            Limb(_INCOME, "ct-old-217.illegal_income"),
            Limb(_TURNOVER, "ct-old-217.illegal_turnover"),
            Limb(("copies",), "ct-old-217.copies"),
            Limb(("online_works",), "ct-old-217-online.works"),
            Limb(("clicks",), "ct-old-217-online.clicks"),
            Limb(("members",), "ct-old-217-online.members"),
            Limb(_INCOME, "ct-old-217.very_income", tier="aggravated"),
            Limb(_TURNOVER, "ct-old-217.very_turnover", tier="aggravated"),
            Limb(("copies",), "ct-old-217.very_copies", tier="aggravated"),
        ),
        unit_multiple="ct-old-unit-multiple.multiple",
    ),
    flags=("circumvention",),
)

_218 = Offence(
    "218",
    "销售侵权复制品罪",
    _elements(
        "第二百一十八条",
        ("profit_purpose", "以营利为目的"),
        ("infringing_copies", "所售为第二百一十七条规定的侵权复制品"),
        ("knowing", "明知是侵权复制品"),
    ),
    new=Text(
        limbs=(
            Limb(_INCOME, "ct-218.illegal_income"),
            Limb(_SALES, "ct-218.sales_amount"),
            Limb(("copies",), "ct-218.copies"),
            Limb(_INCOME, "ct-218.repeat_income", "repeat"),
            Limb(_SALES, "ct-218.repeat_sales", "repeat"),
            Limb(_SOLD_AND_UNSOLD, "ct-218.sales_amount", times="ct-218.unsold_multiple"),
            Limb(_SOLD_AND_UNSOLD, "ct-218.repeat_sales", "repeat", times="ct-218.unsold_multiple"),
            Limb(("copies", "unsold_copies"), "ct-218.copies", times="ct-218.unsold_multiple"),
        ),
        repeat=Repeat("ct-repeat-offences.copyright", "ct-repeat-window.copies"),
    ),
    old=Text(limbs=(Limb(_INCOME, "ct-old-218.illegal_income"),), unit_multiple="ct-old-unit-multiple.multiple"),
    sentence="max_218",
)

_SECRET = Repeat("ct-repeat-offences.secret", "ct-219.repeat_window")
_219 = Offence(
    "219",
    "侵犯商业秘密罪",
    _elements("第二百一十九条", ("is_secret", "涉案信息构成商业秘密"), ("improper_act", "实施了该条所列侵犯商业秘密的行为")),
    new=Text(
        limbs=(
            Limb(("loss",), "ct-219.loss"),
            Limb(_INCOME, "ct-219.illegal_income"),
            Limb(("loss",), "ct-219.repeat_amount", "repeat"),
            Limb(_INCOME, "ct-219.repeat_amount", "repeat"),
        ),
        very_serious="ct-219-very-serious.multiple_of_threshold",
        repeat=_SECRET,
        bankruptcy="aggravated",
        bankruptcy_source="ct-219-very-serious.bankruptcy",
    ),
    old=Text(
        limbs=(
            Limb(("loss",), "ct-old-219.loss"),
            Limb(_INCOME, "ct-old-219.illegal_income"),
            Limb(("loss",), "ct-old-219.very_loss", tier="aggravated"),
            Limb(_INCOME, "ct-old-219.very_income", tier="aggravated"),
        ),
        bankruptcy="base",
        bankruptcy_source="ct-old-219.bankruptcy",
        unit_multiple="ct-old-unit-multiple.multiple",
    ),
    flags=("bankruptcy",),
)

_219_1 = Offence(
    "219-1",
    "为境外窃取、刺探、收买、非法提供商业秘密罪",
    _elements(
        "第二百一十九条之一", ("is_secret", "涉案信息构成商业秘密"), ("for_abroad", "为境外的机构、组织、人员窃取、刺探、收买、非法提供")
    ),
    new=Text(
        limbs=(
            Limb(("loss",), "ct-219.loss", tier="aggravated"),
            Limb(_INCOME, "ct-219.illegal_income", tier="aggravated"),
            Limb(("loss",), "ct-219.repeat_amount", "repeat", tier="aggravated"),
            Limb(_INCOME, "ct-219.repeat_amount", "repeat", tier="aggravated"),
        ),
        repeat=_SECRET,
        bankruptcy="aggravated",
        bankruptcy_source="ct-219-very-serious.bankruptcy",
        by_act=True,
    ),
    old=Text(limbs=(Limb(("loss",), "ct-old-219-1.loss", tier="aggravated"),), by_act=True),
    sentence="open_219_1",
    flags=("bankruptcy",),
)

OFFENCES: Mapping[str, Offence] = {o.article: o for o in (_213, _214, _215, _216, _217, _218, _219, _219_1)}
