"""A party that asks for a hearing (听证) is heard before the decision."""

from datetime import date

import pytest

from quandun.cases import api as cases
from quandun.cases.errors import StepNotPossible
from tests.integration.worlds import World, day_of


def test_a_hearing_asked_for_in_time_must_be_held_and_reviewed_before_the_decision(world: World) -> None:
    case_id = world.case_before("receive_defence")
    world.take(case_id, "request_hearing")
    with pytest.raises(StepNotPossible):
        world.propose(case_id, "decide")
    world.take(case_id, "hold_hearing")
    with pytest.raises(StepNotPossible):
        world.propose(case_id, "decide")
    world.take(case_id, "legal_review")
    assert world.propose(case_id, "decide")


def test_the_days_of_the_hearing_do_not_count_toward_the_decision(world: World) -> None:
    case_id = world.case_before("receive_defence")
    by = world.who("officer")

    def last_day(on: date) -> date:
        return next(clock.last_day for clock in cases.case_file(case_id, by=by, on=on).clocks if clock.key == "decision")

    before = last_day(day_of("serve_notice"))
    world.take(case_id, "request_hearing")
    world.take(case_id, "hold_hearing")
    after = last_day(day_of("hold_hearing"))
    assert after - before >= day_of("hold_hearing") - day_of("request_hearing")
