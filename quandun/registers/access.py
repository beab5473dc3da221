"""How an actor stands to a register and to an entry of it."""

from dataclasses import dataclass

from quandun.kernel.actors import Actor
from quandun.registers.domain.kinds import RegisterKind
from quandun.registers.models import RegisterEntry
from quandun.registers.registry import register_of


@dataclass(frozen=True, slots=True)
class RegisterAccess:
    """A register as the access table sees it: who nominates is what its file says."""

    kind: RegisterKind

    @property
    def access_state(self) -> str:
        return "public" if self.kind.public else "closed"

    def relations_of(self, by: Actor) -> frozenset[str]:
        """Return {"nominator"} for people of a unit in a capacity that the register lets nominate."""
        return frozenset({"nominator"} if by.unit_id and by.roles.intersection(self.kind.nominated_by) else ())


@dataclass(frozen=True, slots=True)
class EntryAccess:
    """An entry as the access table sees it. `ever_admitted`: it was a member once, so the public record names it."""

    entry: RegisterEntry
    ever_admitted: bool

    @property
    def access_state(self) -> str:
        kind = register_of(self.entry.kind)
        return "on_record" if self.ever_admitted and kind.public else "internal"

    def relations_of(self, by: Actor) -> frozenset[str]:
        """Return {"own_unit"} for people of the keeping unit, and {"decider"} for those the register lets decide."""
        if not by.unit_id or by.unit_id != self.entry.unit_id:
            return frozenset()
        decides = by.roles.intersection(register_of(self.entry.kind).decided_by)
        return frozenset({"own_unit", "decider"} if decides else {"own_unit"})
