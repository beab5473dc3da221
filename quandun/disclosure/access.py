"""How an actor stands to a publication."""

from dataclasses import dataclass

from quandun.disclosure.models import Publication
from quandun.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class PublicationAccess:
    """A publication as the access table sees it."""

    publication: Publication

    @property
    def access_state(self) -> str:
        return self.publication.state

    def relations_of(self, by: Actor) -> frozenset[str]:
        """Return {"own_unit"} for people of the unit whose decision it is."""
        return frozenset({"own_unit"} if by.unit_id and by.unit_id == self.publication.unit_id else ())
