"""Writes of disclosure: propose a masked copy, check it, publish it."""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import segno
from django.conf import settings
from django.db import transaction

from quandun.cases import api as cases
from quandun.disclosure.access import PublicationAccess
from quandun.disclosure.domain.masking import mask
from quandun.disclosure.errors import AlreadyProposed, NotChecked, NothingToPublish
from quandun.disclosure.models import Publication
from quandun.documents import api as documents
from quandun.exchange import api as exchange
from quandun.kernel.actors import Actor
from quandun.kernel.clocks import day_text, legal_day
from quandun.kernel.errors import NotFound
from quandun.kernel.ids import new_id
from quandun.law import api as law
from quandun.ledger import api as ledger
from quandun.people import api as people
from quandun.people.api import allow
from quandun.store import api as store

SYSTEM = Actor.system("disclosure")
TEMPLATE = Path(__file__).parent / "templates_typst" / "publication_copy.typ"
MASK_REF = "ds-penalty-publication-mask-fields.mask"

# What a published decision says, heading by heading, and the answer of the file it comes from (行政处罚法 第五十九条).
HEADINGS: tuple[tuple[str, str], ...] = (
    ("违法事实", "decision_facts"),
    ("证据", "evidence_items"),
    ("定性和理由", "decision_character"),
    ("行政处罚的依据", "penalty_basis"),
    ("裁量情况", "discretion_reasons"),
    ("行政处罚的内容", "decision_penalties"),
)


@transaction.atomic
def propose_publication(*, case_id: str, by: Actor, at: datetime) -> str:
    """Make the masked copy of a case's decision (拟公示) and return the publication's public id.

    What is masked follows `ds-penalty-publication-mask-fields` in force on the day of the decision.
    """
    day = legal_day(at)
    file = cases.case_file(case_id, by=by, on=day)
    allow(by, "disclosure.propose_publication")
    decided = next((happening for happening in file.history if happening.step == "decide"), None)
    decision = next((one for one in file.documents if one.kind == "penalty_decision"), None)
    if decided is None or decision is None:
        raise NothingToPublish(number=file.number)
    if Publication.objects.filter(case_id=case_id).exists():
        raise AlreadyProposed(number=file.number)
    rule = law.value(MASK_REF, on=decided.day)
    items = [str(item) for item in rule.value] if isinstance(rule.value, list | tuple) else []
    known = {key: value for happening in file.history for key, value in happening.answers.items() if value}
    texts = {heading: _as_text(known[key]) for heading, key in HEADINGS if key in known}
    texts["当事人"] = "　".join(
        part
        for part in (
            file.party.get("name", ""),
            file.party.get("address", ""),
            file.party.get("phone", ""),
            file.party.get("id_number", ""),
        )
        if part
    )
    masked = mask(texts, file.party, items)
    publication = Publication.objects.create(
        public_id=new_id("pb"),
        case_id=case_id,
        matter_id=file.matter_id,
        unit_id=file.unit_id,
        decision_number=decision.number,
        party_name=file.party.get("name", ""),
        decided_on=decided.day,
        texts=masked.texts,
        covered=[list(pair) for pair in masked.covered],
        by_hand=list(masked.by_hand),
        mask_source=rule.source,
        mask_confirmed=rule.confirmed,
        proposed_by=by.id,
        publish_by=law.due("mp-publish-same-province.publish_within", starts=decided.day).last_day,
    )
    about = (file.matter_id, case_id, publication.public_id)
    body = {"covered": sum(count for _, count in masked.covered), "by_hand": list(masked.by_hand)}
    ledger.append("disclosure.publication_proposed", about=about, body=body, by=by, at=at, rows=(publication,))
    return publication.public_id


@transaction.atomic
def check_publication(*, publication_id: str, by: Actor, at: datetime) -> None:
    """Confirm that the masked copy shows what it may and hides what it must (核对遮蔽), by somebody who did not draft it."""
    publication = _publication(publication_id)
    allow(by, "disclosure.check_publication", PublicationAccess(publication))
    if publication.proposed_by == by.id:
        raise NotChecked()
    publication.state, publication.checked_by = "checked", by.id
    publication.save(update_fields=["state", "checked_by"])
    about = (publication.matter_id, publication.case_id, publication_id)
    ledger.append("disclosure.publication_checked", about=about, body={}, by=by, at=at, rows=(publication,))


@dataclass(frozen=True, slots=True)
class PreparedCopy:
    """The publication copy rendered and kept, and the id it will be issued under."""

    document_id: str
    blob: store.Blob


def prepare_publication(*, publication_id: str, by: Actor, at: datetime) -> PreparedCopy:
    """Render the publication copy and keep its bytes: the first half of publishing, outside any transaction."""
    publication = _publication(publication_id)
    allow(by, "disclosure.publish", PublicationAccess(publication))
    document_id = new_id("do")
    return PreparedCopy(
        document_id, store.keep(BytesIO(documents.render_pdf(TEMPLATE, _copy_data(publication, document_id, legal_day(at)))))
    )


@transaction.atomic
def publish(*, publication_id: str, prepared: PreparedCopy, by: Actor, at: datetime) -> ledger.Ticket:
    """Publish the checked copy (公示), export it to the credit publicity system, and note it in the case.

    Raises NotChecked before somebody else has checked it.
    """
    publication = _publication(publication_id)
    allow(by, "disclosure.publish", PublicationAccess(publication))
    if publication.state != "checked":
        raise NotChecked()
    unit = people.unit(publication.unit_id)
    documents.issue(
        document_id=prepared.document_id,
        kind="publication_copy",
        title="行政处罚决定书（公示文本）",
        title_en="Penalty decision (publication copy)",
        number=publication.decision_number,
        about=(publication.case_id, publication.matter_id, publication_id),
        blob=prepared.blob,
        by=Actor.system("documents"),
        at=at,
    )
    publication.state, publication.published_at, publication.document_id = "published", at, prepared.document_id
    publication.save(update_fields=["state", "published_at", "document_id"])
    file = cases.case_file(publication.case_id, by=by, on=legal_day(at))
    exchange.queue(
        system="credit_publicity",
        about=publication.case_id,
        payload=exchange.PenaltyNotice(
            decision_number=publication.decision_number,
            party_name=publication.party_name,
            credit_code=file.party.get("credit_code", ""),
            kind="行政处罚",
            content=publication.texts.get("行政处罚的内容", ""),
            basis=publication.texts.get("行政处罚的依据", ""),
            authority=unit.full_name,
            decided_on=publication.decided_on,
            document_sha256=prepared.blob.sha256,
        ),
        by=SYSTEM,
        at=at,
    )
    answers = {"published_on": legal_day(at).isoformat(), "publication_id": publication_id}
    proposal_id = cases.propose_step(case_id=publication.case_id, step="record_publication", answers=answers, by=by, at=at)
    # The step issues no document, so preparing it renders nothing and may run inside this transaction.
    ready = cases.prepare_signature(proposal_id=proposal_id, opinion="已公示", by=by, at=at)
    cases.sign(proposal_id=proposal_id, prepared=ready, opinion="已公示", by=by, at=at)
    about = (publication.matter_id, publication.case_id, publication_id)
    return ledger.append(
        "disclosure.decision_published", about=about, body={"number": publication.decision_number}, by=by, at=at, rows=(publication,)
    )


def _copy_data(publication: Publication, document_id: str, on: date) -> dict[str, documents.JSON]:
    """Return what the template of the publication copy reads."""
    unit = people.unit(publication.unit_id)
    verify_url = f"{settings.PUBLIC_URL}/v/{document_id}/"
    confirmed = "" if publication.mask_confirmed else "（待确认）"
    return {
        "document": {
            "key": "publication_copy",
            "title": "行政处罚决定书（公示文本）",
            "number": publication.decision_number,
            "date_text": day_text(on),
            "verify_code": document_id,
            "verify_url": verify_url,
            "verify_qr_svg": segno.make(verify_url, error="m").svg_inline(border=1),
            "demo": bool(settings.DEMO),
        },
        "unit": {"name": unit.full_name, "short_name": unit.name, "district": unit.district_name},
        "party": {"name": publication.party_name},
        "publication": {
            "decision_number": publication.decision_number,
            "decided_on_text": day_text(publication.decided_on),
            "published_on_text": day_text(on),
            "display_until_text": "",  # how long a decision stays shown is not among the parameters to hand
            "facts": [{"label": "当事人", "value": publication.texts["当事人"]}],
            "sections": [
                {"heading": heading, "paragraphs": text.split("\n")} for heading, text in publication.texts.items() if heading != "当事人"
            ],
            "masked": [
                *(
                    {"what": f"{item}（{count} 处）" if count else f"{item}（未发现）", "basis": publication.mask_source + confirmed}
                    for item, count in publication.covered
                ),
                *({"what": f"{item}（由核对人人工检查）", "basis": publication.mask_source + confirmed} for item in publication.by_hand),
            ],
        },
    }


def _as_text(value: object) -> str:
    return "\n".join(str(line) for line in value) if isinstance(value, list) else str(value)


def _publication(publication_id: str) -> Publication:
    publication = Publication.objects.filter(public_id=publication_id).first()
    if publication is None:
        raise NotFound()
    return publication
