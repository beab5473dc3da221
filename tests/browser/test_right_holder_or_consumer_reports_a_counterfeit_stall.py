"""Someone sees goods and says so on a telephone: ten minutes later they hold a code and somebody has to act."""

from pathlib import Path

import pytest

from config.demo import props
from quandun.kernel.actors import Actor
from quandun.matters import api as matters
from quandun.matters.models import Matter
from tests.browser.conftest import Arrive
from tests.browser.visitor import Visitor
from tests.browser.world import World

pytestmark = pytest.mark.browser
MOST_INPUTS = 12
WHAT = {"used_sign": "涌泉纺", "goods": "袋装绿茶", "happened": "周日在三楼看到一个摊位，包装上印着“涌泉纺”。"}
WHERE = {"district_code": "370102", "place": "演示市场三楼A12号"}


@pytest.fixture
def photo(tmp_path: Path) -> str:
    path = tmp_path / "摊位.png"
    path.write_bytes(props.picture(props.STALL, place="演示市场", sign="涌泉纺", goods="袋装绿茶", caption="2026-11-12"))
    return str(path)


def begin(visitor: Visitor) -> str:
    """Start a report and return its code."""
    visitor.go("/report/")
    visitor.press("开始举报")
    return visitor.page.locator(".q-code-note strong").inner_text()


def matters_named(sign: str) -> int:
    return Matter.objects.filter(title__contains=sign).count()


def test_an_anonymous_consumer_reports_on_a_phone_and_tracks_it(site: World, arrive: Arrive, photo: str) -> None:
    visitor = arrive(phone=True)
    code = begin(visitor)
    typed = visitor.fill(WHAT)
    visitor.press("保存并继续")
    typed += visitor.fill(WHERE)
    visitor.press("保存并继续")
    typed += visitor.fill({"file": photo, "purpose": "摊位在售情况"})
    visitor.picture("report-files")
    visitor.press("继续")
    assert visitor.page.locator("[name=name]").is_hidden(), "an anonymous reporter is asked for a name"
    visitor.press("保存并继续")
    assert visitor.says("摊位.png")
    assert visitor.faults() == []
    visitor.picture("report-check")
    visitor.press("确认提交")
    assert typed <= MOST_INPUTS
    assert visitor.page.inner_text("#tracking-code") == code
    visitor.picture("report-done")
    visitor.press("查看办理进度")
    assert visitor.says("涌泉纺") and visitor.says("等待登记")
    assert visitor.faults() == []


def test_a_named_right_holder_reports_without_javascript(site: World, arrive: Arrive, photo: str) -> None:
    visitor = arrive(phone=True, script=False)
    code = begin(visitor)
    typed = visitor.fill({**WHAT, "used_sign": "无脚本涌泉", "mark_number": "90000001"})
    visitor.press("保存并继续")
    typed += visitor.fill(WHERE)
    visitor.press("保存并继续")
    typed += visitor.fill({"file": photo})
    visitor.press("上传，再加一个")
    assert visitor.page.locator(".q-digest").inner_text().replace(" ", "").isalnum()
    visitor.press("继续")
    typed += visitor.fill({"relation": "right_holder", "named": "yes", "name": "林知远", "phone": "13800000001"})
    visitor.press("保存并继续")
    visitor.press("确认提交")
    assert typed <= MOST_INPUTS
    assert visitor.page.inner_text("#tracking-code") == code
    matter = Matter.objects.get(title__contains="无脚本涌泉")
    seen = matters.matter(matter.public_id, by=Actor.system("intake"))
    assert "林知远" not in repr(seen) and seen.reporter_alias, "the file shows an alias, not the name"


def test_what_is_typed_is_saved_before_any_button_is_pressed(site: World, arrive: Arrive) -> None:
    visitor = arrive(phone=True)
    begin(visitor)
    with visitor.page.expect_response(lambda answer: answer.request.headers.get("hx-request") == "true"):
        visitor.page.locator("[name=used_sign]").press_sequentially("涌泉")
    visitor.page.get_by_text("已自动保存").wait_for()
    assert visitor.faults() == []
    visitor.go("/report/what/")
    assert visitor.page.input_value("[name=used_sign]") == "涌泉"


def test_the_back_button_keeps_what_was_typed(site: World, arrive: Arrive) -> None:
    visitor = arrive(phone=True)
    begin(visitor)
    visitor.fill(WHAT)
    visitor.press("保存并继续")
    visitor.page.go_back()
    assert visitor.page.input_value("[name=goods]") == WHAT["goods"]


def test_a_draft_is_resumed_by_its_code_on_another_device(site: World, arrive: Arrive) -> None:
    phone = arrive(phone=True)
    code = begin(phone)
    phone.fill(WHAT)
    phone.press("保存并继续")
    desk = arrive()
    desk.go("/report/")
    desk.fill({"code": code})
    desk.press("继续填写")
    assert desk.page.input_value("[name=happened]") == WHAT["happened"]
    stranger = arrive()
    stranger.go("/report/")
    stranger.fill({"code": "aaaa-bbbb-cccc-dddd-eeee"})
    stranger.press("继续填写")
    assert stranger.says("没有找到这个查询码对应的草稿")


def test_a_wrong_date_is_named_at_its_field_and_nothing_is_lost(site: World, arrive: Arrive) -> None:
    visitor = arrive(phone=True, script=False)
    begin(visitor)
    visitor.go("/report/where/")
    visitor.fill(WHERE)
    visitor.page.locator("[name=seen_on]").evaluate("e => { e.type = 'text'; e.value = '上周日'; }")
    visitor.press("保存并继续")
    assert visitor.page.locator(".report-seen_on .q-error").count() == 1
    assert visitor.page.input_value("[name=place]") == WHERE["place"]


def test_pressing_submit_twice_makes_one_report(site: World, arrive: Arrive) -> None:
    visitor = arrive(phone=True)
    begin(visitor)
    visitor.fill({**WHAT, "used_sign": "按了两次"})
    visitor.press("保存并继续")
    visitor.fill(WHERE)
    visitor.press("保存并继续")
    visitor.press("继续")
    visitor.press("保存并继续")
    visitor.page.locator("main form").last.evaluate(
        "form => { const twice = new FormData(form); window.first = fetch(form.action, {method: 'POST', body: twice}); form.submit(); }"
    )
    visitor.page.locator("#tracking-code").wait_for()
    assert matters_named("按了两次") == 1


def test_hostile_text_is_shown_as_text(site: World, arrive: Arrive) -> None:
    visitor = arrive(phone=True)
    code = begin(visitor)
    hostile = "<script>window.taken = true</script>"
    visitor.fill({"used_sign": hostile, "goods": "<img src=x onerror=alert(1)>", "happened": hostile + "长" * (5000 - len(hostile))})
    visitor.press("保存并继续")
    visitor.fill(WHERE)
    visitor.press("保存并继续")
    visitor.press("继续")
    visitor.press("保存并继续")
    assert visitor.says(hostile)
    assert visitor.faults() == []
    visitor.press("确认提交")
    visitor.go("/track/")
    visitor.fill({"code": code})
    visitor.press("查进度")
    assert visitor.says(hostile)
    assert visitor.page.evaluate("window.taken") is None
    assert visitor.faults() == []


def test_a_report_with_gaps_cannot_be_submitted_and_says_what_is_missing(site: World, arrive: Arrive) -> None:
    visitor = arrive(phone=True)
    begin(visitor)
    visitor.fill({"used_sign": "只写了标识"})
    visitor.press("保存并继续")
    visitor.go("/report/check/")
    assert visitor.says("事情经过") and visitor.page.get_by_text("待补充").count() >= 4
    assert visitor.page.get_by_role("button", name="确认提交").is_disabled()
