"""Writes of the people room: register, appoint, give mandates, open accounts, issue and spend links."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from quandun.kernel.actors import Actor
from quandun.kernel.ids import new_id
from quandun.ledger import api as ledger
from quandun.people.access import allow
from quandun.people.domain.city import City, loaders, read_city
from quandun.people.domain.links import hash_of_secret
from quandun.people.domain.remedies import read_remedies
from quandun.people.errors import LinkNotUsable, UnknownUnit, UsernameTaken
from quandun.people.models import Account, BearerLink, District, Mandate, Organisation, Person, Post, Unit, UnitName


@transaction.atomic
def register_person(*, name: str, certificate: str = "", by: Actor, at: datetime) -> str:
    """Register a person (登记人员) and return the public id."""
    allow(by, "people.register_person")
    person = Person.objects.create(public_id=new_id("pe"), name=name, certificate=certificate)
    ledger.append("people.person_registered", about=(person.public_id,), body={}, by=by, at=at, rows=(person,))
    return person.public_id


@transaction.atomic
def register_organisation(*, name: str, credit_code: str = "", address: str = "", by: Actor, at: datetime) -> str:
    """Register an organisation (登记企业或其他组织) and return the public id."""
    allow(by, "people.register_organisation")
    organisation = Organisation.objects.create(public_id=new_id("or"), name=name, credit_code=credit_code, address=address)
    ledger.append("people.organisation_registered", about=(organisation.public_id,), body={}, by=by, at=at, rows=(organisation,))
    return organisation.public_id


@transaction.atomic
def appoint(*, person_id: str, unit_key: str, role: str, valid_from: date, by: Actor, at: datetime) -> str:
    """Give a person a post in a unit (任职) from a day on, and return the post's public id."""
    allow(by, "people.appoint")
    unit = Unit.objects.filter(key=unit_key).first()
    if unit is None:
        raise UnknownUnit(key=unit_key)
    post = Post.objects.create(
        public_id=new_id("po"), person=Person.objects.get(public_id=person_id), unit=unit, role=role, valid_from=valid_from
    )
    body = {"role": role, "valid_from": valid_from.isoformat()}
    ledger.append("people.person_appointed", about=(post.public_id, person_id, unit.public_id), body=body, by=by, at=at, rows=(post,))
    return post.public_id


@transaction.atomic
def give_mandate(*, person_id: str, organisation_id: str, valid_from: date, by: Actor, at: datetime) -> str:
    """Record that a person acts for an organisation (授权委托) from a day on."""
    allow(by, "people.give_mandate")
    mandate = Mandate.objects.create(
        public_id=new_id("ma"),
        person=Person.objects.get(public_id=person_id),
        organisation=Organisation.objects.get(public_id=organisation_id),
        valid_from=valid_from,
    )
    ledger.append(
        "people.mandate_given",
        about=(mandate.public_id, person_id, organisation_id),
        body={"valid_from": valid_from.isoformat()},
        by=by,
        at=at,
        rows=(mandate,),
    )
    return mandate.public_id


@transaction.atomic
def open_account(*, person_id: str, username: str, password: str, by: Actor, at: datetime) -> str:
    """Open a log-in for a person (开立账号) and return the account's public id."""
    allow(by, "people.open_account")
    if Account.objects.filter(username=username).exists():
        raise UsernameTaken(username=username)
    account = Account(public_id=new_id("ac"), username=username, person=Person.objects.get(public_id=person_id))
    account.set_password(password)
    account.save()
    # Not sealed with rows=: the password column changes when its hash is upgraded at log-in.
    ledger.append("people.account_opened", about=(account.public_id, person_id), body={}, by=by, at=at)
    return account.public_id


@transaction.atomic
def issue_link(
    *, secret: str, purpose: str, role: str, about: str, single_use: bool, expires_at: datetime | None, by: Actor, at: datetime
) -> str:
    """Make a tracking code or one-time link for the bearer of `role` on the object `about`; return its public id.

    `secret` comes from `kernel.ids.new_secret` at the edge, which shows it once; only its hash is stored here.
    """
    allow(by, "people.issue_link")
    link = BearerLink.objects.create(
        public_id=new_id("li"),
        secret_hash=hash_of_secret(secret),
        purpose=purpose,
        role=role,
        about=about,
        issued_at=at,
        expires_at=expires_at,
        single_use=single_use,
    )
    ledger.append("people.link_issued", about=(link.public_id, about), body={"purpose": purpose}, by=by, at=at, rows=(link,))
    return link.public_id


@transaction.atomic
def retarget_link(*, link_id: str, purpose: str, about: str, expires_at: datetime | None, by: Actor, at: datetime) -> None:
    """Let an issued code stand for another object from now on: the code of a draft becomes the code of its matter."""
    allow(by, "people.retarget_link")
    link = BearerLink.objects.select_for_update().filter(public_id=link_id).first()
    if link is None:
        raise LinkNotUsable()
    link.purpose, link.about, link.expires_at = purpose, about, expires_at
    link.save(update_fields=["purpose", "about", "expires_at"])
    ledger.append("people.link_retargeted", about=(link_id, about), body={"purpose": purpose}, by=by, at=at, rows=(link,))


@transaction.atomic
def spend_link(*, link_id: str, by: Actor, at: datetime) -> None:
    """Mark a single-use link as used, by its bearer; raises LinkNotUsable for another's link and if somebody was faster."""
    allow(by, "people.spend_link")
    if by.id != link_id:
        raise LinkNotUsable()  # a bearer who names another link would spend that one and keep their own good
    # Claimed by a conditional UPDATE: SQLite has no row locks, and two browsers may hold the same link.
    if not BearerLink.objects.filter(public_id=link_id, single_use=True, used_at__isnull=True).update(used_at=at):
        raise LinkNotUsable()
    link = BearerLink.objects.get(public_id=link_id)
    ledger.append("people.link_spent", about=(link_id, link.about), body={}, by=by, at=at, rows=(link,))


@transaction.atomic
def load_city(*, city: City, by: Actor, at: datetime) -> dict[str, int]:
    """Load or refresh a city's districts, units and bodies (载入城市资料). Nothing is deleted; names get their days.

    Returns how many districts, units and bodies the folder holds. Loading the same folder twice changes nothing.
    """
    allow(by, "people.load_city")
    for row in city.districts:
        District.objects.update_or_create(code=row.code, defaults={"name": row.name, "name_en": row.name_en, "level": row.level})
    districts = {district.code: district for district in District.objects.all()}
    changed: list[Unit] = []
    for unit_row in city.units:
        changed.append(
            _upsert_unit(
                unit_row.key,
                {
                    "kind": unit_row.kind,
                    "name": unit_row.name,
                    "full_name": unit_row.full_name or unit_row.name,
                    "name_en": unit_row.name_en,
                    "responsible": True,
                },
                unit_row.name,
                unit_row.valid_from,
                unit_row.valid_to,
            )
        )
    for body in city.bodies:
        if any(body.key == unit_row.key for unit_row in city.units):
            continue  # a body that is also a responsible unit (the issuing office) is already there
        changed.append(
            _upsert_unit(
                body.key,
                {
                    "kind": body.kind,
                    "name": body.name,
                    "full_name": body.name,
                    "name_en": body.name_en,
                    "district": districts.get(body.district or ""),
                    "organ_word": body.organ_word or "",
                    "responsible": False,
                },
                body.name,
                None,
                None,
            )
        )
    _set_parents((body.key, body.parent) for body in city.bodies if body.parent)
    for remedy in read_remedies(city.folder, frozenset(body.key for body in city.bodies)):
        Unit.objects.filter(key=remedy.key).update(reconsideration_body=remedy.reconsideration_body, court=remedy.court)
    figures = {"districts": len(city.districts), "units": len(city.units), "bodies": len(city.bodies)}
    sealed = Unit.objects.filter(public_id__in=[unit.public_id for unit in changed])
    ledger.append("people.city_loaded", about=tuple(unit.public_id for unit in changed), body=figures, by=by, at=at, rows=sealed)
    return figures


@transaction.atomic
def load_city_folder(*, folder: Path, by: Actor, at: datetime) -> dict[str, int]:
    """Load a city folder whole or not at all: units and districts here, then every room's own part.

    Raises CityFolderFaulty with every fault; returns the figures of `load_city`.
    """
    figures = load_city(city=read_city(folder), by=by, at=at)
    for load in loaders():
        load(folder, by, at)
    return figures


def _upsert_unit(key: str, values: dict[str, object], name: str, valid_from: date | None, valid_to: date | None) -> Unit:
    unit = Unit.objects.filter(key=key).first() or Unit(key=key, public_id=new_id("un"))
    for column, value in values.items():
        setattr(unit, column, value)
    unit.save()
    if valid_from is not None:
        UnitName.objects.update_or_create(unit=unit, valid_from=valid_from, defaults={"name": name, "valid_to": valid_to})
    return unit


def _set_parents(pairs: Iterable[tuple[str, str]]) -> None:
    for key, parent_key in pairs:
        parent = Unit.objects.filter(key=parent_key).first()
        if parent is None:
            raise UnknownUnit(key=parent_key)
        Unit.objects.filter(key=key).update(parent=parent)
