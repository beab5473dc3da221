"""How an actor stands to a progress report or a supervision."""

from dataclasses import dataclass

from quandun.assessment.models import ProgressReport, Supervision
from quandun.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class ReportAccess:
    """A progress report as the access table sees it: waiting → accepted | returned, accepted → published."""

    report: ProgressReport

    @property
    def access_state(self) -> str:
        return "published" if self.report.published_at else self.report.verdict or "waiting"

    def relations_of(self, by: Actor) -> frozenset[str]:
        """Return {"own_unit"} for people of the unit that reports, {"other_unit"} for everybody else."""
        return frozenset({"own_unit" if by.unit_id and by.unit_id == self.report.unit_id else "other_unit"})


@dataclass(frozen=True, slots=True)
class SupervisionAccess:
    """A supervision as the access table sees it; the state is that of its last act."""

    supervision: Supervision

    @property
    def access_state(self) -> str:
        return self.supervision.acts.order_by("-position").values_list("kind", flat=True)[0]

    def relations_of(self, by: Actor) -> frozenset[str]:
        """Return {"own_unit"} for people of the unit addressed, {"opener"} for those of the unit that opened it."""
        relations = {"own_unit": self.supervision.unit_id, "opener": self.supervision.opened_by_unit_id}
        return frozenset(name for name, unit_id in relations.items() if by.unit_id and by.unit_id == unit_id)
