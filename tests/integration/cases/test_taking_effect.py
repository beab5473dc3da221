"""A step takes effect whole or not at all, and once."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any
from unittest import mock

import pytest
from django.db import OperationalError, connection

from quandun.cases import api as cases
from quandun.cases import services
from quandun.cases.errors import AlreadyOpened, AlreadyProposed, AnswersIncomplete, FileChanged, NotYourTurn, StepNotPossible
from quandun.cases.models import Case, Happened, Proposal, ProposalSignature
from quandun.documents.models import Document
from quandun.kernel.errors import NotAllowed, PlatformError
from quandun.ledger import api as ledger
from quandun.ledger.models import Entry
from quandun.matters.models import Matter, Progress
from tests.integration.worlds import World, answers_for, at, day_of, settle

FILED = day_of("file_case")


class Broken(Exception):
    """What goes wrong in these tests."""


def _records() -> dict[str, object]:
    """Everything a step in effect leaves behind."""
    return {
        "happened": list(Happened.objects.order_by("id").values_list("public_id", flat=True)),
        "signatures": list(ProposalSignature.objects.order_by("id").values_list("public_id", flat=True)),
        "proposals": list(Proposal.objects.order_by("id").values_list("public_id", "state")),
        "documents": list(Document.objects.order_by("id").values_list("public_id", flat=True)),
        "entries": list(Entry.objects.order_by("id").values_list("public_id", flat=True)),
        "cases": list(Case.objects.order_by("id").values_list("state", "version", "final")),
        "matters": list(Matter.objects.order_by("id").values_list("stage", "holder_unit_id")),
        "progress": Progress.objects.count(),
    }


@pytest.mark.parametrize(
    "place",
    ["quandun.documents.api.issue", "quandun.matters.api.set_standing", "quandun.cases.services.standing"],
)
def test_a_fault_while_a_step_takes_effect_leaves_nothing(world: World, place: str) -> None:
    case_id = world.case_before("file_case")
    proposal = world.sign_all_but_last(case_id, "file_case")
    by = world.who("bureau_head", FILED)
    prepared = cases.prepare_signature(proposal_id=proposal, opinion="同意", by=by, at=at(FILED))
    before = _records()
    with mock.patch(place, side_effect=Broken), pytest.raises(Broken):
        cases.sign(proposal_id=proposal, prepared=prepared, opinion="同意", by=by, at=at(FILED))
    assert _records() == before
    assert cases.sign(proposal_id=proposal, prepared=prepared, opinion="同意", by=by, at=at(FILED)).effective


def test_the_last_fact_failing_takes_everything_with_it(world: World) -> None:
    case_id = world.case_before("file_case")
    proposal = world.sign_all_but_last(case_id, "file_case")
    by = world.who("bureau_head", FILED)
    prepared = cases.prepare_signature(proposal_id=proposal, opinion="同意", by=by, at=at(FILED))
    before, real = _records(), ledger.append

    def breaks(kind: str, **words: object) -> ledger.Ticket:
        if kind == "cases.step_taken":
            raise Broken
        return real(kind, **words)  # type: ignore[arg-type]  # handed on as it came

    with mock.patch("quandun.ledger.api.append", breaks), pytest.raises(Broken):
        cases.sign(proposal_id=proposal, prepared=prepared, opinion="同意", by=by, at=at(FILED))
    assert _records() == before


def test_a_proposal_that_is_refused_takes_no_number(world: World) -> None:
    case_id = world.case_before("file_case")
    with pytest.raises(PlatformError):
        cases.propose_step(case_id=case_id, step="file_case", answers={}, by=world.who("officer", FILED), at=at(FILED))
    world.propose(case_id, "file_case")
    numbers = [one["number"] for one in Proposal.objects.get(step="file_case").documents]
    assert len(numbers) == 1 and numbers[0].endswith("〔2026〕1号")


def test_the_same_step_is_not_proposed_twice(world: World) -> None:
    case_id = world.case_before("file_case")
    world.propose(case_id, "file_case")
    with pytest.raises(AlreadyProposed):
        world.propose(case_id, "file_case")


def test_a_withdrawn_proposal_cannot_be_signed_and_the_step_can_be_proposed_again(world: World) -> None:
    case_id = world.case_before("file_case")
    proposal = world.propose(case_id, "file_case")
    cases.withdraw_proposal(proposal_id=proposal, reason="补充材料", by=world.who("officer", FILED), at=at(FILED))
    with pytest.raises(NotAllowed):
        world.sign(proposal, "officer", FILED)
    assert world.propose(case_id, "file_case") != proposal


def test_a_second_case_of_the_same_kind_in_the_same_matter_is_refused_while_the_first_is_open(world: World) -> None:
    matter = world.report()
    world.case(matter)
    with pytest.raises(AlreadyOpened):
        world.case(matter)
    assert Case.objects.count() == 1
    Case.objects.update(final=True)
    assert world.case(matter)


@pytest.mark.parametrize("words", ["\U00010330", "好" * 501])
def test_words_that_a_document_cannot_carry_are_refused_before_anything_is_signed(world: World, words: str) -> None:
    case_id = world.case_before("file_case")
    proposal, by = world.propose(case_id, "file_case"), world.who("officer", FILED)
    with pytest.raises(AnswersIncomplete, match="意见"):
        cases.prepare_signature(proposal_id=proposal, opinion=words, by=by, at=at(FILED))
    assert not ProposalSignature.objects.filter(proposal__step="file_case").exists()


@pytest.mark.parametrize(("words", "said"), [("\U00010330", "不能印出"), ("好" * 20_001, "超过")])
def test_an_answer_that_a_document_cannot_carry_is_refused_with_its_field(world: World, words: str, said: str) -> None:
    case_id = world.case_before("file_case")
    answers = {**answers_for("file_case", FILED), "filing_facts": words}
    with pytest.raises(AnswersIncomplete, match=f"核查情况及涉嫌违法事实.*{said}"):
        cases.propose_step(case_id=case_id, step="file_case", answers=answers, by=world.who("officer", FILED), at=at(FILED))


def test_the_right_holders_opinion_takes_the_place_of_one_that_nobody_signed(world: World) -> None:
    day = day_of("receive_identification")
    case_id = world.case_before("receive_identification")
    bearer = world.link(case_id)
    unsigned = cases.propose_step(
        case_id=case_id, step="receive_identification", answers=answers_for("receive_identification", day), by=bearer, at=at(day)
    )
    assert world.identify(case_id, day).effective
    assert Proposal.objects.get(public_id=unsigned).state == "withdrawn"


def test_only_who_proposed_withdraws(world: World) -> None:
    case_id = world.case_before("file_case")
    proposal = world.propose(case_id, "file_case")
    with pytest.raises(NotAllowed):
        cases.withdraw_proposal(proposal_id=proposal, reason="不该由我", by=world.who("officer2", FILED), at=at(FILED))


def test_a_signature_prepared_before_the_file_moved_is_refused(world: World) -> None:
    """Preservation is proposed and prepared; meanwhile the case is filed: what was rendered no longer says how things stand."""
    case_id = world.case_before("preserve_evidence")
    proposal = world.sign_all_but_last(case_id, "preserve_evidence")
    by = world.who("officer", FILED)
    prepared = cases.prepare_signature(proposal_id=proposal, opinion="", by=by, at=at(FILED), party_name="老吴")
    world.take(case_id, "file_case")
    with pytest.raises(FileChanged):
        cases.sign(proposal_id=proposal, prepared=prepared, opinion="", by=by, at=at(FILED), party_name="老吴")


def test_a_step_that_became_impossible_does_not_take_effect(world: World) -> None:
    case_id = world.case_before("release_preservation")
    proposal = world.sign_all_but_last(case_id, "release_preservation")
    world.take(case_id, "file_case")
    world.take(case_id, "seize", day_of("seize"))  # the goods are seized now; there is no preservation left to release
    with pytest.raises(StepNotPossible):
        world.sign(proposal, "bureau_head", day_of("seize"))
    assert not Happened.objects.filter(step="release_preservation").exists()


def test_a_decision_waits_for_the_partys_days_and_says_until_when(world: World) -> None:
    case_id = world.case_before("receive_defence")
    early, first = date(2026, 10, 13), date(2026, 10, 14)
    with pytest.raises(StepNotPossible) as refusal:
        world.propose(case_id, "decide", early)
    assert "2026-10-13" in str(refusal.value) and "陈述" in str(refusal.value) and "听证" in str(refusal.value)
    assert world.propose(case_id, "decide", first)


def test_a_defence_must_be_reviewed_before_the_decision(world: World) -> None:
    case_id = world.case_before("review_defence")
    with pytest.raises(StepNotPossible, match="复核"):
        world.propose(case_id, "decide")


def test_the_file_of_a_past_day_shows_that_day(world: World) -> None:
    case_id = world.case_before("seize")
    by = world.who("officer")
    shown = [cases.case_file(case_id, by=by, on=day).state for day in (date(2026, 8, 30), date(2026, 9, 2), date(2026, 9, 6), FILED)]
    assert shown == ["new", "source_registered", "verified", "filed"]


def _at_once(*acts: Callable[[], object]) -> list[object]:
    """Run acts in threads that start together; return what each gave or raised."""
    start, results = threading.Barrier(len(acts)), list[object]([None] * len(acts))

    def run(place: int) -> None:
        try:
            start.wait(timeout=20)
            results[place] = acts[place]()
        except (PlatformError, OperationalError) as fault:
            results[place] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


@pytest.mark.django_db(transaction=True)
def test_two_last_signatures_at_once_have_one_effect(committed: World) -> None:
    """Both capacities are held by two people: two heads of the bureau press the button together."""
    world = committed
    world.hire("bureau_head2", "dongqiao-market", "bureau_head")
    case_id = world.case_before("file_case")
    proposal = world.sign_all_but_last(case_id, "file_case")
    prepared = {
        name: cases.prepare_signature(proposal_id=proposal, opinion="同意", by=world.who(name, FILED), at=at(FILED))
        for name in ("bureau_head", "bureau_head2")
    }

    def press(name: str) -> cases.Signed:
        return cases.sign(proposal_id=proposal, prepared=prepared[name], opinion="同意", by=world.who(name, FILED), at=at(FILED))

    results = _at_once(lambda: press("bureau_head"), lambda: press("bureau_head2"))
    done = [one for one in results if isinstance(one, cases.Signed)]
    refused = [one for one in results if isinstance(one, FileChanged | NotYourTurn | NotAllowed)]
    assert len(done) == 1 and len(refused) == 1, results
    assert Happened.objects.filter(step="file_case").count() == 1
    assert Document.objects.filter(kind="case_filing_approval").count() == 1
    assert len(ProposalSignature.objects.filter(proposal__public_id=proposal)) == 4
    settle()
    assert not ledger.check().faults


@pytest.mark.django_db(transaction=True)
def test_two_officers_signing_at_once_take_two_places(committed: World) -> None:
    """First and second officer at the same moment: one is told to look again, and then signs second."""
    world = committed
    case_id = world.case_before("file_case")
    proposal = world.propose(case_id, "file_case")
    results = _at_once(lambda: world.sign(proposal, "officer", FILED), lambda: world.sign(proposal, "officer2", FILED))
    assert any(isinstance(one, cases.Signed) for one in results), results
    for name, result in zip(("officer", "officer2"), results, strict=True):
        if not isinstance(result, cases.Signed):
            assert isinstance(result, FileChanged), result
            world.sign(proposal, name, FILED)
    places = list(ProposalSignature.objects.order_by("position").values_list("position", flat=True))
    given = ProposalSignature.objects.filter(proposal__public_id=proposal).order_by("position")
    assert [one.position for one in given] == [0, 1] and len({one.person_id for one in given}) == 2, places


@pytest.mark.django_db(transaction=True)
def test_the_same_step_proposed_at_once_is_one_proposal(committed: World) -> None:
    world = committed
    case_id = world.case_before("file_case")
    answers = answers_for("file_case", FILED)

    def propose(name: str) -> str:
        return cases.propose_step(case_id=case_id, step="file_case", answers=answers, by=world.who(name, FILED), at=at(FILED))

    results = _at_once(lambda: propose("officer"), lambda: propose("officer2"))
    assert sorted(type(one).__name__ for one in results) == ["AlreadyProposed", "str"], results
    assert Proposal.objects.filter(step="file_case", state="open").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_proposal_withdrawn_while_the_last_signature_is_given_is_one_or_the_other(committed: World) -> None:
    """The withdrawal starts when the signer has just looked the proposal up: the worst moment."""
    world = committed
    case_id = world.case_before("file_case")
    proposal = world.sign_all_but_last(case_id, "file_case")
    by, proposer = world.who("bureau_head", FILED), world.who("officer", FILED)
    prepared = cases.prepare_signature(proposal_id=proposal, opinion="同意", by=by, at=at(FILED))
    outcome: list[str] = []

    def withdraw() -> None:
        try:
            cases.withdraw_proposal(proposal_id=proposal, reason="补充材料", by=proposer, at=at(FILED))
            outcome.append("withdrawn")
        except PlatformError:
            outcome.append("refused")
        finally:
            connection.close()

    thread, real = threading.Thread(target=withdraw), services._open_proposal

    def looked_up(*args: Any, **words: Any) -> Proposal:  # the arguments of the function it stands in for
        found = real(*args, **words)
        if threading.current_thread() is not thread and not thread.is_alive() and not outcome:
            thread.start()
            thread.join(timeout=1)  # it cannot finish while we hold the lock; without the lock it does
        return found

    with mock.patch.object(services, "_open_proposal", looked_up):
        with suppress(PlatformError):
            cases.sign(proposal_id=proposal, prepared=prepared, opinion="同意", by=by, at=at(FILED))
        thread.join(timeout=30)
    happened = Happened.objects.filter(step="file_case").exists()
    state = Proposal.objects.get(public_id=proposal).state
    assert (happened, state, outcome) in [(True, "effective", ["refused"]), (False, "withdrawn", ["withdrawn"])]
