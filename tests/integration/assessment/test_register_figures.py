"""The plan's figures about registers: who is a member on a day, and nothing else."""

from datetime import date, timedelta

import pytest

from quandun.assessment import api as assessment
from quandun.kernel.actors import ANYONE
from quandun.registers import api as registers
from tests.integration.registers.entries import ADMITTED, CONTACT, EXPERT, REASONS, admitted, nominated
from tests.integration.worlds import World, at

KEYS = ("key_protected_unit", "appraisal_expert", "mediation_body")
BEFORE = ADMITTED - timedelta(days=1)
LATER = date(2026, 6, 1)


def shown(key: str, on: date) -> str:
    return assessment.figure(key, on=on, by=ANYONE).shown


def all_shown(on: date) -> dict[str, str]:
    return {key: shown(key, on) for key in assessment.installed_indicators()}


def counted(key: str, on: date) -> list[str]:
    return [one.id for one in assessment.figure(key, on=on, by=ANYONE).records]


def test_a_count_is_that_of_the_day_and_opens_its_members(world: World) -> None:
    first = admitted(world, "key_protected_unit", 1)
    second = admitted(world, "key_protected_unit", 2, on=LATER)
    nominated(world, "key_protected_unit", 3)
    days = (BEFORE, ADMITTED, LATER - timedelta(days=1), LATER)
    assert [shown("key_protected_unit", day) for day in days] == ["0", "1", "1", "2"]
    assert counted("key_protected_unit", LATER) == [first, second]
    assert all(registers.entry(one, by=ANYONE, on=LATER).id == one for one in counted("key_protected_unit", LATER))


def test_coverage_is_the_districts_with_a_body_of_all_districts(world: World) -> None:
    admitted(world, "mediation_body", 1, district_code="990102")
    admitted(world, "mediation_body", 2, district_code="990102")
    assert shown("mediation_body", ADMITTED) == "50"
    admitted(world, "mediation_body", 3, district_code="990121", on=LATER)
    assert [shown("mediation_body", day) for day in (LATER - timedelta(days=1), LATER)] == ["50", "100"]


@pytest.mark.parametrize("key", KEYS)
def test_removing_one_member_changes_exactly_the_figure_that_counts_it(world: World, key: str) -> None:
    entries = {one: admitted(world, one) for one in KEYS}
    before = all_shown(LATER)
    registers.remove(entry_id=entries[key], effective_on=LATER, reasons=REASONS, by=world.who("bureau_head"), at=at(LATER))
    after = all_shown(LATER)
    assert {one for one in before if before[one] != after[one]} == {key}
    assert after[key] == "0" and shown(key, LATER - timedelta(days=1)) == before[key], "the days before stay as they were"


@pytest.mark.parametrize("key", KEYS)
def test_a_suspended_member_does_not_count_on_those_days(world: World, key: str) -> None:
    entry_id, head, back = admitted(world, key), world.who("bureau_head"), LATER + timedelta(days=10)
    registers.suspend(entry_id=entry_id, effective_on=LATER, reasons=REASONS, by=head, at=at(LATER))
    registers.reinstate(entry_id=entry_id, effective_on=back, basis="会议", by=head, at=at(back))
    days = (LATER - timedelta(days=1), LATER, back - timedelta(days=1), back)
    assert [len(counted(key, day)) for day in days] == [1, 0, 0, 1]


@pytest.mark.parametrize("key", KEYS)
def test_a_member_whose_term_has_run_out_does_not_count(world: World, key: str) -> None:
    admitted(world, key, last_day=LATER)
    assert [len(counted(key, day)) for day in (LATER, LATER + timedelta(days=1))] == [1, 0]


def test_a_removal_written_down_late_leaves_the_days_before_as_they_were_shown(world: World) -> None:
    entry_id, written = admitted(world, "key_protected_unit"), LATER + timedelta(days=5)
    between = [LATER + timedelta(days=more) for more in (-1, 0, 4)]
    before = [shown("key_protected_unit", day) for day in between]
    registers.remove(entry_id=entry_id, effective_on=LATER, reasons=REASONS, by=world.who("bureau_head"), at=at(written))
    assert [shown("key_protected_unit", day) for day in between] == before == ["1", "1", "1"]
    assert shown("key_protected_unit", written) == "0"


def test_the_goals_of_the_plan_are_bound_to_the_registers_figures(world: World) -> None:
    admitted(world, "key_protected_unit")
    bound = [target.indicator for task in assessment.matrix(on=ADMITTED, by=ANYONE).tasks for target in task.targets]
    assert "key_protected_unit" in bound


def test_a_figure_names_no_contact_and_nobody_who_did_not_agree(world: World) -> None:
    admitted(world, "key_protected_unit")
    admitted(world, "appraisal_expert", name=EXPERT, may_be_named="否")
    told = repr([assessment.figure(key, on=ADMITTED, by=ANYONE) for key in KEYS])
    assert CONTACT not in told and EXPERT not in told and "鉴专0001" in told
