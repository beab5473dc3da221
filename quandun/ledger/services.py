"""Writes of the log: append a fact, erase one's content, give an answer once."""

import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, connection, models, transaction

from quandun.kernel.actors import Actor
from quandun.kernel.clocks import require_aware
from quandun.kernel.errors import InvariantBroken
from quandun.ledger import seals
from quandun.ledger.domain import leaf
from quandun.ledger.domain.leaf import ObjectDigests
from quandun.ledger.errors import AlreadyErased, EntryNotFound, KeyReused
from quandun.ledger.models import About, Entry, Once, Outbox

_KIND = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
ERASED = "ledger.entry_erased"

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Ticket:
    """Proof that the transaction carried the fact; the sequencer gives it its place after commit."""

    entry_id: str
    leaf_hash: bytes


def append(
    kind: str,
    *,
    about: Sequence[str],
    body: Mapping[str, object],
    by: Actor,
    at: datetime,
    objects: Sequence[ObjectDigests] = (),
    rows: Iterable[models.Model] = (),
) -> Ticket:
    """Record a fact in the caller's transaction; return its ticket.

    `about` are public ids; `body` is JSON without floats; `objects` are files already kept; `rows` are saved business rows the caller
    wrote: their canonical columns are sealed into the entry.
    Nothing here waits for another transaction: the place in the tree comes after commit.
    Raises InvariantBroken outside a transaction (a fact must stand or fall with what it reports), NotCanonical, LeafTooLarge.
    """
    if not connection.in_atomic_block:
        raise InvariantBroken(what=f"{kind} was appended outside a transaction")
    if not _KIND.fullmatch(kind) or not all(about):
        raise InvariantBroken(what=f"{kind!r} about {tuple(about)!r} is no fact")
    at = require_aware(at).replace(microsecond=at.microsecond // 1000 * 1000)
    actor = {"id": by.id, "unit": by.unit_id, "roles": sorted(by.roles)}
    entry = leaf.entry_bytes(kind=kind, about=about, body=body, by=actor, at=at, objects=objects, rows=seals.seals(rows))
    salt = secrets.token_bytes(leaf.SALT_BYTES)
    public = leaf.leaf_bytes(kind=kind, entry=entry, salt=salt, objects=objects)
    hash_ = leaf.leaf_hash(public)
    row = Entry.objects.create(
        public_id=leaf.entry_id(hash_), kind=kind, entry=entry, salt=salt, leaf=public, leaf_hash=hash_, at=at, by_id=by.id
    )
    About.objects.bulk_create([About(entry=row, public_id=public_id) for public_id in dict.fromkeys(about)])
    Outbox.objects.create(entry=row)
    return Ticket(row.public_id, hash_)


@transaction.atomic
def erase(entry_id: str, *, reason: str, by: Actor, at: datetime) -> Ticket:
    """Erase the content and salt of an entry (个人信息保护法 第四十七条); leaf, place and tree stay whole.

    The caller has checked that `by` may. The erasing fact seals what remains readable of the row (instant, actor, objects it was about).
    Raises EntryNotFound, AlreadyErased.
    """
    row = Entry.objects.select_for_update().filter(public_id=entry_id).first()
    if row is None:
        raise EntryNotFound(entry=entry_id)
    if row.entry is None:
        raise AlreadyErased(entry=entry_id)
    body = {"entry": entry_id, "reason": reason, "kept": remains_digest(row, sorted(row.abouts.values_list("public_id", flat=True)))}
    Entry.objects.filter(pk=row.pk).update(entry=None, salt=None)
    return append(ERASED, about=(entry_id,), body=body, by=by, at=at)


def remains_digest(row: Entry, about: Sequence[str]) -> str:
    """Return SHA-256 over what an erased entry still shows."""
    return hashlib.sha256(leaf.canonical([row.public_id, leaf.instant_text(row.at), row.by_id, list(about)])).hexdigest()


def once(key: str, *, by: Actor, request: object, act: Callable[[], Answer]) -> Answer:
    """Do an act once per (actor, key): a repetition gets the stored answer and has no second effect.

    `act` runs in one transaction with the record of its answer, which must be JSON. Two at the same moment: the second waits on the
    unique row, then finds the answer. Raises KeyReused when the key came before with another request. An act that raises leaves no trace.
    """
    digest = hashlib.sha256(leaf.canonical(request)).hexdigest()
    known = _known(key, by, digest)
    if known is not None:
        return _read(known)  # type: ignore[no-any-return]  # what `act` gave when it was stored
    try:
        with transaction.atomic():
            try:
                with transaction.atomic():  # only the claim may meet IntegrityError here, never the act's own constraints
                    row = Once.objects.create(actor=by.id, key=key, request_digest=digest)
            except IntegrityError as taken:
                raise _Taken from taken
            row.answer = leaf.canonical(act()).decode()
            row.seal = once_seal(row)
            row.save(update_fields=["answer", "seal"])
    except _Taken as taken:
        known = _known(key, by, digest)
        if known is None:
            raise InvariantBroken(what=f"{key} is taken and cannot be read") from taken
        return _read(known)  # type: ignore[no-any-return]  # as above
    return _read(row)  # type: ignore[no-any-return]  # the stored form, so that first and later callers get equal answers


class _Taken(Exception):
    """Someone else holds the key."""


def answered(key: str, *, by: Actor, request: object = None) -> Any | None:
    """Return the answer given to (actor, key), or None when there is none yet.

    With `request` a key that came before with another one raises KeyReused: a second act must not look done.
    """
    if request is not None:
        known = _known(key, by, hashlib.sha256(leaf.canonical(request)).hexdigest())
        return None if known is None else _read(known)
    row = Once.objects.filter(actor=by.id, key=key).exclude(answer="").first()
    return None if row is None else _read(row)


def once_seal(row: Once) -> str:
    """Return the checksum of a stored answer."""
    return hashlib.sha256(leaf.canonical([row.actor, row.key, row.request_digest, row.answer])).hexdigest()


def _known(key: str, by: Actor, digest: str) -> Once | None:
    row = Once.objects.filter(actor=by.id, key=key).exclude(answer="").first()
    if row is not None and row.request_digest != digest:
        raise KeyReused(key=key)
    return row


def _read(row: Once) -> Any:
    return json.loads(row.answer)
