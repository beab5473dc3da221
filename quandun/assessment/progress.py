"""Writes about progress: a unit reports on its task, a supervisor reviews, a reviewed report may be published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from quandun.assessment.access import ReportAccess
from quandun.assessment.errors import AlreadyReviewed, NotYourTask, ReportFaulty
from quandun.assessment.models import PlanTarget, PlanTask, ProgressReport
from quandun.evidence import api as evidence
from quandun.kernel.actors import Actor
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.kernel.ids import is_public_id, new_id
from quandun.ledger import api as ledger
from quandun.people import api as people
from quandun.people.api import allow
from quandun.store import api as store

LEAST_WORDS = 6  # characters: below it nothing is said


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept at the edge, and its name."""

    blob: store.Blob
    name: str


@transaction.atomic
def report_progress(
    *,
    task_id: str,
    period_from: date,
    period_to: date,
    text: str,
    records: Sequence[str] = (),
    files: Sequence[Attachment] = (),
    milestone_id: str = "",
    reached_on: date | None = None,
    by: Actor,
    at: datetime,
) -> str:
    """Report what one's own unit did for a task (报送进展), and return the report's public id.

    `records` are ids of things on the platform that show it; `files` are taken into custody as exhibits about the report.
    `milestone_id` with `reached_on` says that a milestone of the task was reached that day.
    Raises NotYourTask, ReportFaulty.
    """
    allow(by, "assessment.report_progress")
    task = PlanTask.objects.filter(public_id=task_id).first()
    if task is None:
        raise NotFound()
    if not task.assignments.filter(unit_id=by.unit_id).exists():
        raise NotYourTask(task=task.title, unit=people.unit(by.unit_id).name if by.unit_id else "您的单位")
    milestone = _milestone(task, milestone_id)
    _refuse_faulty(text, period_from, period_to, milestone, reached_on, legal_day(at))
    refuse_unknown_records(records)
    report_id = new_id("pr")
    shown = [
        evidence.deposit_exhibit(blob=one.blob, name=one.name, about=report_id, purpose=f"进展报告：{task.title}", by=by, at=at).exhibit_id
        for one in files
    ]
    report = ProgressReport.objects.create(
        public_id=report_id,
        task=task,
        unit_id=by.unit_id,
        period_from=period_from,
        period_to=period_to,
        text=text.strip(),
        records=[*records, *shown],
        milestone=milestone,
        reached_on=reached_on,
        reported_by=by.id,
        reported_at=at,
    )
    about = (report_id, task_id, by.unit_id, *report.records)
    body = {"from": period_from.isoformat(), "to": period_to.isoformat(), "milestone": milestone_id}
    ledger.append("assessment.progress_reported", about=about, body=body, by=by, at=at, rows=(report,))
    return report_id


@transaction.atomic
def review_report(*, report_id: str, accepted: bool, reasons: str = "", by: Actor, at: datetime) -> None:
    """Accept a report or return it with reasons (审核进展报告), once, by a supervisor of another unit.

    Raises AlreadyReviewed; ReportFaulty for a return without reasons.
    """
    report = _report(report_id)
    allow(by, "assessment.review_report", ReportAccess(report))
    if not accepted and len(reasons.strip()) < LEAST_WORDS:
        raise ReportFaulty(why="退回要写明理由")
    verdict = "accepted" if accepted else "returned"
    # A conditional UPDATE: SQLite has no row locks, and two supervisors may have the page open.
    free = ProgressReport.objects.filter(public_id=report_id, verdict="")
    if not free.update(verdict=verdict, reasons=reasons.strip(), reviewed_by=by.id, reviewed_at=at):
        raise AlreadyReviewed()
    row, body = _report(report_id), {"verdict": verdict, "reasons": reasons.strip()}
    ledger.append("assessment.report_reviewed", about=(report_id, row.task.public_id), body=body, by=by, at=at, rows=(row,))


@transaction.atomic
def publish_report(*, report_id: str, by: Actor, at: datetime) -> None:
    """Let the public read an accepted report (公开进展报告)."""
    report = _report(report_id)
    allow(by, "assessment.publish_report", ReportAccess(report))
    report.published_at = at
    report.save(update_fields=["published_at"])
    ledger.append("assessment.report_published", about=(report_id, report.task.public_id), body={}, by=by, at=at, rows=(report,))


def refuse_unknown_records(records: Sequence[str]) -> None:
    """Raise ReportFaulty for an id that names nothing on the log: a link that opens nothing shows nothing."""
    for record in records:
        if not is_public_id(record) or not ledger.facts(about=record, limit=1):
            raise ReportFaulty(why=f"编号“{record}”在平台上查不到")


def _milestone(task: PlanTask, milestone_id: str) -> PlanTarget | None:
    if not milestone_id:
        return None
    found = task.targets.filter(public_id=milestone_id, value="").first()
    if found is None:
        raise NotFound()
    return found


def _refuse_faulty(
    text: str, period_from: date, period_to: date, milestone: PlanTarget | None, reached_on: date | None, today: date
) -> None:
    if len(text.strip()) < LEAST_WORDS:
        raise ReportFaulty(why="没有写做了什么")
    if period_to < period_from or period_to > today:
        raise ReportFaulty(why="报告期的止日早于起日，或者还没有到")
    if (milestone is None) != (reached_on is None):
        raise ReportFaulty(why="节点目标和完成日期要一起填写")
    if reached_on is not None and reached_on > today:
        raise ReportFaulty(why="完成日期还没有到")


def _report(report_id: str) -> ProgressReport:
    report = ProgressReport.objects.select_related("task").filter(public_id=report_id).first()
    if report is None:
        raise NotFound()
    return report
