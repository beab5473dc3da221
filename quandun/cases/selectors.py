"""Reads of cases: the desk, the case file, what a step asks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from quandun.cases.access import CaseAccess
from quandun.cases.domain import rules
from quandun.cases.domain.clocks import Clock, clocks
from quandun.cases.domain.history import CAPACITY_TEXT, Happening, Signature, party_of, signing_order, standing
from quandun.cases.domain.types import IDENTIFICATION, CaseType, Field, Step
from quandun.cases.errors import NotYourTurn
from quandun.cases.history_store import history_of, signatures_of
from quandun.cases.models import Case, Proposal, Triage
from quandun.cases.registry import case_type_of, installed
from quandun.documents import api as documents
from quandun.evidence import api as evidence
from quandun.intake import api as intake
from quandun.kernel.actors import Actor
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.matters import api as matters
from quandun.people.api import allow, may


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One open case on a desk, with the clock that presses most."""

    case_id: str
    number: str
    name: str
    state: str
    state_en: str
    opened_at: datetime
    next_clock: Clock | None
    waits_for_me: bool
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepOption:
    """A step of the procedure as it stands for this actor: possible, or why not."""

    key: str
    name: str
    name_en: str
    basis: str
    obstacles: tuple[str, ...]
    permitted: bool

    @property
    def possible(self) -> bool:
        """Say whether the actor can propose it now."""
        return self.permitted and not self.obstacles


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal waiting for signatures."""

    id: str
    case_id: str
    step: str
    step_name: str
    step_name_en: str
    answers: Mapping[str, object]
    fields: tuple[Field, ...]
    proposed_at: datetime
    signatures: tuple[Signature, ...]
    next_capacity: str
    next_capacity_text: str
    my_turn: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class TriageView:
    """The road the table proposed for the matter."""

    route: str
    route_name: str
    reasons: tuple[str, ...]
    not_taken: tuple[tuple[str, str], ...]
    table_sha256: str
    proposed_at: datetime


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything a case page shows (案卷), as of a day."""

    id: str
    number: str
    name: str
    matter_id: str
    unit_id: str
    case_type: CaseType
    state: str
    final: bool
    opened_at: datetime
    closed_at: datetime | None
    history: tuple[Happening, ...]
    clocks: tuple[Clock, ...]
    party: dict[str, str]
    documents: tuple[documents.DocumentView, ...]
    exhibits: tuple[evidence.ExhibitView, ...]
    steps: tuple[StepOption, ...]
    proposals: tuple[ProposalView, ...]
    report: intake.ReportView
    triage: TriageView | None


def desk(*, by: Actor, on: date) -> list[DeskRow]:
    """Return the open cases of the actor's unit, most urgent deadline first (办案台)."""
    allow(by, "cases.view_desk")
    rows = [_desk_row(case, by, on) for case in Case.objects.filter(unit_id=by.unit_id, final=False).order_by("opened_at")]
    return sorted(rows, key=lambda row: (row.next_clock.last_day if row.next_clock else date.max, row.opened_at))


def closed_cases(*, by: Actor) -> list[DeskRow]:
    """Return the closed cases of the actor's unit, latest first."""
    allow(by, "cases.view_desk")
    found = Case.objects.filter(unit_id=by.unit_id, final=True).order_by("-closed_at")
    return [DeskRow(c.public_id, c.number, c.name, *_state_names(c), c.opened_at, None, False, ()) for c in found]


def unregistered_matters(*, by: Actor) -> list[matters.MatterView]:
    """Return the matters that wait at this unit for their source to be registered (待登记举报), oldest first."""
    allow(by, "cases.open_case")
    taken = set(Case.objects.filter(unit_id=by.unit_id).values_list("matter_id", flat=True))
    return sorted((m for m in matters.matters_of(by=by) if m.id not in taken), key=lambda m: m.opened_at)


def case_file(case_id: str, *, by: Actor, on: date) -> CaseFile:
    """Return the case as of a day; raises NotAllowed alike for absent and not mine."""
    case = _readable(case_id, by)
    kind = case_type_of(case.case_type)
    history = tuple(happening for happening in history_of(case) if happening.day <= on)
    now = standing(kind, history)
    running = clocks(kind, history, on=on)
    access = CaseAccess(case)
    options = tuple(
        StepOption(
            step.key,
            step.name,
            step.name_en,
            step.basis,
            rules.obstacles(kind, step, now, running),
            may(by, f"{kind.key}.{step.key}", access),
        )
        for step in kind.steps
    )
    right_id = matters.matter(case.matter_id, by=by).right_id
    exhibits = (*intake.report_exhibits(case.matter_id), *evidence.exhibits_about([one for one in (case_id, right_id) if one]))
    return CaseFile(
        id=case_id,
        number=case.number,
        name=case.name,
        matter_id=case.matter_id,
        unit_id=case.unit_id,
        case_type=kind,
        state=now.state,
        final=kind.state(now.state).final,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        history=history,
        clocks=running,
        party=party_of(history),
        documents=tuple(documents.documents_about(case_id)),
        exhibits=tuple(exhibits),
        steps=options,
        proposals=tuple(_proposal_view(p, kind, history, by) for p in case.proposals.filter(state="open").order_by("id")),
        report=intake.report_of(case.matter_id),
        triage=_triage(case.matter_id),
    )


def proposal(proposal_id: str, *, by: Actor) -> ProposalView:
    """Return an open proposal to those who may see its case."""
    row = Proposal.objects.select_related("case").filter(public_id=proposal_id, state="open").first()
    if row is None:
        raise NotFound()
    allow(by, "cases.view_case", CaseAccess(row.case))
    return _proposal_view(row, case_type_of(row.case.case_type), history_of(row.case), by)


def step_of(case_id: str, step: str, *, by: Actor) -> tuple[CaseType, Step]:
    """Return the step a form is about to be filled for; raises NotAllowed unless the actor may propose it here."""
    case = Case.objects.filter(public_id=case_id).first()
    if case is None:
        raise NotFound()
    kind = case_type_of(case.case_type)
    if step not in {one.key for one in kind.steps}:
        raise NotFound()
    allow(by, f"{kind.key}.{step}", CaseAccess(case))
    return kind, kind.step(step)


def triage_of(matter_id: str, *, by: Actor) -> TriageView | None:
    """Return the road proposed for a matter the actor may see."""
    matters.matter(matter_id, by=by)
    return _triage(matter_id)


def cases_of(matter_id: str, *, by: Actor) -> list[DeskRow]:
    """Return the cases of a matter that the actor may see."""
    rows = [c for c in Case.objects.filter(matter_id=matter_id).order_by("id") if may(by, "cases.view_case", CaseAccess(c))]
    return [DeskRow(c.public_id, c.number, c.name, *_state_names(c), c.opened_at, None, False, ()) for c in rows]


@dataclass(frozen=True, slots=True)
class CaseClocks:
    """A case with every clock that has started in it: for pages that ask where a rule of law is at work."""

    case_id: str
    number: str
    name: str
    case_type: str
    closed_on: date | None
    clocks: tuple[Clock, ...]


def clocks_of_cases(
    *, by: Actor, on: date, case_types: Collection[str], closed: bool = False, limit: int | None = None
) -> list[CaseClocks]:
    """Return the open (or closed) cases of these types that the actor may see, latest first, with their clocks as of a day.

    Who may see no case gets an empty list.
    """
    # Only these two relations to a case exist (CaseAccess); asking for them keeps the query within one unit.
    mine = Q(unit_id=by.unit_id) if by.unit_id else Q()
    found = Case.objects.filter(mine | Q(public_id=by.about), final=closed, case_type__in=case_types).order_by("-id")
    rows = [case for case in found[:limit] if may(by, "cases.view_case", CaseAccess(case))]
    return [
        CaseClocks(
            case.public_id,
            case.number,
            case.name,
            case.case_type,
            legal_day(case.closed_at) if case.closed_at else None,
            clocks(case_type_of(case.case_type), history_of(case), on=on),
        )
        for case in rows
    ]


@dataclass(frozen=True, slots=True)
class IdentificationRequest:
    """What the right holder sees behind a one-time link (协助辨认): the goods, not the file."""

    case_id: str
    unit_id: str
    goods: str
    used_sign: str
    right_id: str
    asked: Mapping[str, object]
    fields: tuple[Field, ...]
    photos: tuple[evidence.ExhibitView, ...]
    answered: bool


def identification_request(*, by: Actor) -> IdentificationRequest:
    """Return the request behind the bearer's link; raises NotAllowed for a link about nothing of ours."""
    case = Case.objects.filter(public_id=by.about).first()
    if case is None:
        raise NotFound()
    allow(by, "cases.view_identification", CaseAccess(case))
    kind = case_type_of(case.case_type)
    history = history_of(case)
    step = kind.linked_step(IDENTIFICATION)
    if step is None:
        raise NotFound()
    asked = next((h.answers for h in reversed(history) if h.step == step.asked_by), None)
    if asked is None:
        raise NotFound()
    report = intake.report_of(case.matter_id)
    return IdentificationRequest(
        case_id=case.public_id,
        unit_id=case.unit_id,
        goods=report.goods,
        used_sign=report.used_sign,
        right_id=matters.matter(case.matter_id, by=Actor.system("cases")).right_id,
        asked=asked,
        fields=kind.fields_of(step),
        photos=tuple(one for one in evidence.exhibits_about((case.public_id,)) if one.media_type.startswith("image/")),
        answered=step.sets <= standing(kind, history).marks,
    )


@dataclass(frozen=True, slots=True)
class DecidedCase:
    """A decided case, for those who publish."""

    id: str
    number: str
    name: str
    decided_on: date


def decided_cases(*, by: Actor) -> list[DecidedCase]:
    """Return the cases of the actor's unit that issued a penalty decision, latest first."""
    allow(by, "cases.view_desk")
    found: list[DecidedCase] = []
    for case in Case.objects.filter(unit_id=by.unit_id).order_by("-id"):
        decided = next((h for h in history_of(case) if h.step == "decide"), None)
        if decided is not None:
            found.append(DecidedCase(case.public_id, case.number, case.name, decided.day))
    return found


def case_types() -> list[CaseType]:
    """Return the installed case types."""
    return list(installed().values())


def may_view(case_id: str, *, by: Actor) -> bool:
    """Say whether the actor may see a case; False alike for one that does not exist."""
    case = Case.objects.filter(public_id=case_id).first()
    return case is not None and may(by, "cases.view_case", CaseAccess(case))


def _triage(matter_id: str) -> TriageView | None:
    row = Triage.objects.filter(matter_id=matter_id).first()
    if row is None:
        return None
    known = installed().get(row.route)
    name = known.name if known else "由登记人员判断"
    return TriageView(row.route, name, tuple(row.reasons), tuple((a, b) for a, b in row.not_taken), row.table_sha256, row.proposed_at)


def _readable(case_id: str, by: Actor) -> Case:
    case = Case.objects.filter(public_id=case_id).first()
    if case is None:
        raise NotFound()
    allow(by, "cases.view_case", CaseAccess(case))
    return case


def _state_names(case: Case) -> tuple[str, str]:
    state = case_type_of(case.case_type).state(case.state)
    return state.name, state.name_en


def _desk_row(case: Case, by: Actor, on: date) -> DeskRow:
    kind = case_type_of(case.case_type)
    history = history_of(case)
    pressing = [clock for clock in clocks(kind, history, on=on) if clock.open and clock.limits != "right"]
    waiting = [_proposal_view(row, kind, history, by) for row in case.proposals.filter(state="open")]
    return DeskRow(
        case.public_id,
        case.number,
        case.name,
        *_state_names(case),
        case.opened_at,
        min(pressing, key=lambda clock: clock.last_day, default=None),
        any(view.my_turn for view in waiting),
        tuple(f"{view.step_name}：待{view.next_capacity_text}签名" for view in waiting),
    )


def _proposal_view(row: Proposal, kind: CaseType, history: tuple[Happening, ...], by: Actor) -> ProposalView:
    step = kind.step(row.step)
    given = signatures_of(row)
    order = signing_order(step)
    capacity = order[len(given)].capacity if len(given) < len(order) else ""
    try:
        rules.refuse_wrong_signer(step, given, history, roles=by.roles, person_id=by.person_id)
        my_turn = may(by, "cases.sign", CaseAccess(row.case))
    except NotYourTurn:
        my_turn = False
    return ProposalView(
        id=row.public_id,
        case_id=row.case.public_id,
        step=step.key,
        step_name=step.name,
        step_name_en=step.name_en,
        answers=row.answers,
        fields=kind.fields_of(step),
        proposed_at=row.proposed_at,
        signatures=given,
        next_capacity=capacity,
        next_capacity_text=CAPACITY_TEXT[capacity][0] if capacity else "",
        my_turn=my_turn,
        mine=row.proposed_by == by.id,
    )
