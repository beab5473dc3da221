"""An exhibit enters custody with the digests of its bytes, or not at all."""

import hashlib
from io import BytesIO

import pytest

from quandun.evidence import api as evidence
from quandun.evidence.errors import DigestMismatch
from quandun.evidence.models import Exhibit
from quandun.ledger import api as ledger
from quandun.store import api as store
from tests.integration.worlds import ROAD, World, at, settle

AT = at(ROAD[0][1])


def test_the_digests_in_the_log_are_those_of_the_bytes(world: World) -> None:
    content = "现场照片".encode()
    blob = store.keep(BytesIO(content))
    made = evidence.deposit_exhibit(blob=blob, name="照片.png", about="ca-x", purpose="在售", by=world.who("officer"), at=AT)
    settle()
    receipt = ledger.receipt(made.ticket.entry_id)
    fact = ledger.fact(made.ticket.entry_id)
    assert fact is not None and fact.objects[0].sha256 == hashlib.sha256(content).hexdigest()
    assert ledger.verify_inclusion(receipt.leaf_hash, receipt.index, receipt.checkpoint.size, receipt.proof, receipt.checkpoint.root)
    assert store.read_object(blob.sha256) == content


def test_bytes_that_are_not_the_bytes_declared_are_refused(world: World) -> None:
    blob = store.keep(BytesIO(b"received"))
    declared = hashlib.sha256(b"declared").hexdigest()
    with pytest.raises(DigestMismatch):
        evidence.deposit_exhibit(blob=blob, name="x", about="ca-x", purpose="", declared_sha256=declared, by=world.who("officer"), at=AT)
    assert not Exhibit.objects.exists()
