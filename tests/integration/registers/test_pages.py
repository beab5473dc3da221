"""Pages and API of registers: from nomination to the public list, and what the public never sees."""

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from pytest_django import Settings

from quandun.kernel.clocks import FixedClock
from quandun.registers import api as registers
from quandun.registers import registry
from quandun.registers.models import RegisterEntry, Transition
from tests.integration.registers.entries import ADMITTED, CONTACT, EXPERT, PHONE, admitted, answers_of, kind_of, nominated
from tests.integration.worlds import World, at

KEY = "form-0123456789abcdef"
UNITS = "key_protected_unit"


def settle_clock(settings: object, day: date) -> None:
    """Let the site's clock stand on a day."""
    settings.CLOCK = FixedClock(at(day))  # type: ignore[attr-defined]  # pytest-django's settings


def browse(world: World, who: str, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Return a member of the staff at a browser, past the second factor."""
    monkeypatch.setattr("quandun.frame.middleware.is_mfa_enabled", lambda user: True)
    client = Client()
    user = get_user_model().objects.get(public_id=world.accounts[who])
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture(autouse=True)
def clock(settings: Settings) -> None:
    settle_clock(settings, ADMITTED)


def test_a_nomination_and_an_admission_reach_the_public_list(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    officer, head = (browse(world, who, monkeypatch) for who in ("officer", "bureau_head"))
    form = {**answers_of(kind_of(UNITS), name="东桥茶厂"), "submission_id": KEY}
    answers = [officer.post(f"/registers/{UNITS}/nominate/", form) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 302] and RegisterEntry.objects.count() == 1
    entry = answers[0].headers["Location"]
    assert Client().get(entry).status_code == 404, "a nomination is not public"
    assert "东桥茶厂" in head.get("/registers/desk/").content.decode()
    decision = {"effective_on": "2026-03-05", "basis": "局务会议", "checks": ["is_of_type", "lane_agreed"], "submission_id": KEY}
    assert head.post(f"{entry}admit/", decision).status_code == 302
    page = Client().get(f"/registers/{UNITS}/").content.decode()
    assert "东桥茶厂" in page and Client().get(entry).status_code == 200


def test_a_form_with_faults_says_what_is_wrong_and_changes_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    officer = browse(world, "officer", monkeypatch)
    form = {**answers_of(kind_of(UNITS), credit_code="12", name=""), "submission_id": KEY}
    answer = officer.post(f"/registers/{UNITS}/nominate/", form)
    assert answer.status_code == 422 and "不是18位统一社会信用代码" in answer.content.decode()
    assert not RegisterEntry.objects.exists()


def test_a_refused_decision_keeps_the_form_and_says_why(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    entry_id, head = nominated(world, UNITS), browse(world, "bureau_head", monkeypatch)
    early = {"effective_on": "2026-03-01", "basis": "会议", "checks": ["is_of_type", "lane_agreed"], "submission_id": KEY}
    answer = head.post(f"/registers/entry/{entry_id}/admit/", early)
    assert answer.status_code == 422 and "早于上一次变动的生效日期" in answer.content.decode()
    assert not Transition.objects.filter(move="admit").exists()


def test_a_removal_takes_the_member_off_the_list_of_that_day_and_leaves_the_days_before(
    world: World, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    entry_id, head = admitted(world, UNITS), browse(world, "bureau_head", monkeypatch)
    settle_clock(settings, date(2026, 5, 4))
    reasons = {"effective_on": "2026-05-04", "facts": "已注销", "basis": "方案未规定", "remedy": "书面提出", "submission_id": KEY}
    assert head.post(f"/registers/entry/{entry_id}/remove/", reasons).status_code == 302
    lists = [Client().get(f"/registers/{UNITS}/?on=2026-05-{day}").content.decode() for day in ("03", "04")]
    assert ["单位名称1" in page for page in lists] == [True, False]
    seen = Client().get(f"/registers/entry/{entry_id}/").content.decode()
    assert "已移出" in seen and "已注销" not in seen


@pytest.mark.parametrize("who", ["officer", "supervisor", "neighbour bureau_head"])
def test_who_may_not_decide_finds_no_form(world: World, monkeypatch: pytest.MonkeyPatch, who: str) -> None:
    entry_id = nominated(world, UNITS)
    assert browse(world, who, monkeypatch).get(f"/registers/entry/{entry_id}/admit/").status_code == 404


def test_the_public_never_sees_contacts_or_who_did_not_agree(world: World) -> None:
    unit = admitted(world, UNITS)
    expert = admitted(world, "appraisal_expert", name=EXPERT, may_be_named="否")
    guest = Client()
    paths = ["/registers/", "/api/v1/registers/", f"/registers/entry/{unit}/", f"/registers/entry/{expert}/"]
    for key in (UNITS, "appraisal_expert"):
        paths += [f"/registers/{key}/", f"/api/v1/registers/{key}/", f"/api/v1/registers/{key}.csv", f"/registers/{key}/?q={EXPERT}"]
    for path in paths:
        answer = guest.get(path)
        text = answer.content.decode().replace(f'value="{EXPERT}"', "")  # what the visitor typed into the search stands in its field
        assert answer.status_code == 200 and not any(word in text for word in (CONTACT, PHONE, EXPERT)), path


def test_the_list_is_searched_by_what_it_shows_and_by_district(world: World) -> None:
    admitted(world, UNITS, 1, name="东桥茶厂", district_code="990102")
    admitted(world, UNITS, 2, name="西原茶厂", district_code="990121")

    def found(query: str) -> list[bool]:
        page = Client().get(f"/registers/{UNITS}/?{query}").content.decode()
        return [name in page for name in ("东桥茶厂", "西原茶厂")]

    assert found("q=茶厂") == [True, True]
    assert found("q=西原 重点企业") == [False, True]
    assert found("district=990102") == [True, False]
    assert found(f"q={CONTACT}") == [False, False]
    assert found("on=2026-03-04") == [False, False]


def test_a_closed_register_has_no_page_no_extract_and_no_names(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    entry_id = admitted(world, UNITS)
    closed = replace(kind_of(UNITS), public=False)
    monkeypatch.setattr(registry, "installed", lambda: {UNITS: closed})
    guest = Client()
    for path in (f"/registers/{UNITS}/", f"/api/v1/registers/{UNITS}/", f"/api/v1/registers/{UNITS}.csv", f"/registers/entry/{entry_id}/"):
        assert guest.get(path).status_code == 404, path
    (member,) = registers.members(UNITS, on=ADMITTED)
    assert member.label == "重点0001" and member.values == {}


def test_a_machine_that_asks_for_nonsense_is_told(world: World) -> None:
    answer = Client().get(f"/api/v1/registers/{UNITS}/?on=gestern")
    assert answer.status_code == 422 and answer.json()["code"] == "registers.bad_day"
    assert Client().get("/api/v1/registers/nothing/").status_code == 404
    assert Client().get(f"/registers/{UNITS}/?on=gestern&page=x&district=0").status_code == 200


def test_a_long_register_is_read_page_by_page_and_the_search_is_kept(world: World) -> None:
    for number in range(1, 53):
        admitted(world, UNITS, number)
    first, second = (Client().get(f"/registers/{UNITS}/?q=重点企业&page={page}").content.decode() for page in (1, 2))
    assert "重点0050" in first and "重点0051" not in first and "重点0052" in second and "重点0050" not in second
    assert "q=%E9%87%8D%E7%82%B9%E4%BC%81%E4%B8%9A" in second
    assert "重点0001" in Client().get(f"/registers/{UNITS}/?page={'9' * 5000}").content.decode()


def test_the_keeping_unit_corrects_a_contact_on_the_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    entry_id, officer = admitted(world, UNITS), browse(world, "officer", monkeypatch)
    page = officer.get(f"/registers/entry/{entry_id}/amend/").content.decode()
    assert PHONE in page and "统一社会信用代码" not in page
    form = {**answers_of(kind_of(UNITS), contact_phone="0539-2"), "reason": "单位来函", "submission_id": KEY}
    assert officer.post(f"/registers/entry/{entry_id}/amend/", form).status_code == 302
    seen = officer.get(f"/registers/entry/{entry_id}/").content.decode()
    assert "0539-2" in seen and "单位来函" in seen and PHONE not in seen
    assert browse(world, "bureau_head", monkeypatch).get(f"/registers/entry/{entry_id}/amend/").status_code == 404
