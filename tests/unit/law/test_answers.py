"""How law answers and refuses."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from quandun.kernel.ranges import DayRange
from quandun.law import api, terms
from quandun.law.statutes import national_law

SEPTEMBER = date(2026, 9, 3)


def test_a_value_comes_with_its_text_and_its_certainty() -> None:
    found = api.value("mp-register-preserve.decide_within", on=SEPTEMBER)
    assert (found.ref, found.value, found.unit, found.op) == ("mp-register-preserve.decide_within", 7, "working_day", "max")
    assert found.source == "中华人民共和国行政处罚法（2021修订） 第五十六条、第八十五条"
    assert (found.confidence, found.confirmed, found.rolls) == ("verified", True, True)
    assert found.effective == DayRange(date(2021, 7, 15))


def test_a_bare_id_will_do_where_there_is_one_value_only() -> None:
    assert api.value("mp-register-preserve", on=SEPTEMBER).ref == "mp-register-preserve.decide_within"
    with pytest.raises(api.UnknownParameter) as caught:
        api.value("mp-seizure-period", on=SEPTEMBER)
    assert "mp-seizure-period.base、mp-seizure-period.extension" in caught.value.sentence()


def test_a_bare_id_will_do_for_the_only_term_that_extends_no_other() -> None:
    assert api.due("mp-seizure-period", starts=date(2026, 9, 11)).value.ref == "mp-seizure-period.base"


def test_a_misspelt_id_is_answered_with_the_nearest() -> None:
    with pytest.raises(api.UnknownParameter) as caught:
        api.value("mp-registr-preserve.decide_within", on=SEPTEMBER)
    assert "mp-register-preserve" in caught.value.sentence()
    assert caught.value.exit_code == 1
    with pytest.raises(api.UnknownParameter):
        api.parameter("")


def test_the_first_and_last_day_in_force_answer_and_their_neighbours_do_not() -> None:
    for inside in (date(2019, 12, 1), date(2026, 12, 31)):
        assert api.value("bf-trademark-fine-2019.fine_max_without_income", on=inside).value == 10000
    for outside in (date(2019, 11, 30), date(2027, 1, 1)):
        with pytest.raises(api.NotInForce) as caught:
            api.value("bf-trademark-fine-2019.fine_max_without_income", on=outside)
        assert "2019年12月1日至2026年12月31日" in caught.value.sentence()


def test_two_texts_that_claim_the_same_day_are_both_named() -> None:
    law = national_law()
    parameter = law.parameter("mp-pay-fine")
    value = parameter.values["pay_within"]
    second = replace(value.history[0], value=30, instrument="另一法律")
    doubled = replace(parameter, values={"pay_within": replace(value, history=(*value.history, second))})
    with pytest.raises(api.CompetingValues) as caught:
        replace(law, parameters={**law.parameters, "mp-pay-fine": doubled}).value("mp-pay-fine", on=SEPTEMBER)
    assert "（15）" in caught.value.sentence() and "另一法律 第六十七条（30）" in caught.value.sentence()


def test_the_law_of_another_day_can_govern_and_the_reasoning_says_so() -> None:
    found = api.due("mp-pay-fine", starts=date(2026, 10, 16), on=date(2026, 10, 1))
    assert found.steps[0].startswith("期限：缴纳罚款期限，15日，按2026年10月1日有效的规定——")
    with pytest.raises(api.NotInForce):
        api.due("mp-pay-fine", starts=date(2026, 10, 16), on=date(2020, 1, 1))


def test_an_instant_counts_as_the_day_it_is_in_beijing() -> None:
    late = datetime(2026, 10, 15, 16, 30, tzinfo=UTC)  # 00:30 on the 16th in Beijing
    assert api.due("mp-pay-fine", starts=late).last_day == date(2026, 11, 2)
    with pytest.raises(api.BadStart):
        api.due("mp-pay-fine", starts=datetime(2026, 10, 16, 9))  # noqa: DTZ001  the naive instant is the point


def test_every_step_of_the_decision_period_gives_its_reason_and_article() -> None:
    pause = api.Pause(DayRange(date(2026, 9, 8), date(2026, 9, 10)), "权利人辨认或者鉴别")
    rules = "市场监督管理行政处罚程序规定（2018年总局令第2号，2021年第42号、2022年第61号修正） 第六十四条"
    assert api.due("mp-decision-period.base", starts=date(2026, 9, 7), pauses=[pause]).steps == (
        f"期限：案件办理期限，90日——{rules}",
        "起算：2026年9月7日当日不计入，自2026年9月8日起算——中华人民共和国民法典 第二百零一条第一款",
        f"扣除：2026年9月8日至2026年9月9日（权利人辨认或者鉴别），2日不计入——{rules}",
        f"计满：不计扣除的日子，第90日是2026年12月8日（星期二）——{rules}",
        "末日：2026年12月8日（星期二）是工作日，不顺延——中华人民共和国民法典 第二百零三条第一款",
        "截止：2026年12月8日24时；有业务时间的，为停止业务活动的时间——中华人民共和国民法典 第二百零三条第二款",
    )


def test_a_seizure_says_why_it_does_not_roll() -> None:
    steps = api.due("mp-seizure-period.base", starts=date(2026, 9, 11), extensions=["mp-seizure-period.extension"]).steps
    assert steps[1] == "延长：查封、扣押延长期限，30日，连续计算，共60日，须经负责人批准——中华人民共和国行政强制法 第二十五条"
    assert any("对行政机关强制权力的限制" in step and "不顺延" in step for step in steps)
    assert not any(step.startswith("顺延：") for step in steps)


def test_a_working_day_count_names_the_make_up_days_it_counted_and_the_notice() -> None:
    steps = api.due("mp-clue-verification.verify_within", starts=date(2026, 8, 31)).steps
    assert any("2026年9月20日（星期日）是调休上班日，计入——" in s and "国办发明电〔2025〕7号" in s for s in steps)
    assert not any("调休" in s for s in api.due("mp-register-preserve", starts=SEPTEMBER).steps)


def test_a_make_up_day_left_out_by_a_pause_is_not_said_to_count() -> None:
    pause = api.Pause(DayRange(date(2026, 9, 19), date(2026, 9, 22)), "鉴定")
    found = api.due("mp-clue-verification.verify_within", starts=date(2026, 8, 31), pauses=[pause])
    assert found.last_day == date(2026, 9, 22)  # 20 and 21 September left out: the fifteenth is the 22nd
    assert "调休" not in "".join(found.steps)


def test_pauses_inside_one_another_are_each_told_with_what_they_added() -> None:
    def days(first: int, again: int) -> DayRange:
        return DayRange(date(2026, 9, first), date(2026, 9, again))

    pauses = [api.Pause(days(10, 20), "鉴定"), api.Pause(days(11, 13), "检测"), api.Pause(days(15, 22), "检验")]
    found = api.due("mp-decision-period", starts=date(2026, 9, 7), pauses=pauses)
    told = [step.partition("——")[0] for step in found.steps if step.startswith("扣除")]
    assert told == [
        "扣除：2026年9月10日至2026年9月19日（鉴定），10日不计入",
        "扣除：2026年9月11日至2026年9月12日（检测）没有落在期限内且尚未扣除的日，不影响届满日",
        "扣除：2026年9月15日至2026年9月21日（检验），落在期限内且未重复的2日不计入",
    ]
    assert found.last_day == date(2026, 12, 18)


def test_a_pause_to_the_end_of_the_year_needs_nothing_of_the_next() -> None:
    assert api.calendar().working_days_between(date(2026, 12, 28), date(2027, 1, 1)) == 4
    with pytest.raises(api.CalendarNotPublished):
        api.calendar().working_days_between(date(2026, 12, 28), date(2027, 1, 2))


def test_an_answer_is_no_surer_than_the_least_sure_number_in_it() -> None:
    law = national_law()
    parameter = law.parameter("mp-seizure-period")
    extension = parameter.values["extension"]
    doubtful = replace(extension, history=(replace(extension.history[0], confidence="low"),))
    law = replace(law, parameters={**law.parameters, parameter.id: replace(parameter, values={**parameter.values, "extension": doubtful})})
    found = terms.due(law, "mp-seizure-period.base", starts=date(2026, 9, 11), extensions=["mp-seizure-period.extension"])
    assert (found.confidence, found.confirmed, found.value.confirmed) == ("low", False, True)
    assert any(step.startswith("待确认：查封、扣押延长期限") for step in found.steps)


def test_a_month_without_the_day_says_so() -> None:
    steps = api.due("mp-admin-suit.direct", starts=date(2026, 3, 31)).steps
    assert "对应日：2026年9月没有31日，以月末日2026年9月30日为最后一日——中华人民共和国民法典 第二百零二条" in steps


def test_a_term_of_unsure_origin_says_it_waits_for_confirmation() -> None:
    found = api.due("mp-statement-and-defence", starts=date(2026, 9, 30))
    assert (found.confidence, found.confirmed) == ("medium", False)
    assert any(step.startswith("待确认：") for step in found.steps)


def test_a_pause_must_name_a_ground() -> None:
    with pytest.raises(api.BadPause):
        api.due("mp-decision-period", starts=SEPTEMBER, pauses=[api.Pause(DayRange(SEPTEMBER, date(2026, 9, 9)), " ")])


def test_a_ground_the_provision_does_not_name_is_refused_with_those_it_names() -> None:
    with pytest.raises(api.PauseGroundNotAllowed) as caught:
        api.due("mp-decision-period", starts=SEPTEMBER, pauses=[api.Pause(DayRange(SEPTEMBER, date(2026, 9, 9)), "休假")])
    assert "第六十四条" in caught.value.sentence() and "权利人辨认或者鉴别" in caught.value.sentence()


def test_a_ground_is_accepted_with_a_warning_where_the_data_is_silent() -> None:
    pause = api.Pause(DayRange(date(2026, 10, 20), date(2026, 10, 22)), "不可抗力")
    found = api.due("mp-reconsideration-apply", starts=date(2026, 10, 16), pauses=[pause])
    assert found.last_day == date(2026, 12, 17)
    assert any("依据由办理人核对" in step for step in found.steps)


def test_a_pause_that_is_still_open_leaves_the_last_day_unknown_unless_the_period_ended_before_it() -> None:
    open_pause = api.Pause(DayRange(date(2026, 9, 8)), "鉴定")
    with pytest.raises(api.PauseStillOpen) as caught:
        api.due("mp-decision-period", starts=date(2026, 9, 7), pauses=[open_pause])
    assert "自2026年9月8日起" in caught.value.sentence()
    with pytest.raises(api.PauseStillOpen):
        api.due("mp-clue-verification.verify_within", starts=date(2026, 9, 7), pauses=[open_pause])
    late = api.Pause(DayRange(date(2026, 12, 8)), "鉴定")
    assert api.due("mp-decision-period", starts=date(2026, 9, 7), pauses=[late]).last_day == date(2026, 12, 7)
    on_the_day_it_would_roll_to = api.Pause(DayRange(date(2026, 12, 7)), "鉴定")
    with pytest.raises(api.PauseStillOpen):
        api.due("mp-decision-period", starts=date(2026, 9, 7), pauses=[on_the_day_it_would_roll_to])


def test_a_term_is_extended_only_by_what_its_own_article_says() -> None:
    for wrong in ("mp-decision-period.first_extension", "mp-seizure-formalities.list_copies", "mp-seizure-period.base"):
        with pytest.raises(api.ExtensionNotAllowed):
            api.due("mp-seizure-period.base", starts=date(2026, 9, 11), extensions=[wrong])


def test_hours_are_not_paused() -> None:
    moment = datetime(2026, 9, 11, 2, 20, tzinfo=UTC)
    found = api.due("mp-seizure-urgent-report", starts=moment)
    assert (found.last_instant, found.last_day) == (moment + timedelta(hours=24), date(2026, 9, 12))
    with pytest.raises(api.PauseGroundNotAllowed):
        api.due("mp-seizure-urgent-report", starts=moment, pauses=[api.Pause(DayRange(SEPTEMBER, None), "鉴定")])


def test_an_extension_granted_in_part_says_the_most_the_article_allows() -> None:
    granted = api.Extension("mp-seizure-period.extension", 20, "局长")
    found = api.due("mp-seizure-period", starts=date(2026, 9, 11), extensions=[granted])
    assert found.last_day == date(2026, 10, 31)
    assert found.steps[1].startswith("延长：查封、扣押延长期限，20日（条文至多30日），连续计算，共50日，由局长批准")


@pytest.mark.parametrize("length", [0, -1, 31])
def test_an_extension_beyond_the_article_is_refused_with_it(length: int) -> None:
    with pytest.raises(api.ExtensionNotAllowed) as caught:
        api.due("mp-seizure-period", starts=date(2026, 9, 11), extensions=[api.Extension("mp-seizure-period.extension", length)])
    assert f"至多延长30日，不能延长{length}日" in caught.value.sentence() and "行政强制法 第二十五条" in caught.value.sentence()


def test_extensions_that_together_pass_the_cap_are_refused_with_its_article() -> None:
    law = national_law()
    parameter = law.parameter("mp-seizure-period")
    base = parameter.values["base"]
    cap = replace(base, ref="mp-seizure-period.cap", key="cap", history=(replace(base.history[0], value=50, article="第九十九条"),))
    capped = replace(base, rule=replace(base.rule, cap="cap"))
    law = replace(
        law, parameters={**law.parameters, parameter.id: replace(parameter, values={**parameter.values, "base": capped, "cap": cap})}
    )

    def asked(length: int) -> api.Due:
        extensions = [api.Extension("mp-seizure-period.extension", length)]
        return terms.due(law, "mp-seizure-period.base", starts=date(2026, 9, 11), extensions=extensions)

    assert asked(20).last_day == date(2026, 10, 31)
    with pytest.raises(api.ExtensionNotAllowed) as caught:
        asked(21)
    assert "共51日，超过条文规定的总上限50日" in caught.value.sentence() and "第九十九条" in caught.value.sentence()


def test_a_count_begins_anew_only_where_the_provision_says_so() -> None:
    changed = api.Restart(date(2026, 5, 11), "变更请求")
    found = api.due("pa-major-conclude.base", starts=date(2026, 3, 2), restarts=[changed])
    assert found.last_day == date(2026, 8, 11)
    assert any(step.startswith("重新计算：因变更请求，自2026年5月11日重新计算") and "第二十二条" in step for step in found.steps)
    for wrong in (api.Restart(date(2026, 5, 11), "休假"), api.Restart(date(2026, 5, 11), "")):
        with pytest.raises(api.RestartNotAllowed) as caught:
            api.due("pa-major-conclude.base", starts=date(2026, 3, 2), restarts=[wrong])
        assert "变更请求、追加共同被请求人、追加第三人" in caught.value.sentence()
    with pytest.raises(api.RestartNotAllowed):
        api.due("mp-pay-fine", starts=date(2026, 3, 2), restarts=[changed])
    with pytest.raises(api.BadOption):
        api.due("pa-major-conclude.base", starts=date(2026, 5, 12), restarts=[changed])


def test_of_two_new_beginnings_the_later_counts() -> None:
    restarts = [api.Restart(date(2026, 5, 11), "追加第三人"), api.Restart(date(2026, 4, 1), "变更请求")]
    assert api.due("pa-major-conclude.base", starts=date(2026, 3, 2), restarts=restarts).last_day == date(2026, 8, 11)


def test_where_the_body_closes_in_the_afternoon_the_last_day_ends_then() -> None:
    found = api.due("mp-reconsideration-apply", starts=date(2026, 10, 16), closes=time(17, 30))
    assert found.last_instant == datetime(2026, 12, 15, 9, 30, tzinfo=UTC)
    assert found.steps[-1] == "截止：2026年12月15日17:30停止业务活动时——中华人民共和国民法典 第二百零三条第二款"


def test_a_least_length_names_the_first_day_on_which_it_has_passed() -> None:
    found = api.due("mp-display-early-end-minimum-time.general", starts=date(2026, 3, 2))
    assert (found.means, found.last_day, found.allowed_from) == ("allowed_after", date(2026, 9, 2), date(2026, 9, 3))
    assert any(step.startswith("最短期间：至2026年9月2日24时届满，自2026年9月3日起已满6个月") for step in found.steps)


def test_notice_before_a_hearing_leaves_seven_working_days_between() -> None:
    found = api.due("mp-hearing-request.notice_before", starts=date(2026, 10, 12))
    assert (found.means, found.last_day, found.provisional) == ("notify_by", date(2026, 9, 23), False)
    told = "".join(found.steps)
    assert "2026年10月10日（星期六）是调休上班日，计入" in told and "2026年9月24日（星期四）至2026年10月11日（星期日）满7个工作日" in told
    on_a_sunday = api.due("mp-hearing-request.notice_before", starts=date(2026, 11, 26))
    assert on_a_sunday.last_day == date(2026, 11, 16)
    to_a_friday = api.due("mp-hearing-request.notice_before", starts=date(2026, 11, 25))
    assert to_a_friday.last_day == date(2026, 11, 13)
    assert "2026年11月15日（星期日）是休息日，提前至2026年11月13日（星期五）" in "".join(to_a_friday.steps)


@pytest.mark.parametrize("ref", ["mp-hearing-request.notice_before", "mp-seizure-urgent-report"])
def test_a_backward_period_and_a_period_of_hours_know_neither_pause_nor_closing_time(ref: str) -> None:
    moment = datetime(2026, 10, 12, 1, tzinfo=UTC)
    with pytest.raises(api.PauseGroundNotAllowed):
        api.due(ref, starts=moment, pauses=[api.Pause(DayRange(SEPTEMBER, date(2026, 9, 9)), "鉴定")])
    with pytest.raises(api.BadOption):
        api.due(ref, starts=moment, closes=time(17))
    with pytest.raises(api.BadOption):
        api.due(ref, starts=moment, restarts=[api.Restart(date(2026, 10, 13), "变更请求")])


def test_the_moment_is_said_to_be_beijing_time() -> None:
    found = api.due("mp-seizure-urgent-report", starts=datetime(2026, 9, 11, 2, 20, tzinfo=UTC))
    assert found.steps[1].startswith("起算：自北京时间2026年9月11日10时20分起算")


def test_a_start_at_the_end_of_time_is_refused() -> None:
    for ref in ("mp-decision-period.base", "mp-admin-suit.direct"):
        with pytest.raises(api.BadStart):
            api.due(ref, starts=date(9999, 12, 1))


def test_it_asks_for_the_calendar_of_a_year_it_does_not_have() -> None:
    assert api.calendar().is_working(date(2026, 10, 10)) and not api.calendar().is_working(date(2026, 10, 11))
    with pytest.raises(api.CalendarNotPublished) as caught:
        api.calendar().is_working(date(2027, 1, 4))
    assert "2027年" in caught.value.sentence()


def test_another_calendar_can_be_given() -> None:
    empty = api.WorkCalendar(())
    found = terms.due(national_law(), "mp-pay-fine", starts=date(2026, 10, 16), calendar=empty)
    assert (found.last_day, found.provisional) == (date(2026, 11, 2), True)
