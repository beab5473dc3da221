"""The words of this room that people read: states, moves, faults, parts of a statement."""

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quandun.frame.api import english
from quandun.registers.domain.kinds import RegisterField, RegisterKind

STATES = {
    "absent": _("尚无记录"),
    "nominated": _("待决定"),
    "admitted": _("在库"),
    "refused": _("已决定不予入库"),
    "suspended": _("已暂停"),
    "removed": _("已移出"),
    "lapsed": _("期满"),
}
MOVES = {
    "nominate": _("提名"),
    "admit": _("入库"),
    "refuse": _("不予入库"),
    "suspend": _("暂停"),
    "reinstate": _("恢复"),
    "remove": _("移出"),
    "renew": _("续期"),
}
FAULTS = {
    "missing": _("没有填写"),
    "too_long": _("太长"),
    "not_a_choice": _("不是可选的内容"),
    "not_a_district": _("不是本市的区县"),
    "not_a_credit_code": _("不是18位统一社会信用代码"),
    "not_yes_or_no": _("应当填“是”或者“否”"),
}
STATEMENT = {"facts": _("事实"), "basis": _("依据"), "remedy": _("提出异议的途径")}
REASON = _("理由")
TONES = {
    "absent": "neutral",
    "nominated": "waiting",
    "admitted": "good",
    "refused": "neutral",
    "suspended": "warn",
    "removed": "neutral",
    "lapsed": "warn",
}


def name_of(kind: RegisterKind) -> str:
    """Return the register's name in the visitor's language."""
    return kind.name_en if english() else kind.name


def label_of(field: RegisterField) -> str:
    """Return the field's label in the visitor's language."""
    return field.label_en if english() else field.label


def figure_text(value: Fraction) -> str:
    """Return a figure for people, at most one decimal, rounded down: 99.96 must not read as 100."""
    return f"{floor(value * 10) / 10:.10g}"


def shown(field: RegisterField, value: object, districts: Mapping[str, str]) -> str:
    """Return a stored answer as people read it; `districts` maps codes to names."""
    if value is None:
        return ""
    if field.kind == "flag":
        return gettext("是") if value else gettext("否")
    text = str(value)
    if field.kind == "district":
        return districts.get(text, text)
    if field.kind == "choice":
        return next((en if english() else zh for key, zh, en in field.choices if key == text), text)
    return text
