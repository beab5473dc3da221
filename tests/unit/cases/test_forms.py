"""Step forms: what a field starts with, what is typed in yuan, what the clerk reads when a line is wrong."""

from datetime import date

import pytest
from django import forms

from quandun.cases.case_types.administrative_penalty.manifest import CASE_TYPE as PENALTY
from quandun.cases.domain.types import Field
from quandun.cases.forms import answers_of, beginnings, step_form

TODAY = date(2026, 9, 1)
PAID = Field("paid", "缴款金额", "Amount paid", "fen")
GOODS = Field("goods", "物品清单", "Goods", "items")


def _form(field: Field, typed: str = "", *, english: bool = False) -> forms.Form:
    return step_form([field], {field.key: typed} if typed else None, exhibits=[], english=english)


def test_a_step_starts_with_the_choice_it_settles_and_with_what_the_file_holds_under_another_name() -> None:
    known = {"inspected_place": "泉城路1号", "party_operator": "李某", "approval_matter": "other"}
    start = beginnings(PENALTY, PENALTY.step("preserve_evidence"), known, TODAY)
    assert start["approval_matter"] == start["goods_for"] == "preservation"
    assert start["preservation_place"] == start["goods_place"] == "泉城路1号"
    assert start["preservation_keeper"] == "李某"
    assert beginnings(PENALTY, PENALTY.step("seize"), known, TODAY)["approval_matter"] == "seizure"


def test_what_the_file_holds_under_the_fields_own_name_comes_before_another() -> None:
    known = {"delivery_address": "历山路2号", "party_address": "泉城路1号"}
    assert beginnings(PENALTY, PENALTY.step("inquire"), known, TODAY)["delivery_address"] == "历山路2号"
    assert beginnings(PENALTY, PENALTY.step("inquire"), {"party_address": "泉城路1号"}, TODAY)["delivery_address"] == "泉城路1号"


def test_a_day_starts_as_today_except_one_that_must_lie_ahead() -> None:
    assert beginnings(PENALTY, PENALTY.step("verify_on_site"), {}, TODAY)["inspected_on"] == "2026-09-01"
    assert beginnings(PENALTY, PENALTY.step("ask_identification"), {}, TODAY)["identification_reply_on"] == ""


@pytest.mark.parametrize(("english", "label"), [(False, "缴款金额（元）"), (True, "Amount paid (yuan)")])
def test_money_is_asked_in_yuan_says_so_and_is_kept_in_fen(english: bool, label: str) -> None:
    form = _form(PAID, "15000.50", english=english)
    assert form["paid"].label == label
    assert form.is_valid() and answers_of([PAID], form) == {"paid": 1_500_050}


@pytest.mark.parametrize("typed", ["-1", "0.001", "一万"])
def test_money_that_is_no_amount_is_refused(typed: str) -> None:
    assert "paid" in _form(PAID, typed).errors


def test_goods_are_read_a_line_each_with_either_comma() -> None:
    form = _form(GOODS, "电吹风，KJ-5，12，台\n\n包装盒,小,3\n")
    assert form.is_valid()
    assert answers_of([GOODS], form)["goods"] == [
        {"name": "电吹风", "spec": "KJ-5", "quantity": "12", "unit": "台", "note": ""},
        {"name": "包装盒", "spec": "小", "quantity": "3", "unit": "", "note": ""},
    ]


@pytest.mark.parametrize("typed", ["电吹风\n，KJ-5", "电吹风\n一，二，三，四，五，六"])
def test_a_line_of_goods_that_cannot_be_read_is_named(typed: str) -> None:
    assert "第 2 行" in str(_form(GOODS, typed).errors)
