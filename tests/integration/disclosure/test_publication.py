"""A publication is drafted once, checked by another, and published once with everything that follows from it."""

from datetime import date
from unittest import mock

import pytest

from quandun.cases import api as cases
from quandun.disclosure import api as disclosure
from quandun.disclosure.errors import AlreadyProposed, NotChecked, NothingToPublish
from quandun.documents.models import Document
from quandun.exchange.models import Message
from quandun.kernel.actors import ANYONE
from quandun.kernel.errors import NotAllowed
from tests.integration.worlds import World, at

DAY = date(2026, 11, 6)


class Broken(Exception):
    """What goes wrong in these tests."""


def _drafted(world: World) -> tuple[str, str]:
    case_id = world.case_before("record_publication")
    return case_id, disclosure.propose_publication(case_id=case_id, by=world.who("publisher"), at=at(DAY))


def test_nothing_is_published_before_the_decision(world: World) -> None:
    case_id = world.case_before("decide")
    with pytest.raises(NothingToPublish):
        disclosure.propose_publication(case_id=case_id, by=world.who("publisher"), at=at(date(2026, 10, 15)))


def test_a_decision_is_drafted_for_publication_once(world: World) -> None:
    case_id, _ = _drafted(world)
    with pytest.raises(AlreadyProposed):
        disclosure.propose_publication(case_id=case_id, by=world.who("publisher2"), at=at(DAY))


def test_nobody_outside_reads_it_before_it_is_published(world: World) -> None:
    _, publication = _drafted(world)
    with pytest.raises(NotAllowed):
        disclosure.publication(publication, by=ANYONE)
    assert disclosure.published() == []


@pytest.mark.parametrize("place", ["quandun.exchange.api.queue", "quandun.cases.api.propose_step", "quandun.cases.api.sign"])
def test_a_fault_while_publishing_leaves_it_checked_and_unpublished(world: World, place: str) -> None:
    case_id, publication = _drafted(world)
    disclosure.check_publication(publication_id=publication, by=world.who("reviewer"), at=at(DAY))
    by = world.who("publisher")
    prepared = disclosure.prepare_publication(publication_id=publication, by=by, at=at(DAY))
    with mock.patch(place, side_effect=Broken), pytest.raises(Broken):
        disclosure.publish(publication_id=publication, prepared=prepared, by=by, at=at(DAY))
    assert disclosure.publication(publication, by=by).state == "checked"
    assert not Message.objects.exists() and not Document.objects.filter(kind="publication_copy").exists()
    disclosure.publish(publication_id=publication, prepared=prepared, by=by, at=at(DAY))
    assert disclosure.publication(publication, by=ANYONE).state == "published"
    steps = [one.step for one in cases.case_file(case_id, by=by, on=DAY).history]
    assert steps[-1] == "record_publication" and Message.objects.count() == 1


def test_the_drafter_does_not_check(world: World) -> None:
    _, publication = _drafted(world)
    with pytest.raises((NotAllowed, NotChecked)):
        disclosure.check_publication(publication_id=publication, by=world.who("publisher"), at=at(DAY))
