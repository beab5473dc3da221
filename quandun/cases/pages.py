"""From the values of a case to the values that pages draw."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from quandun.cases.domain.clocks import Clock, days_left
from quandun.cases.domain.history import CAPACITY_TEXT, Happening, Signature
from quandun.cases.domain.types import CaseType, Field
from quandun.cases.selectors import CaseFile
from quandun.evidence import api as evidence
from quandun.frame.api import (
    Badge,
    ClockState,
    ClockValue,
    Column,
    ExhibitValue,
    KeyValue,
    Link,
    PauseValue,
    Row,
    StripBar,
    TableValue,
    TimelineEntry,
    day_words,
    english,
)
from quandun.intake import api as intake
from quandun.kernel.clocks import BEIJING, iso_beijing, legal_day
from quandun.kernel.money import yuan_text
from quandun.ledger import api as ledger

GROUND_NOT_COUNTED = "不计入期限"


def clock_cards(clocks: Sequence[Clock], on: date) -> list[ClockValue]:
    """Return the clocks as cards, as of a day."""
    return [
        ClockValue(
            name=one.name_en if english() else one.name,
            state=_card_state(one),
            due_text=day_words(one.last_day),
            days_left=days_left(one, on) if one.open else None,
            started_text=gettext("自 %(day)s 起算") % {"day": day_words(one.starts_on)},
            article=one.source,
            steps=one.why,
            consequence=_consequence(one),
            pauses=tuple(PauseValue(pause.start, pause.end, gettext(GROUND_NOT_COUNTED)) for pause in one.pauses),
        )
        for one in clocks
    ]


def strip_bars(clocks: Sequence[Clock]) -> list[StripBar]:
    """Return the clocks as bars on one axis."""
    return [
        StripBar(
            name=one.name_en if english() else one.name,
            state=_card_state(one),
            start=one.starts_on,
            due=one.last_day,
            stopped=one.stopped_on,
            pauses=tuple(PauseValue(pause.start, pause.end, "") for pause in one.pauses),
        )
        for one in clocks
    ]


def _card_state(clock: Clock) -> ClockState:
    states: dict[str, ClockState] = {
        "met": "met",
        "late": "overdue",
        "overdue": "overdue",
        "spent": "lapsed",
        "lapsed": "lapsed",
        "paused": "paused",
    }
    known = states.get(clock.state)
    if known is not None:
        return known
    if clock.provisional:
        return "provisional"
    return "running" if clock.confirmed else "unconfirmed"


def _consequence(clock: Clock) -> str:
    notes: list[str] = []
    if clock.provisional:
        notes.append(gettext("跨入尚未公布放假安排的年度，日期为暂定，公布后重新计算。"))
    if not clock.confirmed:
        notes.append(gettext("该参数待本市确认。"))
    if clock.state == "late":
        notes.append(gettext("已办理，但晚于最后一日。"))
    elif clock.open and clock.limits == "power":
        notes.append(gettext("到期后该项措施即失去依据，应当解除。"))
    return " ".join(notes)


def exhibit_cards(exhibits: Iterable[evidence.ExhibitView]) -> list[ExhibitValue]:
    """Return exhibits as cards that lead to their public verification page."""
    return [
        ExhibitValue(
            name=one.name,
            sha256=one.sha256,
            size_text=_size(one.size_bytes),
            purpose=one.purpose,
            media_type=one.media_type,
            taken_text=iso_beijing(one.received_at)[:16].replace("T", " "),
            labels=tuple(Badge(label, "warn") for label in one.labels),
            certificate_url=reverse("evidence:verify", args=[one.id]),
        )
        for one in exhibits
    ]


def report_rows(report: intake.ReportView, alias: str, language: str) -> list[KeyValue]:
    """Return the report as lines; who made it stays an alias."""
    relation = intake.RELATIONS.get(report.relation, ("", ""))
    rows = (
        (gettext("举报人"), alias),
        (gettext("与事情的关系"), relation[language.startswith("en")]),
        (gettext("使用的标识"), report.used_sign),
        (gettext("商品"), report.goods),
        (gettext("主张的商标注册号"), report.mark_number),
        (gettext("事情经过"), report.happened),
        (gettext("地点"), report.place),
        (gettext("摊位或店铺"), report.seller),
        (gettext("看到的日期"), day_words(report.seen_on)),
        (gettext("收到时间"), iso_beijing(report.received_at)[:16].replace("T", " ")),
    )
    return [KeyValue(label, value) for label, value in rows if value]


def signature_lines(signatures: Iterable[Signature]) -> list[KeyValue]:
    """Return signatures as lines: capacity, then name, opinion and day."""
    return [
        KeyValue(
            CAPACITY_TEXT[one.capacity][english()],
            "　".join(part for part in (one.name, one.opinion, day_words(legal_day(one.at))) if part),
        )
        for one in signatures
    ]


def stated(fields: Sequence[Field], answers: Mapping[str, object], language: str) -> list[KeyValue]:
    """Return what was stated at a step, in words; empty answers are left out."""
    in_english = language.startswith("en")
    lines: list[KeyValue] = []
    for one in fields:
        value = answers.get(one.key)
        if value in (None, "", []):
            continue
        lines.append(KeyValue(one.label_en if in_english else one.label, _said(one, value, in_english)))
    return lines


def _said(one: Field, value: object, in_english: bool) -> str:
    if one.kind == "flag":
        return gettext("是") if value else gettext("否")
    if one.kind == "fen" and isinstance(value, int):
        return yuan_text(value)
    if one.kind == "choice":
        return next((en if in_english else zh for key, zh, en in one.choices if key == value), str(value))
    if one.kind == "items" and isinstance(value, list):
        return "；".join(" ".join(str(cell) for cell in row.values() if cell) for row in value if isinstance(row, dict))
    if isinstance(value, list):
        return "；".join(str(line) for line in value)
    return str(value)


# What the facts of the log say. A kind that is missing here shows its name, so nothing is hidden.
FACT_WORDS: Mapping[str, tuple[str, str]] = {
    "intake.report_received": ("收到举报", "Report received"),
    "matters.matter_opened": ("建立案卷", "Shared file opened"),
    "matters.standing_set": ("更新办理进度", "Progress updated"),
    "matters.reporter_unsealed": ("解封举报人身份", "Identity of the reporter opened"),
    "identification.finding_proposed": ("系统提出比对线索", "Lead proposed by the system"),
    "identification.finding_confirmed": ("确认比对线索", "Lead confirmed"),
    "identification.finding_rejected": ("否定比对线索", "Lead rejected"),
    "cases.triage_proposed": ("系统提出分流建议", "Route proposed by the system"),
    "cases.case_opened": ("建立案件", "Case opened"),
    "cases.step_proposed": ("提请", "Step proposed"),
    "cases.step_signed": ("签名", "Signed"),
    "cases.step_taken": ("步骤生效", "Step took effect"),
    "cases.proposal_withdrawn": ("撤回提请", "Proposal withdrawn"),
    "documents.document_issued": ("制发文书", "Document issued"),
    "disclosure.publication_proposed": ("拟定公示文本", "Publication copy drafted"),
    "disclosure.publication_checked": ("核对遮蔽", "Masking checked"),
    "disclosure.decision_published": ("公示处罚决定", "Decision published"),
}
# Beside the steps that took effect, these stand in the history that people read; the rest is on the page of all facts.
TOLD = (
    "intake.report_received",
    "identification.finding_confirmed",
    "identification.finding_rejected",
    "matters.reporter_unsealed",
    "disclosure.decision_published",
)
SOON_DAYS = 3  # how early the desk warns; a choice of layout, not a term of law


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a case's history (程序经过): a step that took effect with its papers, or another fact worth telling."""

    day: date
    time: str
    what: str
    basis: str = ""
    who: str = ""
    documents: tuple[Link, ...] = ()
    signatures: tuple[KeyValue, ...] = ()
    stated: tuple[KeyValue, ...] = ()
    ledger_index: int | None = None
    ledger_url: str = ""
    tone: str = "neutral"


def history_of(file: CaseFile, facts: Sequence[ledger.Fact], language: str) -> list[HistoryEntry]:
    """Return what happened in a case, oldest first: one entry for each step that took effect, with its documents.

    Signatures and proposals are no entries of their own; `facts_table` shows every fact.
    """
    taken = [fact for fact in facts if fact.kind == "cases.step_taken" and file.id in fact.about]
    steps = [
        (fact.at, _step_entry(file, happening, fact, language)) for happening, fact in zip(file.history, taken, strict=False)
    ]  # an erased fact leaves fewer of them
    others = [
        (
            fact.at,
            HistoryEntry(
                day=legal_day(fact.at),
                time=_time(fact),
                what=_word(fact.kind),
                ledger_index=fact.index,
                ledger_url=_entry_url(fact),
                tone="good",
            ),
        )
        for fact in facts
        if fact.kind in TOLD
    ]
    return [entry for _, entry in sorted([*steps, *others], key=lambda pair: pair[0])]


def _step_entry(file: CaseFile, happening: Happening, fact: ledger.Fact, language: str) -> HistoryEntry:
    step = file.case_type.step(happening.step)
    issued = [one for one in file.documents if one.kind in step.documents and one.issued_at == happening.at]
    return HistoryEntry(
        day=happening.day,
        time=_time(fact),
        what=step.name_en if english() else step.name,
        basis=step.basis,
        who="、".join(dict.fromkeys(one.name for one in happening.signatures)),
        documents=tuple(
            Link(one.title_en if english() else f"《{one.title}》{one.number}", reverse("cases:document", args=[file.id, one.id]))
            for one in issued
        ),
        signatures=tuple(signature_lines(happening.signatures)),
        stated=tuple(stated(file.case_type.fields_of(step), happening.answers, language)),
        ledger_index=fact.index,
        ledger_url=_entry_url(fact),
    )


def timeline_of(facts: Iterable[ledger.Fact]) -> list[TimelineEntry]:
    """Return the facts worth telling of a matter as a timeline, each with its place in the log."""
    return [
        TimelineEntry(day=legal_day(fact.at), time=_time(fact), what=_word(fact.kind), ledger_index=fact.index, ledger_url=_entry_url(fact))
        for fact in facts
        if fact.kind in TOLD or fact.kind in ("matters.matter_opened", "cases.case_opened", "cases.triage_proposed")
    ]


def facts_table(facts: Iterable[ledger.Fact], case_types: Iterable[CaseType]) -> TableValue:
    """Return every fact as a row: when, what, about which step or document, and its place in the log."""
    steps = {(kind.key, step.key): step for kind in case_types for step in kind.steps}
    by_key = {key: step for (_, key), step in steps.items()}
    columns = tuple(Column(gettext(name)) for name in ("时间", "事实", "事项", "存证日志"))
    rows = []
    for fact in facts:
        step = by_key.get(str(fact.body.get("step", "")))
        matter = (step.name_en if english() else step.name) if step else str(fact.body.get("number") or fact.body.get("title") or "")
        place: Link | str = Link(gettext("第 %(index)d 条") % {"index": fact.index}, _entry_url(fact)) if fact.index is not None else "——"
        rows.append(Row((iso_beijing(fact.at)[:16].replace("T", " "), _word(fact.kind), matter, place)))
    return TableValue(gettext("全部事实"), columns, tuple(rows))


def desk_clock(clock: Clock, on: date) -> dict[str, object]:
    """Return a clock as the desk shows it: name, last day, and how pressing in a word and a tone."""
    left = days_left(clock, on)
    if left < 0:
        word, tone = gettext("已逾期 %(days)d 日") % {"days": -left}, "bad"
    elif left == 0:
        word, tone = gettext("今天到期"), "bad"
    else:
        word, tone = gettext("还剩 %(days)d 日") % {"days": left}, "warn" if left <= SOON_DAYS else "neutral"
    return {
        "name": clock.name_en if english() else clock.name,
        "due_text": day_words(clock.last_day),
        "badge": Badge(word, "bad" if tone == "bad" else "warn" if tone == "warn" else "neutral"),
        "article": clock.source,
        "left": left,
    }


def _word(kind: str) -> str:
    return FACT_WORDS[kind][english()] if kind in FACT_WORDS else kind


def _time(fact: ledger.Fact) -> str:
    return f"{fact.at.astimezone(BEIJING):%H:%M}"


def _entry_url(fact: ledger.Fact) -> str:
    return reverse("evidence:entry", args=[fact.id]) if fact.index is not None else ""


def _size(size_bytes: int) -> str:
    return f"{size_bytes:,} B" if size_bytes < 10_000 else f"{size_bytes / 1024:,.0f} KB"
