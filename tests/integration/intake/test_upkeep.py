"""What was typed and never submitted is not kept."""

from datetime import timedelta

from quandun.intake import api as intake
from quandun.intake.models import Draft, Report
from quandun.intake.services import DRAFT_LIVES
from quandun.intake.upkeep import forget_old_drafts
from tests.integration.worlds import World


def test_an_abandoned_draft_is_emptied_when_its_code_expires_and_not_before(world: World) -> None:
    draft_id, _ = world.draft()
    saved = Draft.objects.get(public_id=draft_id).saved_at
    forget_old_drafts({}, saved + DRAFT_LIVES - timedelta(minutes=1))
    assert Draft.objects.get(public_id=draft_id).answers["name"]
    forget_old_drafts({}, saved + DRAFT_LIVES + timedelta(minutes=1))
    assert Draft.objects.get(public_id=draft_id).answers == {}


def test_a_report_that_was_submitted_is_kept(world: World) -> None:
    draft_id, bearer = world.draft()
    saved = Draft.objects.get(public_id=draft_id).saved_at
    intake.submit_report(draft_id=draft_id, by=bearer, at=saved)
    draft, report = Draft.objects.get(public_id=draft_id).answers, Report.objects.get().goods
    forget_old_drafts({}, saved + DRAFT_LIVES * 2)
    assert (Draft.objects.get(public_id=draft_id).answers, Report.objects.get().goods) == (draft, report)
