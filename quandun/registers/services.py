"""Writes of registers: one engine for all of them. What differs stands in the register's file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from quandun.documents.api import next_number
from quandun.kernel.actors import Actor
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.kernel.ids import new_id
from quandun.ledger import api as ledger
from quandun.people import api as people
from quandun.people.api import allow
from quandun.registers.access import EntryAccess, RegisterAccess
from quandun.registers.domain.answers import Value, identity_of, read_answers, typed
from quandun.registers.domain.kinds import RegisterKind
from quandun.registers.domain.standing import CLOSING, Move, obstacle, standing
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
from quandun.registers.models import Amendment, PrivateDetails, RegisterEntry, RegisterGoal, Transition
from quandun.registers.registry import register_of
from quandun.registers.transitions import history_of, was_admitted
from quandun.registers.wording import FAULTS, MOVES, REASON, STATEMENT, STATES


@dataclass(frozen=True, slots=True)
class Reasons:
    """A statement of reasons (理由说明): what is found, the rule it rests on, where and until when one can object."""

    facts: str
    basis: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """An act just recorded: the entry it is about and the ticket of its fact."""

    entry_id: str
    number: str
    ticket: ledger.Ticket


@dataclass(frozen=True, slots=True)
class GoalOfPlan:
    """A number the plan sets for a register, as the city folder states it."""

    kind: str
    op: str
    value: str
    unit: str
    measure: str
    sentence: str
    source: str
    stated_on: date
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row of an existing register. `admitted_on` None: a nomination that waits for its decision.

    `basis` is the paper decision that put the member on the register; needed with `admitted_on`. `last_day` is inclusive.
    """

    answers: Mapping[str, Value]
    admitted_on: date | None = None
    basis: str = ""
    last_day: date | None = None


@transaction.atomic
def nominate(*, kind: str, answers: Mapping[str, str], by: Actor, at: datetime) -> Recorded:
    """Nominate a member for a register (提名), as typed answers by field key. The actor's unit keeps the entry.

    Raises AnswersIncomplete with every fault, AlreadyOnRegister when the same member waits or is on the register.
    """
    register = register_of(kind)
    allow(by, "registers.nominate", RegisterAccess(register))
    return _nominate(register, _understood(register, answers), by.unit_id, legal_day(at), by, at)


@transaction.atomic
def amend(*, entry_id: str, answers: Mapping[str, str], reason: str, by: Actor, at: datetime) -> Recorded:
    """Correct an entry's answers (更正): contacts, qualifications, a consent given or withdrawn (个人信息保护法 第十五条).

    `answers` are typed answers of the amendable fields; what says which member it is stays. A withdrawn consent counts at once, for
    lists of earlier days too. Raises AnswersIncomplete, ReasonsMissing without a reason, NothingAmended.
    """
    entry = _entry(entry_id)
    allow(by, "registers.amend", _access(entry))
    register, private = register_of(entry.kind), entry.private_details
    before: dict[str, Value] = {**entry.answers, **private.answers}
    asked = {one.key: answers.get(one.key, "") for one in register.amendable_fields}
    after = _understood(register, {**{key: typed(value) for key, value in before.items()}, **asked})
    changed = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
    if not changed or not entry.is_open:
        raise NothingAmended()
    if not reason.strip():
        raise ReasonsMissing(missing=REASON)
    made = Amendment.objects.create(
        public_id=new_id("ra"), entry=entry, before=entry.answers, fields=changed, reason=reason.strip(), recorded_at=at, by_id=by.id
    )
    entry.answers, private.answers = _parted(register, after)
    entry.save(update_fields=["answers"])
    private.save(update_fields=["answers"])
    body = {"register": entry.kind, "fields": changed}
    ticket = ledger.append("registers.entry_amended", about=(entry_id, made.public_id), body=body, by=by, at=at, rows=(entry, made))
    return Recorded(entry_id, entry.number, ticket)


@transaction.atomic
def admit(
    *, entry_id: str, effective_on: date, basis: str, checks: Iterable[str], last_day: date | None = None, by: Actor, at: datetime
) -> Recorded:
    """Admit a nominated entry (入库) from a day on. `last_day`, inclusive, where the decision or letter states a term.

    `checks` are the keys of the admission checks the decider states to hold. Raises OwnNomination, ChecksMissing, LastDayWrong,
    ReasonsMissing without a basis, MoveNotPossible, OutOfOrder.
    """
    entry = _entry(entry_id)
    allow(by, "registers.admit", _access(entry))
    register = register_of(entry.kind)
    if entry.nominated_by == by.id:
        raise OwnNomination()
    stated = sorted(set(checks))
    if missing := [one.text for one in register.checks if one.key not in stated]:
        raise ChecksMissing(missing="；".join(missing))
    if last_day is None and register.needs_last_day:
        raise LastDayWrong()
    return _record(entry, "admit", effective_on, {"basis": _basis(basis), "checks": stated}, by, at, last_day)


@transaction.atomic
def refuse(*, entry_id: str, reasons: Reasons, by: Actor, at: datetime) -> Recorded:
    """Refuse a nominated entry (不予入库) with reasons; the member can be nominated again. Raises as `remove`, and OwnNomination."""
    entry = _entry(entry_id)
    allow(by, "registers.refuse", _access(entry))
    if entry.nominated_by == by.id:
        raise OwnNomination()
    return _record(entry, "refuse", legal_day(at), _statement(reasons), by, at)


@transaction.atomic
def suspend(*, entry_id: str, effective_on: date, reasons: Reasons, by: Actor, at: datetime) -> Recorded:
    """Suspend a member (暂停) with reasons: it does not count and is not drawn until it is reinstated. Raises as `remove`."""
    entry = _entry(entry_id)
    allow(by, "registers.suspend", _access(entry))
    return _record(entry, "suspend", effective_on, _statement(reasons), by, at)


@transaction.atomic
def reinstate(*, entry_id: str, effective_on: date, basis: str, by: Actor, at: datetime) -> Recorded:
    """Reinstate a suspended member (恢复). Raises ReasonsMissing without a basis, MoveNotPossible, OutOfOrder."""
    entry = _entry(entry_id)
    allow(by, "registers.reinstate", _access(entry))
    return _record(entry, "reinstate", effective_on, {"basis": _basis(basis)}, by, at)


@transaction.atomic
def remove(*, entry_id: str, effective_on: date, reasons: Reasons, by: Actor, at: datetime) -> Recorded:
    """Remove a member (移出) with reasons. What it was stays on record.

    Raises ReasonsMissing, MoveNotPossible, OutOfOrder, EntryChanged when somebody else acted in between.
    """
    entry = _entry(entry_id)
    allow(by, "registers.remove", _access(entry))
    return _record(entry, "remove", effective_on, _statement(reasons), by, at)


@transaction.atomic
def renew(*, entry_id: str, effective_on: date, last_day: date, basis: str, by: Actor, at: datetime) -> Recorded:
    """Give a member a new last day (续期), inclusive; one whose term has run out is a member again from `effective_on`.

    Raises LastDayWrong, ReasonsMissing without a basis, MoveNotPossible, OutOfOrder.
    """
    entry = _entry(entry_id)
    allow(by, "registers.renew", _access(entry))
    return _record(entry, "renew", effective_on, {"basis": _basis(basis)}, by, at, last_day)


@transaction.atomic
def import_entries(
    *,
    kind: str,
    rows: Sequence[ImportedRow],
    unit_key: str,
    by: Actor,
    at: datetime,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Recorded, ...]:
    """Take over an existing register (导入既有名录), all rows or none. The unit of `unit_key` keeps the entries.

    A row with a day of admission rests on the decision it names; one without becomes a nomination. Raises AlreadyOnRegister.
    """
    allow(by, "registers.import_entries")
    register, unit = register_of(kind), people.unit_by_key(unit_key)
    done: list[Recorded] = []
    for row in rows:
        made = _nominate(register, row.answers, unit.id, row.admitted_on or legal_day(at), by, at)
        if row.admitted_on is not None:
            statement = {"basis": _basis(row.basis), "checks": []}
            made = _record(_entry(made.entry_id), "admit", row.admitted_on, statement, by, at, row.last_day)
        done.append(made)
        progress(len(done), len(rows))
    return tuple(done)


@transaction.atomic
def load_goals(*, goals: Sequence[GoalOfPlan], by: Actor, at: datetime) -> int:
    """Put the plan's goals for registers in force (载入名录目标) and return how many changed. The same goals twice change nothing."""
    allow(by, "registers.load_goals")
    in_force = {row.kind: row for row in RegisterGoal.objects.filter(superseded_at__isnull=True)}
    wanted = {goal.kind: goal for goal in goals}
    gone = [row for kind, row in in_force.items() if kind not in wanted or _goal(row) != wanted[kind]]
    RegisterGoal.objects.filter(pk__in=[row.pk for row in gone]).update(superseded_at=at)
    fresh = [goal for kind, goal in wanted.items() if kind not in in_force or _goal(in_force[kind]) != goal]
    for goal in fresh:
        row = RegisterGoal.objects.create(
            public_id=new_id("gl"),
            kind=goal.kind,
            op=goal.op,
            value=goal.value,
            unit=goal.unit,
            measure=goal.measure,
            sentence=goal.sentence,
            source=goal.source,
            stated_on=goal.stated_on,
            due_on=goal.due_on,
            loaded_at=at,
        )
        body = {"kind": goal.kind, "op": goal.op, "value": goal.value, "unit": goal.unit}
        ledger.append("registers.goal_loaded", about=(row.public_id,), body=body, by=by, at=at, rows=(row,))
    for row in RegisterGoal.objects.filter(pk__in=[row.pk for row in gone]):
        ledger.append("registers.goal_superseded", about=(row.public_id,), body={"kind": row.kind}, by=by, at=at, rows=(row,))
    return len(gone) + len(fresh)


def _goal(row: RegisterGoal) -> GoalOfPlan:
    return GoalOfPlan(row.kind, row.op, row.value, row.unit, row.measure, row.sentence, row.source, row.stated_on, row.due_on)


def _entry(entry_id: str) -> RegisterEntry:
    entry = RegisterEntry.objects.filter(public_id=entry_id).first()
    if entry is None:
        raise NotFound()
    return entry


def _access(entry: RegisterEntry) -> EntryAccess:
    return EntryAccess(entry, was_admitted(entry))


def _understood(register: RegisterKind, answers: Mapping[str, str]) -> Mapping[str, Value]:
    read = read_answers(register, answers, {one.code: one.name for one in people.districts()})
    if read.faults:
        fields = "；".join(f"{register.field(key).label}{FAULTS[code]}" for key, code in read.faults)
        raise AnswersIncomplete(fields=fields, faults=read.faults)
    return read.values


def _parted(register: RegisterKind, values: Mapping[str, Value]) -> tuple[dict[str, Value], dict[str, Value]]:
    """Return what the entry states, and apart from it the private details."""
    apart = {key: value for key, value in values.items() if register.field(key).kept_apart}
    return {key: value for key, value in values.items() if key not in apart}, apart


def _nominate(register: RegisterKind, values: Mapping[str, Value], unit_id: str, effective_on: date, by: Actor, at: datetime) -> Recorded:
    identity = identity_of(register, values)
    _refuse_known(register, identity)
    stated, apart = _parted(register, values)
    number = f"{register.number_word}{next_number(f'register/{register.key}'):04d}"
    try:
        with transaction.atomic():  # only this row may meet the constraint, never the rest of the act
            entry = RegisterEntry.objects.create(
                public_id=new_id("rg"),
                kind=register.key,
                number=number,
                name=str(values[register.name_field]),
                district_code=str(values.get(register.district_field, "")),
                unit_id=unit_id,
                answers=stated,
                identity=identity,
                nominated_by=by.id,
            )
    except IntegrityError:
        _refuse_known(register, identity)  # somebody was faster
        raise
    PrivateDetails.objects.create(entry=entry, answers=apart)
    return _record(entry, "nominate", effective_on, {}, by, at)


def _refuse_known(register: RegisterKind, identity: str) -> None:
    known = RegisterEntry.objects.filter(kind=register.key, identity=identity, is_open=True).first()
    if known is not None:
        raise AlreadyOnRegister(register=register.name, number=known.number)


def _record(
    entry: RegisterEntry,
    move: Move,
    effective_on: date,
    statement: Mapping[str, object],
    by: Actor,
    at: datetime,
    last_day: date | None = None,
) -> Recorded:
    """Append a transition to an entry and its fact to the log."""
    _refuse_impossible(entry, move, effective_on)
    if last_day is not None and last_day < effective_on:
        raise LastDayWrong()
    # Claimed by a conditional UPDATE: SQLite has no row locks, and two deciders may act at once.
    claimed = RegisterEntry.objects.filter(pk=entry.pk, version=entry.version).update(
        version=entry.version + 1, is_open=move not in CLOSING
    )
    if not claimed:
        raise EntryChanged()
    made = Transition.objects.create(
        public_id=new_id("rt"),
        entry=entry,
        position=entry.version + 1,
        move=move,
        effective_on=effective_on,
        ends_on=last_day + timedelta(days=1) if last_day else None,
        recorded_at=at,
        by_id=by.id,
        statement=dict(statement),
    )
    entry.refresh_from_db()
    body = {"register": entry.kind, "effective_on": effective_on.isoformat(), "last_day": last_day.isoformat() if last_day else None}
    about = (entry.public_id, made.public_id)
    ticket = ledger.append(f"registers.{FACTS[move]}", about=about, body=body, by=by, at=at, rows=(entry, made))
    return Recorded(entry.public_id, entry.number, ticket)


FACTS: dict[Move, str] = {
    "nominate": "member_nominated",
    "admit": "member_admitted",
    "refuse": "nomination_refused",
    "suspend": "member_suspended",
    "reinstate": "member_reinstated",
    "remove": "member_removed",
    "renew": "member_renewed",
}


def _refuse_impossible(entry: RegisterEntry, move: Move, effective_on: date) -> None:
    history = history_of(entry)
    why = obstacle(history, move, effective_on=effective_on)
    if why == "order":
        raise OutOfOrder(day=effective_on, last=history[-1].effective_on)
    if why == "state":
        state = STATES[standing(history, on=effective_on).state]
        raise MoveNotPossible(number=entry.number, day=effective_on, state=state, move=MOVES[move])


def _basis(text: str) -> str:
    if not text.strip():
        raise ReasonsMissing(missing=STATEMENT["basis"])
    return text.strip()


def _statement(reasons: Reasons) -> dict[str, str]:
    stated = {key: getattr(reasons, key).strip() for key in STATEMENT}
    if missing := [str(STATEMENT[key]) for key, text in stated.items() if not text]:
        raise ReasonsMissing(missing="、".join(missing))
    return stated
