"""The pages of a proposal: one submission, one effect; a proposal taken back."""

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from pytest_django import Settings

from quandun.cases.models import Proposal, ProposalSignature
from quandun.kernel.clocks import FixedClock
from tests.integration.worlds import World, at, day_of

FILED = day_of("file_case")
KEY = "form-0123456789abcdef"


@pytest.fixture
def officer(world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """The first officer at a browser, past the second factor, on the day of filing."""
    settings.CLOCK = FixedClock(at(FILED))
    monkeypatch.setattr("quandun.frame.middleware.is_mfa_enabled", lambda user: True)
    client = Client()
    user = get_user_model().objects.get(public_id=world.accounts["officer"])
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    yield client


def _sign(client: Client, proposal: str, opinion: str) -> int:
    return int(client.post(f"/proposal/{proposal}/", {"submission_id": KEY, "opinion": opinion}).status_code)


def test_a_signature_sent_twice_counts_once_and_its_key_serves_no_other(world: World, officer: Client) -> None:
    proposal = world.propose(world.case_before("file_case"), "file_case")
    assert [_sign(officer, proposal, "同意"), _sign(officer, proposal, "同意")] == [302, 302]
    assert _sign(officer, proposal, "不同意") == 409
    assert ProposalSignature.objects.filter(proposal__public_id=proposal).count() == 1


def test_a_key_used_for_one_proposal_signs_no_other(world: World, officer: Client) -> None:
    first = world.propose(world.case_before("file_case"), "file_case")
    second = world.propose(world.case_before("file_case"), "file_case")
    assert [_sign(officer, first, "同意"), _sign(officer, second, "同意")] == [302, 409]
    assert not ProposalSignature.objects.filter(proposal__public_id=second).exists()


def test_a_proposal_is_taken_back_with_a_reason_and_only_by_who_made_it(world: World, officer: Client) -> None:
    case_id = world.case_before("file_case")
    proposal = world.propose(case_id, "file_case")
    answer = officer.post(f"/proposal/{proposal}/withdraw/", {"reason": "材料须补充"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/case/{case_id}/")
    assert Proposal.objects.get(public_id=proposal).state == "withdrawn"
    other = world.propose(case_id, "file_case")
    Proposal.objects.filter(public_id=other).update(proposed_by=world.accounts["officer2"])
    assert officer.post(f"/proposal/{other}/withdraw/", {"reason": "不该由我"}).status_code == 404
    assert Proposal.objects.get(public_id=other).state == "open"
