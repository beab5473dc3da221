"""Marks enter the vault once, by their owner, and count on the days they are valid."""

from datetime import date

import pytest

from quandun.kernel.actors import ANYONE
from quandun.rights import api as rights
from quandun.rights.errors import AlreadyRegistered, RightNotValid
from tests.integration.worlds import World, at


def test_a_number_enters_once(world: World) -> None:
    with pytest.raises(AlreadyRegistered, match="88000001"):
        rights.register_mark(
            number="88000001",
            name="云山坊",
            owner_id=world.owner,
            classes="30",
            goods="茶",
            valid_from=date(2020, 1, 1),
            last_day=date(2029, 12, 31),
            by=world.who("holder"),
            at=at(date(2026, 9, 1)),
        )
    assert [one.number for one in rights.marks_of(world.owner, by=ANYONE)] == ["88000001"]


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2029, 12, 31)])
def test_the_first_and_the_last_day_are_valid(world: World, day: date) -> None:
    assert rights.valid_mark(world.mark, on=day, by=ANYONE).last_day == date(2029, 12, 31)


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2030, 1, 1)])
def test_the_days_beside_them_are_not(world: World, day: date) -> None:
    with pytest.raises(RightNotValid):
        rights.valid_mark(world.mark, on=day, by=ANYONE)
