"""How an actor stands to a finding: through the matter it belongs to."""

from dataclasses import dataclass

from quandun.identification.models import Finding
from quandun.kernel.actors import Actor
from quandun.matters import api as matters


@dataclass(frozen=True, slots=True)
class FindingAccess:
    """A finding as the access table sees it."""

    finding: Finding

    @property
    def access_state(self) -> str:
        return self.finding.state

    def relations_of(self, by: Actor) -> frozenset[str]:
        """Return the actor's roles in the finding's matter."""
        return matters.relations(self.finding.matter_id, by=by)
