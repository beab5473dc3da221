"""A citizen reads a decision, sees what was masked and why, and checks that nobody changed the file."""

from pathlib import Path

import pytest

from tests.browser.conftest import Arrive
from tests.browser.world import World

pytestmark = pytest.mark.browser


def test_a_citizen_reads_the_decision_and_its_file_proves_true_and_a_changed_one_false(site: World, arrive: Arrive, tmp_path: Path) -> None:
    citizen = arrive()
    citizen.go("/")
    citizen.follow("处罚信息公示")
    citizen.follow("济历市监处罚")
    assert citizen.says(site.cast.party["name"]), "the trader's name stays"
    assert site.cast.party["id_number"] not in citizen.page.content() and site.cast.party["phone"] not in citizen.page.content()
    assert citizen.page.locator(".q-paper .q-masked").count() >= 2
    assert citizen.says("身份证件号码") and citizen.says("遮蔽了什么，依据哪条规则")
    assert citizen.faults() == []
    citizen.picture("publication")

    with citizen.page.expect_download() as coming:
        citizen.page.evaluate(
            "a => { a.setAttribute('download', ''); a.click(); }", citizen.page.locator("a", has_text="下载公示文本").element_handle()
        )
    original = tmp_path / "决定书.pdf"
    coming.value.save_as(original)
    assert original.read_bytes().startswith(b"%PDF")
    changed = tmp_path / "改过.pdf"
    changed.write_bytes(original.read_bytes()[:-1] + b"x")

    citizen.follow("核验这份文件")
    assert citizen.says("记录没有被改动")
    citizen.fill({"file": str(original)})
    citizen.press("核对")
    assert citizen.says("一致：您手里的就是当时存入的那一份")
    citizen.picture("verified")
    citizen.fill({"file": str(changed)})
    citizen.press("核对")
    assert citizen.says("不一致")
    citizen.press("核对")
    assert citizen.says("请先选择一个文件")
    assert citizen.faults() == []

    citizen.follow("第")
    assert citizen.page.locator("h1").inner_text().startswith("存证日志第")
    assert citizen.faults() == []


def test_what_is_not_published_is_not_there(site: World, arrive: Arrive) -> None:
    citizen = arrive()
    assert citizen.go("/published/pb-aaaaaaaaaaaaaaaaaaaaaaaaaa/").status == 404
