"""Whom a log-in stands for on a day: posts and mandates, one unit at a time."""

from datetime import date

from quandun.people import api as people
from quandun.people.models import Account
from tests.integration.worlds import BUREAU, NEIGHBOUR, SYSTEM, World, at

BEGIN, DAY = at(date(2026, 1, 5)), date(2026, 9, 1)


def _appoint(world: World, name: str, unit: str, role: str, since: date = date(2026, 1, 5)) -> None:
    person = Account.objects.get(public_id=world.accounts[name]).person.public_id
    people.appoint(person_id=person, unit_key=unit, role=role, valid_from=since, by=SYSTEM, at=BEGIN)


def test_a_post_in_one_bureau_lends_no_power_in_another(world: World) -> None:
    _appoint(world, "officer", NEIGHBOUR, "bureau_head")
    actor = world.who("officer", DAY)
    assert actor.unit_id == world.unit(BUREAU)
    assert actor.roles == {"anyone", "signed_in", "officer"}


def test_posts_in_the_same_bureau_add_up(world: World) -> None:
    _appoint(world, "officer", BUREAU, "publisher")
    assert world.who("officer", DAY).roles == {"anyone", "signed_in", "officer", "publisher"}


def test_a_post_begins_on_its_day(world: World) -> None:
    _appoint(world, "officer", BUREAU, "publisher", since=DAY)
    assert "publisher" not in world.who("officer", date(2026, 8, 31)).roles
    assert "publisher" in world.who("officer", DAY).roles


def test_an_official_with_a_mandate_acts_for_no_right_holder(world: World) -> None:
    person = Account.objects.get(public_id=world.accounts["officer"]).person.public_id
    people.give_mandate(person_id=person, organisation_id=world.owner, valid_from=date(2026, 1, 5), by=SYSTEM, at=BEGIN)
    actor = world.who("officer", DAY)
    assert "right_holder" not in actor.roles and actor.organisation_id == ""
    holder = world.who("holder", DAY)
    assert "right_holder" in holder.roles and holder.organisation_id == world.owner
