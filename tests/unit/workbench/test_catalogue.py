"""Finding a parameter."""

from dataclasses import replace
from datetime import date

import pytest

from quandun.kernel.ranges import DayRange
from quandun.law import api as law
from quandun.workbench.domain import catalogue
from quandun.workbench.domain.catalogue import Question

TODAY = date(2026, 11, 25)


def found(**asked: object) -> list[str]:
    return [one.id for one in catalogue.matching(law.current(), Question(**asked), today=TODAY)]  # type: ignore[arg-type]  # test shorthand


def test_nothing_asked_finds_every_parameter_once() -> None:
    assert sorted(found()) == sorted(law.current().parameters)


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("先行登记保存", "mp-register-preserve"),
        ("商标 罚款", "mp-trademark-fine"),
        ("商标罚款", "mp-trademark-fine"),  # typed without a space, as people do
        ("mp-trademark-fine-2027", "mp-trademark-fine"),  # a collected id
        ("turnover_threshold", "mp-trademark-fine"),
        ("TURNOVER 250,000", "mp-trademark-fine"),
        ("商标法（2026修订） 罚款倍数", "mp-trademark-fine"),
    ],
)
def test_words_find_a_parameter_by_name_id_statement_and_instrument(words: str, id: str) -> None:
    assert id in found(words=words)[:8]


def test_a_name_stands_before_a_mention() -> None:
    ids = found(words="听证")
    named = ["听证" in law.parameter(id).name_zh for id in ids]
    assert named[0] and False in named


def test_words_that_occur_nowhere_find_nothing() -> None:
    assert found(words="饕餮") == []


def test_every_condition_narrows_and_all_hold_together() -> None:
    areas = catalogue.areas_of(law.current().parameters.values())
    assert sum(areas.values()) == len(law.current().parameters)
    assert len(found(area="customs")) == areas["customs"]
    instrument = "中华人民共和国商标法（2026修订）"
    assert "mp-trademark-fine" in found(instrument=instrument)  # rests on it from 2027 on
    both = found(area="market-penalty", instrument=instrument)
    assert set(both) == set(found(area="market-penalty")) & set(found(instrument=instrument)) != set()


def test_certain_and_unconfirmed_share_out_everything() -> None:
    certain, open_ones = set(found(trust="certain")), set(found(trust="unconfirmed"))
    assert certain | open_ones == set(found()) and not certain & open_ones and open_ones


def test_a_confirmation_makes_certain_only_what_stood_when_it_was_given() -> None:
    body = law.current()
    id = found(trust="unconfirmed")[0]
    parameter = body.parameter(id)
    begins = max(entry.effective.start for value in parameter.values.values() for entry in value.history)
    for day, certain in ((begins, True), (date(1900, 1, 1), False)):
        given = {value.ref: law.Confirmation("甲（法制科）", day) for value in parameter.values.values()}
        assert catalogue.is_certain(replace(body, confirmations=given), parameter) is certain


def test_what_begins_or_ends_within_half_a_year_is_news() -> None:
    assert "mp-trademark-fine" in found(changing=True)
    assert "mp-register-preserve" not in found(changing=True)
    changes = catalogue.coming_changes(law.current(), law.parameter("mp-trademark-fine"), today=TODAY)
    assert {change.day for change in changes} == {date(2027, 1, 1)} and {change.begins for change in changes} == {True, False}
    assert not catalogue.coming_changes(law.current(), law.parameter("mp-trademark-fine"), today=date(2026, 1, 1))


def test_terms_leave_extensions_to_the_term_they_extend() -> None:
    body = law.current()
    refs = {term.ref for term in catalogue.terms(body)}
    assert "mp-seizure-period.base" in refs and "mp-seizure-period.extension" not in refs
    base = body.find_term("mp-seizure-period.base")
    assert [one.ref for one in catalogue.extensions_of(body, base)] == ["mp-seizure-period.extension"]


def test_grounds_are_those_of_the_provision() -> None:
    body = law.current()
    listed = catalogue.grounds_of(body, body.find_term("mp-decision-period.base"), on=TODAY)
    assert listed and any("听证" in ground for ground in listed)
    assert "检验" in (catalogue.grounds_of(body, body.find_term("mp-seizure-period.base"), on=TODAY) or ())


def test_a_range_of_days_is_half_open_in_the_question_of_what_ends() -> None:
    body, parameter = law.current(), law.parameter("mp-register-preserve")
    (value,) = parameter.values.values()
    ending = replace(value, history=(replace(value.history[0], effective=DayRange(date(2000, 1, 1), TODAY)),))
    over = replace(parameter, values={value.key: ending})
    assert catalogue.coming_changes(body, over, today=TODAY) == ()  # ended already: today it no longer counts
