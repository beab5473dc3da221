"""The pages on law: what everybody reads, what only those with cases see."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from quandun.kernel.clocks import FixedClock
from quandun.law import api as law
from quandun.workbench.domain import catalogue
from tests.integration.workbench.conftest import SignIn
from tests.integration.worlds import World, at

TODAY = date(2026, 11, 25)


@pytest.fixture
def guest(db: None, settings: Settings) -> Iterator[Client]:
    settings.CLOCK = FixedClock(at(TODAY))
    yield Client()


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_anyone_searches_and_filters(guest: Client) -> None:
    text = page(guest, "/law/?q=先行登记保存")
    assert "mp-register-preserve" in text and "不超过7个工作日" in text and "mp-trademark-fine/" not in text
    assert "mp-trademark-fine" in page(guest, "/law/?changing=on&area=market-penalty")
    assert "没有找到" in page(guest, "/law/?q=量子纠缠")


@pytest.mark.parametrize("number", ["0", "-1", "99999", "x", "²"])
def test_a_page_number_beyond_the_list_shows_the_nearest(guest: Client, number: str) -> None:
    assert "law-line" in page(guest, f"/law/?page={number}")


def test_the_pages_together_hold_every_parameter_once(guest: Client) -> None:
    shown: list[str] = []
    for number in range(1, 30):
        text = page(guest, f"/law/?page={number}")
        shown += [part.split('"')[0] for part in text.split('<h2><a href="/law/')[1:]]
        if 'rel="next"' not in text:
            break
    assert sorted(one.strip("/") for one in shown) == sorted(law.current().parameters)


def test_a_page_asked_for_nonsense_still_answers(guest: Client) -> None:
    assert "law-line" in page(guest, "/law/?area=no-such&trust=maybe&text=x")


def test_every_parameter_has_a_page(guest: Client) -> None:
    for id, parameter in law.current().parameters.items():
        assert parameter.name_zh in page(guest, f"/law/{id}/"), id


def test_a_collected_id_and_a_value_name_open_the_same_parameter(guest: Client) -> None:
    for ref in ("mp-trademark-fine-2027", "mp-trademark-fine.repeat_count"):
        assert "商标侵权罚款标准" in page(guest, f"/law/{ref}/")
    answer = guest.get("/id/mp-trademark-fine.repeat_count/")
    assert answer.headers["Location"] == "/law/mp-trademark-fine.repeat_count/"


def test_an_unknown_parameter_is_refused_with_the_nearest_names(guest: Client) -> None:
    assert "mp-register-preserve" in page(guest, "/law/mp-register-preserv/", 404)


def test_a_parameter_shows_both_texts_of_next_year(guest: Client) -> None:
    text = page(guest, "/law/mp-trademark-fine/")
    assert "中华人民共和国商标法（2026修订） 第七十四条" in text and "第六十条第二款" in text and "<svg" in text


def test_a_guest_sees_no_case_beside_a_parameter(world: World, sign_in: SignIn) -> None:
    case_id = world.case_before("ask_identification")
    seen = {
        name: case_id in page(sign_in(name), "/law/mp-decision-period/")
        for name in ("officer", "", "neighbour officer", "supervisor", "holder")
    }
    assert seen == {"officer": True, "": False, "neighbour officer": False, "supervisor": False, "holder": False}


def test_a_case_stands_only_beside_the_rules_it_runs_by(world: World, sign_in: SignIn) -> None:
    case_id = world.case_before("ask_identification")
    officer = sign_in("officer")
    assert case_id in page(officer, "/law/mp-decision-period/") and "2026年12月7日" in page(officer, "/law/mp-decision-period/")
    assert case_id not in page(officer, "/law/mp-seizure-period/")  # not seized yet


def test_a_closed_case_still_stands_beside_the_rule(world: World, sign_in: SignIn) -> None:
    case_id = world.case_before("close_case")
    world.take(case_id, "close_case")
    text = page(sign_in("officer"), "/law/mp-decision-period/")
    assert case_id in text and "已办结" in text


def test_a_deadline_is_answered_from_its_address(guest: Client) -> None:
    text = page(guest, "/law/deadline/?ref=mp-register-preserve.decide_within&starts=2026-09-28")
    assert "2026年10月13日（星期二）" in text and "调休上班日" in text and "中华人民共和国行政处罚法（2021修订） 第五十六条" in text


def test_pauses_and_extensions_are_counted(guest: Client) -> None:
    asked = "ref=mp-decision-period.base&starts=2026-09-07&from1=2026-09-08&to1=2026-09-10&ground1="
    assert "2026年12月8日（星期二）" in page(guest, f"/law/deadline/?{asked}")
    plain = page(guest, "/law/deadline/?ref=mp-seizure-period.base&starts=2026-09-11&extend=mp-seizure-period.extension")
    assert "2026年11月10日" in plain


def test_a_period_of_hours_is_answered_with_a_time(guest: Client) -> None:
    term = next(
        v
        for p in law.current().parameters.values()
        for v in p.values.values()
        if v.is_term and v.rule.unit == "hour" and v.rule.hour_rounding == "none"
    )
    text = page(guest, f"/law/deadline/?ref={term.ref}&starts=2026-09-03&time=10:20")
    assert "10:20" in text and "最后一日" in text
    assert "这个字段是必填项" in page(guest, f"/law/deadline/?ref={term.ref}&starts=2026-09-03", 422)


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ("ref=mp-no-such&starts=2026-09-03", 404, "没有名为"),
        ("ref=mp-trademark-fine.repeat_count&starts=2026-09-03", 422, "不能计算届满日"),
        ("ref=mp-reconsideration-apply&starts=2026-09-03&on=1990-01-01", 422, "没有有效的规定"),
        ("ref=mp-hearing-request.notice_before&starts=2026-10-12&on=1990-01-01", 422, "没有有效的规定"),
        ("ref=mp-decision-period.base&starts=2026-02-30", 422, "有效的日期"),
        ("ref=mp-decision-period.base&starts=2026-09-07&from1=2026-09-08", 422, "尚未恢复"),
        ("ref=mp-decision-period.base&starts=2026-09-07&to1=2026-09-08", 422, "请写明从哪日起不计"),
        ("ref=mp-decision-period.base&starts=2026-09-07&from1=2026-09-08&to1=2026-09-01", 422, "恢复之日应当晚于"),
        ("ref=mp-decision-period.base&starts=9999-12-30", 422, "超出可以计算的范围"),
    ],
)
def test_what_cannot_be_computed_is_refused_in_one_sentence(guest: Client, asked: str, status: int, words: str) -> None:
    text = page(guest, f"/law/deadline/?{asked}", status)
    assert words in text and "law-answer-day" not in text


def test_a_last_day_in_a_year_without_holiday_notice_is_provisional(guest: Client) -> None:
    text = page(guest, "/law/deadline/?ref=mp-register-preserve.decide_within&starts=2026-12-30")
    assert "暂定" in text and "2027年1月8日" in text


def test_a_notice_is_counted_back_from_the_hearing(guest: Client) -> None:
    text = page(guest, "/law/deadline/?ref=mp-hearing-request.notice_before&starts=2026-10-12")
    assert "最迟通知之日" in text and "2026年9月23日（星期三）" in text


def test_a_count_begins_anew_where_the_provision_says_so(guest: Client) -> None:
    asked = "ref=pa-major-conclude.base&starts=2026-03-02"
    first = page(guest, f"/law/deadline/?{asked}")
    again = page(guest, f"/law/deadline/?{asked}&restart=2026-04-01&restart_ground=变更请求")
    assert "2026年6月2日" in first and "2026年7月1日" in again


def test_a_closing_time_makes_the_last_day_a_moment(guest: Client) -> None:
    text = page(guest, "/law/deadline/?ref=mp-reconsideration-apply&starts=2026-09-03&closes=17:00")
    assert re.search(r'law-answer-day">2026年11月2日 17:00<', text)


def test_a_period_is_found_by_words(guest: Client) -> None:
    assert "mp-reconsideration-apply.apply_within" in page(guest, "/law/deadline/?q=复议")
    assert "没有找到这样的期限" in page(guest, "/law/deadline/?q=量子纠缠")
    assert "mp-register-preserve.decide_within" in page(guest, "/law/deadline/")  # what procedures use, before anything is asked


def test_the_next_change_of_law_is_compared_unasked(guest: Client) -> None:
    text = page(guest, "/law/changes/")
    assert 'value="2027-01-01"' in text and "商标侵权罚款标准" in text and "第七十四条" in text and "您的在办案件" not in text


def test_two_days_in_the_wrong_order_are_refused(guest: Client) -> None:
    assert "后一日早于前一日" in page(guest, "/law/changes/?first=2027-02-01&last=2026-01-01", 422)


def test_an_officer_is_told_how_a_change_reaches_an_open_case_and_others_are_not(world: World, sign_in: SignIn) -> None:
    case_id = world.case_before("ask_identification")
    path = "/law/changes/?last=2027-01-01"
    text = page(sign_in("officer"), path)
    assert case_id in text and "行为发生在变化之前的" in text
    for name in ("", "neighbour officer", "supervisor", "holder"):
        assert case_id not in page(sign_in(name), path), name


def test_every_uncertain_number_is_listed_with_who_answers_for_it(guest: Client, tmp_path: Path) -> None:
    uncertain = catalogue.uncertain_entries(law.current())
    text = page(guest, "/law/confirmations/")
    assert text.count("<tr role") == len(uncertain) + 1 and "confirmations.yaml" in text
    value, entry = uncertain[0]
    day = entry.effective.start
    (tmp_path / "confirmations.yaml").write_text(f"{value.ref}: {{by: 甲（临川法制科）, on: {day}}}\n", encoding="utf-8")
    law.load(tmp_path)
    try:
        assert "甲（临川法制科）" in page(guest, "/law/confirmations/")
        assert "甲（临川法制科）于" in page(guest, f"/law/{value.ref}/") or entry.value is None
    finally:
        law.load(None)


def test_the_workbench_is_found_from_home_and_navigation(guest: Client) -> None:
    text = page(guest, "/")
    assert text.count('href="/law/"') == 2
