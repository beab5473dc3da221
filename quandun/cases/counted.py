"""Cases as those see them who count: dated milestones of every case, no party, no content. The caller has checked who counts.

Filing and deciding are what the case type's statutory clock `decision` starts and stops on, so a new case type is counted
without an edit here; whether a decision was in time is that clock's own answer, through `law`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quandun.cases.domain.clocks import Clock, clocks
from quandun.cases.domain.history import Happening, standing
from quandun.cases.domain.types import CaseType
from quandun.cases.history_store import history_of
from quandun.cases.models import Case
from quandun.cases.registry import case_type_of
from quandun.kernel.clocks import legal_day

DECISION, PUBLICATION, TO_TRANSFER = "decision", "publication", "to_transfer"
REPORTER_TOLD = frozenset({"reporter_told_of_filing", "reporter_told_of_result"})


@dataclass(frozen=True, slots=True)
class CountedCase:
    """The milestones of one case; None: not reached. `closed_on` only where the end counts as a case (不予立案 does not)."""

    id: str
    number: str
    kind: str
    kind_name: str
    kind_name_en: str
    unit_id: str
    matter_id: str
    filed_on: date | None
    decided_on: date | None
    decided_in_time: bool
    publish_by: date | None  # last day to publish the decision
    to_transfer_on: date | None  # found to be a suspected crime (移送)
    reporter_told_on: date | None
    closed_on: date | None


def counted_cases() -> list[CountedCase]:
    """Return every case in the order opened."""
    return [_counted(case) for case in Case.objects.order_by("opened_at", "id")]


def _counted(case: Case) -> CountedCase:
    kind, history = case_type_of(case.case_type), history_of(case)
    running = {clock.key: clock for clock in clocks(kind, history, on=history[-1].day)} if history else {}
    decision, publication = running.get(DECISION), running.get(PUBLICATION)
    counts = case.final and case.closed_at is not None and kind.state(case.state).counts
    return CountedCase(
        id=case.public_id,
        number=case.number,
        kind=kind.key,
        kind_name=kind.name,
        kind_name_en=kind.name_en,
        unit_id=case.unit_id,
        matter_id=case.matter_id,
        filed_on=decision.starts_on if decision else None,
        decided_on=decision.stopped_on if decision else None,
        decided_in_time=_in_time(decision),
        publish_by=publication.last_day if publication else None,
        to_transfer_on=_first_day(kind, history, frozenset({TO_TRANSFER})),
        reporter_told_on=_first_day(kind, history, REPORTER_TOLD),
        closed_on=legal_day(case.closed_at) if counts and case.closed_at else None,
    )


def _in_time(clock: Clock | None) -> bool:
    return clock is not None and clock.state == "met"


def _first_day(kind: CaseType, history: Sequence[Happening], marks: frozenset[str]) -> date | None:
    """Return the day on which any of the marks first stood beside the case."""
    for end, happening in enumerate(history, start=1):
        if standing(kind, history[:end]).marks & marks:
            return happening.day
    return None
