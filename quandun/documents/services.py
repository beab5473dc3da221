"""Writes of the documents room: give a number, issue a document."""

from datetime import datetime

from django.db import transaction

from quandun.documents.models import Document, NumberSequence
from quandun.kernel.actors import Actor
from quandun.ledger import api as ledger
from quandun.people.api import allow
from quandun.store.api import Blob


@transaction.atomic
def next_number(scope: str) -> int:
    """Return the next number of a scope, starting at 1; two callers never get the same."""
    # get_or_create first so that the row exists, then the lock: PostgreSQL needs a row to lock, SQLite holds the writer lock anyway.
    NumberSequence.objects.get_or_create(scope=scope)
    sequence = NumberSequence.objects.select_for_update().get(scope=scope)
    sequence.last += 1
    sequence.save(update_fields=["last"])
    return sequence.last


@transaction.atomic
def issue(
    *, document_id: str, kind: str, title: str, title_en: str, number: str, about: tuple[str, ...], blob: Blob, by: Actor, at: datetime
) -> ledger.Ticket:
    """Issue a rendered document (制发文书): its row and its digests in one transaction. `about[0]` is the case it belongs to."""
    allow(by, "documents.issue")
    document = Document.objects.create(
        public_id=document_id,
        kind=kind,
        title=title,
        title_en=title_en,
        number=number,
        about=about[0],
        sha256=blob.sha256,
        sm3=blob.sm3,
        size_bytes=blob.size_bytes,
        issued_at=at,
    )
    body = {"kind": kind, "number": number}
    return ledger.append(
        "documents.document_issued", about=(document_id, *about), body=body, by=by, at=at, objects=(blob.digests,), rows=(document,)
    )
