"""Writes of identification: the machine proposes, a person decides."""

from datetime import datetime

from django.db import transaction

from quandun.identification.access import FindingAccess
from quandun.identification.errors import AlreadyDecided, ReasonMissing
from quandun.identification.matchers.marks import compare
from quandun.identification.models import Finding
from quandun.kernel.actors import Actor
from quandun.kernel.errors import NotFound
from quandun.kernel.ids import new_id
from quandun.ledger import api as ledger
from quandun.people.api import allow
from quandun.rights import api as rights

REASON_AT_LEAST = 4  # characters; "同意" is no reason


@transaction.atomic
def propose_findings(*, matter_id: str, sign: str, by: Actor, at: datetime) -> list[str]:
    """Compare a reported sign with every mark of the vault and keep the leads (提出比对线索). Repeating changes nothing."""
    allow(by, "identification.propose_findings")
    made: list[str] = []
    for mark in rights.all_marks(by=by):
        likeness = compare(sign, mark.name)
        if not likeness.confusable:
            continue
        finding, is_new = Finding.objects.get_or_create(
            matter_id=matter_id,
            right_id=mark.id,
            defaults={
                "public_id": new_id("fi"),
                "sign": sign,
                "score_permille": round(likeness.score * 1000),
                "identical": likeness.identical,
                "why": list(likeness.why),
                "found_at": at,
            },
        )
        if is_new:
            body = {"score_permille": finding.score_permille}
            about = (matter_id, finding.public_id, mark.id)
            ledger.append("identification.finding_proposed", about=about, body=body, by=by, at=at, rows=(finding,))
        made.append(finding.public_id)
    return made


@transaction.atomic
def decide_finding(*, finding_id: str, confirmed: bool, reason: str, by: Actor, at: datetime) -> None:
    """Confirm or reject a lead (人工确认) with a reason, in one's own name. Raises AlreadyDecided."""
    finding = Finding.objects.select_for_update().filter(public_id=finding_id).first()
    if finding is None:
        raise NotFound()
    allow(by, "identification.decide_finding", FindingAccess(finding))
    if len(reason.strip()) < REASON_AT_LEAST:
        raise ReasonMissing()
    if finding.state != "proposed":
        raise AlreadyDecided()
    finding.state = "confirmed" if confirmed else "rejected"
    finding.decided_by, finding.reason = by.id, reason[:500]
    finding.save(update_fields=["state", "decided_by", "reason"])
    about = (finding.matter_id, finding_id)
    ledger.append(f"identification.finding_{finding.state}", about=about, body={"reason": finding.reason}, by=by, at=at, rows=(finding,))
