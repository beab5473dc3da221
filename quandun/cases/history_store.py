"""Between the tables and the pure history."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from quandun.cases.domain.history import Happening, Signature
from quandun.cases.models import Case, Proposal
from quandun.kernel.clocks import iso_beijing, require_aware


def history_of(case: Case) -> tuple[Happening, ...]:
    """Return the case's happenings in order."""
    return tuple(
        Happening(row.step, row.at, row.answers, tuple(_signature(one) for one in row.signatures))
        for row in case.history.order_by("position")
    )


def signatures_of(proposal: Proposal) -> tuple[Signature, ...]:
    """Return the signatures given so far, in order."""
    return tuple(
        Signature(row.capacity, row.actor_id, row.person_id, row.name, row.opinion, row.at)
        for row in proposal.signatures.order_by("position")
    )


def stored_signatures(signatures: Iterable[Signature]) -> list[dict[str, str]]:
    """Return signatures as the happening keeps them."""
    return [
        {
            "capacity": one.capacity,
            "actor_id": one.actor_id,
            "person_id": one.person_id,
            "name": one.name,
            "opinion": one.opinion,
            "at": iso_beijing(one.at),
        }
        for one in signatures
    ]


def _signature(stored: Mapping[str, str]) -> Signature:
    return Signature(
        stored["capacity"],
        stored["actor_id"],
        stored["person_id"],
        stored["name"],
        stored["opinion"],
        require_aware(datetime.fromisoformat(stored["at"])),
    )
