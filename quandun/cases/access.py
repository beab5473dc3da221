"""How an actor stands to a case: through the unit that handles it, or through a link about it."""

from dataclasses import dataclass

from quandun.cases.models import Case
from quandun.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class CaseAccess:
    """A case as the access table sees it; the state is the procedure's."""

    case: Case

    @property
    def access_state(self) -> str:
        return self.case.state

    def relations_of(self, by: Actor) -> frozenset[str]:
        """Return {"own_unit"} for people of the handling unit, {"bearer"} for a link about this case."""
        found = set()
        if by.unit_id and by.unit_id == self.case.unit_id:
            found.add("own_unit")
        if by.about and by.about == self.case.public_id:
            found.add("bearer")
        return frozenset(found)
