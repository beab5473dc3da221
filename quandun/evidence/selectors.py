"""Reads of evidence. Who may see an exhibit follows from who may see the matter it is about; the caller has checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quandun.evidence.models import Exhibit
from quandun.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class ExhibitView:
    """An exhibit without its bytes."""

    id: str
    about: str
    name: str
    purpose: str
    media_type: str
    labels: tuple[str, ...]
    sha256: str
    sm3: str
    size_bytes: int
    received_at: datetime


def exhibits_about(about: Sequence[str]) -> list[ExhibitView]:
    """Return the exhibits about any of these objects in the order received."""
    return [_view(row) for row in Exhibit.objects.filter(about__in=list(about)).order_by("received_at", "id")]


def exhibits() -> list[ExhibitView]:
    """Return every exhibit in the order received, for those who count."""
    return [_view(row) for row in Exhibit.objects.order_by("received_at", "id")]


def exhibit(exhibit_id: str) -> ExhibitView:
    """Return one exhibit; raises NotFound."""
    row = Exhibit.objects.filter(public_id=exhibit_id).first()
    if row is None:
        raise NotFound()
    return _view(row)


def _view(row: Exhibit) -> ExhibitView:
    return ExhibitView(
        id=row.public_id,
        about=row.about,
        name=row.name,
        purpose=row.purpose,
        media_type=row.media_type,
        labels=tuple(row.labels),
        sha256=row.sha256,
        sm3=row.sm3,
        size_bytes=row.size_bytes,
        received_at=row.received_at,
    )
