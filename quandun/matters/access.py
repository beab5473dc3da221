"""How an actor stands to a matter."""

from dataclasses import dataclass

from quandun.kernel.actors import Actor
from quandun.matters.models import Matter


@dataclass(frozen=True, slots=True)
class MatterAccess:
    """A matter as the access table sees it: relations are the roles in which the actor takes part in it."""

    matter: Matter

    @property
    def access_state(self) -> str:
        return "open"

    def relations_of(self, by: Actor) -> frozenset[str]:
        """Return e.g. {"handling_unit"}; a link counts through the object it is about."""
        ids = {one for one in (by.id, by.unit_id, by.organisation_id, by.person_id) if one}
        rows = self.matter.participants.filter(actor_id__in=ids, left_at__isnull=True).values_list("role", flat=True)
        return frozenset(rows) | ({"bearer"} if by.about == self.matter.public_id else frozenset())
