"""Every `allow` in the source refuses somebody, and its absence would be seen.

For each call a goal written by hand: a function that does, as somebody who must not, exactly what the call guards. The
goal is refused by that very call; with the call taken away it goes through (or fails for a reason of procedure).
A call without a goal fails here by name. Then the goals that nobody may reach by any road.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from traceback import walk_tb

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from quandun.assessment import api as assessment
from quandun.cases import api as cases
from quandun.cases.errors import NotYourTurn, StepNotPossible
from quandun.cases.models import Happened
from quandun.disclosure import api as disclosure
from quandun.disclosure.errors import NotChecked
from quandun.documents import api as documents
from quandun.evidence import api as evidence
from quandun.exchange import api as exchange
from quandun.exchange import services as exchange_services
from quandun.frame import services as frame_services
from quandun.identification import api as identification
from quandun.intake import api as intake
from quandun.kernel.actors import ANYONE, Actor
from quandun.kernel.errors import NotAllowed, PlatformError
from quandun.kernel.ids import new_id, new_secret
from quandun.law import api as law
from quandun.matters import api as matters
from quandun.matters.errors import ReasonMissing
from quandun.people import api as people
from quandun.people.domain.city import read_city
from quandun.people.errors import LinkNotUsable
from quandun.people.services import load_city
from quandun.registers import api as registers
from quandun.registers import selectors as register_selectors
from quandun.rights import api as rights
from quandun.store import api as store
from quandun.workbench import selectors as workbench
from tests.integration import worlds
from tests.integration.assessment.plan_world import people_of_the_plan
from tests.integration.assessment.plan_world import task as _task
from tests.integration.calls_of_allow import Call, calls_of_allow, without
from tests.integration.registers.entries import REASONS, admitted, answers_of, kind_of, nominated
from tests.integration.worlds import ASIDE, NEIGHBOUR, PENALTY, ROAD, SYSTEM, World, a_world, answers_for, day_of, in_role, settle
from tests.integration.worlds import at as at_hour

CALLS = calls_of_allow()
BY_STEP = ("cases.services.propose_step", "cases.selectors.step_of")  # their act is made of the step: tried for every step
DAY = date(2026, 9, 8)
AT = at_hour(DAY, 15)
LATE = at_hour(date(2026, 11, 6))
NOBODY = Actor("li-nobody", frozenset())  # no role at all, not even that of anyone


@dataclass
class Scene:
    """A world with what the goals are about."""

    world: World
    new_case: str  # just opened, a step proposed in it
    proposal: str  # waits for an officer
    asked: str  # identification asked, the link given out
    link: Actor
    opinion: str  # the right holder's open proposal in `asked`
    decided: str  # decided and served, publication drafted
    publication: str
    draft: str
    message: str


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Build once, in a transaction that is never committed; every test works in a savepoint of it."""
    with django_db_blocker.unblock(), worlds.rolled_back(), worlds.papers_left_blank():
        world = a_world()
        people_of_the_plan(world)
        matter = world.report()
        settle()
        new_case = world.case_before("verify_on_site", matter)
        proposal = world.propose(new_case, "verify_on_site")
        asked = world.case_before("receive_identification")
        settle()
        link = world.link(asked)
        opinion = cases.propose_step(
            case_id=asked, step="receive_identification", answers=answers_for("receive_identification", DAY), by=link, at=AT
        )
        decided = world.case_before("record_publication")
        publication = disclosure.propose_publication(case_id=decided, by=world.who("publisher"), at=LATE)
        draft, _ = world.draft()
        message = exchange.queue(system="credit_publicity", about=decided, payload=_notice(), by=Actor.system("tests"), at=LATE)
        yield Scene(world, new_case, proposal, asked, link, opinion, decided, publication, draft, message)


def _notice() -> exchange.PenaltyNotice:
    return exchange.PenaltyNotice(
        decision_number="临东〔2026〕1号",
        party_name="某",
        credit_code="",
        kind="行政处罚",
        content="罚款",
        basis="法",
        authority="局",
        decided_on=DAY,
        document_sha256="0" * 64,
    )


# Who must not -------------------------------------------------------------------------------------------------------


def _matter(s: Scene) -> str:
    return cases.case_file(s.asked, by=s.world.who("officer"), on=DAY).matter_id


def _other_reporter(s: Scene) -> Actor:
    """Somebody with a good code, about something else."""
    _, bearer = s.world.draft(place="别处")
    return bearer


def _moved(s: Scene, name: str) -> Actor:
    """The same account after a move to the neighbour bureau."""
    return replace(s.world.who(name), unit_id=s.world.unit(NEIGHBOUR))


def _blob(content: bytes = b"%PDF-1.7 test") -> store.Blob:
    return store.keep(BytesIO(content))


# The goals, by call -------------------------------------------------------------------------------------------------


def open_a_case_as_an_officer(s: Scene) -> None:
    cases.open_case(case_type=PENALTY, matter_id=_matter(s), name="", by=s.world.who("officer"), at=AT)


def withdraw_ones_proposal_after_moving_to_the_neighbour(s: Scene) -> None:
    cases.withdraw_proposal(proposal_id=s.proposal, reason="改日再办", by=_moved(s, "officer"), at=AT)


def prepare_a_signature_as_the_neighbours_officer(s: Scene) -> None:
    cases.prepare_signature(proposal_id=s.proposal, opinion="同意", by=s.world.who("neighbour officer"), at=AT)


def sign_as_the_neighbours_officer(s: Scene) -> None:
    prepared = cases.prepare_signature(proposal_id=s.proposal, opinion="同意", by=s.world.who("officer"), at=AT)
    cases.sign(proposal_id=s.proposal, prepared=prepared, opinion="同意", by=s.world.who("neighbour officer"), at=AT)


def make_a_link_into_the_neighbours_case(s: Scene) -> None:
    cases.issue_identification_link(case_id=s.asked, secret=new_secret(), by=s.world.who("neighbour officer"), at=AT)


def make_a_link_as_head(s: Scene) -> None:
    cases.issue_identification_link(case_id=s.asked, secret=new_secret(), by=s.world.who("unit_head"), at=AT)


def answer_in_the_right_holders_place_as_officer(s: Scene) -> None:
    answers = answers_for("receive_identification", DAY)
    cases.submit_identification(link_id=s.link.id, case_id=s.asked, answers=answers, signer_name="代答", by=s.world.who("officer"), at=AT)


def propose_a_road_as_officer(s: Scene) -> None:
    facts = cases.TriageFacts(right_kind="unknown", likeness="none", district_known=True)
    cases.propose_triage(matter_id=_matter(s), facts=facts, by=s.world.who("officer"), at=AT)


def look_at_the_desk_as_supervisor(s: Scene) -> None:
    cases.desk(by=s.world.who("supervisor"), on=DAY)


def look_at_the_desk_as_right_holder(s: Scene) -> None:
    cases.desk(by=s.world.who("holder"), on=DAY)


def read_the_cases_of_a_rule_without_any_role(s: Scene) -> None:
    workbench.cases_under(law.parameter("mp-decision-period"), by=NOBODY, on=DAY)


def list_cases_for_exhibits_without_any_role(s: Scene) -> None:
    workbench.open_cases(by=NOBODY, on=DAY)


def read_what_changes_without_any_role(s: Scene) -> None:
    workbench.touched_cases((), by=NOBODY, on=DAY)


def look_at_closed_cases_as_supervisor(s: Scene) -> None:
    cases.closed_cases(by=s.world.who("supervisor"))


def look_at_decided_cases_as_supervisor(s: Scene) -> None:
    cases.decided_cases(by=s.world.who("supervisor"))


def look_at_waiting_reports_as_officer(s: Scene) -> None:
    cases.unregistered_matters(by=s.world.who("officer"))


def read_the_neighbours_proposal(s: Scene) -> None:
    cases.proposal(s.proposal, by=s.world.who("neighbour officer"))


def read_a_case_file_when_only_the_matter_is_shared(s: Scene) -> None:
    matters.join(matter_id=_matter(s), role="handling_unit", actor_id=s.world.unit(NEIGHBOUR), label="邻局", by=SYSTEM, at=AT)
    cases.case_file(s.asked, by=s.world.who("neighbour officer"), on=DAY)


def see_the_request_with_a_partys_link(s: Scene) -> None:
    cases.identification_request(by=Actor("li-party", frozenset({"party", "anyone"}), about=s.asked))


def enrol_somebodys_second_factor_as_officer(s: Scene) -> None:
    frame_services.enrol_second_factor(account_id=s.world.accounts["bureau_head"], by=s.world.who("officer"), at=AT)


def note_a_second_factor_as_guest(s: Scene) -> None:
    frame_services.note_second_factor(by=ANYONE, at=AT)


def load_a_plan_as_bureau_head(s: Scene) -> None:
    folder = worlds.a_city()
    content = read_city(folder).plan_path.read_bytes() + b"\n"
    assessment.load_plan(content=content, by=s.world.who("bureau_head"), at=AT)


def read_the_matrix_without_any_role(s: Scene) -> None:
    assessment.matrix(on=DAY, by=NOBODY)


def bind_the_plan_as_supervisor(s: Scene) -> None:
    assessment.bind_plan(plan_id=_plan(), goals=(), figures=(), by=s.world.who("supervisor"), at=AT)


def read_a_task_without_any_role(s: Scene) -> None:
    assessment.matrix_of_task(_task("1").id, on=DAY, by=NOBODY)


def read_a_series_without_any_role(s: Scene) -> None:
    assessment.series("closed_penalty_cases", on=DAY, by=NOBODY)


def list_the_plans_without_any_role(s: Scene) -> None:
    assessment.versions(by=NOBODY)


def read_a_plans_text_without_any_role(s: Scene) -> None:
    assessment.original(_plan(), by=NOBODY)


def report_progress_as_supervisor(s: Scene) -> None:
    by = s.world.who("own supervisor")
    assessment.report_progress(task_id=_task("1").id, period_from=DAY, period_to=DAY, text="遴选重点单位二十家。", by=by, at=AT)


def _report(s: Scene) -> str:
    by = s.world.who("liaison")
    return assessment.report_progress(task_id=_task("1").id, period_from=DAY, period_to=DAY, text="遴选重点单位二十家。", by=by, at=AT)


def review_ones_own_units_report(s: Scene) -> None:
    assessment.review_report(report_id=_report(s), accepted=True, by=s.world.who("own supervisor"), at=AT)


def review_a_report_as_its_author(s: Scene) -> None:
    assessment.review_report(report_id=_report(s), accepted=True, by=s.world.who("liaison"), at=AT)


def publish_a_report_nobody_has_reviewed(s: Scene) -> None:
    assessment.publish_report(report_id=_report(s), by=s.world.who("plan supervisor"), at=AT)


def read_an_unpublished_report_as_guest(s: Scene) -> None:
    assessment.report(_report(s), by=ANYONE)


def read_an_unpublished_report_as_another_units_officer(s: Scene) -> None:
    assessment.report(_report(s), by=s.world.who("court liaison"))


def _supervision(s: Scene, *, answered: bool = False) -> str:
    by = s.world.who("plan supervisor")
    made = assessment.open_supervision(
        task_id=_task("3").id, unit_id=s.world.unit("market"), text="到期没有建成，请说明。", answer_by=DAY, by=by, at=AT
    )
    if answered:
        assessment.answer_supervision(supervision_id=made, text="正在建设之中。", by=s.world.who("liaison"), at=AT)
    return made


def open_a_supervision_as_officer(s: Scene) -> None:
    assessment.open_supervision(
        task_id=_task("3").id, unit_id=s.world.unit("court"), text="到期没有建成，请说明。", answer_by=DAY, by=s.world.who("liaison"), at=AT
    )


def answer_in_another_units_place(s: Scene) -> None:
    assessment.answer_supervision(supervision_id=_supervision(s), text="正在建设之中。", by=s.world.who("court liaison"), at=AT)


def return_an_answer_as_the_unit_that_gave_it(s: Scene) -> None:
    supervision_id = _supervision(s, answered=True)
    by = s.world.who("own supervisor")
    assessment.return_answer(supervision_id=supervision_id, text="请写明完成时间。", answer_by=DAY, by=by, at=AT)


def close_a_supervision_as_the_unit_addressed(s: Scene) -> None:
    by = s.world.who("own supervisor")
    assessment.close_supervision(supervision_id=_supervision(s, answered=True), text="已说明情况。", by=by, at=AT)


def read_a_supervision_as_guest(s: Scene) -> None:
    assessment.supervision(_supervision(s), by=ANYONE, on=DAY)


def read_a_supervision_as_another_units_officer(s: Scene) -> None:
    assessment.supervision(_supervision(s), by=s.world.who("court liaison"), on=DAY)


def _plan() -> str:
    return assessment.matrix(on=DAY, by=ANYONE).plan_id


def read_a_figure_without_any_role(s: Scene) -> None:
    assessment.figure("closed_penalty_cases", on=DAY, by=NOBODY)


def open_a_matter_as_registrar(s: Scene) -> None:
    matters.open_matter(
        title="私立案卷", district_code="990102", right_id="", reporter_link_id="li-x", identity=None, by=s.world.who("registrar"), at=AT
    )


def set_the_standing_as_bureau_head(s: Scene) -> None:
    by = s.world.who("bureau_head")
    matters.set_standing(
        matter_id=_matter(s), holder_unit_id=by.unit_id, stage="已办结", stage_en="Done", done="x", done_en="x", by=by, at=AT
    )


def join_a_matter_as_the_neighbour(s: Scene) -> None:
    by = s.world.who("neighbour officer")
    matters.join(matter_id=_matter(s), role="handling_unit", actor_id=by.unit_id, label="邻局", by=by, at=AT)


def unseal_the_reporter_as_officer(s: Scene) -> None:
    matters.unseal_reporter(matter_id=_matter(s), reason="办案需要当面核实", by=s.world.who("officer"), at=AT)


def unseal_the_reporter_as_the_neighbours_head(s: Scene) -> None:
    matters.unseal_reporter(matter_id=_matter(s), reason="办案需要当面核实", by=s.world.who("neighbour bureau_head"), at=AT)


def read_a_matter_as_the_neighbour(s: Scene) -> None:
    matters.matter(_matter(s), by=s.world.who("neighbour officer"))


def read_a_matter_with_another_reports_code(s: Scene) -> None:
    matters.matter(_matter(s), by=_other_reporter(s))


def read_progress_with_another_reports_code(s: Scene) -> None:
    matters.progress(_matter(s), by=_other_reporter(s))


def read_the_timeline_as_its_reporter(s: Scene) -> None:
    matters.timeline(_matter(s), by=Actor("li-r", frozenset({"reporter", "anyone"}), about=_matter(s)))


def register_a_mark_without_a_mandate(s: Scene) -> None:
    by = in_role(s.world.who("holder"))
    days = (date(2020, 1, 1), date(2029, 12, 31))
    rights.register_mark(
        number="88000009",
        name="云",
        owner_id=s.world.owner,
        classes="30",
        goods="茶",
        valid_from=days[0],
        last_day=days[1],
        by=by,
        at=AT,
    )


def read_a_mark_without_any_role(s: Scene) -> None:
    rights.mark(s.world.mark, by=NOBODY)


def read_an_owners_marks_without_any_role(s: Scene) -> None:
    rights.marks_of(s.world.owner, by=NOBODY)


def read_all_marks_without_any_role(s: Scene) -> None:
    rights.all_marks(by=NOBODY)


def queue_a_message_as_publisher(s: Scene) -> None:
    exchange.queue(system="credit_publicity", about=s.decided, payload=_notice(), by=s.world.who("publisher"), at=AT)


def deliver_a_message_as_publisher(s: Scene) -> None:
    exchange_services.deliver(message_id=s.message, by=s.world.who("publisher"), at=AT)


def propose_findings_as_officer(s: Scene) -> None:
    identification.propose_findings(matter_id=_matter(s), sign="云山房", by=s.world.who("officer"), at=AT)


def _decide(s: Scene, name: str) -> None:
    finding = identification.findings_of(_matter(s))[0]
    identification.decide_finding(finding_id=finding.id, confirmed=True, reason="三字中两字相同、一字同音", by=s.world.who(name), at=AT)


def decide_a_finding_as_the_neighbours_officer(s: Scene) -> None:
    _decide(s, "neighbour officer")


def decide_a_finding_as_bureau_head(s: Scene) -> None:
    _decide(s, "bureau_head")


def start_a_report_without_any_role(s: Scene) -> None:
    intake.start_report(secret=new_secret(), by=NOBODY, at=AT)


def save_into_somebody_elses_draft(s: Scene) -> None:
    intake.save_draft(draft_id=s.draft, answers={"goods": "别的"}, by=_other_reporter(s), at=AT)


def save_into_a_draft_as_guest(s: Scene) -> None:
    intake.save_draft(draft_id=s.draft, answers={"goods": "别的"}, by=ANYONE, at=AT)


def attach_to_somebody_elses_draft(s: Scene) -> None:
    intake.attach_file(draft_id=s.draft, blob=_blob(), name="x.pdf", purpose="x", by=_other_reporter(s), at=AT)


def submit_somebody_elses_draft(s: Scene) -> None:
    intake.submit_report(draft_id=s.draft, by=_other_reporter(s), at=AT)


def read_somebody_elses_draft(s: Scene) -> None:
    intake.draft(s.draft, by=_other_reporter(s))


def read_a_draft_as_officer(s: Scene) -> None:
    intake.draft(s.draft, by=s.world.who("officer"))


def deposit_an_exhibit_as_bureau_head(s: Scene) -> None:
    evidence.deposit_exhibit(blob=_blob(), name="x.pdf", about=s.asked, purpose="x", by=s.world.who("bureau_head"), at=AT)


def draft_a_publication_as_officer(s: Scene) -> None:
    disclosure.propose_publication(case_id=s.decided, by=s.world.who("officer"), at=LATE)


def check_a_publication_as_the_neighbours_reviewer(s: Scene) -> None:
    disclosure.check_publication(publication_id=s.publication, by=s.world.who("neighbour reviewer"), at=LATE)


def check_a_publication_as_officer(s: Scene) -> None:
    disclosure.check_publication(publication_id=s.publication, by=s.world.who("officer"), at=LATE)


def prepare_a_copy_as_the_neighbours_publisher(s: Scene) -> None:
    disclosure.prepare_publication(publication_id=s.publication, by=s.world.who("neighbour publisher"), at=LATE)


def publish_unchecked_as_the_neighbours_publisher(s: Scene) -> None:
    prepared = disclosure.prepare_publication(publication_id=s.publication, by=s.world.who("publisher"), at=LATE)
    disclosure.publish(publication_id=s.publication, prepared=prepared, by=s.world.who("neighbour publisher"), at=LATE)


def publish_a_second_time(s: Scene) -> None:
    by = s.world.who("publisher")
    disclosure.check_publication(publication_id=s.publication, by=s.world.who("reviewer"), at=LATE)
    prepared = disclosure.prepare_publication(publication_id=s.publication, by=by, at=LATE)
    disclosure.publish(publication_id=s.publication, prepared=prepared, by=by, at=LATE)
    disclosure.publish(publication_id=s.publication, prepared=prepared, by=by, at=LATE)


def read_a_draft_publication_as_guest(s: Scene) -> None:
    disclosure.publication(s.publication, by=ANYONE)


def read_a_draft_publication_as_the_neighbours_publisher(s: Scene) -> None:
    disclosure.publication(s.publication, by=s.world.who("neighbour publisher"))


def issue_a_document_past_the_procedure(s: Scene) -> None:
    documents.issue(
        document_id=new_id("do"),
        kind="penalty_decision",
        title="行政处罚决定书",
        title_en="Decision",
        number="私〔2026〕1号",
        about=(s.asked,),
        blob=_blob(),
        by=s.world.who("bureau_head"),
        at=AT,
    )


def register_a_person_as_bureau_head(s: Scene) -> None:
    people.register_person(name="亲戚", by=s.world.who("bureau_head"), at=AT)


def register_an_organisation_as_officer(s: Scene) -> None:
    people.register_organisation(name="空壳", by=s.world.who("officer"), at=AT)


def appoint_oneself_bureau_head(s: Scene) -> None:
    by = s.world.who("officer")
    people.appoint(person_id=by.person_id, unit_key=worlds.BUREAU, role="bureau_head", valid_from=DAY, by=by, at=AT)


def give_oneself_a_mandate(s: Scene) -> None:
    by = s.world.who("officer")
    people.give_mandate(person_id=by.person_id, organisation_id=s.world.owner, valid_from=DAY, by=by, at=AT)


def open_an_account_as_officer(s: Scene) -> None:
    person = people.register_person(name="新人", by=SYSTEM, at=AT)
    people.open_account(person_id=person, username="back-door", password=new_secret(), by=s.world.who("officer"), at=AT)


def issue_a_link_as_officer(s: Scene) -> None:
    people.issue_link(
        secret=new_secret(),
        purpose="tracking",
        role="reporter",
        about="x",
        single_use=False,
        expires_at=None,
        by=s.world.who("officer"),
        at=AT,
    )


def point_ones_code_at_another_matter(s: Scene) -> None:
    bearer = _other_reporter(s)
    people.retarget_link(link_id=bearer.id, purpose="tracking", about=_matter(s), expires_at=None, by=bearer, at=AT)


def spend_the_right_holders_link_as_officer(s: Scene) -> None:
    people.spend_link(link_id=s.link.id, by=s.world.who("officer"), at=AT)


def load_a_city_as_bureau_head(s: Scene) -> None:
    load_city(city=read_city(worlds.a_city()), by=s.world.who("bureau_head"), at=AT)


def _nominate(s: Scene, by: Actor) -> str:
    answers = answers_of(kind_of("mediation_body"))
    return registers.nominate(kind="mediation_body", answers=answers, by=by, at=AT).entry_id


def nominate_as_bureau_head(s: Scene) -> None:
    _nominate(s, s.world.who("bureau_head"))


def nominate_in_the_name_of_no_unit(s: Scene) -> None:
    _nominate(s, replace(s.world.who("officer"), unit_id=""))


def amend_an_entry_as_the_neighbours_officer(s: Scene) -> None:
    entry_id = nominated(s.world, "mediation_body", on=DAY)
    answers = answers_of(kind_of("mediation_body"), contact_phone="1")
    registers.amend(entry_id=entry_id, answers=answers, reason="换号", by=s.world.who("neighbour officer"), at=AT)


def _on_the_register(s: Scene) -> str:
    return admitted(s.world, "mediation_body", on=DAY)


def _admit(s: Scene, by: Actor) -> None:
    entry_id = nominated(s.world, "mediation_body", on=DAY)
    registers.admit(entry_id=entry_id, effective_on=DAY, basis="会议", checks=["is_founded"], by=by, at=AT)


def admit_as_officer(s: Scene) -> None:
    _admit(s, s.world.who("officer2"))


def admit_as_the_neighbours_head(s: Scene) -> None:
    _admit(s, s.world.who("neighbour bureau_head"))


def refuse_as_the_neighbours_head(s: Scene) -> None:
    registers.refuse(entry_id=nominated(s.world, "mediation_body", on=DAY), reasons=REASONS, by=s.world.who("neighbour bureau_head"), at=AT)


def suspend_as_officer(s: Scene) -> None:
    registers.suspend(entry_id=_on_the_register(s), effective_on=DAY, reasons=REASONS, by=s.world.who("officer"), at=AT)


def reinstate_as_officer(s: Scene) -> None:
    entry_id = _on_the_register(s)
    registers.suspend(entry_id=entry_id, effective_on=DAY, reasons=REASONS, by=s.world.who("bureau_head"), at=AT)
    registers.reinstate(entry_id=entry_id, effective_on=DAY, basis="会议", by=s.world.who("officer"), at=AT)


def remove_a_member_as_the_neighbours_head(s: Scene) -> None:
    registers.remove(entry_id=_on_the_register(s), effective_on=DAY, reasons=REASONS, by=s.world.who("neighbour bureau_head"), at=AT)


def renew_as_officer(s: Scene) -> None:
    entry_id = _on_the_register(s)
    registers.renew(entry_id=entry_id, effective_on=DAY, last_day=DAY, basis="会议", by=s.world.who("officer"), at=AT)


def import_a_register_as_bureau_head(s: Scene) -> None:
    registers.import_entries(kind="mediation_body", rows=[], unit_key=worlds.BUREAU, by=s.world.who("bureau_head"), at=AT)


def load_goals_as_bureau_head(s: Scene) -> None:
    registers.load_goals(goals=[], by=s.world.who("bureau_head"), at=AT)


def read_the_neighbours_nomination(s: Scene) -> None:
    registers.entry(nominated(s.world, "mediation_body", on=DAY), by=s.world.who("neighbour officer"), on=DAY)


def look_at_the_register_desk_as_supervisor(s: Scene) -> None:
    register_selectors.desk(by=s.world.who("supervisor"), on=DAY)


Goal = Callable[[Scene], None]

FORBIDDEN: dict[str, tuple[Goal, ...]] = {
    "cases.services.open_case": (open_a_case_as_an_officer,),
    "cases.services.withdraw_proposal": (withdraw_ones_proposal_after_moving_to_the_neighbour,),
    "cases.services.prepare_signature": (prepare_a_signature_as_the_neighbours_officer,),
    "cases.services.sign": (sign_as_the_neighbours_officer,),
    "cases.services.issue_identification_link": (make_a_link_into_the_neighbours_case, make_a_link_as_head),
    "cases.services.submit_identification": (answer_in_the_right_holders_place_as_officer,),
    "cases.services.propose_triage": (propose_a_road_as_officer,),
    "workbench.selectors.cases_under": (read_the_cases_of_a_rule_without_any_role,),
    "workbench.selectors.open_cases": (list_cases_for_exhibits_without_any_role,),
    "workbench.selectors.touched_cases": (read_what_changes_without_any_role,),
    "cases.selectors.desk": (look_at_the_desk_as_supervisor, look_at_the_desk_as_right_holder),
    "cases.selectors.closed_cases": (look_at_closed_cases_as_supervisor,),
    "cases.selectors.unregistered_matters": (look_at_waiting_reports_as_officer,),
    "cases.selectors.proposal": (read_the_neighbours_proposal,),
    "cases.selectors.identification_request": (see_the_request_with_a_partys_link,),
    "cases.selectors.decided_cases": (look_at_decided_cases_as_supervisor,),
    "cases.selectors._readable": (read_a_case_file_when_only_the_matter_is_shared,),
    "frame.services.enrol_second_factor": (enrol_somebodys_second_factor_as_officer,),
    "frame.services.note_second_factor": (note_a_second_factor_as_guest,),
    "assessment.services.load_plan": (load_a_plan_as_bureau_head,),
    "assessment.selectors.matrix": (read_the_matrix_without_any_role,),
    "assessment.selectors.figure": (read_a_figure_without_any_role,),
    "assessment.services.bind_plan": (bind_the_plan_as_supervisor,),
    "assessment.selectors.matrix_of_task": (read_a_task_without_any_role,),
    "assessment.selectors.series": (read_a_series_without_any_role,),
    "assessment.selectors.versions": (list_the_plans_without_any_role,),
    "assessment.selectors.original": (read_a_plans_text_without_any_role,),
    "assessment.progress.report_progress": (report_progress_as_supervisor,),
    "assessment.progress.review_report": (review_ones_own_units_report, review_a_report_as_its_author),
    "assessment.progress.publish_report": (publish_a_report_nobody_has_reviewed,),
    "assessment.progress_selectors.report": (read_an_unpublished_report_as_guest, read_an_unpublished_report_as_another_units_officer),
    "assessment.supervision.open_supervision": (open_a_supervision_as_officer,),
    "assessment.supervision.answer_supervision": (answer_in_another_units_place,),
    "assessment.supervision.return_answer": (return_an_answer_as_the_unit_that_gave_it,),
    "assessment.supervision.close_supervision": (close_a_supervision_as_the_unit_addressed,),
    "assessment.progress_selectors.supervision": (read_a_supervision_as_guest, read_a_supervision_as_another_units_officer),
    "matters.services.open_matter": (open_a_matter_as_registrar,),
    "matters.services.set_standing": (set_the_standing_as_bureau_head,),
    "matters.services.join": (join_a_matter_as_the_neighbour,),
    "matters.services.unseal_reporter": (unseal_the_reporter_as_officer, unseal_the_reporter_as_the_neighbours_head),
    "matters.selectors.matter": (read_a_matter_as_the_neighbour, read_a_matter_with_another_reports_code),
    "matters.selectors.progress": (read_progress_with_another_reports_code,),
    "matters.selectors.timeline": (read_the_timeline_as_its_reporter,),
    "rights.services.register_mark": (register_a_mark_without_a_mandate,),
    "rights.selectors.mark": (read_a_mark_without_any_role,),
    "rights.selectors.marks_of": (read_an_owners_marks_without_any_role,),
    "rights.selectors.all_marks": (read_all_marks_without_any_role,),
    "exchange.services.queue": (queue_a_message_as_publisher,),
    "exchange.services.deliver": (deliver_a_message_as_publisher,),
    "identification.services.propose_findings": (propose_findings_as_officer,),
    "identification.services.decide_finding": (decide_a_finding_as_the_neighbours_officer, decide_a_finding_as_bureau_head),
    "intake.services.start_report": (start_a_report_without_any_role,),
    "intake.services.save_draft": (save_into_somebody_elses_draft, save_into_a_draft_as_guest),
    "intake.services.attach_file": (attach_to_somebody_elses_draft,),
    "intake.services.submit_report": (submit_somebody_elses_draft,),
    "intake.selectors.draft": (read_somebody_elses_draft, read_a_draft_as_officer),
    "evidence.services.deposit_exhibit": (deposit_an_exhibit_as_bureau_head,),
    "disclosure.services.propose_publication": (draft_a_publication_as_officer,),
    "disclosure.services.check_publication": (check_a_publication_as_the_neighbours_reviewer, check_a_publication_as_officer),
    "disclosure.services.prepare_publication": (prepare_a_copy_as_the_neighbours_publisher,),
    "disclosure.services.publish": (publish_unchecked_as_the_neighbours_publisher, publish_a_second_time),
    "disclosure.selectors.publication": (read_a_draft_publication_as_guest, read_a_draft_publication_as_the_neighbours_publisher),
    "documents.services.issue": (issue_a_document_past_the_procedure,),
    "people.services.register_person": (register_a_person_as_bureau_head,),
    "people.services.register_organisation": (register_an_organisation_as_officer,),
    "people.services.appoint": (appoint_oneself_bureau_head,),
    "people.services.give_mandate": (give_oneself_a_mandate,),
    "people.services.open_account": (open_an_account_as_officer,),
    "people.services.issue_link": (issue_a_link_as_officer,),
    "people.services.retarget_link": (point_ones_code_at_another_matter,),
    "people.services.spend_link": (spend_the_right_holders_link_as_officer,),
    "people.services.load_city": (load_a_city_as_bureau_head,),
    "registers.services.nominate": (nominate_as_bureau_head, nominate_in_the_name_of_no_unit),
    "registers.services.amend": (amend_an_entry_as_the_neighbours_officer,),
    "registers.services.admit": (admit_as_officer, admit_as_the_neighbours_head),
    "registers.services.refuse": (refuse_as_the_neighbours_head,),
    "registers.services.suspend": (suspend_as_officer,),
    "registers.services.reinstate": (reinstate_as_officer,),
    "registers.services.remove": (remove_a_member_as_the_neighbours_head,),
    "registers.services.renew": (renew_as_officer,),
    "registers.services.import_entries": (import_a_register_as_bureau_head,),
    "registers.services.load_goals": (load_goals_as_bureau_head,),
    "registers.selectors.entry": (read_the_neighbours_nomination,),
    "registers.selectors.desk": (look_at_the_register_desk_as_supervisor,),
}


def refused_by(call: Call, goal: Callable[[], None]) -> str:
    """Try a goal with the call in place and without; return what is wrong, "" when that very call refuses and is missed."""
    try:
        with transaction.atomic():
            goal()
            transaction.set_rollback(True)
        return f"{call.name} ({call.act}): nobody refuses"
    except NotAllowed as refusal:
        lines = {(frame.f_globals["__name__"], line) for frame, line in walk_tb(refusal.__traceback__)}
        if not any(name == call.module and call.first_line <= line <= call.last_line for name, line in lines):
            return f"{call.name} ({call.act}): refused elsewhere, not at {call.place}"
    with without(call):
        try:
            with transaction.atomic():
                goal()
                transaction.set_rollback(True)
        except NotAllowed:
            return f"{call.name} ({call.act}): without the call at {call.place} somebody else refuses too, so nobody would miss it"
        except PlatformError:
            pass  # a reason of procedure, not of permission: a test that expects NotAllowed turns red
    return ""


def test_every_call_has_a_goal_written_for_it() -> None:
    missing = [f"{call.place} {call.name} ({call.act})" for call in CALLS if call.name not in FORBIDDEN and call.name not in BY_STEP]
    assert not missing, "no forbidden goal for:\n" + "\n".join(missing)
    stale = sorted((FORBIDDEN.keys() | set(BY_STEP)) - {call.name for call in CALLS})
    assert not stale, f"goals for calls that are gone: {stale}"


def test_a_call_without_a_goal_is_named(tmp_path: Path) -> None:
    room = tmp_path / "quandun" / "tea"
    room.mkdir(parents=True)
    (room / "services.py").write_text("def brew(by):\n    people.allow(by, 'tea.brew')\n    allow(by,\n      'tea.pour')\n")
    found = calls_of_allow(tmp_path / "quandun")
    assert [(one.name, one.act, one.first_line, one.last_line) for one in found] == [
        ("tea.services.brew", "'tea.brew'", 2, 2),
        ("tea.services.brew#2", "'tea.pour'", 3, 4),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("call", "goal"),
    [pytest.param(call, goal, id=f"{call.name}-{goal.__name__}") for call in CALLS for goal in FORBIDDEN.get(call.name, ())],
)
def test_it_refuses_and_would_be_missed(call: Call, goal: Goal, scene: Scene) -> None:
    fault = refused_by(call, lambda: goal(scene))
    assert not fault, fault


@pytest.mark.django_db
def test_no_step_is_open_to_the_neighbour_or_to_the_wrong_capacity(scene: Scene) -> None:
    """Walk the road once; before every step of the manifest try it as those who must not, by both calls made of the step."""
    world, by_name = scene.world, {call.name: call for call in CALLS}
    case_id, tried, faults = world.case(), set[str](), list[str]()
    turn: list[str] = []
    for step, _ in ROAD:
        turn += [step, *(key for key, (after, _) in ASIDE.items() if after == step)]
    for step in turn:
        for by in _must_not_propose(scene, step):

            def propose(step: str = step, by: Actor = by) -> None:
                answers = answers_for(step, day_of(step))
                cases.propose_step(case_id=case_id, step=step, answers=answers, by=by, at=at_hour(day_of(step)))

            def look(step: str = step, by: Actor = by) -> None:
                cases.step_of(case_id, step, by=by)

            faults += [
                f"{step}: {fault}" for fault in (refused_by(by_name[BY_STEP[0]], propose), refused_by(by_name[BY_STEP[1]], look)) if fault
            ]
        tried.add(step)
        if step in dict(ROAD):
            world.take(case_id, step)
    assert not faults, "\n".join(faults)
    penalty = next(one for one in cases.case_types() if one.key == PENALTY)
    assert tried == {step.key for step in penalty.steps}, "a step of the manifest stands neither on the road nor aside of it"


def _must_not_propose(s: Scene, step: str) -> tuple[Actor, ...]:
    """The neighbour's same capacity, the own bureau's head, a guest; for the right holder's step a link about another case."""
    first = s.world.signers(step)[0]
    if first == "right_holder":
        other = replace(s.link, about=s.new_case)
        return (other, s.world.who("officer"), s.world.who("holder"))
    return (s.world.who(f"neighbour {first}"), s.world.who("bureau_head"), ANYONE)


# Goals that nobody may reach ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_officer_cannot_sign_twice_in_one_step(scene: Scene) -> None:
    scene.world.sign(scene.proposal, "officer", DAY)
    with pytest.raises(NotYourTurn):
        scene.world.sign(scene.proposal, "officer", DAY)


@pytest.mark.django_db
def test_a_bureau_head_cannot_approve_what_they_proposed_as_officer(scene: Scene) -> None:
    """One person may hold two posts, but signs once in a step: the approval is somebody else's."""
    world = scene.world
    person = world.who("officer2").person_id
    people.appoint(person_id=person, unit_key=worlds.BUREAU, role="bureau_head", valid_from=date(2026, 1, 6), by=SYSTEM, at=AT)
    asked = scene.asked
    both = replace(world.who("officer2"), roles=world.who("officer2").roles | {"bureau_head", "officer"})
    answers = answers_for("extend_decision", DAY)
    proposal = cases.propose_step(case_id=asked, step="extend_decision", answers=answers, by=both, at=AT)
    for by in (both, world.who("officer")):
        prepared = cases.prepare_signature(proposal_id=proposal, opinion="同意", by=by, at=AT)
        cases.sign(proposal_id=proposal, prepared=prepared, opinion="同意", by=by, at=AT)
    with pytest.raises(NotYourTurn):
        cases.prepare_signature(proposal_id=proposal, opinion="同意", by=both, at=AT)
    with pytest.raises(NotYourTurn):
        cases.sign(proposal_id=proposal, prepared=cases.Prepared(_version(asked), ()), opinion="同意", by=both, at=AT)


def _version(case_id: str) -> int:
    return Happened.objects.filter(case__public_id=case_id).count()


@pytest.mark.django_db
def test_who_investigated_cannot_review(scene: Scene) -> None:
    world = scene.world
    case_id = world.case_before("review_case")
    proposal = world.propose(case_id, "review_case")
    investigator = replace(world.who("officer"), roles=world.who("officer").roles | {"reviewer"})
    with pytest.raises(NotYourTurn):
        cases.prepare_signature(proposal_id=proposal, opinion="同意", by=investigator, at=AT)
    assert world.sign(proposal, "reviewer", day_of("review_case")).effective


@pytest.mark.django_db
def test_the_reporters_identity_is_not_opened_without_a_reason_or_by_an_officer(scene: Scene) -> None:
    with pytest.raises(ReasonMissing):
        matters.unseal_reporter(matter_id=_matter(scene), reason="　急 ", by=scene.world.who("bureau_head"), at=AT)
    with pytest.raises(NotAllowed):
        matters.unseal_reporter(matter_id=_matter(scene), reason="办案需要当面核实", by=scene.world.who("officer"), at=AT)
    opened = matters.unseal_reporter(matter_id=_matter(scene), reason="办案需要当面核实", by=scene.world.who("bureau_head"), at=AT)
    assert opened == {"name": worlds.REPORTER_NAME, "phone": worlds.REPORTER_PHONE}


@pytest.mark.django_db
def test_an_unchecked_copy_is_not_published(scene: Scene) -> None:
    by = scene.world.who("publisher")
    prepared = disclosure.prepare_publication(publication_id=scene.publication, by=by, at=LATE)
    with pytest.raises(NotChecked):
        disclosure.publish(publication_id=scene.publication, prepared=prepared, by=by, at=LATE)


@pytest.mark.django_db
def test_who_drafted_a_copy_cannot_check_it(scene: Scene) -> None:
    drafter = scene.world.who("publisher")
    with pytest.raises(NotChecked):
        disclosure.check_publication(publication_id=scene.publication, by=replace(drafter, roles=drafter.roles | {"reviewer"}), at=LATE)


@pytest.mark.django_db
def test_a_spent_link_opens_nothing(scene: Scene) -> None:
    world, secret = scene.world, new_secret()
    link_id = cases.issue_identification_link(case_id=scene.asked, secret=secret, by=world.who("officer"), at=AT)
    bearer = people.link_of(secret, "identification", AT).actor
    answers = answers_for("receive_identification", DAY)
    for _ in range(2):
        assert people.link_of(secret, "identification", AT).id == link_id  # looking does not spend it
    assert cases.submit_identification(link_id=link_id, case_id=scene.asked, answers=answers, signer_name="权", by=bearer, at=AT).effective
    with pytest.raises(LinkNotUsable):
        people.link_of(secret, "identification", AT)
    with pytest.raises(LinkNotUsable):
        people.spend_link(link_id=link_id, by=bearer, at=AT)
    with pytest.raises(PlatformError):
        cases.submit_identification(link_id=link_id, case_id=scene.asked, answers=answers, signer_name="权", by=bearer, at=AT)


@pytest.mark.django_db
def test_a_second_link_is_useless_once_the_opinion_is_given(scene: Scene) -> None:
    first, second = scene.world.link(scene.asked), scene.world.link(scene.asked)
    answers = answers_for("receive_identification", DAY)
    cases.submit_identification(link_id=first.id, case_id=scene.asked, answers=answers, signer_name="权", by=first, at=AT)
    with pytest.raises(StepNotPossible):
        cases.submit_identification(link_id=second.id, case_id=scene.asked, answers=answers, signer_name="权", by=second, at=AT)


@pytest.mark.django_db
def test_a_link_about_one_case_opens_no_other(scene: Scene) -> None:
    other = scene.world.case_before("receive_identification")
    answers = answers_for("receive_identification", DAY)
    with pytest.raises(NotAllowed):
        cases.submit_identification(link_id=scene.link.id, case_id=other, answers=answers, signer_name="权", by=scene.link, at=AT)
    with pytest.raises(NotAllowed):
        cases.case_file(scene.asked, by=scene.link, on=DAY)


@pytest.mark.django_db
def test_a_link_of_another_case_is_not_spent_in_ones_place(scene: Scene) -> None:
    """The bearer of link A answers case A but names the id of link B: B stays good."""
    other = scene.world.case_before("receive_identification")
    theirs = scene.world.link(other)
    answers = answers_for("receive_identification", DAY)
    with pytest.raises(LinkNotUsable):
        cases.submit_identification(link_id=theirs.id, case_id=scene.asked, answers=answers, signer_name="权", by=scene.link, at=AT)


@pytest.mark.django_db
def test_the_neighbour_reads_neither_the_file_nor_its_documents(scene: Scene) -> None:
    for role in ("registrar", "officer", "unit_head", "reviewer", "bureau_head", "publisher", "supervisor"):
        by = scene.world.who(f"neighbour {role}")
        for read in (
            lambda by=by: cases.case_file(scene.decided, by=by, on=date(2026, 11, 6)),
            lambda by=by: matters.timeline(_matter(scene), by=by),
            lambda by=by: disclosure.publication(scene.publication, by=by),
        ):
            with pytest.raises(NotAllowed):
                read()
        assert not matters.matters_of(by=by)


@pytest.mark.django_db
def test_a_right_holder_registers_no_mark_for_another_owner(scene: Scene) -> None:
    other = people.register_organisation(name="别家（虚构）", by=SYSTEM, at=AT)
    with pytest.raises(NotAllowed):
        rights.register_mark(
            number="88000010",
            name="云",
            owner_id=other,
            classes="30",
            goods="茶",
            valid_from=date(2020, 1, 1),
            last_day=date(2029, 12, 31),
            by=scene.world.who("holder"),
            at=AT,
        )


@pytest.mark.django_db
def test_a_submitted_drafts_code_no_longer_opens_the_draft(scene: Scene) -> None:
    draft_id, bearer = scene.world.draft()
    matter_id = intake.submit_report(draft_id=draft_id, by=bearer, at=AT).matter_id
    holder = people.link_of(scene.world.codes[draft_id], "tracking", AT).actor
    assert matters.matter(holder.about, by=holder).id == matter_id
    with pytest.raises(NotAllowed):
        intake.draft(draft_id, by=holder)
    with pytest.raises(LinkNotUsable):
        people.link_of(scene.world.codes[draft_id], "report_draft", AT)


@pytest.mark.django_db
def test_an_expired_draft_code_opens_nothing(scene: Scene) -> None:
    with pytest.raises(LinkNotUsable):
        people.link_of(scene.world.codes[scene.draft], "report_draft", at_hour(date(2026, 10, 31)))


@pytest.mark.django_db
def test_a_post_that_has_not_begun_gives_nothing(scene: Scene) -> None:
    before = scene.world.who("officer", date(2026, 1, 4))
    with pytest.raises(NotAllowed):
        cases.case_file(scene.asked, by=before, on=DAY)
