"""The machine proposes a lead; a named officer decides it once."""

import pytest

from quandun.identification import api as identification
from quandun.identification.errors import AlreadyDecided
from quandun.identification.models import Finding
from quandun.kernel.actors import Actor
from quandun.kernel.errors import NotAllowed, PlatformError
from tests.integration.worlds import ROAD, World, at, settle

AT = at(ROAD[1][1])


def test_a_lead_explains_itself_and_decides_nothing(world: World) -> None:
    matter_id = world.report()
    settle()
    (lead,) = identification.findings_of(matter_id)
    assert (lead.state, lead.decided_by, lead.right_id, lead.identical) == ("proposed", "", world.mark, False)
    assert lead.score == 0.933 and len(lead.why) == 3


def test_proposing_again_changes_nothing(world: World) -> None:
    matter_id = world.report()
    settle()
    before = identification.findings_of(matter_id)
    identification.propose_findings(matter_id=matter_id, sign="云山纺", by=Actor.system("tests"), at=AT)
    assert identification.findings_of(matter_id) == before


def test_a_sign_like_no_mark_is_no_lead(world: World) -> None:
    assert identification.propose_findings(matter_id="mt-x", sign="长江渔歌", by=Actor.system("tests"), at=AT) == []
    assert not Finding.objects.exists()


def test_a_lead_is_decided_once_and_by_name(world: World) -> None:
    matter_id = world.report()
    settle()
    (lead,) = identification.findings_of(matter_id)
    officer = world.who("officer")
    identification.decide_finding(finding_id=lead.id, confirmed=False, reason="字形不近似", by=officer, at=AT)
    (decided,) = identification.findings_of(matter_id)
    assert (decided.state, decided.decided_by, decided.reason) == ("rejected", officer.id, "字形不近似")
    with pytest.raises((AlreadyDecided, NotAllowed)) as refusal:
        identification.decide_finding(finding_id=lead.id, confirmed=True, reason="再看近似", by=world.who("officer2"), at=AT)
    assert isinstance(refusal.value, PlatformError)
    assert identification.findings_of(matter_id) == [decided]
