"""What must hold of every claim for damages."""

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quandun.law import api
from quandun.law.damages.reckoning import to_fen

yuan = st.integers(1, 10**11).map(lambda fen: f"{fen // 100}.{fen % 100:02d}")
rates = st.integers(1, 10_000).map(lambda basis: f"{basis / 100:.2f}%")
multiples = st.integers(100, 500).map(lambda hundredths: f"{hundredths / 100:.2f}")
proofs = st.sampled_from(["", "证1"])


def quantity(value: str, exhibit: str) -> dict[str, str]:
    return {"value": value, "exhibit": exhibit} if exhibit else {"value": value}


@st.composite
def claims(draw: st.DrawFn, methods: tuple[str, ...] = ("loss", "gain", "licence")) -> dict[str, Any]:
    """A trademark claim with any of the methods, proved or not."""
    made: dict[str, Any] = {
        "title": "任意",
        "right": "trademark",
        "act": {"from": draw(st.sampled_from(["2026-01-05", "2027-01-05"]))},
        "as_of": "2027-06-01",
        "exhibits": [{"id": "证1", "title": "证据"}],
        "punitive": {
            "multiple": {"value": draw(multiples)},
            "intent": [{"factor": "其他", "exhibit": "证1"}] if draw(st.booleans()) else [{"factor": "其他"}],
            "serious": [{"factor": "其他", "exhibit": "证1"}],
        },
        "costs": [{"name": "费", "amount": quantity(draw(yuan), draw(proofs))}],
    }
    for method in draw(st.lists(st.sampled_from(methods), min_size=1, unique=True)):
        money = "fee" if method == "licence" else "amount"
        joined = {} if method == "licence" else {"contribution": quantity(draw(rates), draw(proofs))}
        made[method] = [{"name": "项", money: quantity(draw(yuan), draw(proofs)), **joined}]
    return made


def lines(facts: dict[str, Any]) -> tuple[Any, Any]:
    (reading,) = api.assess_damages(api.damages_facts(facts)).readings
    return reading.proved, reading.claimed


@given(claims())
def test_the_methods_are_tried_in_the_order_of_the_statute(facts: dict[str, Any]) -> None:
    (reading,) = api.assess_damages(api.damages_facts(facts)).readings
    for line in (reading.proved, reading.claimed):
        assert [attempt.method for attempt in line.attempts] == [method for step in reading.statute.order for method in step]
        held = [attempt.outcome for attempt in line.attempts].count("held")
        assert held == (line.base_fen is not None)
        for step_before in reading.statute.order:
            if line.method in step_before:
                break
            assert all(attempt.outcome == "failed" for attempt in line.attempts if attempt.method in step_before)


@given(claims())
def test_what_is_unproved_never_counts_on_the_proved_line(facts: dict[str, Any]) -> None:
    proved, _ = lines(facts)
    expected = {
        method: all(part.get("exhibit") for part in facts[method][0].values() if isinstance(part, dict))
        for method in ("loss", "gain", "licence")
        if method in facts
    }
    assert proved.method in (*[method for method, whole in expected.items() if whole], "statutory")
    assert proved.costs_fen == (to_fen(Fraction(facts["costs"][0]["amount"]["value"])) if "exhibit" in facts["costs"][0]["amount"] else 0)


@given(claims(("gain",)), multiples)
def test_the_total_never_falls_as_the_multiple_rises(facts: dict[str, Any], other: str) -> None:
    _, first = lines(facts)
    low, high = sorted([facts["punitive"]["multiple"]["value"], other], key=Fraction)
    totals = []
    for multiple in (low, high):
        facts["punitive"]["multiple"]["value"] = multiple
        totals.append(lines(facts)[1].total_fen)
    assert totals[0] <= totals[1]
    assert first.total_fen in totals
    assert first.base_fen <= totals[0] and totals[1] <= 5 * first.base_fen  # compensation is inside, and the cap holds


@given(claims(("gain",)), yuan)
def test_the_total_never_falls_as_the_base_rises(facts: dict[str, Any], other: str) -> None:
    low, high = sorted([facts["gain"][0]["amount"]["value"], other], key=Fraction)
    totals = []
    for amount in (low, high):
        facts["gain"][0]["amount"]["value"] = amount
        totals.append(lines(facts)[1].total_fen)
    assert totals[0] <= totals[1]


@given(claims(("gain",)), yuan)
def test_costs_add_and_are_never_multiplied(facts: dict[str, Any], more: str) -> None:
    before = lines(facts)
    facts["costs"].append({"name": "另", "amount": quantity(more, "证1")})
    for old, new in zip(before, lines(facts), strict=True):
        assert (new.base_fen, new.total_fen) == (old.base_fen, old.total_fen)
        assert new.costs_fen - old.costs_fen == to_fen(Fraction(more))
        if old.awarded_fen is not None:
            assert new.awarded_fen - old.awarded_fen == to_fen(Fraction(more))


@given(claims(("gain",)), st.integers(1, 10**11))
def test_nothing_beyond_the_claim_is_awarded(facts: dict[str, Any], claim_fen: int) -> None:
    facts["claim"] = f"{claim_fen // 100}.{claim_fen % 100:02d}"
    for line in lines(facts):
        if line.awarded_fen is not None:
            assert line.awarded_fen - line.costs_fen == min(line.total_fen, claim_fen)


@given(yuan, rates, multiples)
def test_money_is_exact(amount: str, rate: str, multiple: str) -> None:
    facts = {
        "title": "任意",
        "right": "trademark",
        "act": {"from": "2026-01-05"},
        "as_of": "2027-06-01",
        "gain": [{"name": "项", "amount": {"value": amount}, "contribution": {"value": rate}}],
        "punitive": {"multiple": {"value": multiple}, "intent": [{"factor": "其他"}], "serious": [{"factor": "其他"}]},
    }
    _, line = lines(facts)
    exact = Fraction(amount) * Fraction(rate.rstrip("%")) / 100
    if exact == 0:
        return
    assert abs(Fraction(line.base_fen, 100) - exact) <= Fraction(1, 200)
    assert line.total_fen == to_fen(Fraction(line.base_fen, 100) * Fraction(multiple))
