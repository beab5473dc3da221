"""Reads of identification. The caller has checked who may see the matter."""

from dataclasses import dataclass
from datetime import datetime

from quandun.identification.models import Finding


@dataclass(frozen=True, slots=True)
class FindingView:
    """A lead with its explanation and, once decided, who decided and why."""

    id: str
    right_id: str
    sign: str
    score: float
    identical: bool
    why: tuple[str, ...]
    state: str
    found_at: datetime
    decided_by: str
    reason: str


def findings_of(matter_id: str) -> list[FindingView]:
    """Return the leads of a matter, best first."""
    return [_view(row) for row in Finding.objects.filter(matter_id=matter_id).order_by("-score_permille", "id")]


def findings() -> list[FindingView]:
    """Return every lead in the order found, for those who count."""
    return [_view(row) for row in Finding.objects.order_by("found_at", "id")]


def _view(row: Finding) -> FindingView:
    return FindingView(
        id=row.public_id,
        right_id=row.right_id,
        sign=row.sign,
        score=row.score_permille / 1000,
        identical=row.identical,
        why=tuple(row.why),
        state=row.state,
        found_at=row.found_at,
        decided_by=row.decided_by,
        reason=row.reason,
    )
