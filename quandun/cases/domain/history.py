"""A case's history and what follows from it: pure functions, so that anyone can recompute the state of any day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from quandun.cases.domain.types import CaseType, Signer, Step
from quandun.kernel.clocks import legal_day

CAPACITY_TEXT: dict[str, tuple[str, str]] = {
    "registrar": ("登记人", "registrar"),
    "officer": ("办案人员", "case officer"),
    "unit_head": ("办案机构负责人", "head of the handling section"),
    "reviewer": ("审核人员", "reviewer"),
    "bureau_head": ("部门负责人", "head of the bureau"),
    "publisher": ("信息公开人员", "publication officer"),
    "party": ("当事人", "party"),
    "right_holder": ("权利人", "right holder"),
}


@dataclass(frozen=True, slots=True)
class Signature:
    """One person's signature under a step (签名), in a capacity, with an opinion and how it was given."""

    capacity: str
    actor_id: str
    person_id: str
    name: str
    opinion: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Happening:
    """A step that took effect (已生效的程序步骤): when, with which answers, signed by whom."""

    step: str
    at: datetime
    answers: Mapping[str, object]
    signatures: tuple[Signature, ...]

    @property
    def day(self) -> date:
        """The legal day it took effect."""
        return legal_day(self.at)

    def day_from(self, answer: str) -> date:
        """The day of the triggering event: the named date answer, else the day of effect."""
        value = self.answers.get(answer) if answer else None
        return date.fromisoformat(str(value)) if value else self.day


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands: its state and the marks set beside it."""

    state: str
    marks: frozenset[str]


def standing(case_type: CaseType, history: Iterable[Happening]) -> Standing:
    """Fold the history into the present standing; a case without history stands in the first state."""
    state, marks = case_type.states[0].key, frozenset[str]()
    for happening in history:
        step = case_type.step(happening.step)
        state = step.to_state or state
        marks = (marks - step.clears) | step.sets | marks_of_answers(step, happening.answers)
    return Standing(state, marks)


def marks_of_answers(step: Step, answers: Mapping[str, object]) -> frozenset[str]:
    """Return the marks that a step's answers set (`sets_when`)."""
    return frozenset(mark for field, answer, mark in step.sets_when if answers.get(field) == answer)


def standing_on(case_type: CaseType, history: Sequence[Happening], day: date) -> Standing:
    """Return the standing at the end of a past day (还原任一日的状态)."""
    return standing(case_type, [happening for happening in history if happening.day <= day])


def signing_order(step: Step) -> tuple[Signer, ...]:
    """Return the single signatures a step needs, in order."""
    return tuple(Signer(signer.capacity) for signer in step.signers for _ in range(signer.count))


def answers_by_step(history: Iterable[Happening]) -> dict[str, Mapping[str, object]]:
    """Return the latest answers of each step, in the order the steps last took effect: the facts of the file."""
    latest: dict[str, Mapping[str, object]] = {}
    for happening in history:
        latest.pop(happening.step, None)
        latest[happening.step] = happening.answers
    return latest


def party_of(history: Iterable[Happening]) -> dict[str, str]:
    """Return what the file knows of the party (当事人): every answer keyed `party_…`, the latest wins."""
    party: dict[str, str] = {}
    for happening in history:
        party.update({key[6:]: str(value) for key, value in happening.answers.items() if key.startswith("party_") and value})
    return party
