"""A report from draft to matter: once, whole, and with the reporter's identity taken out."""

import threading
from io import BytesIO
from unittest import mock

import pytest
from django.db import OperationalError, connection

from quandun.cases.models import Triage
from quandun.evidence import api as evidence
from quandun.evidence.models import Exhibit
from quandun.identification.models import Finding
from quandun.intake import api as intake
from quandun.intake.errors import AlreadySubmitted, DraftIncomplete, TooManyFiles
from quandun.intake.models import Draft, Report
from quandun.kernel.actors import Actor
from quandun.kernel.errors import PlatformError
from quandun.ledger import api as ledger
from quandun.ledger.models import Entry
from quandun.matters import api as matters
from quandun.matters.errors import NothingSealed
from quandun.matters.models import Matter, Participant, SealedIdentity
from quandun.people import api as people
from quandun.store import api as store
from tests.integration.worlds import REPORTER_NAME, REPORTER_PHONE, ROAD, World, at, settle

AT = at(ROAD[0][1])


class Broken(Exception):
    """What goes wrong in these tests."""


def _submit_once(draft_id: str, by: Actor, key: str = "form-1") -> dict[str, str]:
    def act() -> dict[str, str]:
        made = intake.submit_report(draft_id=draft_id, by=by, at=AT)
        return {"matter": made.matter_id, "number": made.number}

    return ledger.once(key, by=by, request={"draft": draft_id}, act=act)


def test_the_same_form_sent_twice_has_one_effect(world: World) -> None:
    draft_id, bearer = world.draft()
    first, second = _submit_once(draft_id, bearer), _submit_once(draft_id, bearer)
    assert first == second
    assert Report.objects.count() == Matter.objects.count() == 1


def test_a_key_used_for_another_form_is_refused(world: World) -> None:
    draft_id, bearer = world.draft()
    _submit_once(draft_id, bearer)
    with pytest.raises(ledger.KeyReused):
        ledger.once("form-1", by=bearer, request={"draft": "another"}, act=lambda: {"matter": "x"})
    assert Matter.objects.count() == 1


def test_a_second_submission_without_a_key_says_so(world: World) -> None:
    draft_id, bearer = world.draft()
    intake.submit_report(draft_id=draft_id, by=bearer, at=AT)
    with pytest.raises(AlreadySubmitted):
        intake.submit_report(draft_id=draft_id, by=bearer, at=AT)


@pytest.mark.parametrize("place", ["quandun.people.api.retarget_link", "quandun.matters.api.open_matter"])
def test_a_fault_while_submitting_leaves_the_draft_as_it_was(world: World, place: str) -> None:
    draft_id, bearer = world.draft()
    entries = Entry.objects.count()
    with mock.patch(place, side_effect=Broken), pytest.raises(Broken):
        intake.submit_report(draft_id=draft_id, by=bearer, at=AT)
    assert Matter.objects.count() == Report.objects.count() == SealedIdentity.objects.count() == 0
    assert Entry.objects.count() == entries
    assert intake.draft(draft_id, by=bearer).answers.name == REPORTER_NAME
    assert people.link_of(world.codes[draft_id], "report_draft", AT).about == draft_id


def test_the_identity_leaves_the_draft_and_is_sealed(world: World) -> None:
    draft_id, bearer = world.draft()
    matter_id = intake.submit_report(draft_id=draft_id, by=bearer, at=AT).matter_id
    answers = Draft.objects.get(public_id=draft_id).answers
    assert (answers["name"], answers["phone"]) == ("", "")
    sealed = SealedIdentity.objects.get()
    assert REPORTER_NAME.encode() not in bytes(sealed.ciphertext) and REPORTER_PHONE.encode() not in bytes(sealed.ciphertext)
    assert Participant.objects.get(matter__public_id=matter_id, role="reporter").label == "举报人甲"


def test_an_anonymous_report_seals_nothing(world: World) -> None:
    matter_id = world.report(named=False)
    with pytest.raises(NothingSealed):
        matters.unseal_reporter(matter_id=matter_id, reason="办案需要当面核实", by=world.who("bureau_head"), at=AT)


def test_an_incomplete_draft_names_what_is_missing(world: World) -> None:
    draft_id, bearer = world.draft()
    intake.save_draft(draft_id=draft_id, answers={"goods": " ", "seen_on": "2026-09-30"}, by=bearer, at=AT)
    with pytest.raises(DraftIncomplete, match="商品名称、看到的日期"):
        intake.submit_report(draft_id=draft_id, by=bearer, at=AT)


def test_a_draft_takes_a_limited_number_of_files(world: World) -> None:
    draft_id, bearer = world.draft()
    for number in range(intake.FILES_LIMIT):
        blob = store.keep(BytesIO(f"file {number}".encode()))
        intake.attach_file(draft_id=draft_id, blob=blob, name=f"{number}.txt", purpose="", by=bearer, at=AT)
    with pytest.raises(TooManyFiles):
        intake.attach_file(draft_id=draft_id, blob=store.keep(BytesIO(b"more")), name="more.txt", purpose="", by=bearer, at=AT)
    assert len(evidence.exhibits_about((draft_id,))) == intake.FILES_LIMIT == Exhibit.objects.count()


def test_the_news_of_a_report_brings_leads_and_a_road_once(world: World) -> None:
    matter_id = world.report()
    settle()
    settle()
    assert Finding.objects.filter(matter_id=matter_id).count() == 1
    assert Triage.objects.get(matter_id=matter_id).route == "administrative_penalty"


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_once_has_one_effect(committed: World) -> None:
    draft_id, bearer = committed.draft()
    start, results = threading.Barrier(2), list[object]()

    def send() -> None:
        try:
            start.wait(timeout=20)
            results.append(_submit_once(draft_id, bearer))
        except (PlatformError, OperationalError) as fault:
            results.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(results) == 2 and results[0] == results[1], results
    assert Report.objects.count() == Matter.objects.count() == 1
