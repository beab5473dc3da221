"""What a parameter of law is made of: values with dated entries, each citing its text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from quandun.kernel.clocks import day_text
from quandun.kernel.ranges import DayRange
from quandun.law.reading import Plain

Confidence = Literal["verified", "high", "medium", "low"]
"""verified read in a copy of the text · high remembered with strong certainty or partly read · medium · low: see note."""

CONFIDENCES: tuple[Confidence, ...] = ("verified", "high", "medium", "low")  # best first
TERM_UNITS = {"calendar_day": "日", "working_day": "个工作日", "month": "个月", "year": "年", "hour": "小时"}
UNITS = {
    **TERM_UNITS, "CNY": "元", "multiple": "倍", "percent": "%", "count": "", "flag": "", "rule": "", "list": "", "ordered_list": "",
    "formula": "", "date": "", "date_range": "", "unknown": "", "none": "",
}  # fmt: skip
OPS = ("max", "min", "typical", "target")


@dataclass(frozen=True, slots=True)
class Entry:
    """One value as one text gave it from one day on."""

    effective: DayRange  # half-open; files say the inclusive last day
    value: Plain
    instrument: str
    article: str
    confidence: Confidence
    read_from: str
    missing: str = ""  # why the number is not to hand; then `value` is None
    value_zh: str = ""  # how a value written in English words is said in Chinese
    local_id: str = ""  # the city's parameter this comes from, "" for a national one
    authorised_by: str = ""  # the provision that lets the city set its own

    @property
    def source(self) -> str:
        """The text and article, as shown beside every number."""
        text = f"{self.instrument} {self.article}"
        return f"{text}（依{self.authorised_by}）" if self.authorised_by else text


@dataclass(frozen=True, slots=True)
class Rule:
    """How a value is to be read and, where it is a term, counted."""

    unit: str
    op: str = ""  # max at most · min at least · typical · target
    rolls: bool = True  # last day on a rest day -> next working day (民法典 第二百零三条)
    rolls_reason: str = ""  # why it does not, where it does not
    counts: Literal["forward", "backward", "none"] = "forward"
    hour_rounding: Literal["none", "next_hour"] = "none"
    pauses: str | tuple[str, ...] | None = None  # ref of the list of grounds, the grounds themselves, None = data silent
    restarts: tuple[str, ...] = ()  # the events on which the provision lets the count begin anew
    extends: str = ""  # key of the value of the same parameter this one extends
    approver: str = ""  # who grants it, where the text says so
    cap: str = ""  # key of the value of the same parameter that this one with all its extensions may not exceed
    runs_from: str = ""  # 起算: the event whose day starts the count, in the words of the text


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """One value of a parameter with its whole history."""

    ref: str
    key: str
    name_zh: str
    rule: Rule
    history: tuple[Entry, ...]  # by first day

    @property
    def is_term(self) -> bool:
        """Whether a day can be computed from it, forward or backward."""
        return self.rule.unit in TERM_UNITS and self.rule.counts != "none" and all(isinstance(e.value, int) for e in self.history)


@dataclass(frozen=True, slots=True)
class Superseded:
    """What an earlier text said, kept for the reader; never used in a computation."""

    instrument: str
    old_value: str
    first_day: date | None  # None: not known
    last_day: date | None  # inclusive; None: not known, or never repealed in so many words


@dataclass(frozen=True, slots=True)
class Text:
    """What a rule says from a day on, once a later text has taken over from the one it was first collected under."""

    first_day: date
    statement_zh: str
    instrument: str
    article: str
    confidence: Confidence
    read_from: str
    statement_en: str = ""
    trigger: str = ""
    note: str = ""
    supersedes: tuple[Superseded, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A rule of law as data (法律参数): what it says, where it stands, and its values over time."""

    id: str
    domain: str
    name_zh: str
    statement_zh: str
    instrument: str
    article: str
    values: Mapping[str, ParameterValue]
    name_en: str = ""
    statement_en: str = ""
    trigger: str = ""
    transition: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()  # ids this rule was collected under; accepted for ever
    note: str = ""
    supersedes: tuple[Superseded, ...] = ()
    later_texts: tuple[Text, ...] = ()  # by first day
    place: str = ""  # 适用地域: the only place this text binds, "" for the whole country
    file: str = ""
    line: int = 0
    beside: tuple[str, ...] = ()  # ids of local parameters a city has put beside this one


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who answered for a value of less than certain origin, and when."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Value:
    """The answer of the law on one day: a value, where it stands, and how far it can be trusted."""

    ref: str  # canonical, e.g. "mp-register-preserve.decide_within"
    name_zh: str
    value: Plain
    unit: str
    op: str
    instrument: str
    article: str
    source: str
    confidence: Confidence
    effective: DayRange
    rolls: bool
    confirmed: bool  # verified or high, or confirmed by the city
    rule: Rule
    read_from: str = ""
    local_id: str = ""
    confirmation: Confirmation | None = None
    value_zh: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days left out of a count (扣除的期间), half-open, with the ground the provision names."""

    days: DayRange
    ground: str


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension as granted (延长): the provision, and how much of what it allows."""

    ref: str
    length: int | None = None  # in the unit of the provision; None = all it allows
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class Restart:
    """An event from which the provision lets the count begin anew (重新计算)."""

    day: date
    ground: str


def range_zh(days: DayRange) -> str:
    """Return the range as people say it: both ends included."""
    if days.end is None:
        return f"自{day_text(days.start)}起"
    last = days.end - timedelta(days=1)
    return day_text(days.start) if last <= days.start else f"{day_text(days.start)}至{day_text(last)}"


def span_zh(first: date | None, last: date | None) -> str:
    """Return a span of days as people say it, both ends included and either unknown."""
    if first is None:
        return "起止日期不详" if last is None else f"至{day_text(last)}止"
    return range_zh(DayRange(first, None if last is None else last + timedelta(days=1)))
