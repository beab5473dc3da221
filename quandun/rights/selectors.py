"""Reads of the rights vault. The register of marks is public (商标公告)."""

from dataclasses import dataclass
from datetime import date, timedelta

from quandun.kernel.actors import Actor
from quandun.kernel.errors import NotFound
from quandun.people import api as people
from quandun.people.api import allow
from quandun.rights.errors import RightNotValid
from quandun.rights.models import TradeMark


@dataclass(frozen=True, slots=True)
class MarkView:
    """A registered trade mark. `last_day` is the last valid day, inclusive, as certificates print it."""

    id: str
    number: str
    name: str
    owner_id: str
    owner_name: str
    classes: str
    goods: str
    valid_from: date
    last_day: date


def mark(mark_id: str, *, by: Actor) -> MarkView:
    """Return a mark; raises NotFound."""
    allow(by, "rights.view_mark")
    row = TradeMark.objects.filter(public_id=mark_id).first()
    if row is None:
        raise NotFound()
    return _view(row)


def valid_mark(mark_id: str, *, on: date, by: Actor) -> MarkView:
    """Return a mark that is in force on a day; raises RightNotValid naming the range."""
    found = mark(mark_id, by=by)
    if not found.valid_from <= on <= found.last_day:
        raise RightNotValid(number=found.number, day=on, start=found.valid_from, last=found.last_day)
    return found


def marks_of(organisation_id: str, *, by: Actor) -> list[MarkView]:
    """Return an organisation's marks by number."""
    allow(by, "rights.view_mark")
    return [_view(row) for row in TradeMark.objects.filter(owner_id=organisation_id).order_by("number")]


def all_marks(*, by: Actor) -> list[MarkView]:
    """Return every mark of the vault: the gallery that findings are matched against."""
    allow(by, "rights.view_mark")
    return [_view(row) for row in TradeMark.objects.order_by("id")]


def _view(row: TradeMark) -> MarkView:
    return MarkView(
        id=row.public_id,
        number=row.number,
        name=row.name,
        owner_id=row.owner_id,
        owner_name=people.organisation(row.owner_id).name,
        classes=row.classes,
        goods=row.goods,
        valid_from=row.valid_from,
        last_day=row.valid_until - timedelta(days=1),
    )
