"""A bureau puts a key unit on the register: an officer nominates, the head admits, anybody reads it, counts it, and sees it leave."""

import pytest

from tests.browser.conftest import Arrive
from tests.browser.world import World

pytestmark = pytest.mark.browser
UNIT = {
    "name": "泉边陶瓷工坊（演示）",
    "credit_code": "91000000DEMO000099",
    "type": "enterprise",
    "district_code": "370104",
    "industry": "陶瓷",
    "contact_name": "演示联系人己",
    "contact_phone": "13800000009",
}


def test_a_key_unit_is_nominated_admitted_and_seen_in_the_public_list(site: World, arrive: Arrive) -> None:
    officer, head, guest = arrive(user="officer1"), arrive(user="chief"), arrive(phone=True)
    officer.go("/registers/desk/")
    officer.follow("提名：知识产权保护重点单位库")
    officer.press("提名")
    assert officer.says("尚未提交"), "an empty form is not a nomination"
    officer.fill(UNIT)
    officer.press("提名")
    officer.page.wait_for_url("**/registers/entry/**")
    entry = officer.page.url.removeprefix(site.url)
    assert officer.says("待决定") and officer.says("您是提名人") and officer.faults() == []
    officer.picture("register-nominated")
    assert guest.go(entry).status == 404, "a nomination is nobody else's business"

    head.go("/registers/desk/")
    assert head.page.locator(".q-rows li").first.inner_text().startswith(UNIT["name"]), "what waits for a decision stands first"
    head.follow(UNIT["name"])
    head.follow("入库")
    head.fill({"basis": "局务会议（演示）"})
    for check in head.page.locator('main [name="checks"]').all():
        check.check()
    assert head.faults() == []
    head.picture("register-admit")
    head.press("入库")
    head.page.wait_for_url(f"**{entry}")
    assert head.says("在库") and head.faults() == []

    guest.go("/registers/")
    assert guest.faults() == []
    guest.follow("知识产权保护重点单位库")
    guest.page.fill("[name=q]", "陶瓷")
    guest.press("查看")
    assert guest.says(UNIT["name"]) and guest.says("找到 1 条") and guest.faults() == []
    guest.picture("register-phone")
    guest.follow(UNIT["name"])
    assert guest.says("槐荫区") and not guest.says(UNIT["contact_name"]) and not guest.says(UNIT["contact_phone"])
    assert guest.faults() == []
    guest.go("/plan/figure/key_protected_unit/")
    assert guest.says(UNIT["name"]) and guest.faults() == []
    guest.picture("register-figure-phone")

    head.go(entry)
    head.follow("移出")
    head.fill({"facts": "停止经营", "basis": "方案未规定；局务会议（演示）", "remedy": "可向本单位书面提出异议"})
    head.press("移出")
    head.page.wait_for_url(f"**{entry}")
    head.picture("register-removed")
    guest.go("/registers/key_protected_unit/")
    assert not guest.says(UNIT["name"])
    guest.go("/registers/key_protected_unit/?on=2026-11-11")
    assert not guest.says(UNIT["name"]), "the days before its admission stay as they were"
    guest.go(entry)
    assert guest.says("已移出") and not guest.says("停止经营") and guest.faults() == []
