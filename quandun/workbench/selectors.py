"""Reads of the workbench: where a parameter of law is at work, in the procedures installed and in the cases the visitor may see."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from quandun.cases import api as cases
from quandun.kernel.actors import Actor
from quandun.law import api as law
from quandun.people.api import allow

CLOSED_SHOWN = 20  # latest closed cases beside a parameter; all of them stand on the desk


@dataclass(frozen=True, slots=True)
class Use:
    """A place in a procedure (案件类型) that takes its number from the parameter."""

    case_type: str
    case_type_en: str
    what: str
    what_en: str


@dataclass(frozen=True, slots=True)
class CaseUse:
    """A clock of a case that runs by the parameter."""

    case_id: str
    number: str
    name: str
    closed_on: date | None
    clock: cases.Clock


def uses_of(parameter: law.Parameter) -> list[Use]:
    """Return the clocks, extensions and document texts of the installed case types that name the parameter."""
    return list(dict.fromkeys(use for kind in cases.case_types() for use in _uses_in(kind, parameter)))


def _uses_in(kind: cases.CaseType, parameter: law.Parameter) -> Iterator[Use]:
    for clock in kind.clocks:
        if _names(parameter, clock.term):
            yield Use(kind.name, kind.name_en, clock.name, clock.name_en)
        for step, ref in clock.extensions:
            if _names(parameter, ref):
                yield Use(kind.name, kind.name_en, kind.step(step).name, kind.step(step).name_en)
    for text in kind.terms:
        if any(_names(parameter, ref) for ref in text.refs):
            yield Use(kind.name, kind.name_en, "文书引用", "cited in documents")


def terms_in_use() -> list[str]:
    """Return the terms by which the clocks of the installed case types run: what is asked most often."""
    return list(dict.fromkeys(clock.term for kind in cases.case_types() for clock in kind.clocks))


def _names(parameter: law.Parameter, ref: str) -> bool:
    return ref.partition(".")[0] in (parameter.id, *parameter.aliases)


def cases_under(parameter: law.Parameter, *, by: Actor, on: date) -> list[CaseUse]:
    """Return the clocks that run by the parameter in the cases the actor may see: open ones first, then the latest closed."""
    allow(by, "workbench.read_law")
    types = {kind.key for kind in cases.case_types() if any(_names(parameter, clock.term) for clock in kind.clocks)}
    found = [
        *cases.clocks_of_cases(by=by, on=on, case_types=types),
        *cases.clocks_of_cases(by=by, on=on, case_types=types, closed=True, limit=CLOSED_SHOWN),
    ]
    return [
        CaseUse(case.case_id, case.number, case.name, case.closed_on, clock)
        for case in found
        for clock in case.clocks
        if _names(parameter, clock.ref)
    ]


TouchKind = Literal["keeps", "goes_over", "cited", "recomputed"]
"""keeps a running clock stays under the old text · goes_over a clock that starts later takes the new one ·
cited documents of later days name the new article · recomputed the last day stands in a year whose holidays are not published."""


@dataclass(frozen=True, slots=True)
class Touch:
    """How a change of law reaches an open case. `clock` is None for a clock not yet started and for documents."""

    kind: TouchKind
    what: str
    what_en: str
    change: law.Change | None
    clock: cases.Clock | None


@dataclass(frozen=True, slots=True)
class TouchedCase:
    """An open case of the visitor that a change reaches."""

    case_id: str
    number: str
    name: str
    touches: tuple[Touch, ...]


def touched_cases(changes: Sequence[law.Change], *, by: Actor, on: date) -> list[TouchedCase]:
    """Return the open cases the actor may see that the changes reach, and how; a visitor without cases gets none."""
    allow(by, "workbench.read_law")
    kinds = {kind.key: kind for kind in cases.case_types()}
    found = []
    for case in cases.clocks_of_cases(by=by, on=on, case_types=kinds):
        touches = tuple(_touches(case, kinds[case.case_type], changes))
        if touches:
            found.append(TouchedCase(case.case_id, case.number, case.name, touches))
    return found


def _touches(case: cases.CaseClocks, kind: cases.CaseType, changes: Sequence[law.Change]) -> Iterator[Touch]:
    started = {clock.key: clock for clock in case.clocks}
    for change in changes:
        for spec in kind.clocks:
            clock = started.get(spec.key)
            if not _same_value(change, spec.term) or (clock is not None and not clock.open):
                continue
            # A clock runs by the law of the day it started on (governed_by: start).
            keeps = clock is not None and clock.starts_on < change.on
            yield Touch("keeps" if keeps else "goes_over", spec.name, spec.name_en, change, clock)
    yield from _citations(kind, changes)
    for clock in case.clocks:
        if clock.open and clock.provisional:
            yield Touch("recomputed", clock.name, clock.name_en, None, clock)


def _citations(kind: cases.CaseType, changes: Sequence[law.Change]) -> Iterator[Touch]:
    """Yield one touch for each new article that documents of the case type will cite, with everything it says."""
    cited: dict[tuple[date, str], list[law.Change]] = {}
    for change in changes:
        if change.new is not None and any(_same_value(change, ref) for text in kind.terms for ref in text.refs):
            cited.setdefault((change.on, change.new.source), []).append(change)
    for together in cited.values():
        names = "、".join(dict.fromkeys(change.value.name_zh for change in together))
        yield Touch("cited", names, names, together[0], None)


def _same_value(change: law.Change, ref: str) -> bool:
    return law.current().find_term(ref).ref == change.ref


def open_cases(*, by: Actor, on: date) -> list[cases.CaseClocks]:
    """Return the open cases the actor may see: from one of them exhibits may be taken over into a form."""
    allow(by, "workbench.read_law")
    return cases.clocks_of_cases(by=by, on=on, case_types={kind.key for kind in cases.case_types()})


def exhibit_names(case_id: str, *, by: Actor, on: date) -> list[str]:
    """Return the names of a case's exhibits; raises NotAllowed alike for absent and not mine."""
    return [exhibit.name for exhibit in cases.case_file(case_id, by=by, on=on).exhibits]
