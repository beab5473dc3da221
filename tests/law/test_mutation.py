"""A slice of the mutation pass: no number of law can change unnoticed. `make law-mutation` makes every mutation."""

import pytest

from quandun.law.statutes import national_law
from tests.law import mutation

READERS = mutation.Readers(national_law())


def test_no_mutation_of_the_slice_survives() -> None:
    made, left = mutation.survivors(READERS, every=11)
    assert made.total() > 900
    assert {"value", "unit", "first day", "last day", "article", "instrument", "confidence", "rolls", "pauses"} <= set(made)
    assert [str(survivor) for survivor in left] == []


def test_what_nobody_reads_is_reported_as_a_survivor() -> None:
    blind = mutation.Readers(national_law())
    blind.by_id["mp-pay-fine"].clear()
    _, left = mutation.survivors(blind)
    assert {(survivor.ref, survivor.kind) for survivor in left} == {
        ("mp-pay-fine.pay_within", kind) for kind in ("value", "unit", "rolls", "pauses")
    }


@pytest.mark.parametrize(
    ("value", "changed"),
    [
        (5, [6, 4, 50]),
        (True, [False]),
        (None, [1]),
        ("第二十条", ["第三十条", "第二百条"]),
        ("2025-12", ["3025-12", "2125-12", "2035-12", "2026-12", "2025-22", "2025-13"]),
        ((2, "甲"), [(3, "甲"), (1, "甲"), (20, "甲")]),
        ({"below": 7}, [{"below": 8}, {"below": 6}, {"below": 70}]),
    ],
)
def test_each_kind_of_value_is_changed_in_every_way(value: object, changed: list[object]) -> None:
    assert list(mutation.changed_values(value)) == changed
