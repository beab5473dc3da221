"""What a report must state before it can be submitted."""

from dataclasses import replace
from datetime import date

import pytest

from quandun.intake.domain.report import RELATIONS, ReportAnswers

TODAY = date(2026, 8, 31)
FULL = ReportAnswers(
    used_sign="云山纺",
    goods="袋装茶",
    happened="看到在卖。",
    place="东桥市场 7 号",
    district_code="990102",
    seen_on="2026-08-30",
)


def test_a_full_anonymous_report_misses_nothing() -> None:
    assert FULL.missing(today=TODAY) == ()


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("used_sign", "涉嫌侵权的标识"),
        ("goods", "商品名称"),
        ("happened", "事情经过"),
        ("district_code", "所在区县"),
        ("place", "具体地点"),
        ("seen_on", "看到的日期"),
    ],
)
def test_each_thing_left_out_is_named(field: str, label: str) -> None:
    assert replace(FULL, **{field: ""}).missing(today=TODAY) == (label,)  # type: ignore[arg-type]  # every one is a text


def test_an_empty_report_names_everything_in_the_order_of_the_form() -> None:
    gaps = ReportAnswers().missing(today=TODAY)
    assert gaps == ("涉嫌侵权的标识", "商品名称", "事情经过", "所在区县", "具体地点", "看到的日期")


def test_blanks_are_nothing() -> None:
    assert replace(FULL, goods="  \u3000").missing(today=TODAY) == ("商品名称",)


@pytest.mark.parametrize(("seen_on", "gaps"), [("2026-08-31", 0), ("2026-09-01", 1)])
def test_what_was_seen_was_not_seen_tomorrow(seen_on: str, gaps: int) -> None:
    assert len(replace(FULL, seen_on=seen_on).missing(today=TODAY)) == gaps


def test_who_gives_a_name_gives_a_telephone() -> None:
    assert replace(FULL, named=True).missing(today=TODAY) == ("您的姓名", "联系电话")
    assert replace(FULL, named=True, name="甄", phone="1").missing(today=TODAY) == ()


def test_unknown_keys_are_dropped() -> None:
    assert ReportAnswers.of({"goods": "茶", "is_admin": True}) == ReportAnswers(goods="茶")


def test_the_title_calls_nobody_an_infringer_and_fits_its_column() -> None:
    assert FULL.title == "袋装茶使用“云山纺”标识涉嫌商标侵权"
    assert len(replace(FULL, goods="茶" * 200, used_sign="云" * 100).title) <= 200


def test_a_reporter_says_how_they_stand_to_it() -> None:
    assert FULL.relation in RELATIONS
