"""Awarded ÷ claimed: the distribution is right, and no small group can be read off or worked back."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quandun.law import api as law


def case(awarded: int, claimed: int = 100, right: str = "trademark", court: str = "甲院", year: int = 2026) -> law.ClosedCase:
    return law.ClosedCase(claimed, awarded, right, court, date(year, 3, 2))


def test_the_quartiles_are_those_of_a_hand_calculation() -> None:
    found = law.award_statistics([case(n) for n in (10, 20, 30, 40, 50)]).all
    assert (found.n, found.lower_quartile, found.median, found.upper_quartile) == (5, Fraction(1, 5), Fraction(3, 10), Fraction(2, 5))
    assert (found.claimed_fen, found.awarded_fen) == (500, 150)


def test_four_cases_are_not_shown_and_five_are() -> None:
    assert law.award_statistics([case(10)] * 4).all.withheld
    shown = law.award_statistics([case(10)] * 5).all
    assert (shown.withheld, shown.n) == (False, 5)


def test_a_small_group_takes_the_next_with_it_so_that_nothing_is_left_to_subtract() -> None:
    cases = [case(10, right="trademark")] * 9 + [case(20, right="patent")] * 6 + [case(30, right="copyright")]
    found = {group.name: group.withheld for group in law.award_statistics(cases).by_right}
    assert found == {"trademark": False, "patent": True, "copyright": True}


def test_a_withheld_group_carries_no_figure() -> None:
    (group,) = law.award_statistics([case(10)] * 4).by_court
    assert (group.n, group.median, group.claimed_fen, group.awarded_fen) == (None, None, None, None)


def test_the_smallest_group_may_grow_but_not_shrink() -> None:
    assert law.award_statistics([case(10)] * 9, smallest_group=10).all.withheld
    with pytest.raises(law.UnusableFacts):
        law.award_statistics([], smallest_group=4)


def test_no_case_at_all_is_no_figure() -> None:
    found = law.award_statistics([])
    assert found.all.withheld and found.by_right == ()


@given(st.lists(st.tuples(st.integers(0, 100), st.sampled_from("甲乙丙丁戊")), max_size=40))
def test_what_is_withheld_is_never_few_enough_to_name_a_case(rows: list[tuple[int, str]]) -> None:
    found = law.award_statistics([case(awarded, court=court) for awarded, court in rows]).by_court
    shown = sum(group.n or 0 for group in found)
    hidden = len(rows) - shown
    assert hidden == 0 or hidden >= law.SMALLEST_GROUP or shown == 0
    assert all((group.n or 0) >= law.SMALLEST_GROUP for group in found if not group.withheld)


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"claimed_fen": 0}, "请求数额为零"),
        ({"awarded_fen": 101}, "大于请求数额"),
        ({"closed_on": "2026"}, "2026"),
        ({"court": ""}, "文字"),
    ],
)
def test_a_case_that_cannot_be_is_refused(wrong: dict[str, object], word: str) -> None:
    row = {"claimed_fen": 100, "awarded_fen": 10, "right": "trademark", "court": "甲院", "closed_on": "2026-03-02", **wrong}
    with pytest.raises(law.UnusableFacts) as caught:
        law.read_closed_cases(law.Fact({"cases": [row]}, ""))
    assert word in caught.value.sentence() and "cases[0]" in caught.value.sentence()
