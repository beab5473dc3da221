"""What must hold for every case of crime: more is never lighter, the lighter text wins, the order of telling changes nothing."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quandun.law import api as law
from tests.law.crime.cases import assess, facts

RANK = {"none": 0, "base": 1, "aggravated": 2}
STATE = {"not_met": 0, "unknown": 1, "met": 2}
ARTICLES = st.sampled_from(tuple(law.CRIME_ARTICLES))
DAYS = st.dates(date(2005, 1, 1), date(2026, 9, 1))
FIGURES = st.one_of(st.integers(0, 60_000), st.integers(0, 6_000_000_00))


@st.composite
def cases(draw: st.DrawFn, *, complete: bool = True) -> dict[str, Any]:
    article = draw(ARTICLES)
    offence = law.CRIME_ARTICLES[article]
    raw = {
        "article": article,
        "several": draw(st.booleans()),
        "unit": draw(st.booleans()),
        "bankruptcy": draw(st.booleans()),
        "circumvention": article == "217" and draw(st.booleans()),
    }
    made = facts(raw, {})
    measures = offence.measures
    made["none"] = []
    made["acts"] = []
    for _ in range(draw(st.integers(1, 3))):
        known = measures if complete else draw(st.lists(st.sampled_from(measures), unique=True))
        amounts = {}
        for key in known:
            proved = complete or draw(st.booleans())
            amounts[key] = {law.CRIME_MEASURES[key].unit: draw(FIGURES)} | ({"exhibit": "证据1"} if proved else {})
        made["acts"].append({"from": draw(DAYS).isoformat(), "amounts": amounts})
    made["penalties"] = [
        {"on": draw(DAYS).isoformat(), "kind": "administrative", "for": draw(ARTICLES), "exhibit": "证据9"}
        for _ in range(draw(st.integers(0, 2)))
    ]
    return made


def weight(answer: law.CrimeAnswer) -> tuple[int, int]:
    return STATE[answer.threshold.state], RANK[answer.applied.level] if answer.applied and answer.applied.level in RANK else -1


@given(made=cases(), data=st.data())
def test_more_never_makes_it_lighter(made: dict[str, Any], data: st.DataObject) -> None:
    before = assess(made)
    act = data.draw(st.sampled_from(made["acts"]))
    key = data.draw(st.sampled_from(tuple(act["amounts"])))
    act["amounts"][key][law.CRIME_MEASURES[key].unit] += data.draw(FIGURES)
    after = assess(made)
    assert STATE[after.threshold.state] >= STATE[before.threshold.state]
    for old, new in zip(before.regimes, after.regimes, strict=True):
        if old.level in RANK and new.level in RANK:
            assert RANK[new.level] >= RANK[old.level]


@given(made=cases(complete=False), data=st.data())
def test_a_new_proof_never_takes_back_what_was_reached(made: dict[str, Any], data: st.DataObject) -> None:
    before = assess(made)
    for act in made["acts"]:
        for key in law.CRIME_ARTICLES[made["article"]].measures:
            unit = law.CRIME_MEASURES[key].unit
            amount = act["amounts"].setdefault(key, {unit: data.draw(FIGURES)})
            amount["exhibit"] = "证据1"
    after = assess(made)
    for old, new in zip(before.regimes, after.regimes, strict=True):
        if old.level in RANK and new.level in RANK:
            assert RANK[new.level] >= RANK[old.level]
        if old.level == "none":
            assert new.level == "none"  # what was settled stays settled


@given(made=cases())
def test_the_lighter_of_two_texts_applies(made: dict[str, Any]) -> None:
    answer = assess(made)
    if len(answer.regimes) == 1:
        assert answer.choice.applies == "2025"
        assert max(act["from"] for act in made["acts"]) >= "2025-04-26"
        return
    new, old = answer.regimes
    if answer.applied is None:
        assert "unknown" in (new.level, old.level) and "none" not in (new.level, old.level)
        return
    other = old if answer.applied is new else new
    if other.level in RANK:
        assert RANK[answer.applied.level] <= RANK[other.level]
    if answer.applied.level == other.level and answer.applied.sentence and other.sentence:
        assert (answer.applied.sentence.to_years or 99) <= (other.sentence.to_years or 99)
    if (new.level, new.sentence, [f.high_fen for f in new.fines]) == (old.level, old.sentence, [f.high_fen for f in old.fines]):
        assert answer.applied is old  # nothing lighter: the text of the time of the act


@given(made=cases(complete=False), data=st.data())
def test_the_order_of_telling_changes_nothing(made: dict[str, Any], data: st.DataObject) -> None:
    before = assess(made)
    made["acts"] = data.draw(st.permutations(made["acts"]))
    made["penalties"] = data.draw(st.permutations(made["penalties"]))
    after = assess(made)
    assert weight(after) == weight(before)
    assert [[(o.name_zh, o.tier, o.state, o.proved) for o in r.limbs] for r in after.regimes] == [
        [(o.name_zh, o.tier, o.state, o.proved) for o in r.limbs] for r in before.regimes
    ]


@given(made=cases(complete=False), reasonable=st.sampled_from([True, None]))
def test_where_suspicion_is_not_denied_it_is_never_no_referral(made: dict[str, Any], reasonable: bool | None) -> None:
    made["suspicion"] = {"reasonable": reasonable}
    referral = assess(made).referral
    assert referral.state == ("required" if reasonable else referral.state)
    assert referral.state != "not_required"
    assert referral.source


@given(made=cases(), days=st.integers(1, 4000))
def test_one_act_told_as_two_days_of_the_same_text_weighs_the_same(made: dict[str, Any], days: int) -> None:
    made["penalties"] = []
    (act, *_) = made["acts"]
    act["from"] = "2025-06-01"
    made["acts"] = [act]
    whole = assess(made)
    halves = []
    for share in (0, 1):
        amounts = {}
        for key, amount in act["amounts"].items():
            unit = law.CRIME_MEASURES[key].unit
            first = amount[unit] // 2
            amounts[key] = {unit: amount[unit] - first if share else first, "exhibit": "证据1"}
        day = date(2025, 6, 1) + timedelta(days=(days % 400) * share)
        halves.append({"from": day.isoformat(), "amounts": amounts})
    made["acts"] = halves
    assert weight(assess(made)) == weight(whole)
