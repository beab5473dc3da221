"""Answers that have a consequence in law have it in the procedure."""

from datetime import date

import pytest

from quandun.cases.case_types.administrative_penalty.manifest import CASE_TYPE
from quandun.cases.case_types.administrative_penalty.steps import REVIEW_CHECKS
from quandun.cases.domain.clocks import clocks
from quandun.cases.domain.history import Happening, Standing, standing
from quandun.cases.domain.rules import obstacles
from quandun.kernel.clocks import beijing


def happened(step: str, day: date, **answers: object) -> Happening:
    return Happening(step, beijing(day), answers, ())


def stands(*history: Happening) -> Standing:
    return standing(CASE_TYPE, history)


def in_the_way(step: str, *history: Happening, on: date) -> str:
    return "；".join(obstacles(CASE_TYPE, CASE_TYPE.step(step), stands(*history), clocks(CASE_TYPE, history, on=on)))


@pytest.mark.parametrize(("field", "answer"), [("crime_conclusion", "transferred"), ("crime_suspicion", "yes")])
def test_a_suspected_crime_stops_the_penalty(field: str, answer: str) -> None:
    checked = happened("check_crime", date(2026, 9, 16), **{field: answer})
    assert "to_transfer" in stands(checked).marks
    assert "不得以行政处罚代替移送" in in_the_way("conclude_investigation", checked, on=date(2026, 9, 22))
    again = happened("check_crime", date(2026, 9, 18), crime_suspicion="no", crime_conclusion="not_transferred")
    assert "to_transfer" not in stands(checked, again).marks


@pytest.mark.parametrize("field", [*REVIEW_CHECKS, "legal_review"])
def test_a_review_that_does_not_pass_stops_the_notice(field: str) -> None:
    answers: dict[str, object] = dict.fromkeys(REVIEW_CHECKS, True) | {"legal_review": "not_required"}
    passed = happened("review_case", date(2026, 9, 24), **answers)
    assert not in_the_way("notify_penalty", passed, on=date(2026, 9, 25))
    returned = happened("review_case", date(2026, 9, 24), **{**answers, field: "returned" if field == "legal_review" else False})
    assert "审核未通过" in in_the_way("notify_penalty", returned, on=date(2026, 9, 25))
    assert not CASE_TYPE.step("conclude_investigation").forbids & stands(returned).marks


def test_a_hearing_asked_for_in_the_defence_must_be_registered_before_the_decision() -> None:
    asked = happened("receive_defence", date(2026, 10, 9), hearing_asked=True)
    assert "登记听证要求" in in_the_way("decide", asked, on=date(2026, 10, 16))
    not_asked = happened("receive_defence", date(2026, 10, 9), hearing_asked=False)
    assert "登记听证要求" not in in_the_way("decide", not_asked, on=date(2026, 10, 16))


def test_a_seizure_that_has_run_out_cannot_be_extended() -> None:
    seized = happened("seize", date(2026, 9, 11))
    assert "到期" not in in_the_way("extend_seizure", seized, on=date(2026, 10, 11))
    assert "到期" in in_the_way("extend_seizure", seized, on=date(2026, 10, 12))
