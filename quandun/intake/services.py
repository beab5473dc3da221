"""Writes of intake: start, save, attach, submit."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from quandun.evidence import api as evidence
from quandun.intake.access import DraftAccess
from quandun.intake.domain.report import FILES_LIMIT, ReportAnswers
from quandun.intake.errors import AlreadySubmitted, DraftIncomplete, TooManyFiles
from quandun.intake.models import Draft, Report
from quandun.kernel.actors import Actor
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.kernel.ids import new_id
from quandun.ledger import api as ledger
from quandun.matters import api as matters
from quandun.people import api as people
from quandun.people.api import allow
from quandun.rights import api as rights
from quandun.store.api import Blob

DRAFT_LIVES = timedelta(days=30)  # a housekeeping choice, not a number of law
SYSTEM = Actor.system("intake")


@dataclass(frozen=True, slots=True)
class StartedDraft:
    """A draft and the link its code opens."""

    draft_id: str
    link_id: str


@transaction.atomic
def start_report(*, secret: str, by: Actor, at: datetime) -> StartedDraft:
    """Start a report (开始举报). `secret`, made at the edge, is the code that resumes it and later tracks the matter."""
    allow(by, "intake.start_report")
    draft_id = new_id("dr")
    link_id = people.issue_link(
        secret=secret,
        purpose="report_draft",
        role="reporter",
        about=draft_id,
        single_use=False,
        expires_at=at + DRAFT_LIVES,
        by=SYSTEM,
        at=at,
    )
    Draft.objects.create(public_id=draft_id, link_id=link_id, started_at=at, saved_at=at)
    ledger.append("intake.report_started", about=(draft_id,), body={}, by=by, at=at)
    return StartedDraft(draft_id, link_id)


@transaction.atomic
def save_draft(*, draft_id: str, answers: Mapping[str, object], by: Actor, at: datetime) -> ReportAnswers:
    """Keep what was typed so far (自动保存); keys of other pages stay as they were. Raises AlreadySubmitted."""
    draft = _open_draft(draft_id)
    allow(by, "intake.save_draft", DraftAccess(draft))
    merged = ReportAnswers.of({**draft.answers, **answers})
    draft.answers, draft.saved_at = asdict(merged), at
    draft.save(update_fields=["answers", "saved_at"])
    # No fact: a draft is not yet a filing, it is saved at every pause of typing, and most of that is nobody's business later.
    return merged


@transaction.atomic
def attach_file(*, draft_id: str, blob: Blob, name: str, purpose: str, by: Actor, at: datetime) -> evidence.Deposit:
    """Attach a file to the draft (附材料): it enters custody at once and moves on with the report."""
    draft = _open_draft(draft_id)
    allow(by, "intake.attach_file", DraftAccess(draft))
    if len(evidence.exhibits_about((draft_id,))) >= FILES_LIMIT:
        raise TooManyFiles(limit=FILES_LIMIT)
    return evidence.deposit_exhibit(blob=blob, name=name, about=draft_id, purpose=purpose, by=by, at=at)


@dataclass(frozen=True, slots=True)
class SubmittedReport:
    """What the reporter gets: the matter's number; the code they already hold now tracks it."""

    report_id: str
    matter_id: str
    number: str
    ticket: ledger.Ticket


@transaction.atomic
def submit_report(*, draft_id: str, by: Actor, at: datetime) -> SubmittedReport:
    """Turn a complete draft into a report (提交举报) and open the shared file.

    The identity moves into the sealed vault and is wiped from the draft. Raises DraftIncomplete naming the gaps,
    AlreadySubmitted on a second try.
    """
    draft = _open_draft(draft_id)
    allow(by, "intake.submit_report", DraftAccess(draft))
    said = ReportAnswers.of(draft.answers)
    missing = said.missing(today=legal_day(at))
    if missing:
        raise DraftIncomplete(missing="、".join(missing))
    mark = next((m for m in rights.all_marks(by=SYSTEM) if m.number == said.mark_number.strip()), None)
    opened = matters.open_matter(
        title=said.title,
        district_code=said.district_code,
        right_id=mark.id if mark else "",
        reporter_link_id=draft.link_id,
        identity={"name": said.name, "phone": said.phone} if said.named else None,
        by=SYSTEM,
        at=at,
    )
    report = Report.objects.create(
        public_id=new_id("rp"),
        matter_id=opened.id,
        channel="online",
        relation=said.relation,
        used_sign=said.used_sign,
        goods=said.goods,
        mark_number=said.mark_number.strip(),
        happened=said.happened,
        seller=said.seller,
        place=said.place,
        district_code=said.district_code,
        seen_on=date.fromisoformat(said.seen_on),
        received_at=at,
    )
    people.retarget_link(link_id=draft.link_id, purpose="tracking", about=opened.id, expires_at=None, by=SYSTEM, at=at)
    draft.report_id = report.public_id
    draft.answers = {**draft.answers, "name": "", "phone": ""}
    draft.save(update_fields=["report_id", "answers"])
    ticket = ledger.append(
        "intake.report_received",
        about=(opened.id, report.public_id, draft_id),
        body={"district": said.district_code, "channel": "online"},
        by=by,
        at=at,
        rows=(report,),
    )
    return SubmittedReport(report.public_id, opened.id, opened.number, ticket)


def _open_draft(draft_id: str) -> Draft:
    draft = Draft.objects.select_for_update().filter(public_id=draft_id).first()
    if draft is None:
        raise NotFound()
    if draft.report_id:
        raise AlreadySubmitted()
    return draft
