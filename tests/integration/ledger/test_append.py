"""Facts in, tickets out, places after commit, receipts that hold."""

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from django.db import DatabaseError, connection, transaction

from quandun.kernel.errors import InvariantBroken
from quandun.ledger import api as ledger
from quandun.ledger import head, keys
from quandun.ledger.domain import leaf, tree
from quandun.ledger.models import About, Checkpoint, Entry, Outbox, Place
from tests.integration.ledger.samples import AT, BY

pytestmark = pytest.mark.usefixtures("log")


def append(kind: str = "test.happened", about: tuple[str, ...] = ("zz-one",), **body: object) -> ledger.Ticket:
    with transaction.atomic():
        return ledger.append(kind, about=about, body=body, by=BY, at=AT)


def test_a_fact_outside_a_transaction_is_refused() -> None:
    with pytest.raises(InvariantBroken):
        ledger.append("test.happened", about=("zz-one",), body={}, by=BY, at=AT)


@pytest.mark.parametrize(("kind", "about"), [("nodot", ("a",)), ("Test.x", ("a",)), ("test.x", ("",)), ("test.x\n", ("a",))])
def test_what_is_no_fact_is_refused(kind: str, about: tuple[str, ...]) -> None:
    with pytest.raises(InvariantBroken):
        append(kind, about)


def test_a_fact_falls_with_its_transaction() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ledger.append("test.happened", about=("zz-one",), body={}, by=BY, at=AT)
        _ = 1 // 0
    assert not Entry.objects.exists()
    assert not Outbox.objects.exists()


def test_it_reads_back_what_was_written_before_and_after_sequencing() -> None:
    files = (ledger.ObjectDigests("a" * 64, "b" * 64, 3),)
    with transaction.atomic():
        ticket = ledger.append("test.happened", about=("zz-one", "zz-two", "zz-one"), body={"说": ["泉", 1]}, by=BY, at=AT, objects=files)
    before = ledger.fact(ticket.entry_id)
    assert (before.kind, before.about, before.body) == ("test.happened", ("zz-one", "zz-two", "zz-one"), {"说": ["泉", 1]})
    assert (before.by_id, before.by_unit_id, before.objects, before.index) == ("ac-test", "un-test", files, None)
    assert before.at == AT.replace(microsecond=123_000)
    assert ledger.settle(ticket.entry_id) is not None
    assert ledger.fact(ticket.entry_id).index == 0
    assert ledger.entry_of_object("zz-two") == ledger.fact(ticket.entry_id)


def test_facts_come_in_the_order_of_the_log_filtered_by_object_and_kind() -> None:
    first = append("test.one", ("zz-a",))
    second = append("test.two", ("zz-b",))
    ledger.sequence_once(at=AT)
    third = append("other.one", ("zz-a",))
    ids = [first.entry_id, second.entry_id, third.entry_id]
    assert [fact.id for fact in ledger.facts()] == ids
    assert [fact.id for fact in ledger.facts(about="zz-a")] == [ids[0], ids[2]]
    assert [fact.id for fact in ledger.facts(kinds=("test.*",))] == ids[:2]
    assert [fact.id for fact in ledger.facts(kinds=("other.one", "test.two"))] == ids[1:]
    assert [fact.id for fact in ledger.facts(after_index=0)] == ids[1:]
    assert [fact.id for fact in ledger.facts(limit=2)] == ids[:2]
    assert [fact.index for fact in ledger.facts()] == [0, 1, None]


def test_a_receipt_can_be_checked_by_anyone() -> None:
    tickets = [append(n=n) for n in range(300)]
    receipts = [ledger.wait_for(ticket) for ticket in tickets]
    for ticket, receipt in zip(tickets, receipts, strict=True):
        assert receipt is not None
        assert receipt.entry_id == ticket.entry_id
        stated = keys.verifier().open(receipt.checkpoint.note)
        assert (stated.size, stated.root) == (receipt.checkpoint.size, receipt.checkpoint.root)
        assert hashlib.sha256(b"\x00" + receipt.leaf).digest() == receipt.leaf_hash == ticket.leaf_hash
        assert ledger.verify_inclusion(receipt.leaf_hash, receipt.index, stated.size, receipt.proof, stated.root)
        assert not ledger.verify_inclusion(receipt.leaf_hash, receipt.index + 1, stated.size, receipt.proof, stated.root)
    assert [receipt.index for receipt in receipts if receipt] == list(range(300))


def test_a_receipt_of_what_is_not_there_or_not_placed_is_refused() -> None:
    with pytest.raises(ledger.EntryNotFound):
        ledger.receipt("fa-nothing")
    with pytest.raises(ledger.NotPlacedYet):
        ledger.receipt(append().entry_id)


def test_the_leaf_shows_no_content() -> None:
    receipt = ledger.settle(append(secret="张三").entry_id)  # noqa: S106 - a word, not a password
    assert receipt is not None
    assert set(leaf.parsed(receipt.leaf)) == {"v", "kind", "commitment", "objects"}


def test_batches_are_consistent_with_each_other() -> None:
    made = []
    for batch in (1, 254, 2, 300, 1):
        for n in range(batch):
            append(n=n)
        checkpoint = ledger.sequence_once(at=AT)
        assert checkpoint is not None
        made.append(checkpoint)
    assert [checkpoint.size for checkpoint in made] == [1, 255, 257, 557, 558]
    for old, new in pairwise(made):
        proof = ledger.consistency_proof(old.size, new.size)
        assert ledger.verify_consistency(old.size, new.size, old.root, new.root, proof)
    assert ledger.latest_checkpoint() == made[-1]
    assert ledger.sequence_once(at=AT) is None
    hashes = [bytes(place.entry.leaf_hash) for place in Place.objects.select_related("entry").order_by("index")]
    frontier = tree.Frontier()
    for hash_ in hashes:
        frontier.append(hash_)
    assert frontier.root() == made[-1].root


def test_two_sequencers_at_once_give_one_order() -> None:
    for n in range(120):
        append(n=n)
    start = threading.Barrier(4)

    def run(_: int) -> list[str]:
        try:
            start.wait()
            return [append(n=n).entry_id for n in range(10) if ledger.sequence_once(at=AT) is not None or True]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        late = [entry for part in pool.map(run, range(4)) for entry in part]
    while ledger.sequence_once(at=AT) is not None:
        pass
    assert list(Place.objects.order_by("index").values_list("index", flat=True)) == list(range(160))
    assert Place.objects.filter(entry__public_id__in=late).count() == 40
    assert not Outbox.objects.exists()
    assert ledger.check().faults == ()
    checkpoints = list(Checkpoint.objects.order_by("size"))
    for old, new in pairwise(checkpoints):
        proof = ledger.consistency_proof(old.size, new.size)
        assert ledger.verify_consistency(old.size, new.size, bytes(old.root), bytes(new.root), proof)


def test_waiters_in_threads_all_get_their_receipt() -> None:
    def deposit(n: int) -> int:
        try:
            receipt = ledger.wait_for(append(n=n), timeout_seconds=20)
            assert receipt is not None
            return receipt.index
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(deposit, range(40))) == list(range(40))


def test_a_checkpoint_is_served_only_once_the_head_file_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = append()
    with monkeypatch.context() as crash:
        crash.setattr(head, "advance", lambda signed: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            ledger.sequence_once(at=AT)
    assert Checkpoint.objects.count() == 1  # committed, then the process died
    assert ledger.latest_checkpoint() is None
    with pytest.raises(ledger.NotPlacedYet):
        ledger.receipt(ticket.entry_id)
    assert ledger.settle(ticket.entry_id) is not None  # whoever comes next makes it good
    assert ledger.latest_checkpoint() is not None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET kind = 'x.y'",
        "UPDATE ledger_entry SET entry = NULL",
        "UPDATE ledger_entry SET salt = NULL",
        "UPDATE ledger_entry SET entry = NULL, salt = NULL, by_id = ''",
        "UPDATE ledger_entry SET entry = salt, salt = entry",
        "DELETE FROM ledger_entry",
        "UPDATE ledger_about SET public_id = 'zz-other'",
        "DELETE FROM ledger_about",
        'UPDATE ledger_place SET "index" = 7',
        "DELETE FROM ledger_place",
        "UPDATE ledger_checkpoint SET note = ''",
        "DELETE FROM ledger_checkpoint",
    ],
)
def test_the_database_refuses_to_change_the_log(statement: str) -> None:
    append()
    ledger.sequence_once(at=AT)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert ledger.check().faults == ()


def test_replacing_a_row_is_refused_too() -> None:
    append()
    ledger.sequence_once(at=AT)
    if connection.vendor == "sqlite":
        statement = "INSERT OR REPLACE INTO ledger_about SELECT id, 'zz-other', entry_id FROM ledger_about"
    else:
        statement = "TRUNCATE ledger_about"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert About.objects.get().public_id == "zz-one"


def test_content_can_be_erased_and_the_tree_stays_whole() -> None:
    tickets = [append(name=f"人{n}") for n in range(5)]
    ledger.sequence_once(at=AT)
    ledger.erase(tickets[2].entry_id, reason="当事人申请", by=BY, at=AT)
    receipt = ledger.settle(tickets[2].entry_id)
    assert receipt is not None
    assert ledger.verify_inclusion(receipt.leaf_hash, receipt.index, receipt.checkpoint.size, receipt.proof, receipt.checkpoint.root)
    row = Entry.objects.get(public_id=tickets[2].entry_id)
    assert (row.entry, row.salt) == (None, None)
    assert tickets[2].entry_id not in [fact.id for fact in ledger.facts()]
    assert ledger.check().faults == ()
    with pytest.raises(ledger.AlreadyErased):
        ledger.erase(tickets[2].entry_id, reason="again", by=BY, at=AT)


def test_content_emptied_without_a_record_is_found() -> None:
    ticket = append()
    ledger.sequence_once(at=AT)
    Entry.objects.filter(public_id=ticket.entry_id).update(entry=None, salt=None)  # the triggers let it pass
    assert [fault.entry_id for fault in ledger.check().faults] == [ticket.entry_id]
