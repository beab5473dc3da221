"""Subscriptions (订阅): news to later rooms, after sequencing, in order, at least once.

Cursor and effect move in one transaction, so an effect inside the database happens exactly once; anything outside it (a message sent)
may be repeated after a crash. A new subscriber starts at the beginning of the log. A failing handler holds up only its own cursor.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from quandun.kernel.errors import InvariantBroken
from quandun.ledger.domain import leaf
from quandun.ledger.facts import Fact, fact_of
from quandun.ledger.models import Cursor, Place, Tip

log = logging.getLogger("quandun.ledger")

PAGE = 200
Handler = Callable[[Fact], None]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A handler and the kinds it wants: exact, or a prefix with a star ("cases.*")."""

    name: str
    kinds: tuple[str, ...]
    handler: Handler

    def wants(self, kind: str) -> bool:
        """Say whether a fact of this kind is for this subscriber."""
        return any(kind.startswith(k[:-1]) if k.endswith("*") else kind == k for k in self.kinds)


@dataclass(frozen=True, slots=True)
class Lag:
    """A subscriber that has not read the whole log."""

    subscriber: str
    next_index: int
    size: int
    failures: int  # in a row, at next_index
    trouble: str  # class of the last error, "" when it is merely behind


_subscriptions: dict[str, Subscription] = {}


def subscriber(name: str, *, kinds: tuple[str, ...]) -> Callable[[Handler], Handler]:
    """Register a handler under a name that is never renamed (its cursor hangs on it)."""

    def register(handler: Handler) -> Handler:
        known = _subscriptions.get(name)
        if known is not None and (known.handler.__module__, known.handler.__qualname__) != (handler.__module__, handler.__qualname__):
            raise InvariantBroken(what=f"two subscribers are named {name}")
        _subscriptions[name] = Subscription(name, kinds, handler)
        return handler

    return register


def forget_subscriber(name: str) -> None:
    """Take a subscriber out of this process (its cursor stays)."""
    _subscriptions.pop(name, None)


def deliver_once(*, stuck_too: bool = True) -> int:
    """Give every subscriber the placed facts it has not had; return how many were handled (0: nothing moved).

    `stuck_too=False` leaves out subscribers whose last attempt failed: a worker tries those less often.
    """
    return sum(_deliver(subscription, stuck_too) for subscription in list(_subscriptions.values()))


def lagging() -> list[Lag]:
    """Return the subscribers that are behind or stuck, for the status page."""
    size = _size()
    cursors = {cursor.subscriber: cursor for cursor in Cursor.objects.all()}
    found = []
    for name in _subscriptions:
        cursor = cursors.get(name) or Cursor(subscriber=name)
        if cursor.next_index < size:
            found.append(Lag(name, cursor.next_index, size, cursor.failures, cursor.trouble))
    return found


def cursor_seal(cursor: Cursor) -> str:
    """Return the checksum of a cursor row."""
    return hashlib.sha256(leaf.canonical([cursor.subscriber, cursor.next_index, cursor.failures, cursor.trouble])).hexdigest()


def _size() -> int:
    tip = Tip.objects.filter(pk=1).first()
    return 0 if tip is None else tip.size


def _deliver(subscription: Subscription, stuck_too: bool) -> int:
    known = Cursor.objects.filter(subscriber=subscription.name).first()
    if known is not None and known.failures and not stuck_too:
        return 0
    next_index, handled = 0 if known is None else known.next_index, 0
    while True:
        places = list(Place.objects.filter(index__gte=next_index).order_by("index").values_list("index", "entry__kind")[:PAGE])
        if not places:
            return handled
        for index, kind in places:
            if not subscription.wants(kind):
                continue
            if not _handle(subscription, index):
                return handled
            handled += 1
        next_index = places[-1][0] + 1
        _move_to(subscription.name, next_index)


def _handle(subscription: Subscription, index: int) -> bool:
    """Give one fact to one subscriber; False when it failed or another process is at it."""
    try:
        with transaction.atomic(durable=True):
            cursor = _locked(subscription.name)
            if cursor is None:
                return False
            if cursor.next_index > index:
                return True  # another process handled it between our look and our lock
            place = Place.objects.select_related("entry").get(index=index)
            fact = fact_of(place.entry, index)
            if fact is None:
                log.info("ledger.erased_fact_skipped", extra={"subscriber": subscription.name, "index": index})
            else:
                subscription.handler(fact)
            _save(cursor, index + 1)
    except Exception as fault:  # the outermost loop over handlers of other rooms: one room's fault must not stop the others
        log.exception("ledger.subscriber_failed", extra={"subscriber": subscription.name, "index": index})
        _note_failure(subscription.name, index, type(fault).__name__)
        return False
    return True


def _locked(name: str) -> Cursor | None:
    """Return the cursor under lock, or None while another process holds it (PostgreSQL; SQLite has one writer anyway)."""
    Cursor.objects.get_or_create(subscriber=name, defaults={"seal": cursor_seal(Cursor(subscriber=name))})
    return Cursor.objects.select_for_update(skip_locked=True).filter(subscriber=name).first()


def _save(cursor: Cursor, next_index: int) -> None:
    cursor.next_index, cursor.failures, cursor.trouble = next_index, 0, ""
    cursor.seal = cursor_seal(cursor)
    cursor.save()


def _move_to(name: str, next_index: int) -> None:
    with transaction.atomic(durable=True):
        cursor = _locked(name)
        if cursor is not None and cursor.next_index < next_index:
            _save(cursor, next_index)


def _note_failure(name: str, index: int, trouble: str) -> None:
    with transaction.atomic(durable=True):
        cursor = _locked(name)
        if cursor is not None and cursor.next_index <= index:
            cursor.next_index, cursor.failures, cursor.trouble = index, cursor.failures + 1, trouble[:200]
            cursor.seal = cursor_seal(cursor)
            cursor.save()
