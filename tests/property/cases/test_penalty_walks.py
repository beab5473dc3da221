"""Random legal walks over the penalty procedure: any step that is possible is taken, days move forward, and what must hold holds."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from quandun.cases.case_types.administrative_penalty.manifest import CASE_TYPE
from quandun.cases.domain.clocks import clocks
from quandun.cases.domain.history import Happening, Signature, signing_order, standing, standing_on
from quandun.cases.domain.rules import obstacles, refuse_wrong_signer
from quandun.cases.domain.types import Step
from quandun.cases.errors import NotYourTurn
from quandun.kernel.clocks import beijing

STATES = {state.key for state in CASE_TYPE.states}
MARKS = frozenset[str]().union(*(step.sets for step in CASE_TYPE.steps))
FIRST, LAST = date(2026, 1, 5), date(2026, 12, 31)  # the calendar of 2026 is published
CROWD = {
    "officer": ("甲", "乙"),
    "registrar": ("丙",),
    "unit_head": ("丁",),
    "reviewer": ("戊",),
    "bureau_head": ("己",),
    "publisher": ("庚",),
}
Draw = Callable[[st.SearchStrategy[Any]], Any]  # what hypothesis hands to a composite


def _possible(history: list[Happening], on: date) -> list[Step]:
    now = standing(CASE_TYPE, history)
    running = clocks(CASE_TYPE, history, on=on)
    return [step for step in CASE_TYPE.steps if not obstacles(CASE_TYPE, step, now, running)]


def _answers(step: Step, day: date) -> dict[str, object]:
    return {one.key: day.isoformat() for one in CASE_TYPE.fields_of(step) if one.kind == "date"}


def _signatures(step: Step, history: list[Happening], day: date) -> tuple[Signature, ...]:
    """Everybody signs as the rules ask, each checked by the rules."""
    given_so_far: list[Signature] = []
    for signer in signing_order(step):
        people = CROWD.get(signer.capacity, ("",))
        person = next((one for one in people if one not in {s.person_id for s in given_so_far}), people[0])
        roles = frozenset({"officer" if signer.capacity == "party" else signer.capacity})
        assert refuse_wrong_signer(step, given_so_far, history, roles=roles, person_id=person).capacity == signer.capacity
        kept = "" if signer.capacity == "party" else person
        given_so_far.append(Signature(signer.capacity, f"ac-{person}", kept, person, "", beijing(day)))
    return tuple(given_so_far)


@st.composite
def walks(draw: Draw) -> list[Happening]:
    """Draw a legal history of up to forty steps. Steps that lead on are drawn more often, so that walks get far."""
    day, history = FIRST, list[Happening]()
    for _ in range(draw(st.integers(0, 40))):
        day = min(day + timedelta(days=draw(st.sampled_from((0, 0, 1, 1, 2, 4, 9, 25)))), LAST)
        possible = _possible(history, day)
        if not possible:
            if standing(CASE_TYPE, history).state in ("closed", "not_filed"):
                break
            continue
        onward = [step for step in possible if step.to_state and step.key != "decline_filing"]
        step = draw(st.sampled_from(possible + onward * 3))
        history.append(Happening(step.key, beijing(day), _answers(step, day), _signatures(step, history, day)))
    return history


WALKS = settings(max_examples=120)


@WALKS
@given(walks())
def test_state_and_marks_stay_within_the_manifest(history: list[Happening]) -> None:
    for place in range(len(history) + 1):
        now = standing(CASE_TYPE, history[:place])
        assert now.state in STATES and now.marks <= MARKS


@WALKS
@given(walks())
def test_nothing_leads_out_of_a_final_state(history: list[Happening]) -> None:
    now = standing(CASE_TYPE, history)
    if CASE_TYPE.state(now.state).final:
        assert [step.key for step in _possible(history, LAST) if step.to_state] == []


@WALKS
@given(walks())
def test_a_case_that_is_not_over_can_always_go_on_some_day(history: list[Happening]) -> None:
    now = standing(CASE_TYPE, history)
    if not CASE_TYPE.state(now.state).final:
        assert _possible(history, LAST), f"stuck in {now}"


@WALKS
@given(walks(), st.integers(0, 400))
def test_a_past_day_rebuilt_is_the_fold_of_its_prefix_and_later_steps_do_not_touch_it(history: list[Happening], days: int) -> None:
    day = min(FIRST + timedelta(days=days), LAST)
    prefix = [one for one in history if one.day <= day]
    assert standing_on(CASE_TYPE, history, day) == standing(CASE_TYPE, prefix)
    assert clocks(CASE_TYPE, history, on=day) == clocks(CASE_TYPE, prefix, on=day)


@WALKS
@given(walks())
def test_a_pause_never_brings_the_decision_forward(history: list[Happening]) -> None:
    opening = {step for spec in CASE_TYPE.clocks if spec.key == "decision" for step, _, _ in spec.pauses}
    with_pauses = {one.key: one for one in clocks(CASE_TYPE, history, on=LAST)}
    without = {one.key: one for one in clocks(CASE_TYPE, [one for one in history if one.step not in opening], on=LAST)}
    if "decision" in with_pauses:
        assert with_pauses["decision"].last_day >= without["decision"].last_day
        assert bool(with_pauses["decision"].pauses) or with_pauses["decision"].last_day == without["decision"].last_day


@WALKS
@given(walks())
def test_no_decision_falls_into_the_partys_days(history: list[Happening]) -> None:
    for place, one in enumerate(history):
        if one.step == "decide":
            then = {clock.key: clock for clock in clocks(CASE_TYPE, history[:place], on=one.day)}
            for key in CASE_TYPE.step("decide").not_before_lapse_of:
                assert then[key].last_day < one.day or then[key].state != "running"


@WALKS
@given(walks())
def test_marks_needed_were_there_and_marks_forbidden_were_not(history: list[Happening]) -> None:
    for place, one in enumerate(history):
        step, before = CASE_TYPE.step(one.step), standing(CASE_TYPE, history[:place])
        assert before.state in step.from_states and step.needs <= before.marks and not step.forbids & before.marks


@WALKS
@given(walks())
def test_who_reviewed_did_not_investigate(history: list[Happening]) -> None:
    for place, one in enumerate(history):
        barred = CASE_TYPE.step(one.step).different_from
        earlier = {s.person_id for h in history[:place] if h.step in barred for s in h.signatures if s.person_id}
        assert not earlier & {s.person_id for s in one.signatures}


@given(st.sampled_from(CASE_TYPE.steps), st.data())
def test_each_place_is_signed_by_its_capacity_only_and_by_nobody_twice(step: Step, data: st.DataObject) -> None:
    order = signing_order(step)
    full = _signatures(step, [], FIRST)
    place = data.draw(st.integers(0, len(order) - 1))
    role = data.draw(st.sampled_from(sorted({*CROWD, "right_holder", "supervisor", "administrator"})))
    person = data.draw(st.sampled_from(["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"]))
    wanted = order[place].capacity
    fits = role == ("officer" if wanted == "party" else wanted)
    twice = wanted != "party" and person in {s.person_id for s in full[:place]}
    try:
        signer = refuse_wrong_signer(step, full[:place], (), roles=frozenset({role}), person_id=person)
    except NotYourTurn:
        assert not fits or twice
    else:
        assert fits and not twice and signer.capacity == wanted


def test_the_walks_are_worth_their_name() -> None:
    """Some walk reaches the end, some decides, some is declined, some pauses: else the tests above prove little."""
    seen: set[str] = set()
    longest = 0

    @settings(max_examples=150)
    @given(walks())
    def look(history: list[Happening]) -> None:
        nonlocal longest
        longest = max(longest, len(history))
        seen.update(one.step for one in history)

    look()
    assert {"decide", "close_case", "decline_filing", "receive_identification", "extend_seizure"} <= seen, sorted(seen)
    assert longest > 20
