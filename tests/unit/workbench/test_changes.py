"""What changes, laid out."""

from datetime import date

from quandun.law import api as law
from quandun.workbench.domain.changes import by_parameter, next_change_after

BEFORE, AFTER = date(2026, 12, 31), date(2027, 1, 1)


def test_every_change_stands_under_its_parameter_and_none_is_lost() -> None:
    changes = law.diff(BEFORE, AFTER)
    gathered = by_parameter(changes)
    assert sorted(c.ref for one in gathered for c in one.changes) == sorted(c.ref for c in changes)
    assert len({one.parameter.id for one in gathered}) == len(gathered)
    assert all(change.parameter.id == one.parameter.id for one in gathered for change in one.changes)


def test_a_parameter_whose_numbers_all_stand_is_only_renumbered() -> None:
    by_id = {one.parameter.id: one for one in by_parameter(law.diff(BEFORE, AFTER))}
    assert by_id["mp-trademark-fine"].renumbered
    assert not all(one.renumbered for one in by_id.values())


def test_the_next_change_is_the_first_of_all() -> None:
    assert next_change_after(date(2026, 11, 25)) == AFTER
    assert next_change_after(BEFORE) == AFTER
    assert next_change_after(AFTER) > AFTER
