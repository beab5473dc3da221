"""Facts (事实): entries read back, in the order of the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from quandun.ledger.domain import leaf
from quandun.ledger.domain.leaf import ObjectDigests
from quandun.ledger.errors import EntryNotFound
from quandun.ledger.models import Entry


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened: what, about which objects, by whom, when. `index` is None until the sequencer has placed it."""

    id: str
    kind: str
    about: tuple[str, ...]
    body: Mapping[str, Any]
    by_id: str
    by_unit_id: str
    at: datetime
    objects: tuple[ObjectDigests, ...]
    index: int | None


def fact_of(row: Entry, index: int | None) -> Fact | None:
    """Return the fact of an entry, or None when its content was erased."""
    if row.entry is None:
        return None
    entry = leaf.parsed(bytes(row.entry))
    return Fact(
        id=row.public_id,
        kind=entry["kind"],
        about=tuple(entry["about"]),
        body=entry["body"],
        by_id=entry["by"]["id"],
        by_unit_id=entry["by"]["unit"],
        at=leaf.instant_of(entry["at"]),
        objects=leaf.objects_of(entry),
        index=index,
    )


def facts(*, about: str | None = None, kinds: Sequence[str] = (), after_index: int | None = None, limit: int | None = None) -> list[Fact]:
    """Return facts in the order of the log: placed ones by index, then those still waiting in the order they were written.

    `kinds` are exact kinds or prefixes with a star ("cases.*"). With `after_index` placed facts up to it are left out.
    Erased entries are left out: there is nothing to read.
    """
    wanted = Entry.objects.filter(entry__isnull=False)
    if about is not None:
        wanted = wanted.filter(abouts__public_id=about)
    if kinds:
        wanted = wanted.filter(_of_kinds(kinds))
    placed = wanted.filter(place__isnull=False).select_related("place").order_by("place__index")
    if after_index is not None:
        placed = placed.filter(place__index__gt=after_index)
    found = [fact_of(row, row.place.index) for row in _first(placed, limit)]
    if limit is None or len(found) < limit:
        waiting = wanted.filter(outbox__isnull=False).order_by("outbox__id")
        found += [fact_of(row, None) for row in _first(waiting, None if limit is None else limit - len(found))]
    return [fact for fact in found if fact is not None]


def _first(rows: "QuerySet[Entry]", limit: int | None) -> "QuerySet[Entry]":
    return rows if limit is None else rows[:limit]


def _of_kinds(kinds: Sequence[str]) -> Q:
    wanted = Q()
    for kind in kinds:
        wanted |= Q(kind__startswith=kind[:-1]) if kind.endswith("*") else Q(kind=kind)
    return wanted


def fact(entry_id: str) -> Fact:
    """Return one fact; raises EntryNotFound when there is none or its content was erased."""
    row = Entry.objects.select_related("place").filter(public_id=entry_id).first()
    found = None if row is None else fact_of(row, row.place.index if hasattr(row, "place") else None)
    if found is None:
        raise EntryNotFound(entry=entry_id)
    return found


def entry_of_object(public_id: str) -> Fact | None:
    """Return the fact that brought an object into being with its bytes: the first about it that names files, else the first about it."""
    about = facts(about=public_id)
    return next((fact for fact in about if fact.objects), about[0] if about else None)
