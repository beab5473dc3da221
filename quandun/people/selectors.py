"""Reads of the people room. Frozen values leave; querysets stay."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from django.db.models import Q, QuerySet

from quandun.kernel.actors import Actor
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.people.domain.links import hash_of_secret
from quandun.people.errors import LinkNotUsable, UnknownUnit
from quandun.people.models import Account, BearerLink, District, Mandate, Organisation, Person, Post, Unit

OFFICIAL_ROLES = frozenset({"registrar", "officer", "unit_head", "reviewer", "bureau_head", "publisher", "supervisor", "administrator"})


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit as pages and documents show it."""

    id: str
    key: str
    kind: str
    name: str
    full_name: str
    name_en: str
    district_code: str
    district_name: str
    organ_word: str
    reconsideration_body: str
    court: str
    responsible: bool


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as documents name them."""

    id: str
    name: str
    certificate: str


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An organisation as documents name it."""

    id: str
    name: str
    credit_code: str
    address: str


@dataclass(frozen=True, slots=True)
class DistrictView:
    """A district as place."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """A presented link that is good now."""

    id: str
    purpose: str
    role: str
    about: str

    @property
    def actor(self) -> Actor:
        """The bearer, acting in the link's role."""
        return Actor(id=self.id, roles=frozenset({self.role, "anyone"}), about=self.about)


def actor_for_account(account_id: str, at: datetime) -> Actor:
    """Return the actor a log-in stands for at an instant: the posts and mandates valid on that legal day."""
    account = Account.objects.select_related("person").get(public_id=account_id)
    day = legal_day(at)
    posts = list(_valid_on(Post.objects.filter(person=account.person).select_related("unit"), day))
    mandates = list(_valid_on(Mandate.objects.filter(person=account.person).select_related("organisation"), day))
    # One unit at a time: a post in one bureau must lend no power in another. An official acts for no right holder.
    held = {post.role for post in posts if post.unit_id == posts[0].unit_id}
    roles = {"anyone", "signed_in"} | (held or ({"right_holder"} if mandates else set()))
    return Actor(
        id=account.public_id,
        roles=frozenset(roles),
        person_id=account.person.public_id,
        unit_id=posts[0].unit.public_id if posts else "",
        organisation_id=mandates[0].organisation.public_id if mandates and not posts else "",
        name=account.person.name,
    )


class HasPublicId(Protocol):
    """A signed-in user, as the web framework hands it over."""

    public_id: str


def actor_for_user(user: HasPublicId, at: datetime) -> Actor:
    """Return the actor a signed-in user stands for."""
    return actor_for_account(user.public_id, at)


def account_of(username: str) -> str:
    """Return the public id of the account of that name; raises NotFound."""
    found = Account.objects.filter(username=username).values_list("public_id", flat=True).first()
    if found is None:
        raise NotFound()
    return found


def is_official(by: Actor) -> bool:
    """Say whether the actor holds an official post, and therefore needs a second factor."""
    return bool(by.roles & OFFICIAL_ROLES)


def unit(unit_id: str) -> UnitView:
    """Return a unit by public id; raises NotFound."""
    row = Unit.objects.select_related("district").filter(public_id=unit_id).first()
    if row is None:
        raise NotFound()
    return _unit_view(row)


def unit_by_key(key: str) -> UnitView:
    """Return a unit by its city-folder key; raises UnknownUnit."""
    row = Unit.objects.select_related("district").filter(key=key).first()
    if row is None:
        raise UnknownUnit(key=key)
    return _unit_view(row)


def enforcement_unit_of(district_code: str) -> UnitView | None:
    """Return the district's market-regulation bureau (区县市场监管局), or None where the city folder names none."""
    row = Unit.objects.select_related("district").filter(district__code=district_code, kind="government", parent__isnull=False).first()
    return _unit_view(row) if row else None


def responsible_units() -> list[UnitView]:
    """Return the units the city's plan names as responsible (责任单位), in the folder's order."""
    return [_unit_view(row) for row in Unit.objects.select_related("district").filter(responsible=True).order_by("id")]


def districts() -> list[DistrictView]:
    """Return the city's districts and counties by code."""
    return [DistrictView(row.code, row.name, row.name_en) for row in District.objects.order_by("code")]


def person(person_id: str) -> PersonView:
    """Return a person by public id; raises NotFound."""
    row = Person.objects.filter(public_id=person_id).first()
    if row is None:
        raise NotFound()
    return PersonView(row.public_id, row.name, row.certificate)


def organisation(organisation_id: str) -> OrganisationView:
    """Return an organisation by public id; raises NotFound."""
    row = Organisation.objects.filter(public_id=organisation_id).first()
    if row is None:
        raise NotFound()
    return OrganisationView(row.public_id, row.name, row.credit_code, row.address)


def link_of(secret: str, purpose: str, at: datetime) -> LinkView:
    """Return the good link behind a presented secret; raises LinkNotUsable alike for unknown, spent and expired."""
    row = BearerLink.objects.filter(secret_hash=hash_of_secret(secret), purpose=purpose).first()
    if row is None or row.used_at or row.withdrawn_at or (row.expires_at and row.expires_at <= at):
        raise LinkNotUsable()
    return LinkView(row.public_id, row.purpose, row.role, row.about)


Dated = TypeVar("Dated", Post, Mandate)


def _valid_on(rows: QuerySet[Dated], day: date) -> QuerySet[Dated]:
    return rows.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day)).order_by("id")


def _unit_view(row: Unit) -> UnitView:
    return UnitView(
        id=row.public_id,
        key=row.key,
        kind=row.kind,
        name=row.name,
        full_name=row.full_name,
        name_en=row.name_en,
        district_code=row.district.code if row.district else "",
        district_name=row.district.name if row.district else "",
        organ_word=row.organ_word,
        reconsideration_body=row.reconsideration_body,
        court=row.court,
        responsible=row.responsible,
    )
