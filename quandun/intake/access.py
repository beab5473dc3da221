"""How an actor stands to a draft: only who holds its code may touch it."""

from dataclasses import dataclass

from quandun.intake.models import Draft
from quandun.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class DraftAccess:
    """A draft as the access table sees it."""

    draft: Draft

    @property
    def access_state(self) -> str:
        return "submitted" if self.draft.report_id else "draft"

    def relations_of(self, by: Actor) -> frozenset[str]:
        """Return {"bearer"} for the holder of the draft's code."""
        return frozenset({"bearer"} if by.about == self.draft.public_id else ())
