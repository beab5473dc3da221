"""A world with people in the units of the plan: an officer and a supervisor who report, review and supervise."""

from collections.abc import Iterator
from datetime import date

import pytest

from quandun.assessment import api as assessment
from quandun.kernel.actors import ANYONE
from tests.integration.worlds import World

MARKET, COURT, DISTRICT_UNIT = "market", "court", "dongqiao"  # responsible units of the small city
DAY = date(2026, 9, 8)


@pytest.fixture
def plan_world(world: World) -> Iterator[World]:
    """The world with a liaison and a bureau head in the market unit, a liaison in the court, a supervisor in the district."""
    people_of_the_plan(world)
    yield world


def people_of_the_plan(world: World) -> None:
    """Hire them."""
    world.hire("liaison", MARKET, "officer")
    world.hire("own supervisor", MARKET, "supervisor")
    world.hire("court liaison", COURT, "officer")
    world.hire("plan supervisor", DISTRICT_UNIT, "supervisor")


def task(number: str, on: date = DAY) -> assessment.TaskView:
    """Return the task of that number of the plan in force."""
    return next(one for one in assessment.matrix(on=on, by=ANYONE).tasks if one.number == number)
