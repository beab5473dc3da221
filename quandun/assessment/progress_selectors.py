"""Reads of progress reports and supervision. The public reads published reports; the rest only those the access table lets."""

from dataclasses import dataclass
from datetime import date

from quandun.assessment.access import ReportAccess, SupervisionAccess
from quandun.assessment.models import ProgressReport, Supervision
from quandun.assessment.supervision import WORDS
from quandun.kernel.actors import Actor
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.people import api as people
from quandun.people.api import allow, may


@dataclass(frozen=True, slots=True)
class ReportView:
    """A progress report; `state` waiting | accepted | returned | published."""

    id: str
    task_id: str
    task_number: str
    task_title: str
    unit: people.UnitView
    period_from: date
    period_to: date
    text: str
    records: tuple[str, ...]
    milestone: str
    reached_on: date | None
    reported_on: date
    state: str
    reasons: str
    reviewed_on: date | None
    may_review: bool
    may_publish: bool


@dataclass(frozen=True, slots=True)
class SupervisionActView:
    """One act of a supervision."""

    kind: str
    words: str
    text: str
    records: tuple[str, ...]
    answer_by: date | None
    day: date


@dataclass(frozen=True, slots=True)
class SupervisionView:
    """A supervision with its acts in order; `late` when an answer is due and its last day has passed."""

    id: str
    number: str
    task_id: str
    task_number: str
    task_title: str
    target: str
    unit: people.UnitView
    opened_by: people.UnitView
    state: str
    words: str
    answer_by: date | None
    late: bool
    acts: tuple[SupervisionActView, ...]
    may_answer: bool
    may_close: bool


def report(report_id: str, *, by: Actor) -> ReportView:
    """Return one report: to its unit and the supervisors, to anyone once published."""
    row = ProgressReport.objects.select_related("task", "milestone").filter(public_id=report_id).first()
    if row is None:
        raise NotFound()
    allow(by, "assessment.view_report", ReportAccess(row))
    return _report_view(row, by)


def reports(*, by: Actor, task_id: str = "", unit_id: str = "") -> list[ReportView]:
    """Return the reports the actor may see, of a task or of a unit, latest first."""
    rows = ProgressReport.objects.select_related("task", "milestone").order_by("-reported_at", "-id")
    rows = rows.filter(task__public_id=task_id) if task_id else rows
    rows = rows.filter(unit_id=unit_id) if unit_id else rows
    return [_report_view(row, by) for row in rows if may(by, "assessment.view_report", ReportAccess(row))]


def supervision(supervision_id: str, *, by: Actor, on: date) -> SupervisionView:
    """Return one supervision: to the unit addressed and to supervisors."""
    row = Supervision.objects.select_related("task", "target").filter(public_id=supervision_id).first()
    if row is None:
        raise NotFound()
    allow(by, "assessment.view_supervision", SupervisionAccess(row))
    return _supervision_view(row, by, on)


def supervisions(*, by: Actor, on: date, task_id: str = "", unit_id: str = "") -> list[SupervisionView]:
    """Return the supervisions the actor may see, of a task or of a unit, those still open first."""
    rows = Supervision.objects.select_related("task", "target").order_by("-opened_at", "-id")
    rows = rows.filter(task__public_id=task_id) if task_id else rows
    rows = rows.filter(unit_id=unit_id) if unit_id else rows
    views = [_supervision_view(row, by, on) for row in rows if may(by, "assessment.view_supervision", SupervisionAccess(row))]
    return sorted(views, key=lambda view: view.state == "closed")


def _report_view(row: ProgressReport, by: Actor) -> ReportView:
    access = ReportAccess(row)
    return ReportView(
        id=row.public_id,
        task_id=row.task.public_id,
        task_number=row.task.number,
        task_title=row.task.title,
        unit=people.unit(row.unit_id),
        period_from=row.period_from,
        period_to=row.period_to,
        text=row.text,
        records=tuple(row.records),
        milestone=row.milestone.text if row.milestone else "",
        reached_on=row.reached_on,
        reported_on=legal_day(row.reported_at),
        state=access.access_state,
        reasons=row.reasons,
        reviewed_on=legal_day(row.reviewed_at) if row.reviewed_at else None,
        may_review=not row.verdict and may(by, "assessment.review_report", access),
        may_publish=may(by, "assessment.publish_report", access),
    )


def _supervision_view(row: Supervision, by: Actor, on: date) -> SupervisionView:
    acts = tuple(
        SupervisionActView(act.kind, WORDS[act.kind], act.text, tuple(act.records), act.answer_by, legal_day(act.at))
        for act in row.acts.order_by("position")
    )
    last, access = acts[-1], SupervisionAccess(row)
    return SupervisionView(
        id=row.public_id,
        number=row.number,
        task_id=row.task.public_id,
        task_number=row.task.number,
        task_title=row.task.title,
        target=row.target.text if row.target else "",
        unit=people.unit(row.unit_id),
        opened_by=people.unit(row.opened_by_unit_id),
        state=last.kind,
        words=last.words,
        answer_by=last.answer_by,
        late=last.answer_by is not None and last.answer_by < on,
        acts=acts,
        may_answer=last.answer_by is not None and may(by, "assessment.answer_supervision", access),
        may_close=last.kind == "answered" and may(by, "assessment.close_supervision", access),
    )
