"""The sequencer (排序器): gives waiting entries their places, signs a checkpoint, lets it be served.

Group commit without a fixed delay: whoever waits for a receipt runs the sequencer; all others waiting at that moment are in the same
batch. The row lock on Tip is the lease: it ends with the transaction or the process, so no wall clock decides who is leader
(docs/decisions/0003-leaf-ticket-sequencer.md).
"""

import logging
import threading
import time
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from quandun.ledger import head, keys
from quandun.ledger.domain import note, tree
from quandun.ledger.errors import EntryNotFound, HeadUnreadable, LogKeyMissing, LogKeyUnfit, LogRolledBack, NotPlacedYet
from quandun.ledger.models import Checkpoint as CheckpointRow
from quandun.ledger.models import Entry, Outbox, Place, Tile, Tip
from quandun.ledger.services import Ticket

log = logging.getLogger("quandun.ledger")

BATCH = 2_000
TIMEOUT_SECONDS = 5.0
# Threads of one process queue here instead of polling SQLite's busy lock, which is unfair and four times slower.
_turn = threading.Lock()


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed head that may be served: number of leaves, root, and the C2SP note that says so."""

    size: int
    root: bytes
    note: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything a holder needs to check an entry offline (存证回执): the leaf, its place, the path to a signed root."""

    entry_id: str
    kind: str
    leaf: bytes
    leaf_hash: bytes
    index: int
    proof: tuple[bytes, ...]
    checkpoint: Checkpoint


def stored_tiles() -> tree.TileReader:
    """Return a reader over the stored tiles that remembers what it read; use it for one question only."""
    kept: dict[tuple[int, int], bytes] = {}

    def read(level: int, n: int) -> bytes:
        if (level, n) not in kept:
            kept[level, n] = bytes(Tile.objects.values_list("hashes", flat=True).filter(level=level, n=n).first() or b"")
        return kept[level, n]

    return read


def sequence_once(*, at: datetime) -> Checkpoint | None:
    """Place at most 2,000 waiting entries and sign a checkpoint over them; None when nothing waited.

    In its own transaction. The head file moves after commit and before anyone is shown the checkpoint; a crash between the two is made good
    by the next call. Raises LogRolledBack, HeadUnreadable, LogKeyMissing: nothing is signed then.
    """
    with _turn:
        if not Outbox.objects.exists():
            _witness_latest()
            return None
        with transaction.atomic(durable=True):
            made = _place_batch()
        if made is None:
            return None
        if not in_test_transaction():
            head.advance(made.note)
    log.info("ledger.sequenced", extra={"size": made.size, "at": at.isoformat()})
    return made


def _place_batch() -> Checkpoint | None:
    Tip.objects.get_or_create(pk=1)
    tip = Tip.objects.select_for_update().get(pk=1)
    batch = list(Outbox.objects.order_by("id").values_list("id", "entry_id", "entry__leaf_hash")[:BATCH])
    if not batch:
        return None
    read = stored_tiles()
    if tip.size == 0:
        keys.make_for_rehearsal()
    _refuse_rollback(read, tip.size)
    signer = keys.signer()
    Place.objects.bulk_create([Place(index=tip.size + i, entry_id=entry_id) for i, (_, entry_id, _) in enumerate(batch)], batch_size=400)
    changed = tree.appended(read, tip.size, [bytes(hash_) for _, _, hash_ in batch])
    for (level, n), hashes in changed.items():
        Tile.objects.update_or_create(level=level, n=n, defaults={"hashes": hashes})
    size = tip.size + len(batch)
    root = tree.root(lambda level, n: changed.get((level, n)) or read(level, n), size)
    signed = signer.sign(note.Head(settings.LOG_ORIGIN, size, root))
    CheckpointRow.objects.create(size=size, root=root, note=signed)
    Tip.objects.filter(pk=1).update(size=size)
    for start in range(0, len(batch), 400):
        Outbox.objects.filter(id__in=[row_id for row_id, _, _ in batch[start : start + 400]]).delete()
    return Checkpoint(size, root, signed)


def _refuse_rollback(read: tree.TileReader, size: int) -> None:
    """Raise LogRolledBack unless the stored tree extends the last signed head."""
    if in_test_transaction():
        return
    signed = head.read_for(CheckpointRow.objects.count())
    if signed.size > size or tree.root(read, signed.size) != signed.root:
        raise LogRolledBack(size=size, head_size=signed.size)


def refuse_rollback() -> None:
    """The same at start-up, before anything is signed."""
    tip = Tip.objects.filter(pk=1).first()
    size = 0 if tip is None else tip.size
    if size == 0 and not head.exists():
        return
    _refuse_rollback(stored_tiles(), size)


def _witness_latest() -> None:
    """Make good a crash between commit and head: record the newest committed checkpoint, after the same refusal."""
    if in_test_transaction():
        return
    latest = CheckpointRow.objects.order_by("-size").first()
    if latest is None:
        return
    _refuse_rollback(stored_tiles(), latest.size)
    head.advance(latest.note)


def in_test_transaction() -> bool:
    """Say whether everything here will be rolled back by a test: what is never committed must not move the head file.

    Django marks the outermost block of its TestCase so; its own `durable` check makes the same exception.
    """
    blocks = connection.atomic_blocks
    return bool(blocks) and bool(getattr(blocks[0], "_from_testcase", False))


def latest_checkpoint() -> Checkpoint | None:
    """Return the newest checkpoint that may be served: one the head file already knows. None on an empty log."""
    rows = CheckpointRow.objects.order_by("-size")
    if not in_test_transaction():
        try:
            rows = rows.filter(size__lte=head.read().size)
        except (LogKeyMissing, LogKeyUnfit):
            return None  # without its key this process cannot tell what was witnessed; it serves nothing new
    row = rows.first()
    return None if row is None else Checkpoint(row.size, bytes(row.root), row.note)


def wait_for(ticket: Ticket, *, timeout_seconds: float = TIMEOUT_SECONDS) -> Receipt | None:
    """Return the receipt of a ticket once it is placed, sequencing if need be; None when it takes longer (answer 202 then)."""
    return settle(ticket.entry_id, timeout_seconds=timeout_seconds)


def settle(entry_id: str, *, timeout_seconds: float = TIMEOUT_SECONDS) -> Receipt | None:
    """The same by entry id. Call it after commit.

    When the log cannot sign (rolled back, key gone) the entry stays durably recorded, the fault is logged and the answer is None:
    the business act has taken effect and must not look failed.
    """
    end = time.monotonic() + timeout_seconds
    while True:
        try:
            return receipt(entry_id)
        except NotPlacedYet:
            if time.monotonic() >= end:
                return None
        try:
            if sequence_once(at=settings.CLOCK.now()) is None:
                time.sleep(0.005)  # placed by another process a moment ago, its head not yet moved
        except (LogRolledBack, HeadUnreadable, LogKeyMissing, LogKeyUnfit) as fault:
            log.critical("ledger.cannot_sign", extra={"code": fault.code, "entry": entry_id})
            return None


def receipt(entry_id: str) -> Receipt:
    """Return leaf, place, inclusion proof and checkpoint of an entry; raises EntryNotFound, NotPlacedYet."""
    row = Entry.objects.select_related("place").filter(public_id=entry_id).first()
    if row is None:
        raise EntryNotFound(entry=entry_id)
    checkpoint = latest_checkpoint() if hasattr(row, "place") else None
    if checkpoint is None or row.place.index >= checkpoint.size:
        raise NotPlacedYet(entry=entry_id)
    proof = inclusion_proof(row.place.index, checkpoint.size)
    return Receipt(row.public_id, row.kind, bytes(row.leaf), bytes(row.leaf_hash), row.place.index, proof, checkpoint)


def inclusion_proof(index: int, size: int) -> tuple[bytes, ...]:
    """Return the path of leaf `index` in the tree of `size` (RFC 6962); raises ValueError beyond the log."""
    return tree.inclusion_proof(stored_tiles(), index, size)


def consistency_proof(old: int, new: int) -> tuple[bytes, ...]:
    """Return the proof that the tree of `new` extends the tree of `old` (RFC 6962)."""
    return tree.consistency_proof(stored_tiles(), old, new)
