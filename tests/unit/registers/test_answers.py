"""Answers are read by the register's own fields, whether typed or from a sheet."""

import pytest

from quandun.registers.domain.answers import identity_of, read_answers
from quandun.registers.kinds.appraisal_expert import REGISTER as EXPERTS
from quandun.registers.kinds.key_protected_unit import REGISTER as UNITS

DISTRICTS = {"990102": "东桥区", "990121": "西原县"}
GIVEN = {
    "name": " 云山坊　茶业 ",
    "credit_code": "９９０００００ＯＴＥＳＴ００００1x",
    "type": "重点企业",
    "district_code": "东桥区",
    "contact_name": "甄",
    "contact_phone": "1",
}


def test_names_codes_and_widths_are_understood() -> None:
    read = read_answers(UNITS, {**GIVEN, "credit_code": "99000000test000001"}, DISTRICTS)
    assert read.faults == ()
    assert read.values["type"] == "enterprise" and read.values["district_code"] == "990102"
    assert read.values["credit_code"] == "99000000TEST000001" and read.values["name"] == "云山坊 茶业"


@pytest.mark.parametrize(
    ("key", "text", "fault"),
    [
        ("name", "　", "missing"),
        ("name", "长" * 201, "too_long"),
        ("credit_code", "99000000TEST00001", "not_a_credit_code"),
        ("type", "小卖部", "not_a_choice"),
        ("district_code", "370102", "not_a_district"),
    ],
)
def test_a_fault_names_its_field(key: str, text: str, fault: str) -> None:
    given = {**GIVEN, "credit_code": "99000000TEST000001", key: text}
    assert read_answers(UNITS, given, DISTRICTS).faults == ((key, fault),)


@pytest.mark.parametrize(("text", "value"), [("是", True), ("YES", True), ("否", False), ("", False)])
def test_yes_and_no(text: str, value: bool) -> None:
    assert read_answers(EXPERTS, {"may_be_named": text}, {}).values["may_be_named"] is value


def test_neither_yes_nor_no_is_a_fault() -> None:
    assert ("may_be_named", "not_yes_or_no") in read_answers(EXPERTS, {"may_be_named": "也许"}, {}).faults


def test_the_same_member_is_the_same_whatever_the_writing() -> None:
    one, other = ({"name": "Ａ 先生", "organisation": "东桥 大学"}, {"name": "a先生", "organisation": "东桥大学"})
    assert identity_of(EXPERTS, one) == identity_of(EXPERTS, other) != identity_of(EXPERTS, {**one, "organisation": "西原大学"})
