"""A world in which every indicator counts something: told day by day, so that each day can be looked at while it is the last."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from quandun.cases import api as cases
from quandun.disclosure import api as disclosure
from quandun.registers import api as registers
from tests.integration.registers.entries import REASONS, admitted
from tests.integration.worlds import ROAD, World, answers_for, at, settle

LAST = date(2026, 12, 1)
JOINED, LEFT, LEFT_RECORDED = date(2026, 8, 31), date(2026, 9, 10), date(2026, 9, 24)
Event = tuple[date, Callable[[], object]]


def told(world: World) -> Iterator[date]:
    """Play the story and yield each day after all that happened on it: two reports and cases, one decided and published, one a crime.

    A member comes on each register; a second key unit leaves, and that is written down two weeks late.
    """
    events = list(_events(world))
    for day in sorted({day for day, _ in events}):
        for when, act in events:
            if when == day:
                act()
        settle()
        yield day


def whole(world: World) -> None:
    """Play the whole story."""
    for _ in told(world):
        pass


def _events(world: World) -> Iterator[Event]:
    opened: dict[str, str] = {}

    def open_(name: str) -> None:
        opened[name] = world.case()

    def take(name: str, step: str, day: date) -> None:
        world.take(opened[name], step, day)

    def suspect_crime() -> None:
        day = dict(ROAD)["check_crime"]
        answers = {**answers_for("check_crime", day), "crime_conclusion": "transferred"}
        signers = world.signers("check_crime")
        proposal = cases.propose_step(
            case_id=opened["crime"], step="check_crime", answers=answers, by=world.who(signers[0], day), at=at(day)
        )
        for name in signers:
            world.sign(proposal, name, day)

    def publish() -> None:
        day = dict(ROAD)["record_publication"]
        by = world.who("publisher", day)
        publication = disclosure.propose_publication(case_id=opened["whole"], by=by, at=at(day))
        disclosure.check_publication(publication_id=publication, by=world.who("reviewer", day), at=at(day))
        prepared = disclosure.prepare_publication(publication_id=publication, by=by, at=at(day))
        disclosure.publish(publication_id=publication, prepared=prepared, by=by, at=at(day))

    def remove_late() -> None:
        registers.remove(entry_id=leaving[0], effective_on=LEFT, reasons=REASONS, by=world.who("bureau_head"), at=at(LEFT_RECORDED))

    leaving: list[str] = []
    for kind in registers.kinds():
        yield JOINED, partial(admitted, world, kind.key, on=JOINED)
    yield JOINED, lambda: leaving.append(admitted(world, "key_protected_unit", 2, on=JOINED))
    yield LEFT, lambda: None
    yield LEFT_RECORDED, remove_late
    yield ROAD[0][1], partial(open_, "whole")
    yield ROAD[0][1], partial(open_, "crime")
    yield ROAD[0][1], world.report
    for step, day in ROAD:
        if step == "record_publication":
            yield day, publish  # which takes the step
        else:
            yield day, partial(take, "whole", step, day)
        if day < dict(ROAD)["check_crime"]:
            yield day, partial(take, "crime", step, day)
    yield dict(ROAD)["check_crime"], suspect_crime
    yield LAST, lambda: None
