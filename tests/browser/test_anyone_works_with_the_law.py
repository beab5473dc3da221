"""A firm without a lawyer asks when a period ends and what an infringement may cost; no account, no script needed."""

import pytest

from tests.browser.conftest import Arrive
from tests.browser.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False])
def test_a_citizen_computes_a_deadline_from_words_to_the_last_day(site: World, arrive: Arrive, script: bool) -> None:
    guest = arrive(phone=True, script=script)
    guest.go("/")
    guest.follow("法律怎么规定")
    guest.page.get_by_role("link", name="期限计算").click()
    guest.fill({"q": "行政复议"})
    guest.press("查找")
    guest.follow("申请行政复议期限")
    guest.fill({"starts": "2026-11-12"})
    guest.press("计算")
    assert guest.says("2027年1月11日") and guest.page.locator("svg .law-day-due").count() == 1
    address = guest.page.url.removeprefix(site.url)
    again = arrive()
    again.go(address)
    assert again.says("2027年1月11日")


def test_a_right_holder_reckons_damages_and_takes_the_memorandum(site: World, arrive: Arrive) -> None:
    guest = arrive(phone=True, script=False)
    guest.go("/law/damages/trademark/")
    facts = {
        "act_from": "2026-03-01",
        "act_to": "2026-05-01",
        "exhibit1": "销售数据",
        "gain1_amount": "200000",
        "gain1_amount_exhibit": "E1",
    }
    guest.fill(facts)
    guest.press("测算")
    assert guest.says("200,000.00 元") and guest.says("赔偿数额由人民法院依法确定")
    with guest.page.expect_download() as taken:
        guest.press("下载测算说明（PDF）")
    assert taken.value.suggested_filename == "damages-memorandum.pdf"


def test_an_officer_sees_which_open_case_the_new_trademark_law_reaches(site: World, arrive: Arrive) -> None:
    officer, guest = arrive(user="officer1"), arrive()
    site.play_on(11, 12)
    for visitor in (officer, guest):
        visitor.go("/law/changes/?last=2027-01-01")
        assert visitor.says("商标侵权罚款标准")
    case = f'a[href="/case/{site.open["case"]}/"]'
    assert officer.page.locator(case).count() == 1 and guest.page.locator(case).count() == 0
    officer.picture("officer-law-changes")


def test_a_deadline_prints_without_the_form(site: World, arrive: Arrive) -> None:
    guest = arrive()
    guest.go("/law/deadline/?ref=mp-register-preserve.decide_within&starts=2026-09-28")
    guest.page.emulate_media(media="print")
    assert guest.page.locator(".law-answer-day").is_visible() and not guest.page.locator(".law-form").is_visible()
