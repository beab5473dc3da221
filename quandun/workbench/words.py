"""How a visitor reads the law's own values: areas, units, amounts, certainty, days. Chinese is operative, English its translation."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext

from quandun.frame.api import Badge, day_words, english, in_language
from quandun.kernel.clocks import BEIJING
from quandun.kernel.ranges import DayRange
from quandun.law import api as law

# 法律领域: (中文, English) by the key the parameter files use.
AREAS: Mapping[str, tuple[str, str]] = {
    "market-penalty": ("市场监管行政处罚", "Market regulation penalties"),
    "patent-adjudication": ("专利行政裁决与调解", "Patent rulings and mediation"),
    "criminal-threshold": ("刑事立案追诉标准", "Criminal thresholds"),
    "criminal-referral": ("行刑衔接", "Referral to the police"),
    "civil-damages": ("民事赔偿", "Civil damages"),
    "mediation": ("调解与司法确认", "Mediation and judicial confirmation"),
    "jurisdiction": ("管辖", "Jurisdiction"),
    "time-computation": ("期间计算", "Counting of time"),
    "electronic-evidence": ("电子证据", "Electronic evidence"),
    "bad-faith": ("恶意申请与滥用权利", "Bad faith and abuse of rights"),
    "inspection-credit": ("双随机检查与信用监管", "Inspection and credit"),
    "arbitration": ("仲裁", "Arbitration"),
    "customs": ("海关保护", "Customs protection"),
    "disclosure": ("信息公开", "Disclosure"),
    "experts": ("鉴定与技术调查", "Experts and technical investigation"),
    "online-litigation": ("在线诉讼", "Online litigation"),
    "e-commerce": ("电子商务平台", "E-commerce platforms"),
    "pledge-agency": ("质押与代理", "Pledge and agency"),
    "exhibition": ("展会保护", "Trade fairs"),
    "rapid-services": ("快速审查与服务", "Fast-track services"),
    "policy-target": ("政策目标", "Policy targets"),
    "other-rights": ("其他权利", "Other rights"),
}


def area_text(key: str) -> str:
    """Return the name of an area; a city's own area has only its key."""
    return in_language(*AREAS.get(key, (key, key)))


def range_words(days: DayRange) -> str:
    """Return a range as people say it: both ends included."""
    start = day_words(days.start)
    if days.end is None:
        return gettext("自%(day)s起") % {"day": start}
    return gettext("%(first)s至%(last)s") % {"first": start, "last": day_words(days.end - timedelta(days=1))}


def span_words(first: date | None, last: date | None) -> str:
    """Return a span of days, both ends included and either unknown."""
    if first is not None:
        return range_words(DayRange(first, last and last + timedelta(days=1)))
    return gettext("至%(day)s止") % {"day": day_words(last)} if last else gettext("起止日期不详")


def weekday_words(day: date) -> str:
    """Return the day of the week."""
    names = (
        gettext("星期一"),
        gettext("星期二"),
        gettext("星期三"),
        gettext("星期四"),
        gettext("星期五"),
        gettext("星期六"),
        gettext("星期日"),
    )
    return names[day.weekday()]


def moment_words(at: datetime) -> str:
    """Return a moment in Beijing time."""
    here = at.astimezone(BEIJING)
    return gettext("%(day)s %(time)s") % {"day": day_words(here.date()), "time": f"{here:%H:%M}"}


def value_words(value: law.Plain, unit: str, op: str = "", chinese: str = "") -> str:
    """Return a value of law with its unit and how it limits: 不超过15个工作日. `chinese` words a value collected in English."""
    if chinese and not english():
        return chinese
    if value is None:
        return gettext("未取得")
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if isinstance(value, tuple):
        return listed([value_words(one, "") for one in value])
    if isinstance(value, dict):
        return apart([f"{key} {value_words(one, '')}" for key, one in value.items()])
    number = f"{value:,}" if isinstance(value, int | float) and unit == "CNY" else str(value)
    if unit == "CNY" and not english() and isinstance(value, int) and value and value % 10_000 == 0:
        number = f"{value // 10_000:,}万"
    limits = {
        "max": gettext("不超过%(value)s"),
        "min": gettext("不少于%(value)s"),
        "typical": gettext("通常%(value)s"),
        "target": gettext("目标%(value)s"),
    }
    said = f"{number}{unit_words(unit)}"
    return limits[op] % {"value": said} if op in limits and isinstance(value, int | float) else said


def listed(parts: Sequence[str]) -> str:
    """Return the parts of one list."""
    return (", " if english() else "、").join(parts)


def apart(parts: Sequence[str]) -> str:
    """Return statements that stand apart in one line."""
    return ("; " if english() else "；").join(parts)


def unit_words(unit: str) -> str:
    """Return how a unit follows its number."""
    words = {
        "calendar_day": gettext("日"),
        "working_day": gettext("个工作日"),
        "month": gettext("个月"),
        "year": gettext("年"),
        "hour": gettext("小时"),
        "CNY": gettext("元"),
        "multiple": gettext("倍"),
        "percent": "%",
    }
    return words.get(unit, "")


def trust_words(confidence: law.Confidence) -> str:
    """Return what the certainty of a number means."""
    return {
        "verified": gettext("已核对原文"),
        "high": gettext("可信度高"),
        "medium": gettext("未核对原文"),
        "low": gettext("来源不足"),
    }[confidence]


def trust_badge(confidence: law.Confidence, *, confirmed: bool) -> Badge:
    """Return the certainty of a number as a status word: 待确认 until read in its text or answered for by the city."""
    if confidence in ("verified", "high"):
        return Badge(trust_words(confidence), "good")
    return Badge(gettext("本市已确认"), "good") if confirmed else Badge(gettext("待确认"), "warn")
