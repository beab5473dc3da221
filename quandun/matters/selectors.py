"""Reads of the shared file."""

from dataclasses import dataclass
from datetime import datetime

from quandun.kernel.actors import Actor
from quandun.kernel.errors import NotFound
from quandun.ledger import api as ledger
from quandun.matters.access import MatterAccess
from quandun.matters.models import Matter
from quandun.people.api import allow, may


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter as its participants see it."""

    id: str
    number: str
    title: str
    district_code: str
    right_id: str
    opened_at: datetime
    holder_unit_id: str
    stage: str
    stage_en: str
    reporter_alias: str


def matter(matter_id: str, *, by: Actor) -> MatterView:
    """Return a matter to a participant; raises NotAllowed alike for absent and not mine."""
    row = Matter.objects.filter(public_id=matter_id).first()
    if row is None:
        raise NotFound()
    allow(by, "matters.view_matter", MatterAccess(row))
    return _view(row)


@dataclass(frozen=True, slots=True)
class ProgressView:
    """One thing done that the reporter may be told of."""

    at: datetime
    done: str
    done_en: str
    note: str


def progress(matter_id: str, *, by: Actor) -> list[ProgressView]:
    """Return what was done and may be told, in order."""
    row = Matter.objects.filter(public_id=matter_id).first()
    if row is None:
        raise NotFound()
    allow(by, "matters.view_matter", MatterAccess(row))
    return [ProgressView(one.at, one.done, one.done_en, one.note) for one in row.progress.order_by("id")]


def relations(matter_id: str, *, by: Actor) -> frozenset[str]:
    """Return the roles in which the actor takes part in a matter; empty for a matter that does not exist."""
    row = Matter.objects.filter(public_id=matter_id).first()
    return MatterAccess(row).relations_of(by) if row else frozenset()


def matters_of(*, by: Actor) -> list[MatterView]:
    """Return the matters the actor's unit or organisation takes part in, newest first."""
    ids = {one for one in (by.id, by.unit_id, by.organisation_id) if one}
    rows = Matter.objects.filter(participants__actor_id__in=ids, participants__left_at__isnull=True).distinct().order_by("-opened_at")
    return [_view(row) for row in rows if may(by, "matters.view_matter", MatterAccess(row))]


def timeline(matter_id: str, *, by: Actor) -> list[ledger.Fact]:
    """Return the facts about the matter in order (时间线)."""
    row = Matter.objects.filter(public_id=matter_id).first()
    if row is None:
        raise NotFound()
    allow(by, "matters.view_timeline", MatterAccess(row))
    return ledger.facts(about=matter_id)


def _view(row: Matter) -> MatterView:
    alias = row.participants.filter(role="reporter").values_list("label", flat=True).first()
    return MatterView(
        id=row.public_id,
        number=row.number,
        title=row.title,
        district_code=row.district_code,
        right_id=row.right_id,
        opened_at=row.opened_at,
        holder_unit_id=row.holder_unit_id,
        stage=row.stage,
        stage_en=row.stage_en,
        reporter_alias=alias or "",
    )
