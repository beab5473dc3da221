"""From the values of law to the values that pages draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_noop

from quandun.frame.api import Badge, Cell, Column, Link, Row, TableValue, Tone, day_words, english, in_language
from quandun.kernel.errors import PlatformError
from quandun.kernel.money import yuan_text
from quandun.law import api as law
from quandun.workbench.domain import catalogue, history_picture
from quandun.workbench.domain.changes import ChangedParameter
from quandun.workbench.domain.history_picture import HistoryPicture, HistoryRow, Kind, Piece
from quandun.workbench.selectors import Touch
from quandun.workbench.words import (
    apart,
    moment_words,
    range_words,
    span_words,
    trust_badge,
    trust_words,
    value_words,
    weekday_words,
)

VALUES_IN_LIST = 3  # of a parameter with more, the list shows the first


@dataclass(frozen=True, slots=True)
class Line:
    """A parameter in the index."""

    parameter: law.Parameter
    values: tuple[str, ...]
    more: int
    trust: Badge
    news: str


def line_of(body: law.Law, parameter: law.Parameter, today: date) -> Line:
    """Return the parameter as one entry of the index, with its values in force today."""
    said = [f"{value.name_zh} {current_words(body, value, today)}" for value in parameter.values.values()]
    certain = catalogue.is_certain(body, parameter)
    trust = Badge(gettext("已核对"), "good") if certain else Badge(gettext("待确认"), "warn")
    return Line(parameter, tuple(said[:VALUES_IN_LIST]), max(0, len(said) - VALUES_IN_LIST), trust, _news(body, parameter, today))


def current_words(body: law.Law, value: law.ParameterValue, today: date) -> str:
    """Return what a value is today, or in a word why it has no answer."""
    try:
        found = body.value(value.ref, on=today)
    except law.NotInForce:
        return gettext("现在不适用")
    except law.ValueNotObtained:
        return gettext("未取得")
    except law.CompetingValues:
        return gettext("规定相互冲突")
    return value_words(found.value, found.unit, found.op, found.value_zh)


def _news(body: law.Law, parameter: law.Parameter, today: date) -> str:
    coming = catalogue.coming_changes(body, parameter, today=today)
    if not coming:
        return ""
    first = min(change.day for change in coming)
    begins = any(change.begins for change in coming if change.day == first)
    words = gettext("%(day)s起有新规定") if begins else gettext("%(day)s起不再适用")
    return words % {"day": day_words(first)}


def history_drawings(body: law.Law, parameter: law.Parameter, today: date) -> list[tuple[str, HistoryPicture]]:
    """Return the history of every value as a drawing for wide pages and one for phones."""
    rows = [
        HistoryRow(value.name_zh, tuple(sorted((_piece(value, entry, today) for entry in body.history(value)), key=lambda p: p.days.start)))
        for value in parameter.values.values()
    ]
    return [
        (size, history_picture.draw(rows, today=today, today_text=gettext("今天"), width=width))
        for size, width in (("wide", 860.0), ("narrow", 340.0))
    ]


def _piece(value: law.ParameterValue, entry: law.Entry, today: date) -> Piece:
    kind: Kind = "now"
    if entry.value is None:
        kind = "missing"
    elif entry.local_id:
        kind = "local"
    elif entry.effective.start > today:
        kind = "ahead"
    elif today not in entry.effective:
        kind = "past"
    return Piece(entry.effective, value_words(entry.value, value.rule.unit, value.rule.op, entry.value_zh), kind)


def history_table(body: law.Law, parameter: law.Parameter) -> TableValue:
    """Return every value of every text, with article and certainty."""
    columns = tuple(Column(label) for label in (gettext("数值"), gettext("内容"), gettext("适用"), gettext("出处"), gettext("可信度")))
    rows = []
    for value in parameter.values.values():
        for entry in body.history(value):
            said = value_words(entry.value, value.rule.unit, value.rule.op, entry.value_zh)
            shown = said if entry.value is not None else f"{said}{gettext('：')}{entry.missing}"
            source = f"{gettext('本市规定')} · {entry.source}" if entry.local_id else entry.source
            trust = trust_badge(entry.confidence, confirmed=catalogue.is_confirmed(body, value, entry))
            rows.append(Row((value.name_zh, shown, range_words(entry.effective), source, trust)))
    return TableValue(gettext("全部数值和出处"), columns, tuple(rows))


def superseded_table(parameter: law.Parameter) -> TableValue:
    """Return what earlier texts said: kept for the reader, never used in a computation."""
    columns = tuple(Column(label) for label in (gettext("旧规定"), gettext("适用"), gettext("内容")))
    rows = tuple(Row((old.instrument, span_words(old.first_day, old.last_day), old.old_value)) for old in parameter.supersedes)
    return TableValue(gettext("以前的规定"), columns, rows)


@dataclass(frozen=True, slots=True)
class ValueCard:
    """One value as it stands on a day."""

    value: law.ParameterValue
    said: str
    source: str
    trust: Badge | None
    confirmed_by: str
    refusal: str
    reading: tuple[str, ...]


def value_cards(body: law.Law, parameter: law.Parameter, on: date) -> list[ValueCard]:
    """Return the parameter's values in force on a day, each with its article, or the reason why there is no answer."""
    return [_card(body, value, on) for value in parameter.values.values()]


def _card(body: law.Law, value: law.ParameterValue, on: date) -> ValueCard:
    try:
        found = body.value(value.ref, on=on)
    except (law.NotInForce, law.ValueNotObtained, law.CompetingValues) as error:
        return ValueCard(value, current_words(body, value, on), "", None, "", refusal_words(error), ())
    by = found.confirmation
    words = gettext("%(by)s于%(day)s确认") % {"by": by.by, "day": day_words(by.on)} if by else ""
    return ValueCard(
        value,
        value_words(found.value, found.unit, found.op, found.value_zh),
        found.source,
        trust_badge(found.confidence, confirmed=found.confirmed),
        words,
        "",
        tuple(_reading(value)),
    )


def refusal_words(error: PlatformError) -> str:
    """Return in the visitor's language why the law gives no answer."""
    return gettext(error.says).format_map(error.facts)


def _reading(value: law.ParameterValue) -> list[str]:
    """Return how a term is counted, in the visitor's words; nothing for what is no term."""
    rule = value.rule
    if not value.is_term:
        return []
    if rule.counts == "backward":
        return [gettext("从将要发生之日向前计算")]
    said = {
        "calendar_day": gettext("按自然日计算，当日不计入"),
        "working_day": gettext("只计工作日，当日不计入"),
        "month": gettext("按月计算，到对应日；没有对应日的，到月末"),
        "year": gettext("按年计算，到对应日"),
        "hour": gettext("自下一个整点起算") if rule.hour_rounding == "next_hour" else gettext("自发生的时刻起算"),
    }
    lines = [gettext("自%(event)s起算") % {"event": rule.runs_from}] if rule.runs_from and not english() else []
    lines.append(said[rule.unit])
    if rule.unit in ("calendar_day", "month", "year"):
        lines.append(gettext("最后一日是休息日的，顺延到下一个工作日") if rule.rolls else gettext("最后一日是休息日的，不顺延"))
    return lines


def names_of(body: law.Law, ids: Sequence[str]) -> list[law.Parameter]:
    """Return the parameters of these ids."""
    return [body.parameter(id) for id in ids]


@dataclass(frozen=True, slots=True)
class TermLine:
    """A period to choose or to ask about."""

    term: law.ParameterValue
    parameter: law.Parameter
    said: str
    reading: tuple[str, ...]


def term_line(body: law.Law, term: law.ParameterValue, today: date) -> TermLine:
    """Return a period with its length today and how it is counted."""
    parameter = body.parameter(term.ref.partition(".")[0])
    return TermLine(term, parameter, current_words(body, term, today), tuple(_reading(term)))


@dataclass(frozen=True, slots=True)
class DueCard:
    """A computed last day (期间届满日) for people."""

    what: str  # what the day is
    headline: str
    note: str
    provisional: bool
    trust: Badge
    steps: tuple[tuple[str, str], ...]  # (what, by which article)
    source: str
    name: str


def due_card(due: law.Due) -> DueCard:
    """Return the answer with its reasoning; each step apart from its article."""
    steps = tuple((what, article) for what, _, article in (step.partition("——") for step in due.steps))
    from_next = due.allowed_from
    note = gettext("%(day)s起方可进行") % {"day": day_words(from_next)} if from_next else ""
    return DueCard(
        gettext(MEANS_WORDS[due.means]),
        due_words(due),
        note,
        due.provisional,
        trust_badge(due.confidence, confirmed=due.confirmed),
        steps,
        due.value.source,
        due.value.name_zh,
    )


MEANS_WORDS = {
    "in_time_until": gettext_noop("最后一日"),
    "expected_by": gettext_noop("通常在这一日前办结"),
    "runs_until": gettext_noop("届满之日"),
    "allowed_after": gettext_noop("最短期间届满之日"),
    "notify_by": gettext_noop("最迟通知之日"),
    "window_from": gettext_noop("期间开始之日"),
}


def due_words(due: law.Due) -> str:
    """Return the last day with its weekday, or the last moment of a period of hours."""
    if due.last_instant is not None:
        return moment_words(due.last_instant)
    return f"{day_words(due.last_day)}{gettext('（%(weekday)s）') % {'weekday': weekday_words(due.last_day)}}"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One value on both sides of the day it changes."""

    value: law.ParameterValue
    kind: Badge
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The values that change on one day from one article to another."""

    on: date
    old_source: str
    new_source: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class ChangeCard:
    """A parameter with its changed values side by side."""

    parameter: law.Parameter
    groups: tuple[ChangeGroup, ...]


def change_card(changed: ChangedParameter) -> ChangeCard:
    """Return the changes of a parameter, old and new with their articles; an article common to several values is said once."""
    groups: dict[tuple[date, str, str], list[ChangeLine]] = {}
    for change in changed.changes:
        old, old_source = _side(change, change.old)
        new, new_source = _side(change, change.new)
        if change.rivals:
            new = apart([new, *(_side(change, rival)[0] for rival in change.rivals)])
            new_source = apart([new_source, *(rival.source for rival in change.rivals)])
        line = ChangeLine(change.value, Badge(gettext(CHANGE_WORDS[change.kind]), _tone(change)), old, new)
        groups.setdefault((change.on, old_source, new_source), []).append(line)
    return ChangeCard(changed.parameter, tuple(ChangeGroup(*key, tuple(lines)) for key, lines in groups.items()))


# Their Chinese is law.CHANGE_KINDS, shortened for a badge beside both sides.
CHANGE_WORDS = {
    "begins": gettext_noop("新增"),
    "ends": gettext_noop("不再适用"),
    "changes": gettext_noop("数值变化"),
    "not_obtained": gettext_noop("数值尚未取得"),
    "competes": gettext_noop("规定相互冲突"),
    "moves": gettext_noop("只换条文"),
    "supplier": gettext_noop("国家与地方规定更替"),
    "certainty": gettext_noop("只有可信度变化"),
}


def _tone(change: law.Change) -> Tone:
    if change.number_stands:
        return "neutral"
    return "warn" if change.kind in ("not_obtained", "competes") else "info"


def _side(change: law.Change, entry: law.Entry | None) -> tuple[str, str]:
    if entry is None:
        return gettext("没有规定"), ""
    said = value_words(entry.value, change.value.rule.unit, change.value.rule.op, entry.value_zh)
    return said, entry.source


def touch_words(touch: Touch) -> str:
    """Return in one sentence how a change reaches a case."""
    facts: dict[str, str] = {"what": in_language(touch.what, touch.what_en)}
    if touch.clock is not None:
        facts |= {"start": day_words(touch.clock.starts_on), "due": day_words(touch.clock.last_day), "year": str(touch.clock.last_day.year)}
    if touch.change is not None:
        facts |= {"on": day_words(touch.change.on), "old": _side(touch.change, touch.change.old)[0]}
        new, source = _side(touch.change, touch.change.new)
        facts |= {"new": new, "new_source": source}
    return gettext(TOUCH_WORDS[touch.kind]) % facts


TOUCH_WORDS = {
    "keeps": gettext_noop("“%(what)s”自%(start)s起算，在变化之前，仍按旧规定（%(old)s），最后一日%(due)s。"),
    "goes_over": gettext_noop("“%(what)s”如在%(on)s以后起算，按新规定（%(new)s）。"),
    "cited": gettext_noop(
        "%(on)s以后作出的文书引用“%(what)s”的新条文：%(new_source)s。行为发生在变化之前的，适用新旧哪一条由办案人员判断。"
    ),
    "recomputed": gettext_noop("“%(what)s”的最后一日%(due)s是暂定的：%(year)s年放假安排载入后会重新计算。"),
}


@dataclass(frozen=True, slots=True)
class ReadingCard:
    """A reckoning under one statute, with its table and picture of what moves the result."""

    data: Mapping[str, Any]
    picture: SafeString
    sensitivity: TableValue


def damages_answer(assessment: law.DamagesAssessment) -> dict[str, object]:
    """Return the answer of the law room with a drawing beside each reading."""
    data = law.damages_data(assessment)
    readings = []
    for number, (reading, said) in enumerate(zip(assessment.readings, data["readings"], strict=True)):
        # The law room's drawing escapes what it is given; its ids are made unique for a page with two.
        drawing = law.tornado_svg(reading.sensitivity).replace("tornado-", f"tornado-{number}-")
        readings.append(ReadingCard(said, mark_safe(drawing), _sensitivity_table(said["sensitivity"])))  # noqa: S308
    return {**data, "readings": readings}


def _sensitivity_table(rows: Sequence[Mapping[str, Any]]) -> TableValue:
    columns = (
        Column(gettext("数值")),
        Column(gettext("现值")),
        Column(gettext("证据")),
        Column(gettext("减少10%时合计"), numeric=True),
        Column(gettext("增加10%时合计"), numeric=True),
        Column(gettext("争议区间内合计"), numeric=True),
    )
    return TableValue(
        gettext("哪个数值最能改变结果"),
        columns,
        tuple(Row((row["name"], row["value"], row["mark"], _yuan(row["down_fen"]), _yuan(row["up_fen"]), _disputed(row))) for row in rows),
    )


def _yuan(fen: int | None) -> str:
    return "——" if fen is None else yuan_text(fen)


def _disputed(row: Mapping[str, Any]) -> str:
    if row["low_fen"] is None and row["high_fen"] is None:
        return "——"
    return f"{_yuan(row['low_fen'])} – {_yuan(row['high_fen'])}"


@dataclass(frozen=True, slots=True)
class CompetenceLine:
    """One row of the table of competence for people; `found` is None where the text is not to hand."""

    found: law.Competence | None
    right: str
    title: str
    missing: str
    trust: Badge | None
    anchor: str


def competence_lines(on: date) -> list[CompetenceLine]:
    """Return the table of competence on a day, each row with what it says or what is missing."""
    lines: list[CompetenceLine] = []
    for row in law.competences(on=on):
        anchor = f"row-{len(lines) + 1}"
        if isinstance(row, law.NotConfigured):
            right, _, rest = str(row.facts["what"]).partition("·")
            lines.append(CompetenceLine(None, right, rest, str(row.facts["instrument"]), None, anchor))
        else:
            right, _, rest = row.label_zh.partition("·")
            lines.append(CompetenceLine(row, right, rest, "", trust_badge(row.confidence, confirmed=row.confirmed), anchor))
    return lines


def competence_table(lines: Sequence[CompetenceLine]) -> TableValue:
    """Return the table at a glance: who, at which level, by which rule, with which of the two heaviest powers."""
    heads = (
        gettext("权利"),
        gettext("行为和程序"),
        gettext("机关"),
        gettext("级别"),
        gettext("程序规定"),
        gettext("查封、扣押"),
        gettext("罚款"),
    )
    rows = [Row((line.right, Link(line.title, f"#{line.anchor}"), *_at_a_glance(line.found))) for line in lines]
    return TableValue(gettext("一览"), tuple(Column(head) for head in heads), tuple(rows))


def _at_a_glance(found: law.Competence | None) -> tuple[Cell, ...]:
    absent = Badge(gettext("未配置"), "warn")
    if found is None:
        return (absent,) * 5
    rule: Cell = absent if found.procedural_rule.missing else found.procedural_rule.name_zh
    return (found.body_zh, found.level_zh, rule, _power(found, "seize"), _power(found, "fine"))


def _power(found: law.Competence, key: str) -> Cell:
    power = next((one for one in found.powers if one.key == key), None)
    if power is None:
        return "——"
    if power.granted is None:
        return Badge(gettext("未配置"), "warn")
    return Badge(gettext("可以"), "good") if power.granted else Badge(gettext("不可以"))


def confirmations_table(body: law.Law) -> TableValue:
    """Return every number not read in its text, with who of the city answers for it or that nobody does yet."""
    heads = (gettext("数值"), gettext("内容"), gettext("出处"), gettext("可信度"), gettext("由谁确认"))
    rows = []
    for value, entry in catalogue.uncertain_entries(body):
        link = Link(value.name_zh, reverse("workbench:parameter", args=[value.ref]))
        said = value_words(entry.value, value.rule.unit, value.rule.op, entry.value_zh)
        given = body.confirmations.get(value.ref) if catalogue.is_confirmed(body, value, entry) else None
        who: Cell = f"{given.by} {day_words(given.on)}" if given else Badge(gettext("待确认"), "warn")
        rows.append(Row((link, said, entry.source, trust_words(entry.confidence), who)))
    return TableValue(gettext("没有核对原文的数值"), tuple(Column(head) for head in heads), tuple(rows))
