"""Reads of registers. What leaves through `members`, `memberships` and `public_extract` is public as it is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.db.models import Prefetch, QuerySet

from quandun.frame.api import english
from quandun.kernel.actors import Actor
from quandun.kernel.errors import NotFound
from quandun.people import api as people
from quandun.people.api import allow, may, visible_fields
from quandun.registers.access import EntryAccess, RegisterAccess
from quandun.registers.domain.answers import Value
from quandun.registers.domain.kinds import RegisterField, RegisterKind
from quandun.registers.domain.standing import POSSIBLE_FROM, Move, Span, Standing, spans, standing
from quandun.registers.errors import NotPublicRegister
from quandun.registers.models import Amendment, RegisterEntry, RegisterGoal, Transition
from quandun.registers.registry import installed, register_of
from quandun.registers.transitions import transition_of
from quandun.registers.wording import shown

# The move, the act it needs, in the order pages offer them.
DECISIONS: tuple[tuple[Move, str], ...] = (
    ("admit", "registers.admit"),
    ("refuse", "registers.refuse"),
    ("suspend", "registers.suspend"),
    ("reinstate", "registers.reinstate"),
    ("renew", "registers.renew"),
    ("remove", "registers.remove"),
)


@dataclass(frozen=True, slots=True)
class RegisterMember:
    """A member of a register on a day. `label` may be shown to everybody: the name, or the number where no name may be public.

    `values` are the answers of the public columns; `since` the first day of the present membership, `last_day` inclusive or None.
    """

    id: str
    number: str
    label: str
    district_code: str
    unit_id: str
    since: date
    last_day: date | None
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Membership:
    """An unbroken stretch of days on which a member was shown, ended or not.

    `admitted_on` and `removed_on` (exclusive) are the days that count in law, `recorded_on` and `removal_recorded_on` the days from which
    they were known as well: a list of that day showed the member from `recorded_on` until the day before `removal_recorded_on`.
    """

    id: str
    number: str
    label: str
    district_code: str
    unit_id: str
    admitted_on: date
    recorded_on: date
    removed_on: date | None
    removal_recorded_on: date | None


@dataclass(frozen=True, slots=True)
class Goal:
    """A number the plan sets for a register, with its sentence."""

    op: str
    value: Fraction
    unit: str
    measure: str
    sentence: str
    source: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class RegisterFigure:
    """A register with its count, the districts it covers and the plan's goal."""

    kind: RegisterKind
    count: int
    covered: frozenset[str]
    districts: tuple[people.DistrictView, ...]
    goal: Goal | None

    @property
    def reached(self) -> Fraction:
        """The figure the goal is about: members, or the share of districts in per cent."""
        if self.goal is not None and self.goal.measure == "coverage_of_districts":
            return Fraction(100 * len(self.covered), len(self.districts) or 1)
        return Fraction(self.count)


@dataclass(frozen=True, slots=True)
class Extract:
    """The public extract of a register on a day (公开名录)."""

    kind: RegisterKind
    on: date
    columns: tuple[RegisterField, ...]
    members: tuple[RegisterMember, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """A dated act of an entry's history. `statement` is empty for who may see the public part only."""

    move: str
    effective_on: date
    last_day: date | None
    recorded_at: datetime
    statement: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Amended:
    """A correction of an entry: which fields, why."""

    recorded_at: datetime
    fields: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as the reader may see it: `values` and `private` hold what they may read, `moves` what they may do now."""

    id: str
    kind: RegisterKind
    number: str
    label: str
    unit_id: str
    standing: Standing
    values: Mapping[str, Value]
    private: Mapping[str, Value]
    acts: tuple[Act, ...]
    internal: bool
    moves: tuple[Move, ...]
    nominated_by_reader: bool  # and so not theirs to admit or refuse
    may_amend: bool
    amendments: tuple[Amended, ...]  # empty for who may see the public part only


@dataclass(frozen=True, slots=True)
class DeskRow:
    """An entry of the reader's unit, for its list."""

    id: str
    kind: RegisterKind
    number: str
    name: str
    state: str


def kinds() -> tuple[RegisterKind, ...]:
    """Return the installed registers."""
    return tuple(installed().values())


def members(kind: str, *, on: date, known_on: date | None = None) -> tuple[RegisterMember, ...]:
    """Return who is on a register on a day, by number: admitted, not suspended, not lapsed, not removed.

    `known_on` leaves out what was recorded on later days: the list as it was shown then.
    """
    register = register_of(kind)
    found = []
    for row in _rows(RegisterEntry.objects.filter(kind=kind)):
        now = _standing(row, on, known_on)
        if now.state == "admitted" and now.since is not None:
            found.append(_member(register, row, now, now.since))
    return tuple(found)


def memberships(kind: str) -> tuple[Membership, ...]:
    """Return every stretch of membership of a register, of members who left too, by number and day."""
    register = register_of(kind)
    return tuple(
        _membership(register, row, span)
        for row in _rows(RegisterEntry.objects.filter(kind=kind))
        for span in spans([transition_of(one) for one in row.transitions.all()])
    )


def public_extract(kind: str, on: date) -> Extract:
    """Return what everybody may read of a register on a day; raises NotPublicRegister for one that is not published."""
    register = register_of(kind)
    if not register.public:
        raise NotPublicRegister(register=register.name)
    return Extract(register, on, register.public_fields, members(kind, on=on))


def figure_of(kind: str, *, on: date) -> RegisterFigure:
    """Return a register's count on a day beside the plan's goal."""
    return figure_from(register_of(kind), members(kind, on=on))


def figure_from(register: RegisterKind, found: Collection[RegisterMember]) -> RegisterFigure:
    """Return the figure of members already read."""
    districts = tuple(people.districts())
    covered = frozenset(one.district_code for one in found) & frozenset(one.code for one in districts)
    return RegisterFigure(register, len(found), covered, districts, goal_of(register.key))


def goal_of(kind: str) -> Goal | None:
    """Return the goal the plan in force sets for a register, or None."""
    row = RegisterGoal.objects.filter(kind=kind, superseded_at__isnull=True).first()
    if row is None:
        return None
    return Goal(row.op, Fraction(row.value), row.unit, row.measure, row.sentence, row.source, row.due_on)


def entry(entry_id: str, *, by: Actor, on: date) -> EntryView:
    """Return an entry as `by` may see it on a day; raises NotAllowed alike for absent and not mine."""
    row = next(iter(_rows(RegisterEntry.objects.filter(public_id=entry_id))), None)
    if row is None:
        raise NotFound()
    history = list(row.transitions.all())
    access = EntryAccess(row, any(one.move == "admit" for one in history))
    allow(by, "registers.view_entry", access)
    register = register_of(row.kind)
    internal = "*" in visible_fields(by, "registers.view_entry", access)
    private: Mapping[str, Value] = {}
    if may(by, "registers.view_private_details", access):
        private = row.private_details.answers
    now = _standing(row, on)
    return EntryView(
        id=row.public_id,
        kind=register,
        number=row.number,
        label=row.name if internal else _label(register, row),
        unit_id=row.unit_id,
        standing=now,
        values=row.answers if internal else _public_values(register, row),
        private=private,
        acts=tuple(_act(one, internal) for one in history if internal or one.move not in ("nominate", "refuse")),
        internal=internal,
        moves=tuple(move for move, act in DECISIONS if _offered(move, now) and may(by, act, access)),
        nominated_by_reader=row.nominated_by == by.id,
        may_amend=row.is_open and may(by, "registers.amend", access),
        amendments=tuple(_amended(one) for one in row.amendments.order_by("id")) if internal else (),
    )


def desk(*, by: Actor, on: date) -> tuple[DeskRow, ...]:
    """Return what the reader's unit keeps, what waits for a decision first."""
    allow(by, "registers.view_desk")
    rows = [
        DeskRow(
            row.public_id,
            register_of(row.kind),
            row.number,
            row.name,
            standing([transition_of(t) for t in row.transitions.all()], on=on).state,
        )
        for row in _rows(RegisterEntry.objects.filter(unit_id=by.unit_id))
        if row.kind in installed()
    ]
    return tuple(sorted(rows, key=lambda one: (one.state != "nominated", one.state in ("removed", "refused"), one.kind.key, one.number)))


def may_nominate(kind: RegisterKind, *, by: Actor) -> bool:
    """Say whether the actor could nominate for a register: for showing the way to the form."""
    return may(by, "registers.nominate", RegisterAccess(kind))


def search(extract: Extract, *, words: str, district: str) -> tuple[RegisterMember, ...]:
    """Return the members of an extract that hold all the words in what it shows, in the district asked for ("" = all)."""
    wanted, districts = words.casefold().split(), district_names()

    def holds(one: RegisterMember) -> bool:
        texts = (shown(column, one.values.get(column.key), districts) for column in extract.columns)
        text = " ".join((one.number, one.label, *texts)).casefold()
        return (not district or one.district_code == district) and all(word in text for word in wanted)

    return tuple(one for one in extract.members if holds(one))


def district_names() -> dict[str, str]:
    """Return the city's districts by code, named in the visitor's language."""
    return {one.code: one.name_en if english() else one.name for one in people.districts()}


def _rows(found: QuerySet[RegisterEntry]) -> QuerySet[RegisterEntry]:
    in_order = Prefetch("transitions", queryset=Transition.objects.order_by("position"))
    return found.prefetch_related(in_order).order_by("kind", "number")


def _standing(row: RegisterEntry, on: date, known_on: date | None = None) -> Standing:
    return standing([transition_of(one) for one in row.transitions.all()], on=on, known_on=known_on)


def _member(register: RegisterKind, row: RegisterEntry, now: Standing, since: date) -> RegisterMember:
    return RegisterMember(
        id=row.public_id,
        number=row.number,
        label=_label(register, row),
        district_code=row.district_code,
        unit_id=row.unit_id,
        since=since,
        last_day=now.last_day,
        values=_public_values(register, row),
    )


def _membership(register: RegisterKind, row: RegisterEntry, span: Span) -> Membership:
    return Membership(
        id=row.public_id,
        number=row.number,
        label=_label(register, row),
        district_code=row.district_code,
        unit_id=row.unit_id,
        admitted_on=span.first,
        recorded_on=span.shown_from,
        removed_on=span.ended_on,
        removal_recorded_on=span.shown_until,
    )


def _label(register: RegisterKind, row: RegisterEntry) -> str:
    return str(_public_values(register, row).get(register.name_field, row.number))


def _public_values(register: RegisterKind, row: RegisterEntry) -> Mapping[str, Value]:
    """Return the answers everybody may read: none of a closed register, no personal ones without the person's consent."""
    if not register.public:
        return {}
    named = not register.consent or row.answers.get(register.consent) is True
    return {one.key: row.answers[one.key] for one in register.public_fields if one.key in row.answers and (named or not one.personal)}


def _amended(row: Amendment) -> Amended:
    return Amended(row.recorded_at, tuple(row.fields), row.reason)


def _offered(move: Move, now: Standing) -> bool:
    """Say whether a page offers a move: where the entry stands, and a renewal only where there is a term to renew."""
    return now.state in POSSIBLE_FROM[move] and (move != "renew" or now.ends_on is not None)


def _act(row: Transition, internal: bool) -> Act:
    last_day = row.ends_on - timedelta(days=1) if row.ends_on else None
    return Act(row.move, row.effective_on, last_day, row.recorded_at, row.statement if internal else {})
