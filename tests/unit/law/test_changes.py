"""What changes between two days, and what only moves to another article."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from quandun.kernel.ranges import DayRange
from quandun.law import api
from quandun.law.changes import diff
from quandun.law.values import Entry, Parameter, ParameterValue, Rule

TODAY, NEW_YEAR = date(2026, 11, 25), date(2027, 1, 1)
MAY, JUNE, JULY = date(2020, 5, 1), date(2020, 6, 1), date(2020, 7, 1)


def entry(start: date, value: int | None, *, end: date | None = None, article: str = "第一条", local: str = "") -> Entry:
    return Entry(DayRange(start, end), value, "试验法", article, "verified", "试验", missing="" if value else "原文未取得", local_id=local)


def law_with(*history: Entry, local: tuple[Entry, ...] = ()) -> api.Law:
    value = ParameterValue("zz-term.within", "within", "试验期限", Rule(unit="calendar_day"), history)
    parameter = Parameter("zz-term", "test", "试验期限", "试验", "试验法", "第一条", {"within": value})
    return replace(api.current(), parameters={"zz-term": parameter}, aliases={}, local={value.ref: local} if local else {})


def told(law: api.Law, first: date = date(2020, 1, 1), last: date = date(2020, 12, 31)) -> list[tuple[date, str]]:
    return [(change.on, change.kind) for change in diff(law, first, last)]


def test_the_new_year_brings_the_trademark_law_of_2026_and_says_what_only_moves() -> None:
    changes = {change.ref: change for change in api.diff(TODAY, NEW_YEAR)}
    assert {change.on for change in changes.values()} == {NEW_YEAR}
    fine = changes["mp-trademark-fine.fine_max_below_threshold"]
    assert fine.old and fine.new
    assert (fine.kind, fine.number_stands, fine.old.article, fine.new.article) == ("moves", True, "第六十条第二款", "第七十四条")
    old = changes["bf-trademark-fine.multiple_max"]
    assert (old.kind, old.number_stands, old.new) == ("ends", False, None)
    stay = changes["mp-trademark-stay.stay_allowed"]
    assert (stay.kind, stay.number_stands) == ("moves", True)
    trademark = [c for c in changes.values() if "商标法" in (c.new or c.old or pytest.fail()).instrument]
    assert len(trademark) >= 20
    assert api.diff(TODAY, NEW_YEAR - timedelta(days=1)) == ()


@pytest.mark.parametrize(
    ("law", "expected"),
    [
        (law_with(entry(JUNE, 3)), [(JUNE, "begins")]),
        (law_with(entry(MAY, 3, end=JULY)), [(MAY, "begins"), (JULY, "ends")]),
        (law_with(entry(MAY, 3, end=JUNE), entry(JUNE, 5)), [(MAY, "begins"), (JUNE, "changes")]),
        (law_with(entry(MAY, 3, end=JUNE), entry(JUNE, 3, article="第二条")), [(MAY, "begins"), (JUNE, "moves")]),
        (law_with(entry(MAY, 3, end=JUNE), replace(entry(JUNE, 3), confidence="low")), [(MAY, "begins"), (JUNE, "certainty")]),
        (law_with(entry(MAY, 3, end=JUNE), entry(JUNE, None)), [(MAY, "begins"), (JUNE, "not_obtained")]),
        (law_with(entry(MAY, None, end=JUNE), entry(JUNE, 3)), [(MAY, "not_obtained"), (JUNE, "changes")]),
        (law_with(entry(MAY, 3), entry(JUNE, 5)), [(MAY, "begins"), (JUNE, "competes")]),
        (law_with(entry(MAY, 3), local=(entry(JUNE, 3, local="xx-a"),)), [(MAY, "begins"), (JUNE, "supplier")]),
        (law_with(entry(MAY, 3), local=(entry(JUNE, 4, end=JULY, local="xx-a"),)), [(MAY, "begins"), (JUNE, "changes"), (JULY, "changes")]),
    ],
)
def test_each_change_is_named_for_what_it_is(law: api.Law, expected: list[tuple[date, str]]) -> None:
    assert told(law) == expected


def test_the_first_day_is_as_it_was_and_the_last_day_is_looked_at() -> None:
    law = law_with(entry(JUNE, 3))
    assert told(law, JUNE, JULY) == []
    assert told(law, MAY, JUNE) == [(JUNE, "begins")]
    assert told(law, JUNE, JUNE) == []
    with pytest.raises(api.BadOption):
        diff(law, JULY, JUNE)


def test_texts_that_compete_are_all_named() -> None:
    (_, change) = diff(law_with(entry(MAY, 3), entry(JUNE, 5)), date(2020, 1, 1), JULY)
    assert change.new and [e.value for e in (change.new, *change.rivals)] == [3, 5]
