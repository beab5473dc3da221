"""Who acts."""

from quandun.kernel.actors import ANYONE, Actor


def test_the_system_acts_under_its_parts_name_and_no_other_role() -> None:
    actor = Actor.system("clock")
    assert actor.id == "system:clock"
    assert actor.roles == {"system"}


def test_anyone_has_no_role_but_anyone() -> None:
    assert ANYONE.roles == {"anyone"}
    assert not (ANYONE.person_id or ANYONE.unit_id or ANYONE.organisation_id or ANYONE.about)
