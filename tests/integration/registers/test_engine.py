"""One engine for every register: nomination, admission with its checks, suspension, removal, term; nothing is erased."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from quandun.kernel.actors import ANYONE, Actor
from quandun.kernel.errors import NotAllowed
from quandun.ledger import api as ledger
from quandun.registers import api as registers
from quandun.registers import services
from quandun.registers.api import Reasons
from quandun.registers.errors import (
    AlreadyOnRegister,
    AnswersIncomplete,
    ChecksMissing,
    EntryChanged,
    LastDayWrong,
    MoveNotPossible,
    NothingAmended,
    OutOfOrder,
    OwnNomination,
    ReasonsMissing,
)
from quandun.registers.models import Amendment, PrivateDetails, RegisterEntry, Transition
from tests.integration.registers.entries import (
    ADMITTED,
    CONTACT,
    EXPERT,
    NOMINATED,
    PHONE,
    REASONS,
    admitted,
    answers_of,
    kind_of,
    labels,
    nominated,
)
from tests.integration.worlds import World, at, in_role

KEYS = ("appraisal_expert", "key_protected_unit", "mediation_body")
DAY = timedelta(days=1)
UNITS = "key_protected_unit"


def test_the_three_registers_of_this_slice_are_installed() -> None:
    assert {one.key for one in registers.kinds()} >= set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_a_nomination_is_no_member_until_somebody_else_admits_it(world: World, key: str) -> None:
    entry_id = nominated(world, key)
    assert labels(key, NOMINATED + 30 * DAY) == []
    head = world.who("bureau_head")
    checks = [one.key for one in kind_of(key).checks]
    registers.admit(entry_id=entry_id, effective_on=ADMITTED, basis="局务会议", checks=checks, by=head, at=at(ADMITTED))
    assert len(labels(key, ADMITTED)) == 1 and labels(key, ADMITTED - DAY) == []


def test_who_nominated_does_not_decide(world: World) -> None:
    entry_id = nominated(world, UNITS)
    both = in_role(world.who("officer"), "officer", "bureau_head")
    with pytest.raises(OwnNomination):
        registers.admit(entry_id=entry_id, effective_on=ADMITTED, basis="x", checks=["is_of_type", "lane_agreed"], by=both, at=at(ADMITTED))
    with pytest.raises(OwnNomination):
        registers.refuse(entry_id=entry_id, reasons=REASONS, by=both, at=at(ADMITTED))


def test_an_admission_states_every_check_and_its_basis(world: World) -> None:
    entry_id, head = nominated(world, UNITS), world.who("bureau_head")
    with pytest.raises(ChecksMissing, match="直通车联系人"):
        registers.admit(entry_id=entry_id, effective_on=ADMITTED, basis="会议", checks=["is_of_type"], by=head, at=at(ADMITTED))
    with pytest.raises(ReasonsMissing, match="依据"):
        registers.admit(entry_id=entry_id, effective_on=ADMITTED, basis=" ", checks=["is_of_type", "lane_agreed"], by=head, at=at(ADMITTED))
    assert Transition.objects.filter(move="admit").count() == 0


def test_a_refusal_needs_facts_basis_and_the_way_to_object_and_leaves_room_for_a_new_nomination(world: World) -> None:
    entry_id, head = nominated(world, UNITS), world.who("bureau_head")
    with pytest.raises(ReasonsMissing, match="事实、提出异议的途径"):
        registers.refuse(entry_id=entry_id, reasons=Reasons("", "方案", " "), by=head, at=at(ADMITTED))
    registers.refuse(entry_id=entry_id, reasons=REASONS, by=head, at=at(ADMITTED))
    again = nominated(world, UNITS)
    assert again != entry_id and RegisterEntry.objects.count() == 2


def test_the_same_member_waits_or_is_on_the_register_once(world: World) -> None:
    admitted(world, UNITS)
    with pytest.raises(AlreadyOnRegister, match="重点0001"):
        nominated(world, UNITS, credit_code="９９000000test000001")  # wide and small letters are the same code


def test_answers_with_faults_make_no_entry_and_name_every_fault(world: World) -> None:
    answers = answers_of(kind_of(UNITS), name="", credit_code="123", district_code="370102")
    with pytest.raises(AnswersIncomplete) as refusal:
        registers.nominate(kind=UNITS, answers=answers, by=world.who("officer"), at=at(NOMINATED))
    assert refusal.value.faults == (("name", "missing"), ("credit_code", "not_a_credit_code"), ("district_code", "not_a_district"))
    assert not RegisterEntry.objects.exists()


def test_suspension_and_removal_count_from_their_day_and_the_past_stays(world: World) -> None:
    entry_id, head = admitted(world, UNITS), world.who("bureau_head")
    out, back, gone = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
    registers.suspend(entry_id=entry_id, effective_on=out, reasons=REASONS, by=head, at=at(out))
    registers.reinstate(entry_id=entry_id, effective_on=back, basis="整改完成", by=head, at=at(back))
    registers.remove(entry_id=entry_id, effective_on=gone, reasons=REASONS, by=head, at=at(gone))
    days = (ADMITTED - DAY, ADMITTED, out - DAY, out, back - DAY, back, gone - DAY, gone)
    assert [len(labels(UNITS, day)) for day in days] == [0, 1, 1, 0, 0, 1, 1, 0]
    assert [one.removed_on for one in registers.memberships(UNITS)] == [out, gone]
    assert Transition.objects.filter(entry__public_id=entry_id).count() == 5


def test_a_term_runs_out_by_itself_and_a_renewal_begins_again(world: World) -> None:
    last = date(2026, 12, 31)
    entry_id, head = admitted(world, "appraisal_expert", last_day=last), world.who("bureau_head")
    assert [len(labels("appraisal_expert", day)) for day in (last, last + DAY)] == [1, 0]
    again = date(2027, 2, 1)
    with pytest.raises(LastDayWrong):
        registers.renew(entry_id=entry_id, effective_on=again, last_day=again - DAY, basis="续聘", by=head, at=at(again))
    registers.renew(entry_id=entry_id, effective_on=again, last_day=date(2027, 12, 31), basis="续聘", by=head, at=at(again))
    assert [len(labels("appraisal_expert", day)) for day in (again - DAY, again, date(2028, 1, 1))] == [0, 1, 0]


def test_a_late_removal_changes_what_is_known_now_and_not_what_was_shown_then(world: World) -> None:
    entry_id, head = admitted(world, UNITS), world.who("bureau_head")
    effective, written = date(2026, 5, 1), date(2026, 5, 20)
    registers.remove(entry_id=entry_id, effective_on=effective, reasons=REASONS, by=head, at=at(written))
    day = date(2026, 5, 10)
    assert labels(UNITS, day) == []
    assert len(registers.members(UNITS, on=day, known_on=day)) == 1
    (stretch,) = registers.memberships(UNITS)
    assert (stretch.removed_on, stretch.removal_recorded_on) == (effective, written)


def test_moves_that_do_not_fit_are_refused_with_the_state(world: World) -> None:
    entry_id, head = nominated(world, UNITS), world.who("bureau_head")
    with pytest.raises(MoveNotPossible, match="待决定.*移出"):
        registers.remove(entry_id=entry_id, effective_on=ADMITTED, reasons=REASONS, by=head, at=at(ADMITTED))
    with pytest.raises(OutOfOrder, match="2026-03-02"):
        early = NOMINATED - DAY
        registers.admit(entry_id=entry_id, effective_on=early, basis="x", checks=["is_of_type", "lane_agreed"], by=head, at=at(ADMITTED))


def test_two_deciders_at_once_are_one_decision(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have looked before either has written: the second is told that the entry has changed."""
    entry_id = admitted(world, UNITS)
    first, second = (RegisterEntry.objects.get(public_id=entry_id) for _ in range(2))
    monkeypatch.setattr(services, "_refuse_impossible", lambda *looked: None)
    who, when = world.who("bureau_head"), date(2026, 5, 1)
    services._record(first, "suspend", when, {}, who, at(when))
    with pytest.raises(EntryChanged):
        services._record(second, "suspend", when, {}, who, at(when))
    assert Transition.objects.filter(entry__public_id=entry_id, move="suspend").count() == 1


@pytest.mark.parametrize("who", ["officer", "neighbour bureau_head", "supervisor"])
def test_nobody_else_decides(world: World, who: str) -> None:
    entry_id = nominated(world, UNITS)
    with pytest.raises(NotAllowed):
        registers.admit(
            entry_id=entry_id, effective_on=ADMITTED, basis="x", checks=["is_of_type", "lane_agreed"], by=world.who(who), at=at(ADMITTED)
        )


def test_every_act_is_a_fact_and_no_fact_carries_a_name_or_a_telephone(world: World) -> None:
    entry_id = admitted(world, "appraisal_expert", name=EXPERT)
    when = date(2026, 5, 1)
    registers.remove(entry_id=entry_id, effective_on=when, reasons=REASONS, by=world.who("bureau_head"), at=at(when))
    facts = ledger.facts(about=entry_id)
    assert [one.kind for one in facts] == ["registers.member_nominated", "registers.member_admitted", "registers.member_removed"]
    told = repr([one.body for one in facts])
    assert "2026-05-01" in told and not any(word in told for word in (EXPERT, PHONE, REASONS.facts))


def test_contacts_are_kept_apart_and_opened_to_the_keeping_unit_only(world: World) -> None:
    entry_id = admitted(world, UNITS)
    assert CONTACT not in repr(RegisterEntry.objects.get(public_id=entry_id).answers)
    read: Callable[[Actor], registers.EntryView] = lambda by: registers.entry(entry_id, by=by, on=ADMITTED)  # noqa: E731
    assert read(world.who("officer")).private == {"contact_name": CONTACT, "contact_phone": PHONE}
    for by in (ANYONE, world.who("neighbour officer"), world.who("supervisor")):
        assert read(by).private == {} and CONTACT not in repr(read(by))


def test_an_entry_never_admitted_is_not_public(world: World) -> None:
    entry_id = nominated(world, UNITS)
    for by in (ANYONE, world.who("neighbour officer")):
        with pytest.raises(NotAllowed):
            registers.entry(entry_id, by=by, on=ADMITTED)
    assert registers.entry(entry_id, by=world.who("officer"), on=ADMITTED).standing.state == "nominated"


def test_the_public_reads_when_a_member_left_and_not_why(world: World) -> None:
    entry_id, when = admitted(world, UNITS), date(2026, 5, 1)
    registers.remove(entry_id=entry_id, effective_on=when, reasons=REASONS, by=world.who("bureau_head"), at=at(when))
    seen = registers.entry(entry_id, by=ANYONE, on=when)
    assert [(one.move, one.effective_on) for one in seen.acts] == [("admit", ADMITTED), ("remove", when)]
    assert REASONS.facts not in repr(seen) and REASONS.facts in repr(registers.entry(entry_id, by=world.who("officer"), on=when))


def test_an_expert_is_named_only_with_their_consent(world: World) -> None:
    admitted(world, "appraisal_expert", 1, name=EXPERT, may_be_named="否")
    admitted(world, "appraisal_expert", 2, name="同意者", may_be_named="是")
    extract = registers.public_extract("appraisal_expert", ADMITTED)
    assert [one.label for one in extract.members] == ["鉴专0001", "同意者"]
    assert EXPERT not in repr(extract) and set(extract.members[0].values) == {"speciality"}


def test_the_goals_of_the_plan_are_loaded_once_and_superseded_not_erased(world: World) -> None:
    goal = registers.goal_of(UNITS)
    assert goal is not None and (goal.op, str(goal.value), goal.unit) == (">=", "50", "家")
    system, when = Actor.system("tests"), at(date(2026, 6, 1))
    stated = registers.GoalOfPlan(UNITS, ">=", "80", "家", "count", "句", "源", date(2026, 5, 1), None)
    assert registers.load_goals(goals=[stated], by=system, at=when) == 2  # one superseded, one new
    assert registers.load_goals(goals=[stated], by=system, at=when) == 0
    changed = registers.goal_of(UNITS)
    assert changed is not None and changed.value == 80


def test_coverage_is_districts_with_a_member_over_all_districts(world: World) -> None:
    admitted(world, "mediation_body", 1, district_code="990102")
    second = admitted(world, "mediation_body", 2, district_code="东桥区")
    assert registers.figure_of("mediation_body", on=ADMITTED).covered == {"990102"}
    admitted(world, "mediation_body", 3, district_code="990121")
    found = registers.figure_of("mediation_body", on=ADMITTED)
    assert (found.count, len(found.covered), len(found.districts)) == (3, 2, 2)
    when: datetime = at(date(2026, 5, 1))
    registers.suspend(entry_id=second, effective_on=date(2026, 5, 1), reasons=REASONS, by=world.who("bureau_head"), at=when)
    assert len(registers.figure_of("mediation_body", on=date(2026, 5, 1)).covered) == 2, "the district's other body still covers it"


def test_a_contact_is_replaced_and_the_old_one_is_gone(world: World) -> None:
    entry_id, officer, when = admitted(world, UNITS), world.who("officer"), at(date(2026, 5, 1))
    answers = answers_of(kind_of(UNITS), contact_phone="0539-1", credit_code="99000000TEST999999")
    registers.amend(entry_id=entry_id, answers=answers, reason="单位来函", by=officer, at=when)
    seen = registers.entry(entry_id, by=officer, on=date(2026, 5, 1))
    assert seen.private["contact_phone"] == "0539-1" and [one.fields for one in seen.amendments] == [("contact_phone",)]
    assert seen.values["credit_code"] == "99000000TEST000001", "which member it is cannot be corrected away"
    kept = repr([PrivateDetails.objects.values(), Amendment.objects.values(), [one.body for one in ledger.facts(about=entry_id)]])
    assert PHONE not in kept
    assert registers.entry(entry_id, by=ANYONE, on=date(2026, 5, 1)).amendments == ()


def test_a_withdrawn_consent_takes_the_name_out_of_every_list_at_once(world: World) -> None:
    entry_id, kind = admitted(world, "appraisal_expert", name=EXPERT, may_be_named="是"), kind_of("appraisal_expert")
    assert labels("appraisal_expert", ADMITTED) == [EXPERT]
    answers, when = answers_of(kind, may_be_named="否"), at(date(2026, 5, 1))
    registers.amend(entry_id=entry_id, answers=answers, reason="本人撤回同意", by=world.who("officer"), at=when)
    assert labels("appraisal_expert", ADMITTED) == ["鉴专0001"]
    assert EXPERT not in repr(registers.entry(entry_id, by=ANYONE, on=ADMITTED)) + repr(registers.memberships("appraisal_expert"))


def test_a_correction_needs_a_reason_and_a_change_and_an_open_entry(world: World) -> None:
    entry_id, officer, when = nominated(world, UNITS), world.who("officer"), at(ADMITTED)
    other = answers_of(kind_of(UNITS), industry="陶瓷")
    with pytest.raises(ReasonsMissing):
        registers.amend(entry_id=entry_id, answers=other, reason=" ", by=officer, at=when)
    with pytest.raises(NothingAmended):
        registers.amend(entry_id=entry_id, answers=answers_of(kind_of(UNITS)), reason="无", by=officer, at=when)
    registers.refuse(entry_id=entry_id, reasons=REASONS, by=world.who("bureau_head"), at=when)
    with pytest.raises(NothingAmended):
        registers.amend(entry_id=entry_id, answers=other, reason="更正", by=officer, at=when)
    assert not Amendment.objects.exists()
