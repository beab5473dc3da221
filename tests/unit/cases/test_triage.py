"""The road the decision table proposes, with the reason for it and against the others."""

from itertools import product

import pytest

from quandun.cases.triage.table import TriageFacts, propose_road


@pytest.mark.parametrize(
    ("right", "likeness", "district", "suit"),
    list(product(("trade_mark", "unknown"), ("identical", "similar", "none"), (True, False), (True, False))),
)
def test_every_combination_of_facts_has_an_answer_with_reasons(right: str, likeness: str, district: bool, suit: bool) -> None:
    road = propose_road(TriageFacts(right_kind=right, likeness=likeness, district_known=district, suit_filed=suit))
    assert road.route and road.rule and all(road.reasons) and all(name and why for name, why in road.not_taken)


def test_a_mark_used_alike_in_a_known_district_goes_to_the_penalty_procedure() -> None:
    assert propose_road(TriageFacts("trade_mark", "similar", True)).route == "administrative_penalty"


def test_the_same_facts_and_table_give_the_same_road() -> None:
    facts = TriageFacts("trade_mark", "identical", True)
    assert propose_road(facts) == propose_road(facts) and len(propose_road(facts).table_sha256) == 64
