"""What a case type is made of (案由与程序的说明书). Plain frozen values; a case type is a folder that holds one `CaseType`.

A step is an act of procedure. It is proposed with its answers, signed by everyone the procedure names, and takes
effect with the last signature. Nothing here knows a number of law: clocks point at parameters of `law` by id.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

FieldKind = Literal["text", "long", "date", "fen", "flag", "choice", "lines", "items", "exhibits"]
"""text one line · long a paragraph · date ISO day · fen whole fen · flag yes/no · choice one key of `choices` ·
lines one string a line · items rows of goods (`{"name", "spec", "quantity", "unit", "note"}`) · exhibits public ids."""


IDENTIFICATION = "identification"  # purpose of the right holder's one-time link (协助辨认)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing the officer must state at a step because the file does not hold it yet."""

    key: str
    label: str
    label_en: str
    kind: FieldKind = "text"
    required: bool = True
    choices: tuple[tuple[str, str, str], ...] = ()  # (key, 中文, English)
    help: str = ""
    personal: bool = False  # masked in every published copy
    same_as: str = ""  # key of an earlier answer it starts with: nothing is typed twice


Capacity = Literal["registrar", "officer", "unit_head", "reviewer", "bureau_head", "publisher", "party", "right_holder"]
"""登记人 · 办案人员 · 办案机构负责人 · 审核人员 · 部门负责人 · 信息公开人员 · 当事人 · 权利人."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who must sign before a step takes effect, in this order. `count` different persons in this capacity."""

    capacity: Capacity
    count: int = 1


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """A document (文书) a step issues, from `templates/<template>.typ` of the case type's folder."""

    key: str
    title: str
    title_en: str
    template: str
    number_word: str = ""  # 文号 word, e.g. 立审 in 济历市监立审〔2026〕1号; "" = carries no number
    sealed: bool = False  # carries the unit's seal (电子印章)
    signed_by: tuple[str, ...] = ()  # capacities whose signatures it shows; () = everybody who signs the step
    fields: tuple[Field, ...] = ()  # what the officer states for this document


@dataclass(frozen=True, slots=True)
class ClockSpec:
    """A statutory clock: a parameter of `law`, what starts and stops it, what pauses and extends it.

    `starts_on` and `stops_on` are step keys. `starts_from` names the answer (a date field) that holds the day of the
    triggering event when that is not the day the step took effect. `pauses` are (opening step, closing step, ground).
    `extensions` are (step, term) pairs. `limits` says what a passed last day means: a duty is overdue, a power is gone,
    a right of the party has lapsed.
    """

    key: str
    name: str
    name_en: str
    term: str  # "mp-register-preserve.decide_within"
    starts_on: str
    stops_on: tuple[str, ...]
    limits: Literal["duty", "power", "right"]
    starts_from: str = ""
    pauses: tuple[tuple[str, str, str], ...] = ()
    extensions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One act of procedure (程序步骤).

    `from_states` are where it may be taken; `to_state` "" leaves the state as it is. Marks are facts that run beside
    the state (goods are preserved, a notice has been served): `needs`, `forbids`, `sets`, `clears`.
    `not_before_lapse_of` names clocks of the other side that must have run out or been answered.
    """

    key: str
    name: str
    name_en: str
    basis: str  # the article, in words
    from_states: tuple[str, ...]
    signers: tuple[Signer, ...]
    to_state: str = ""
    documents: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    presets: tuple[tuple[str, str], ...] = ()  # (field, choice) the step settles by itself; the officer may change it
    needs: frozenset[str] = frozenset()
    forbids: frozenset[str] = frozenset()
    sets: frozenset[str] = frozenset()
    clears: frozenset[str] = frozenset()
    sets_when: tuple[tuple[str, object, str], ...] = ()  # (field, answer, mark): what an answer has in law as its consequence
    not_before_lapse_of: tuple[str, ...] = ()
    only_while_running: tuple[str, ...] = ()  # clocks of a power that must not have run out: what is spent cannot be extended
    different_from: tuple[str, ...] = ()  # steps whose signers may not sign this one (审核人员未参与调查)
    public: bool = False  # the reporter's tracking page tells of it
    link: str = ""  # purpose of the one-time link whose bearer takes this step from outside, e.g. identification
    asked_by: str = ""  # the step whose answers the bearer of that link is shown


@dataclass(frozen=True, slots=True)
class TermText:
    """A term or limit of law that documents cite by `name`. `pattern` takes the spoken values of `refs` in order.

    A spoken value is its number in Chinese with its unit (十五个工作日, 二十五万元, 百分之三), so a pattern adds words only.
    """

    name: str
    refs: tuple[str, ...]
    pattern: str = "{}"


@dataclass(frozen=True, slots=True)
class State:
    """Where a case stands, as people read it. `final` = nothing more is due in this procedure.

    `counts` False: what ends here never became a case (不予立案), so it counts toward no task of the plan.
    """

    key: str
    name: str
    name_en: str
    final: bool = False
    counts: bool = True


@dataclass(frozen=True, slots=True)
class CaseType:
    """One road of procedure (案件类型)."""

    key: str
    name: str
    name_en: str
    basis: str
    number_word: str  # 案号 word
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    clocks: tuple[ClockSpec, ...]
    documents: tuple[DocumentSpec, ...] = ()
    terms: tuple[TermText, ...] = ()
    mark_words: tuple[tuple[str, str], ...] = ()  # (mark, why it stands in the way), where a step's name does not say it

    def step(self, key: str) -> Step:
        """Return the step of that key; KeyError if the manifest has none."""
        return _by_key(self.steps, key)

    def linked_step(self, purpose: str) -> Step | None:
        """Return the step that the bearer of a link of this purpose takes, None if this type has none."""
        return next((step for step in self.steps if step.link == purpose), None)

    def state(self, key: str) -> State:
        """Return the state of that key."""
        return _by_key(self.states, key)

    def document(self, key: str) -> DocumentSpec:
        """Return the document of that key."""
        return _by_key(self.documents, key)

    def fields_of(self, step: Step) -> tuple[Field, ...]:
        """Return every field the step asks for: its own and those of its documents, each key once."""
        seen: dict[str, Field] = {f.key: f for f in step.fields}
        for key in step.documents:
            for f in self.document(key).fields:
                seen.setdefault(f.key, f)
        return tuple(seen.values())


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=_Keyed)


def _by_key(things: Iterable[T], key: str) -> T:
    for thing in things:
        if thing.key == key:
            return thing
    raise KeyError(key)
