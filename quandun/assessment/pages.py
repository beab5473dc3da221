"""Values for the pages: target bars, standings in words, timelines, the change of a task. Texts in the visitor's language."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from quandun.assessment.progress_selectors import ReportView, SupervisionView
from quandun.assessment.selectors import Figure, Matrix, TargetView, TaskView
from quandun.frame.api import Badge, Link, TimelineEntry, Tone, day_words, in_language

STANDINGS: dict[str, tuple[str, Tone]] = {
    "reached": (gettext_noop("已达到"), "good"),
    "not_reached": (gettext_noop("未达到"), "info"),
    "overdue": (gettext_noop("到期未达到"), "bad"),
    "unreported": (gettext_noop("到期，尚无完成报告"), "warn"),  # nobody said it was reached; that is all the records say
    "open": (gettext_noop("未到期"), "info"),
    "unbound": (gettext_noop("未绑定指标"), "neutral"),
    "no_records": (gettext_noop("没有可算的记录"), "neutral"),
    "judged": (gettext_noop("约数，由人判断"), "neutral"),
}
ROLE_WORDS = {"lead": gettext_noop("牵头"), "support": gettext_noop("配合"), "responsible": gettext_noop("责任单位")}
OVERDUE = ("overdue", "unreported")
OPS = {">=": "≥", "<=": "≤", ">": ">", "=": "=", "~": "≈"}
REPORT_STATES: dict[str, tuple[str, Tone]] = {
    "waiting": (gettext_noop("待审核"), "waiting"),
    "accepted": (gettext_noop("审核通过"), "good"),
    "returned": (gettext_noop("已退回"), "bad"),
    "published": (gettext_noop("已公开"), "good"),
}
SUPERVISION_STATES: dict[str, tuple[str, Tone]] = {
    "opened": (gettext_noop("已发出，待答复"), "waiting"),
    "answered": (gettext_noop("已答复，待审查"), "info"),
    "returned": (gettext_noop("已退回，待重新答复"), "warn"),
    "closed": (gettext_noop("已办结"), "good"),
}


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target as a page draws it. `bar` and `goal_at` are percent of the drawing's width; None where there is nothing to draw."""

    target: TargetView
    word: str
    tone: Tone
    goal: str
    bar: str | None
    goal_at: str | None
    past_due: bool


def target_row(target: TargetView, on: date) -> TargetRow:
    """Return a target with its bar: the figure and the goal on one scale that ends a quarter behind the larger."""
    word, tone = STANDINGS[target.standing]
    goal = f"{OPS.get(target.op, '')} {target.value} {target.unit}".strip() if target.value else ""
    bar, goal_at = _bar(target)
    return TargetRow(target, gettext(word), tone, goal, bar, goal_at, target.due_on is not None and target.due_on < on)


def _bar(target: TargetView) -> tuple[str | None, str | None]:
    value = target.figure.value if target.figure else None
    if not target.value or value is None:
        return None, None
    goal = Fraction(target.value)
    widest = max(value, goal) * Fraction(5, 4) or Fraction(1)
    return f"{float(100 * value / widest):.2f}", f"{float(100 * goal / widest):.2f}"


def role_word(role: str) -> str:
    """Return a unit's role in a task."""
    return gettext(ROLE_WORDS[role])


def matrix_groups(view: Matrix) -> list[tuple[str, list[dict[str, object]]]]:
    """Return the rows of the matrix by group: each task with one cell per unit, the role or ""."""
    groups: dict[str, list[dict[str, object]]] = {}
    for task in view.tasks:
        cells = [(unit, task.roles.get(unit.id, "")) for unit in view.units]
        row = {
            "task": task,
            "cells": [(unit, role, role_word(role) if role else "") for unit, role in cells],
            "units": [(unit, role) for unit, role in cells if role],
            "targets": [target_row(target, view.on) for target in task.targets],
        }
        groups.setdefault(task.group, []).append(row)
    return list(groups.items())


def role_badge(role: str) -> str:
    """Return "牵头" or "配合", "" for a plain responsible unit."""
    return role_word(role) if role in ("lead", "support") else ""


def report_badge(view: ReportView) -> Badge:
    """Return the state of a report as a badge."""
    return _badge(REPORT_STATES[view.state])


def supervision_badge(view: SupervisionView) -> Badge:
    """Return the state of a supervision as a badge; late answers say so."""
    return Badge(gettext("逾期未答复"), "bad") if view.late else _badge(SUPERVISION_STATES[view.state])


def _badge(words: tuple[str, Tone]) -> Badge:
    return Badge(gettext(words[0]), words[1])


def task_timeline(
    view: Matrix, task: TaskView, reports: Sequence[ReportView], supervisions: Sequence[SupervisionView]
) -> list[TimelineEntry]:
    """Return what happened about a task and what is due, in the order of days; only what the visitor may see is given."""
    entries = [TimelineEntry(view.version.issued_on, gettext("方案印发"), note=view.title)]
    for target in task.targets:
        if target.reached_on:
            link = (Link(gettext("进展报告"), reverse("assessment:report", args=[target.report_id])),) if _seen(target, reports) else ()
            entries.append(TimelineEntry(target.reached_on, gettext("节点目标完成"), note=target.text, tone="good", documents=link))
        elif target.due_on:
            tone: Tone = "warn" if target.standing in OVERDUE else "neutral"
            entries.append(TimelineEntry(target.due_on, gettext("目标到期"), note=target.text, tone=tone, ahead=target.due_on >= view.on))
    for report in reports:
        link = (Link(gettext("进展报告"), reverse("assessment:report", args=[report.id])),)
        entries.append(TimelineEntry(report.reported_on, gettext("报送进展"), who=report.unit.name, documents=link))
    for one in supervisions:
        link = (Link(one.number, reverse("assessment:supervision", args=[one.id])),)
        entries += [TimelineEntry(act.day, _act_word(act.kind), who=one.unit.name, documents=link) for act in one.acts]
    return sorted(entries, key=lambda entry: entry.day)


def _seen(target: TargetView, reports: Sequence[ReportView]) -> bool:
    return any(report.id == target.report_id for report in reports)


ACT_WORDS = {
    "opened": gettext_noop("发出督办"),
    "answered": gettext_noop("答复督办"),
    "returned": gettext_noop("退回答复"),
    "closed": gettext_noop("办结督办"),
}


def _act_word(kind: str) -> str:
    return gettext(ACT_WORDS[kind])


def supervision_timeline(view: SupervisionView) -> list[TimelineEntry]:
    """Return the acts of a supervision with what was written, and the last day to answer while one is awaited."""
    entries = []
    for act in view.acts:
        who = view.unit if act.kind == "answered" else view.opened_by
        note = act.text + (" " + gettext("答复期限：%(day)s") % {"day": day_words(act.answer_by)} if act.answer_by else "")
        entries.append(TimelineEntry(act.day, _act_word(act.kind), who=who.full_name, note=note))
    return entries


def figure_parts(figure: Figure) -> list[tuple[str, int]]:
    """Return how many counted records fall to each part (案件种类), largest first; empty when there is one part only."""
    parts = Counter(in_language(record.part, record.part_en) for record in figure.records)
    return parts.most_common() if len(parts) > 1 else []
