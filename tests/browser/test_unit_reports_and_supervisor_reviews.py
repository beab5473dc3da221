"""A unit's officer reports progress, a supervisor reviews and supervises; the public sees only what was published."""

from pathlib import Path

import pytest

from tests.browser.conftest import Arrive
from tests.browser.world import World

pytestmark = pytest.mark.browser
SAID = "完成第三批调解员培训，名册另附。"


def test_a_report_goes_from_the_units_page_to_the_public(site: World, arrive: Arrive, tmp_path: Path) -> None:
    site.play_on(11, 24)
    liaison = arrive(user="liaison", phone=True)
    liaison.go("/plan/")
    liaison.follow("看本单位的任务")
    liaison.follow("完善纠纷多元化解机制")
    task = liaison.page.url.removeprefix(liaison.url)
    liaison.follow("报送进展")
    liaison.press("报送")
    assert liaison.page.locator(".q-error").count() >= 1  # nothing was said
    proof = tmp_path / "名册.txt"
    proof.write_text("名册", "utf-8")
    liaison.fill({"text": SAID, "attachments": str(proof)})
    liaison.press("报送")
    assert liaison.says("待审核") and liaison.says(SAID)
    liaison.picture("plan-report")
    assert liaison.faults() == []
    guest = arrive()
    guest.go(task)
    assert not guest.says(SAID)
    supervisor = arrive(user="supervisor")
    supervisor.go("/plan/")
    supervisor.follow("审核与督办")
    assert supervisor.faults() == []
    supervisor.follow("完善纠纷多元化解机制")
    supervisor.fill({"verdict": "accepted"})
    supervisor.press("提交审核结论")
    supervisor.press("公开这份报告")
    assert supervisor.says("已公开")
    guest.go(task)
    assert guest.says(SAID)
    assert guest.faults() == supervisor.faults() == []


def test_an_overdue_target_is_supervised_answered_and_closed(site: World, arrive: Arrive) -> None:
    site.play_on(11, 24)
    supervisor = arrive(user="supervisor")
    supervisor.go("/plan/desk/")
    supervisor.follow("发出督办")
    supervisor.page.locator("select[name=target]").select_option(index=1)
    supervisor.fill({"text": "到期没有收到完成报告，请说明。", "answer_by": "2026-11-30"})
    supervisor.press("发出督办")
    assert supervisor.says("已发出，待答复")
    address = supervisor.page.url.removeprefix(supervisor.url)
    assert "/account/login/" in arrive().go(address).url  # a guest is asked who they are
    assert arrive(user="officer1").go(address).status == 404
    liaison = arrive(user="liaison", phone=True)
    liaison.go(address)
    liaison.fill({"text": "已完成选址，年底前报送。"})
    liaison.press("提交")
    assert liaison.says("已答复，待审查") and liaison.faults() == []
    supervisor.go(address)
    supervisor.fill({"decision": "close", "text": "已说明，转入调度。"})
    supervisor.press("提交")
    assert supervisor.says("已办结") and supervisor.faults() == []


def test_a_figure_is_drawn_as_a_line_beside_its_table(site: World, arrive: Arrive) -> None:
    site.play_on(11, 25)
    anyone = arrive()
    anyone.go("/plan/figure/closed_penalty_cases/")
    anyone.page.locator(".plan-line svg path").first.wait_for(state="attached")
    rows = anyone.page.locator("#series tbody tr")
    assert rows.count() >= 4 and rows.last.inner_text().split() == ["2026-11-25", "1"]
    anyone.go("/plan/targets/")
    assert anyone.page.locator("script[src*=echarts]").count() == 0  # on chart pages only
    assert anyone.faults() == []
