"""Reads of disclosure. What is published anyone may read; the rest only its unit."""

from dataclasses import dataclass
from datetime import date, datetime

from quandun.disclosure.access import PublicationAccess
from quandun.disclosure.models import Publication
from quandun.kernel.actors import Actor
from quandun.kernel.errors import NotFound
from quandun.people.api import allow


@dataclass(frozen=True, slots=True)
class PublicationView:
    """A publication as pages show it."""

    id: str
    case_id: str
    unit_id: str
    decision_number: str
    party_name: str
    decided_on: date
    texts: tuple[tuple[str, str], ...]
    covered: tuple[tuple[str, int], ...]
    by_hand: tuple[str, ...]
    mask_source: str
    mask_confirmed: bool
    state: str
    published_at: datetime | None
    document_id: str
    publish_by: date


def published() -> list[PublicationView]:
    """Return every published decision, latest first."""
    return [_view(row) for row in Publication.objects.filter(state="published").order_by("-published_at")]


def publication(publication_id: str, *, by: Actor) -> PublicationView:
    """Return one publication: to anyone once published, before that to its unit."""
    row = Publication.objects.filter(public_id=publication_id).first()
    if row is None:
        raise NotFound()
    allow(by, "disclosure.view_publication", PublicationAccess(row))
    return _view(row)


def publication_of_case(case_id: str) -> PublicationView | None:
    """Return the publication of a case, if any; the caller has checked who may see the case."""
    row = Publication.objects.filter(case_id=case_id).first()
    return _view(row) if row else None


def _view(row: Publication) -> PublicationView:
    return PublicationView(
        id=row.public_id,
        case_id=row.case_id,
        unit_id=row.unit_id,
        decision_number=row.decision_number,
        party_name=row.party_name,
        decided_on=row.decided_on,
        texts=tuple((str(heading), str(text)) for heading, text in row.texts.items()),
        covered=tuple((str(item), int(count)) for item, count in row.covered),
        by_hand=tuple(str(item) for item in row.by_hand),
        mask_source=row.mask_source,
        mask_confirmed=row.mask_confirmed,
        state=row.state,
        published_at=row.published_at,
        document_id=row.document_id,
        publish_by=row.publish_by,
    )
