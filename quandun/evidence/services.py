"""Writes of evidence: one verb so far, deposit."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from quandun.evidence.errors import DigestMismatch
from quandun.evidence.models import Exhibit
from quandun.kernel.actors import Actor
from quandun.kernel.ids import new_id
from quandun.ledger import api as ledger
from quandun.people.api import allow
from quandun.store.api import Blob


@dataclass(frozen=True, slots=True)
class Deposit:
    """An exhibit just taken into custody; the ticket becomes a receipt once the sequencer has placed it."""

    exhibit_id: str
    ticket: ledger.Ticket


@transaction.atomic
def deposit_exhibit(
    *, blob: Blob, name: str, about: str, purpose: str, declared_sha256: str | None = None, by: Actor, at: datetime
) -> Deposit:
    """Take an exhibit into custody (电子证据存证) and commit its digests to the ledger.

    `blob` was made by `store.keep` at the edge: bytes are on disk and both digests known before the transaction opens.
    Raises DigestMismatch when the bytes received are not the bytes declared.
    """
    allow(by, "evidence.deposit_exhibit")
    if declared_sha256 not in (None, blob.sha256):
        raise DigestMismatch(declared=declared_sha256, computed=blob.sha256)
    exhibit = Exhibit.objects.create(
        public_id=new_id("ex"),
        about=about,
        name=name[:300],
        purpose=purpose[:300],
        media_type=blob.media_type,
        labels=list(blob.labels),
        sha256=blob.sha256,
        sm3=blob.sm3,
        size_bytes=blob.size_bytes,
        received_at=at,
        deposited_by=by.id,
    )
    ticket = ledger.append(
        "evidence.exhibit_deposited",
        about=(exhibit.public_id, about),
        body={"purpose": exhibit.purpose},
        by=by,
        at=at,
        objects=(blob.digests,),
        rows=(exhibit,),
    )
    return Deposit(exhibit.public_id, ticket)
