"""Reads of intake."""

from dataclasses import dataclass
from datetime import date, datetime

from quandun.evidence import api as evidence
from quandun.intake.access import DraftAccess
from quandun.intake.domain.report import ReportAnswers
from quandun.intake.models import Draft, Report
from quandun.kernel.actors import Actor
from quandun.kernel.errors import NotFound
from quandun.matters import api as matters
from quandun.people.api import allow


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as its maker sees it."""

    id: str
    answers: ReportAnswers
    saved_at: datetime
    files: tuple[evidence.ExhibitView, ...]
    report_id: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report as the file shows it; who made it is not in it."""

    id: str
    matter_id: str
    channel: str
    relation: str
    used_sign: str
    goods: str
    mark_number: str
    happened: str
    seller: str
    place: str
    district_code: str
    seen_on: date
    received_at: datetime


def draft(draft_id: str, *, by: Actor) -> DraftView:
    """Return the draft to the holder of its code."""
    row = Draft.objects.filter(public_id=draft_id).first()
    if row is None:
        raise NotFound()
    allow(by, "intake.view_draft", DraftAccess(row))
    files = tuple(evidence.exhibits_about((draft_id,)))
    return DraftView(row.public_id, ReportAnswers.of(row.answers), row.saved_at, files, row.report_id)


def tracked(*, by: Actor) -> matters.MatterView:
    """Return the matter a tracking code stands for."""
    return matters.matter(by.about, by=by)


def report_of(matter_id: str) -> ReportView:
    """Return the report that opened a matter; the caller has checked who may see the matter. Raises NotFound."""
    row = Report.objects.filter(matter_id=matter_id).first()
    if row is None:
        raise NotFound()
    return _report_view(row)


def reports() -> list[ReportView]:
    """Return every report in the order received, for those who count. The caller has checked who counts."""
    return [_report_view(row) for row in Report.objects.order_by("received_at", "id")]


def _report_view(row: Report) -> ReportView:
    return ReportView(
        id=row.public_id,
        matter_id=row.matter_id,
        channel=row.channel,
        relation=row.relation,
        used_sign=row.used_sign,
        goods=row.goods,
        mark_number=row.mark_number,
        happened=row.happened,
        seller=row.seller,
        place=row.place,
        district_code=row.district_code,
        seen_on=row.seen_on,
        received_at=row.received_at,
    )


def report_exhibits(matter_id: str) -> list[evidence.ExhibitView]:
    """Return the files that came with the report of a matter."""
    drafts = Draft.objects.filter(report_id__in=Report.objects.filter(matter_id=matter_id).values("public_id"))
    return evidence.exhibits_about(list(drafts.values_list("public_id", flat=True)))
