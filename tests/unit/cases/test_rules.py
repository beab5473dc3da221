"""When a step may be taken, what it must state, and who signs next."""

from dataclasses import replace
from datetime import date

import pytest

from quandun.cases.domain.clocks import clocks
from quandun.cases.domain.history import Happening, standing
from quandun.cases.domain.rules import (
    LIMITS,
    check_manifest,
    checked_answers,
    next_signer,
    obstacles,
    refuse_if_impossible,
    refuse_wrong_signer,
)
from quandun.cases.domain.types import CaseType, ClockSpec, DocumentSpec, Field, Signer, State, Step
from quandun.cases.errors import AnswersIncomplete, BadManifest, NotYourTurn, StepNotPossible
from tests.unit.cases.histories import FILED, NOTIFIED, PENALTY, happened, signed


def _reasons(step: str, history: tuple[Happening, ...], on: date) -> tuple[str, ...]:
    return obstacles(PENALTY, PENALTY.step(step), standing(PENALTY, history), clocks(PENALTY, history, on=on))


def test_a_step_of_another_state_says_where_it_belongs() -> None:
    (reason,) = _reasons("review_case", FILED, date(2026, 9, 8))
    assert "已立案，调查中" in reason and "调查终结" in reason


def test_every_missing_condition_is_named_by_the_step_that_makes_it() -> None:
    reasons = _reasons("conclude_investigation", FILED, date(2026, 9, 8))
    assert [("询问当事人" in one, "审查是否涉嫌犯罪" in one) for one in reasons] == [(False, True), (True, False)]


def test_a_forbidden_condition_is_named_by_the_step_that_ends_it() -> None:
    history = (*FILED, happened("inquire", date(2026, 9, 15)), happened("check_crime", date(2026, 9, 16)))
    asked = (*history, happened("ask_identification", date(2026, 9, 17)))
    assert _reasons("conclude_investigation", history, date(2026, 9, 22)) == ()
    assert _reasons("conclude_investigation", asked, date(2026, 9, 22)) == ("须先完成“收到辨认意见”",)


def test_a_step_taken_once_only_says_that_it_was_taken() -> None:
    (reason,) = _reasons("confirm_route", FILED[:2], date(2026, 9, 2))
    assert reason == "已经完成“确认线索与分流”"


@pytest.mark.parametrize("on", [date(2026, 9, 30), date(2026, 10, 13)])
def test_a_decision_before_the_partys_days_have_run_out_is_refused_until_when(on: date) -> None:
    reasons = _reasons("decide", NOTIFIED, on)
    assert len(reasons) == 2 and all("2026-10-13" in one for one in reasons)
    with pytest.raises(StepNotPossible) as refusal:
        refuse_if_impossible(PENALTY, PENALTY.step("decide"), standing(PENALTY, NOTIFIED), clocks(PENALTY, NOTIFIED, on=on))
    assert refusal.value.article == PENALTY.step("decide").basis and "2026-10-13" in refusal.value.sentence()


def test_a_decision_is_possible_the_day_after() -> None:
    assert _reasons("decide", NOTIFIED, date(2026, 10, 14)) == ()


def test_a_decision_without_a_served_notice_is_refused_though_no_clock_runs() -> None:
    reasons = _reasons("decide", NOTIFIED[:-1], date(2026, 12, 1))
    assert any("送达告知书" in one for one in reasons) and any("尚未开始计算" in one for one in reasons)


# answers


def _field(kind: str, **more: object) -> Field:
    return Field("x", "栏目", "Field", kind=kind, **more)  # type: ignore[arg-type]  # kinds are typed where manifests are written


STEP = PENALTY.step("file_case")


def _stored(step: Step, fields: tuple[Field, ...], answers: dict[str, object]) -> dict[str, object]:
    """Check answers on a press that prints everything but ☃."""
    return checked_answers(step, fields, answers, unprintable=lambda text: "☃" if "☃" in text else "")


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("text", "字", 7),
        ("long", "字", ["字"]),
        ("date", "2026-09-03", "2026-02-30"),
        ("date", "2026-09-03", "昨天"),
        ("fen", 0, -1),
        ("fen", 1_200_000, "1200000"),
        ("fen", 1, True),
        ("fen", 1, 1.5),
        ("flag", True, "yes"),
        ("lines", ["一", "二"], "一"),
        ("lines", ["一"], [1]),
        ("items", [{"name": "茶"}], [{"spec": "袋"}]),
        ("items", [{"name": "茶"}], "茶"),
        ("exhibits", ["ex-1"], [7]),
    ],
)
def test_an_answer_is_of_its_kind(kind: str, good: object, bad: object) -> None:
    assert _stored(STEP, (_field(kind),), {"x": good})["x"] == good
    with pytest.raises(AnswersIncomplete, match="栏目"):
        _stored(STEP, (_field(kind),), {"x": bad})


def test_a_choice_is_one_of_its_choices() -> None:
    one = _field("choice", choices=(("a", "甲", "A"), ("b", "乙", "B")))
    assert _stored(STEP, (one,), {"x": "b"}) == {"x": "b"}
    with pytest.raises(AnswersIncomplete):
        _stored(STEP, (one,), {"x": "c"})


def test_every_missing_field_is_named_at_once_and_unknown_ones_too() -> None:
    fields = (Field("a", "甲栏", "A"), Field("b", "乙栏", "B", kind="date"), Field("c", "丙栏", "C", required=False))
    with pytest.raises(AnswersIncomplete) as refusal:
        _stored(STEP, fields, {"a": "", "d": 1})
    said = refusal.value.sentence()
    assert "甲栏未填" in said and "乙栏未填" in said and "丙栏" not in said and "“d”" in said


@pytest.mark.parametrize(("kind", "empty"), [("text", ""), ("flag", False), ("lines", []), ("items", []), ("exhibits", [])])
def test_an_optional_field_left_out_is_stored_empty(kind: str, empty: object) -> None:
    assert _stored(STEP, (_field(kind, required=False),), {}) == {"x": empty}


@pytest.mark.parametrize(
    ("kind", "value"), [("text", "雪☃"), ("long", "雪\n☃"), ("lines", ["一", "☃"]), ("items", [{"name": "茶", "note": "☃"}])]
)
def test_what_no_document_can_print_is_refused_when_it_is_typed(kind: str, value: object) -> None:
    with pytest.raises(AnswersIncomplete, match="☃"):
        _stored(STEP, (_field(kind),), {"x": value})


@pytest.mark.parametrize(("kind", "limit"), [("text", LIMITS["text"]), ("long", LIMITS["long"])])
def test_a_text_has_its_length(kind: str, limit: int) -> None:
    assert _stored(STEP, (_field(kind),), {"x": "字" * limit})
    with pytest.raises(AnswersIncomplete, match=str(limit)):
        _stored(STEP, (_field(kind),), {"x": "字" * (limit + 1)})


# signatures

FILING = PENALTY.step("file_case")


def _signer(*given: str, roles: set[str], person: str, history: tuple[Happening, ...] = (), step: Step = FILING) -> Signer:
    order = [one.capacity for one in (Signer("officer"), Signer("officer"), Signer("unit_head"), Signer("bureau_head"))]
    signatures = [signed(capacity, name) for capacity, name in zip(order, given, strict=False)]
    return refuse_wrong_signer(step, signatures, history, roles=frozenset(roles), person_id=person)


def test_they_sign_in_order() -> None:
    assert _signer(roles={"officer"}, person="甲").capacity == "officer"
    assert _signer("甲", roles={"officer"}, person="乙").capacity == "officer"
    assert _signer("甲", "乙", roles={"unit_head"}, person="丙").capacity == "unit_head"
    assert _signer("甲", "乙", "丙", roles={"bureau_head"}, person="丁").capacity == "bureau_head"


@pytest.mark.parametrize(
    ("given", "roles", "person"),
    [
        ((), {"bureau_head"}, "丁"),  # before their turn
        (("甲",), {"officer"}, "甲"),  # twice in one step
        (("甲", "乙"), {"unit_head"}, "甲"),  # approving one's own request in another post
        (("甲", "乙", "丙"), {"bureau_head", "officer"}, "乙"),
        (("甲", "乙", "丙", "丁"), {"bureau_head"}, "戊"),  # all have signed
        ((), {"registrar", "reviewer", "publisher", "right_holder"}, "己"),
    ],
)
def test_nobody_signs_out_of_turn_or_twice(given: tuple[str, ...], roles: set[str], person: str) -> None:
    with pytest.raises(NotYourTurn):
        _signer(*given, roles=roles, person=person)


def test_a_partys_paper_signature_is_recorded_by_an_officer_who_has_signed_or_not() -> None:
    step = PENALTY.step("seize")
    given = [signed("officer", "甲"), signed("officer", "乙"), signed("bureau_head", "丁")]
    for person in ("甲", "戊"):
        assert refuse_wrong_signer(step, given, (), roles=frozenset({"officer"}), person_id=person).capacity == "party"
    with pytest.raises(NotYourTurn):
        refuse_wrong_signer(step, given, (), roles=frozenset({"bureau_head"}), person_id="丁")


@pytest.mark.parametrize("step", ["verify_on_site", "inquire", "conclude_investigation"])
def test_who_investigated_does_not_review(step: str) -> None:
    history = (happened(step, date(2026, 9, 3), signed("officer", "甲"), signed("party", "")),)
    with pytest.raises(NotYourTurn, match="参与过前面"):
        _signer(roles={"reviewer"}, person="甲", history=history, step=PENALTY.step("review_case"))
    assert _signer(roles={"reviewer"}, person="庚", history=history, step=PENALTY.step("review_case")).capacity == "reviewer"


def test_nobody_is_next_when_all_have_signed() -> None:
    given = [signed("officer", "甲"), signed("officer", "乙"), signed("unit_head", "丙"), signed("bureau_head", "丁")]
    assert next_signer(FILING, given) is None


# manifests

SOUND = CaseType(
    key="tea",
    name="茶",
    name_en="Tea",
    basis="虚构",
    number_word="茶",
    states=(State("a", "甲", "A"), State("b", "乙", "B", final=True)),
    steps=(
        Step("go", "去", "Go", "虚构", ("a",), (Signer("officer"),), to_state="b", documents=("note",), sets=frozenset({"gone"})),
        Step("back", "回", "Back", "虚构", ("b",), (Signer("officer"),), needs=frozenset({"gone"}), clears=frozenset({"gone"})),
    ),
    clocks=(ClockSpec("soon", "从速", "Soon", "mp-decision-period.base", "go", ("back",), "duty", pauses=(("go", "back", "茶歇"),)),),
    documents=(DocumentSpec("note", "记录", "Note", "note"),),
)


KIND = Field("kind", "茶类", "Kind", "choice", choices=(("green", "绿茶", "Green"),))


def _with_step(**changes: object) -> CaseType:
    return replace(SOUND, steps=(replace(SOUND.steps[0], **changes), SOUND.steps[1]))  # type: ignore[arg-type]  # planted faults


def _with_clock(**changes: object) -> CaseType:
    return replace(SOUND, clocks=(replace(SOUND.clocks[0], **changes),))  # type: ignore[arg-type]  # as above


def test_a_sound_manifest_passes() -> None:
    check_manifest(SOUND)
    check_manifest(PENALTY)


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        (_with_step(from_states=("z",)), "步骤 go 提到未知状态 z"),
        (_with_step(to_state="z"), "步骤 go 提到未知状态 z"),
        (_with_step(documents=("z",)), "步骤 go 提到未知文书 z"),
        (_with_step(not_before_lapse_of=("z",)), "步骤 go 提到未知期限 z"),
        (_with_step(different_from=("z",)), "步骤 go 提到未知步骤 z"),
        (_with_step(needs=frozenset({"z"})), "步骤 go 需要的条件 z 无人设置"),
        (_with_step(clears=frozenset({"z"})), "步骤 go 需要的条件 z 无人设置"),
        (_with_step(signers=()), "步骤 go 无人签名"),
        (_with_step(sets_when=(("z", True, "gone"),)), "步骤 go 没有栏目 z"),
        (_with_step(presets=(("kind", "z"),), fields=(KIND,)), "步骤 go 的栏目 kind 没有选项 z"),
        (_with_step(presets=(("z", "green"),), fields=(KIND,)), "步骤 go 的栏目 z 没有选项 green"),
        (_with_step(fields=(replace(KIND, same_as="z"),)), "栏目 kind 提到未知栏目 z"),
        (_with_clock(starts_on="z"), "期限 soon 提到未知步骤 z"),
        (_with_clock(stops_on=("z",)), "期限 soon 提到未知步骤 z"),
        (_with_clock(extensions=(("z", "mp-decision-period.base"),)), "期限 soon 提到未知步骤 z"),
        (_with_clock(pauses=(("z", "back", "茶歇"),)), "期限 soon 提到未知步骤 z"),
        (_with_clock(pauses=(("go", "z", "茶歇"),)), "期限 soon 提到未知步骤 z"),
    ],
)
def test_a_manifest_that_contradicts_itself_is_refused_with_the_place(planted: CaseType, said: str) -> None:
    with pytest.raises(BadManifest) as refusal:
        check_manifest(planted)
    assert refusal.value.facts["what"] == said


def test_all_faults_of_a_manifest_are_said_at_once() -> None:
    planted = replace(_with_step(to_state="z", documents=("z",)), clocks=_with_clock(starts_on="z").clocks)
    with pytest.raises(BadManifest) as refusal:
        check_manifest(planted)
    assert str(refusal.value.facts["what"]).count("；") == 2
