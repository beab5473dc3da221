"""Writes of cases: open, propose, sign (which may take effect), withdraw, propose a road.

`sign` is in two halves: `prepare` renders and keeps the documents outside any transaction, `sign` commits. If another
signature slips in between, the second half notices by the version of the case and nothing has happened.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.db import IntegrityError, transaction

from quandun.cases.access import CaseAccess
from quandun.cases.case_file import Drafted, document_data
from quandun.cases.domain import rules
from quandun.cases.domain.clocks import clocks
from quandun.cases.domain.history import Happening, Signature, signing_order, standing
from quandun.cases.domain.types import IDENTIFICATION, CaseType, Step
from quandun.cases.errors import AlreadyOpened, AlreadyProposed, AnswersIncomplete, FileChanged
from quandun.cases.history_store import history_of, signatures_of, stored_signatures
from quandun.cases.models import Case, Happened, Proposal, ProposalSignature, Triage
from quandun.cases.registry import case_type_of, template_of
from quandun.cases.triage.table import Road, TriageFacts, propose_road
from quandun.documents import api as documents
from quandun.kernel.actors import Actor
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.kernel.ids import new_id
from quandun.ledger import api as ledger
from quandun.matters import api as matters
from quandun.people import api as people
from quandun.people.api import allow
from quandun.store import api as store

SYSTEM = Actor.system("cases")


@transaction.atomic
def open_case(*, case_type: str, matter_id: str, name: str, by: Actor, at: datetime) -> str:
    """Open a procedure in a matter for the actor's unit (建立案件) and return the case's public id.

    The matter must be one the actor's unit takes part in.
    """
    allow(by, "cases.open_case")
    matter = matters.matter(matter_id, by=by)
    kind = case_type_of(case_type)
    unit = people.unit(by.unit_id)
    if Case.objects.filter(matter_id=matter_id, case_type=kind.key, unit_id=unit.id, final=False).exists():
        raise AlreadyOpened(kind=kind.name)
    year = legal_day(at).year
    number = documents.next_number(f"{unit.key}/{kind.number_word}/{year}")
    case = Case.objects.create(
        public_id=new_id("ca"),
        case_type=kind.key,
        number=f"{unit.organ_word}{kind.number_word}〔{year}〕{number}号",
        name=name or matter.title,
        matter_id=matter_id,
        unit_id=unit.id,
        state=kind.states[0].key,
        opened_at=at,
    )
    body = {"case_type": kind.key, "number": case.number}
    ledger.append("cases.case_opened", about=(matter_id, case.public_id), body=body, by=by, at=at, rows=(case,))
    return case.public_id


@transaction.atomic
def propose_step(*, case_id: str, step: str, answers: Mapping[str, object], by: Actor, at: datetime) -> str:
    """Propose a step with its answers (提请) and return the proposal's public id; it takes effect when all have signed.

    Numbers of documents are given now, so that everybody signs what will be issued. Raises StepNotPossible with every
    reason, AnswersIncomplete with every field, AlreadyProposed.
    """
    case = _case(case_id)
    allow(by, f"{case.case_type}.{step}", CaseAccess(case))
    proposal = _checked_proposal(case, step, answers, by, at)
    kind = case_type_of(case.case_type)
    proposal.documents = [
        {"key": key, "id": new_id("do"), "number": _document_number(case, kind, key, at)} for key in kind.step(step).documents
    ]
    return _put_forward(proposal, by, at)


def _checked_proposal(
    case: Case, step: str, answers: Mapping[str, object], by: Actor, at: datetime, *, replacing: bool = False
) -> Proposal:
    """Return a proposal, not saved, that may be put forward now; its documents carry ids and no numbers yet.

    `replacing`: an open proposal of the same step is no obstacle, the caller withdraws it.
    """
    kind = case_type_of(case.case_type)
    what = kind.step(step)
    history = history_of(case)
    rules.refuse_if_impossible(kind, what, standing(kind, history), clocks(kind, history, on=legal_day(at)))
    stored = rules.checked_answers(what, kind.fields_of(what), answers, unprintable=documents.unprintable)
    if not replacing and case.proposals.filter(step=step, state="open").exists():
        raise AlreadyProposed(step=what.name)
    fixed = [{"key": key, "id": new_id("do"), "number": ""} for key in what.documents]
    return Proposal(public_id=new_id("pp"), case=case, step=step, answers=stored, documents=fixed, proposed_by=by.id, proposed_at=at)


def _put_forward(proposal: Proposal, by: Actor, at: datetime) -> str:
    proposal.save()
    case, step, case_id = proposal.case, proposal.step, proposal.case.public_id
    about = (case.matter_id, case_id, proposal.public_id)
    ledger.append("cases.step_proposed", about=about, body={"step": step}, by=by, at=at, rows=(proposal,))
    return proposal.public_id


@transaction.atomic
def withdraw_proposal(*, proposal_id: str, reason: str, by: Actor, at: datetime) -> None:
    """Take a proposal back before it took effect (撤回提请), by who proposed it, with a reason."""
    proposal = _open_proposal(proposal_id, lock=True)
    allow(by, "cases.withdraw_proposal", CaseAccess(proposal.case))
    if proposal.proposed_by != by.id:
        raise NotFound()
    _withdraw(proposal, reason, by, at)


def _withdraw(proposal: Proposal, reason: str, by: Actor, at: datetime) -> None:
    proposal.state = "withdrawn"
    proposal.save(update_fields=["state"])
    about = (proposal.case.matter_id, proposal.case.public_id, proposal.public_id)
    body = {"step": proposal.step, "reason": reason}
    ledger.append("cases.proposal_withdrawn", about=about, body=body, by=by, at=at, rows=(proposal,))


@dataclass(frozen=True, slots=True)
class Prepared:
    """Documents rendered and kept for a signature that would complete a step; empty when it would not."""

    version: int
    documents: tuple[tuple[Drafted, store.Blob], ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """What a signature did: whether the step took effect, the documents issued, the ticket to wait for."""

    effective: bool
    document_ids: tuple[str, ...]
    ticket: ledger.Ticket


def prepare_signature(*, proposal_id: str, opinion: str, by: Actor, at: datetime, party_name: str = "") -> Prepared:
    """Render what this signature would issue, and keep the bytes: the first half of signing, outside any transaction."""
    proposal = _open_proposal(proposal_id)
    allow(by, "cases.sign", CaseAccess(proposal.case))
    return _prepared(proposal, signatures_of(proposal), opinion, party_name, by, at)


def _prepared(proposal: Proposal, given: tuple[Signature, ...], opinion: str, party_name: str, by: Actor, at: datetime) -> Prepared:
    case = proposal.case
    kind = case_type_of(case.case_type)
    step = kind.step(proposal.step)
    history = history_of(case)
    signatures = (*given, _signature(step, given, history, opinion, party_name, by, at))
    if len(signatures) < len(signing_order(step)):
        return Prepared(case.version, ())
    after = (*history, Happening(step.key, at, proposal.answers, signatures))
    made: list[tuple[Drafted, store.Blob]] = []
    for drafted in _drafted(kind, proposal):
        data = document_data(case, kind, after, step, proposal.answers, signatures, drafted, on=legal_day(at))
        pdf = documents.render_pdf(template_of(kind, drafted.spec.template), data)
        made.append((drafted, store.keep(BytesIO(pdf))))
    return Prepared(case.version, tuple(made))


@transaction.atomic
def sign(*, proposal_id: str, prepared: Prepared, opinion: str, by: Actor, at: datetime, party_name: str = "") -> Signed:
    """Sign a proposal in the capacity whose turn it is (签名); the last signature puts the step into effect.

    Then, in this one transaction: the happening is added, documents are issued, the matter's standing follows.
    Raises NotYourTurn, StepNotPossible (the file may have moved since the proposal), FileChanged.
    """
    proposal = _open_proposal(proposal_id, lock=True)
    case = proposal.case
    allow(by, "cases.sign", CaseAccess(case))
    if case.version != prepared.version:
        raise FileChanged()
    kind = case_type_of(case.case_type)
    step = kind.step(proposal.step)
    history = history_of(case)
    given = signatures_of(proposal)
    signature = _signature(step, given, history, opinion, party_name, by, at)
    try:
        with transaction.atomic():
            row = ProposalSignature.objects.create(
                public_id=new_id("sg"),
                proposal=proposal,
                position=len(given),
                capacity=signature.capacity,
                actor_id=signature.actor_id,
                person_id=signature.person_id,
                name=signature.name,
                opinion=signature.opinion,
                at=at,
            )
    except IntegrityError as taken:
        raise FileChanged() from taken
    about = (case.matter_id, case.public_id, proposal_id)
    body = {"step": step.key, "capacity": signature.capacity}
    ticket = ledger.append("cases.step_signed", about=about, body=body, by=by, at=at, rows=(row,))
    signatures = (*given, signature)
    if len(signatures) < len(signing_order(step)):
        return Signed(False, (), ticket)
    if len(prepared.documents) != len(step.documents):
        raise FileChanged()
    return _take_effect(case, kind, step, proposal, history, signatures, prepared, by, at)


def _take_effect(
    case: Case,
    kind: CaseType,
    step: Step,
    proposal: Proposal,
    history: tuple[Happening, ...],
    signatures: tuple[Signature, ...],
    prepared: Prepared,
    by: Actor,
    at: datetime,
) -> Signed:
    before = standing(kind, history)
    rules.refuse_if_impossible(kind, step, before, clocks(kind, history, on=legal_day(at)))
    happened = Happened.objects.create(
        public_id=new_id("ha"),
        case=case,
        position=case.version,
        step=step.key,
        at=at,
        answers=proposal.answers,
        signatures=stored_signatures(signatures),
    )
    after = standing(kind, (*history, Happening(step.key, at, proposal.answers, signatures)))
    state = kind.state(after.state)
    case.version, case.state, case.final = case.version + 1, state.key, state.final
    if state.final:
        case.closed_at = at
    case.save(update_fields=["version", "state", "final", "closed_at"])
    proposal.state = "effective"
    proposal.save(update_fields=["state"])
    issued: list[str] = []
    for drafted, blob in prepared.documents:
        documents.issue(
            document_id=drafted.id,
            kind=drafted.spec.key,
            title=drafted.spec.title,
            title_en=drafted.spec.title_en,
            number=drafted.number,
            about=(case.public_id, case.matter_id),
            blob=blob,
            by=SYSTEM,
            at=at,
        )
        issued.append(drafted.id)
    ticket = ledger.append(
        "cases.step_taken",
        about=(case.matter_id, case.public_id, happened.public_id),
        body={"case_type": kind.key, "step": step.key, "state": state.key, "final": state.final, "public": step.public},
        by=by,
        at=at,
        rows=(case, happened, proposal),
    )
    if step.public:  # what is not for the reporter (审核、告知) must not show in the stage either
        matters.set_standing(
            matter_id=case.matter_id,
            holder_unit_id=case.unit_id,
            stage=state.name,
            stage_en=state.name_en,
            done=step.name,
            done_en=step.name_en,
            note=str(proposal.answers.get("told", "")),
            by=SYSTEM,
            at=at,
        )
    return Signed(True, tuple(issued), ticket)


@transaction.atomic
def issue_identification_link(*, case_id: str, secret: str, by: Actor, at: datetime) -> str:
    """Make the right holder's one-time link for an identification that has been asked for (协助辨认); return its id.

    `secret` is made and shown at the edge. An earlier link stays good until one of them is used.
    """
    case = _case(case_id)
    allow(by, "cases.issue_identification_link", CaseAccess(case))
    kind = case_type_of(case.case_type)
    history = history_of(case)
    rules.refuse_if_impossible(kind, _linked_step(kind), standing(kind, history), clocks(kind, history, on=legal_day(at)))
    return people.issue_link(
        secret=secret, purpose=IDENTIFICATION, role="right_holder", about=case_id, single_use=True, expires_at=None, by=SYSTEM, at=at
    )


def submit_identification(
    *, link_id: str, case_id: str, answers: Mapping[str, object], signer_name: str, by: Actor, at: datetime
) -> Signed:
    """Take the right holder's opinion (辨认意见) signed by name, put the step into effect and spend the link: all of it or nothing.

    The document is rendered from these answers before the transaction, so nobody ever signs another person's words.
    The step's documents carry no number (check_manifest), so rendering needs none.
    """
    case = Case.objects.filter(public_id=case_id).first()
    if case is None:
        raise NotFound()
    step = _linked_step(case_type_of(case.case_type)).key
    allow(by, f"{case.case_type}.{step}", CaseAccess(case))
    proposal = _checked_proposal(case, step, answers, by, at, replacing=True)
    prepared = _prepared(proposal, (), "", signer_name, by, at)
    with transaction.atomic():
        people.spend_link(link_id=link_id, by=by, at=at)
        proposal.case = _case(case_id)
        if proposal.case.version != prepared.version:
            raise FileChanged()
        for unsigned in proposal.case.proposals.filter(step=step, state="open"):
            _withdraw(unsigned, "由新的辨认意见取代", by, at)
        proposal_id = _put_forward(proposal, by, at)
        return sign(proposal_id=proposal_id, prepared=prepared, opinion="", party_name=signer_name, by=by, at=at)


@transaction.atomic
def propose_triage(*, matter_id: str, facts: TriageFacts, by: Actor, at: datetime) -> Road:
    """Propose a road for a matter from the decision table in force (分流建议). Repeating changes nothing."""
    allow(by, "cases.propose_triage")
    road = propose_road(facts)
    triage, is_new = Triage.objects.get_or_create(
        matter_id=matter_id,
        defaults={
            "public_id": new_id("tr"),
            "facts": facts.as_json(),
            "table_sha256": road.table_sha256,
            "route": road.route,
            "track": road.track,
            "reasons": list(road.reasons),
            "not_taken": [list(pair) for pair in road.not_taken],
            "proposed_at": at,
        },
    )
    if is_new:
        body = {"route": road.route, "rule": road.rule}
        ledger.append("cases.triage_proposed", about=(matter_id, triage.public_id), body=body, by=by, at=at, rows=(triage,))
    return road


def _signature(
    step: Step, given: tuple[Signature, ...], history: tuple[Happening, ...], opinion: str, party_name: str, by: Actor, at: datetime
) -> Signature:
    signer = rules.refuse_wrong_signer(step, given, history, roles=by.roles, person_id=by.person_id)
    opinion = rules.checked_words(step, "意见", opinion, limit=500, unprintable=documents.unprintable)
    party_name = rules.checked_words(step, "签名人姓名", party_name, limit=60, unprintable=documents.unprintable)
    # The officer who records a party's signature has a name of their own; it must not stand in for the party's.
    if not party_name and (signer.capacity == "party" or (signer.capacity == "right_holder" and not by.name)):
        raise AnswersIncomplete(step=step.name, fields="签名人姓名未填")
    if signer.capacity == "party":
        return Signature("party", by.id, "", party_name, opinion or "纸质签名，原件附卷", at)
    if signer.capacity == "right_holder":
        return Signature("right_holder", by.id, by.person_id, party_name or by.name, opinion, at)
    return Signature(signer.capacity, by.id, by.person_id, by.name, opinion, at)


def _linked_step(kind: CaseType) -> Step:
    step = kind.linked_step(IDENTIFICATION)
    if step is None:
        raise NotFound()  # this procedure asks no right holder
    return step


def _drafted(kind: CaseType, proposal: Proposal) -> tuple[Drafted, ...]:
    return tuple(Drafted(kind.document(one["key"]), one["id"], one["number"]) for one in proposal.documents)


def _document_number(case: Case, kind: CaseType, key: str, at: datetime) -> str:
    spec = kind.document(key)
    if not spec.number_word:
        return ""
    unit, year = people.unit(case.unit_id), legal_day(at).year
    return f"{unit.organ_word}{spec.number_word}〔{year}〕{documents.next_number(f'{unit.key}/{spec.number_word}/{year}')}号"


def _case(case_id: str) -> Case:
    case = Case.objects.select_for_update().filter(public_id=case_id).first()
    if case is None:
        raise NotFound()
    return case


def _open_proposal(proposal_id: str, *, lock: bool = False) -> Proposal:
    """Return an open proposal. With `lock` its case is locked first and the proposal read after: withdrawing and signing
    at once then see each other."""
    if lock:
        found = Proposal.objects.filter(public_id=proposal_id).values_list("case_id", flat=True).first()
        if found is None or not Case.objects.select_for_update().filter(pk=found).exists():
            raise NotFound()
    proposal = Proposal.objects.select_related("case").filter(public_id=proposal_id, state="open").first()
    if proposal is None:
        raise NotFound()
    return proposal
