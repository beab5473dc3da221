"""The stored transitions as the domain reads them."""

from typing import cast

from quandun.registers.domain import standing
from quandun.registers.models import RegisterEntry
from quandun.registers.models import Transition as Row


def history_of(entry: RegisterEntry) -> tuple[standing.Transition, ...]:
    """Return an entry's transitions in the order they were recorded."""
    return tuple(transition_of(row) for row in entry.transitions.order_by("position"))


def transition_of(row: Row) -> standing.Transition:
    """Return one row as the domain reads it."""
    return standing.Transition(cast(standing.Move, row.move), row.effective_on, row.recorded_at, row.ends_on)


def was_admitted(entry: RegisterEntry) -> bool:
    """Say whether the entry has ever been admitted."""
    return entry.transitions.filter(move="admit").exists()
