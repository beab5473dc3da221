"""Who takes part in a matter sees it; who held the code of its draft follows it."""

from datetime import date

from quandun.kernel.actors import Actor
from quandun.matters import api as matters
from quandun.people import api as people
from tests.integration.worlds import NEIGHBOUR, World, at, day_of

SYSTEM = Actor.system("tests")


def test_a_matter_goes_to_the_bureau_of_its_district(world: World) -> None:
    matter_id = world.report()
    view = matters.matter(matter_id, by=world.who("officer"))
    assert view.holder_unit_id == world.unit() and view.reporter_alias == "举报人甲"
    assert [one.id for one in matters.matters_of(by=world.who("registrar"))] == [matter_id]
    assert matters.matters_of(by=world.who("neighbour registrar")) == []


def test_a_bureau_that_joins_sees_the_matter_from_then_on(world: World) -> None:
    matter_id = world.report()
    unit = world.unit(NEIGHBOUR)
    matters.join(matter_id=matter_id, role="handling_unit", actor_id=unit, label="西原县局", by=SYSTEM, at=at(date(2026, 9, 1)))
    assert [one.id for one in matters.matters_of(by=world.who("neighbour officer"))] == [matter_id]


def test_two_matters_of_a_day_have_two_numbers_in_a_row(world: World) -> None:
    views = [matters.matter(world.report(), by=world.who("officer")) for _ in range(2)]
    assert [one.number for one in views] == ["QD20260831-0001", "QD20260831-0002"]


def test_the_reporter_is_told_of_public_steps_only(world: World) -> None:
    matter_id = world.report()
    case_id = world.case_before("seize", matter_id)
    world.take(case_id, "seize", day_of("seize"))
    code = next(iter(world.codes.values()))
    holder = people.link_of(code, "tracking", at(date(2026, 9, 30))).actor
    told = [one.done for one in matters.progress(matter_id, by=holder)]
    assert told == ["登记案件来源", "现场核查", "立案", "告知举报人立案情况"]
