"""A bureau takes a report to filing (立案): seven people, each with a log-in and a second factor, each in turn."""

from datetime import date

import pytest

from quandun.kernel.clocks import beijing
from tests.browser.conftest import Arrive
from tests.browser.visitor import Visitor
from tests.browser.world import World, reported

pytestmark = pytest.mark.browser
ROUTE = {"route_reason": "标识近似，商品相同，由市场监督管理部门依法查处。", "competence_reason": "违法行为发生地在历下区。"}
SITE = {
    "inspected_from": "9时20分",
    "inspected_until": "10时40分",
    "party_name": "演示茶摊",
    "party_kind": "individual_business",
    "party_operator": "马立",
    "party_address": "历下区演示市场三楼A12号",
    "party_phone": "13900000000",
    "party_present": "马立",
    "party_present_role": "经营者本人",
    "credentials_shown": "yes",
    "recusal_answer": "none",
    "site_findings": "货架上摆放印有“涌泉纺”字样的袋装绿茶86袋。",
}
FILING = {"filing_facts": "在售商品包装使用近似标识，涉嫌侵犯注册商标专用权。", "filing_clause": "《中华人民共和国商标法》第五十七条第三项"}


def sign(visitor: Visitor, case: str) -> None:
    """Open the case, go to what waits for this person and sign it."""
    visitor.go(case)
    visitor.follow("查看并签名")
    visitor.page.locator("main form").first.get_by_role("button").click()
    visitor.page.wait_for_url(visitor.url + case)


def propose(visitor: Visitor, case: str, step: str, answers: dict[str, str]) -> None:
    """Fill the form of a step and propose it."""
    visitor.go(f"{case}step/{step}/")
    visitor.fill(answers)
    visitor.press("提请")
    visitor.page.wait_for_url("**/proposal/**")


def test_a_report_becomes_a_filed_case_by_many_hands(site: World, arrive: Arrive) -> None:
    matter = reported(site, beijing(date(2026, 11, 12), 9))
    site.play_on(11, 12)
    registrar = arrive(user="registrar")
    registrar.go("/")
    assert registrar.says("待登记的举报")
    registrar.page.get_by_role("link", name="进入办案台").click()
    assert registrar.page.locator(f'a[href="/matter/{matter}/"]').count() == 1, "the new report waits on the desk"
    registrar.picture("desk-registrar")
    registrar.go(f"/matter/{matter}/")
    registrar.press("登记案件来源")
    case = registrar.page.url.removeprefix(site.url).split("step/")[0]
    assert registrar.page.input_value("[name=received_on]") == "2026-11-12", "the date defaults to today"
    registrar.press("提请")
    sign(registrar, case)
    head = arrive(user="head")
    head.go("/desk/")
    assert head.page.locator(".q-counts-warn").inner_text().startswith("1"), "the head's signature is asked for on top of the desk"
    sign(head, case)
    assert head.says("已登记案件来源")

    first, second = arrive(user="officer1"), arrive(user="officer2")
    first.go(f"{case}step/verify_on_site/")
    assert first.says("现在还不能办理这一步") and first.says("第四十二条"), "a step out of turn says why before anything is typed"
    first.fill(SITE)
    first.press("提请")
    assert first.says("现在不能办理“现场核查”：尚未完成“确认线索与分流”") and first.says("第四十二条")
    assert first.page.input_value("[name=site_findings]") == SITE["site_findings"], "a refusal loses nothing"
    propose(first, case, "confirm_route", ROUTE)
    sign(first, case)

    site.play_on(11, 13)
    propose(first, case, "verify_on_site", SITE)
    assert first.faults() == []
    first.press("以办案人员身份签名")
    second.go(case)
    second.follow("查看并签名")
    second.press("以办案人员身份签名")
    first.go(case)
    first.follow("查看并签名")
    assert first.page.input_value("[name=party_name]") == "马立"
    first.press("以当事人身份签名")
    first.page.wait_for_url(site.url + case)
    assert first.says("已核查") and first.says("《现场笔录》")

    site.play_on(11, 16)
    propose(first, case, "file_case", FILING)
    proposal = first.page.url.removeprefix(site.url)
    chief = arrive(user="chief")
    chief.go(proposal)
    assert chief.says("现在由其他人员签名") and not chief.page.get_by_role("button", name="签名").count()
    for visitor in (first, second, head):
        sign(visitor, case)
    sign(chief, case)
    assert chief.says("已立案")

    first.go(case)
    assert first.says("作出处罚决定") or first.says("作出处理决定")
    assert first.page.locator(".q-clock").count() >= 1 and first.says("怎样算出来的")
    history = first.page.locator("#history .q-act-what").all_inner_texts()
    assert history == ["收到举报", "登记案件来源", "确认线索与分流", "现场核查", "立案"], "one entry for each step, none for a signature"
    assert first.faults() == []
    first.picture("case-filed")


def test_signing_out_of_turn_is_refused_with_who_and_why(site: World, arrive: Arrive) -> None:
    matter = reported(site, beijing(date(2026, 11, 12), 9))
    registrar = arrive(user="registrar")
    registrar.go(f"/matter/{matter}/")
    registrar.press("登记案件来源")
    registrar.press("提请")
    proposal = registrar.page.url.removeprefix(site.url)
    officer = arrive(user="officer1")
    officer.go(proposal)
    answer = officer.page.request.post(
        site.url + proposal,
        form={"csrfmiddlewaretoken": officer.page.locator("[name=csrfmiddlewaretoken]").first.input_value(), "submission_id": "x" * 20},
        headers={"Referer": site.url + proposal, "Accept": "text/html"},
    )
    assert answer.status == 409
    assert "登记人" in answer.text() and "签名" in answer.text()


def test_a_wrong_answer_is_named_at_its_field(site: World, arrive: Arrive) -> None:
    officer = arrive(user="officer1")
    case = f"/case/{site.open['case']}/"
    site.play_on(9, 8)
    officer.go(f"{case}step/seize/")
    assert officer.page.input_value("[name=approval_matter]") == "seizure", "the step settles what is approved"
    assert "袋装绿茶" in officer.page.input_value("[name=goods]"), "the list of goods is carried over"
    officer.fill({"approval_reason": "有证据证明。", "goods": "，，，，，，"})
    officer.press("提请")
    assert officer.page.locator(".q-error").count() >= 2
    assert officer.page.input_value("[name=approval_reason]") == "有证据证明。"
    assert officer.faults() == []


def test_a_stranger_and_a_citizen_find_no_case(site: World, arrive: Arrive) -> None:
    citizen = arrive()
    citizen.go(f"/case/{site.open['case']}/")
    assert not citizen.says(site.cast.party["name"])
