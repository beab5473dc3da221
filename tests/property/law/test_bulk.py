"""Many clocks at once get the days that one question at a time gives, and the same refusals."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quandun.kernel.clocks import BEIJING
from quandun.kernel.ranges import DayRange
from quandun.law import api
from quandun.law.bulk import Bulk, DueDate, OpenClock
from quandun.law.statutes import city_law, national_law

VALUES = [value for parameter in national_law().parameters.values() for value in parameter.values.values()]
TERMS = [value for value in VALUES if value.is_term]
EXTENSIONS = [value for value in VALUES if value.rule.extends]
DAYS = st.dates(date(2018, 1, 1), date(2027, 12, 31)) | st.just(date(9999, 12, 1))
MOMENTS = st.builds(lambda day, at: datetime.combine(day, at, BEIJING), DAYS, st.times())
NAIVE = st.just(datetime(2026, 3, 2, 9))  # noqa: DTZ001  the missing zone is the point
GROUNDS = st.sampled_from(["鉴定", "检测", "不可抗力", "权利人辨认或者鉴别", api.TRIAL_GROUND, "休假", " "])


@st.composite
def pauses(draw: st.DrawFn) -> api.Pause:
    first = draw(st.dates(date(2024, 1, 1), date(2027, 6, 1)))
    length = draw(st.none() | st.integers(0, 60))
    return api.Pause(DayRange(first, None if length is None else first + timedelta(days=length)), draw(GROUNDS))


@st.composite
def clocks(draw: st.DrawFn) -> OpenClock:
    value = draw(st.sampled_from(TERMS) | st.sampled_from(VALUES))
    extension = draw(st.sampled_from(EXTENSIONS))
    if draw(st.booleans()):
        value = next(v for v in VALUES if v.ref == f"{extension.ref.partition('.')[0]}.{extension.rule.extends}")
    granted: st.SearchStrategy[str | api.Extension] = st.just(extension.ref) | st.builds(
        api.Extension, st.just(extension.ref), st.integers(0, 40)
    )
    return OpenClock(
        ref=draw(st.sampled_from([value.ref, value.ref.partition(".")[0], "mp-nothing"])),
        starts=draw(DAYS | MOMENTS | NAIVE),
        pauses=draw(st.lists(pauses(), max_size=3)),
        extensions=tuple(draw(st.lists(granted, max_size=1))),
        restarts=draw(st.lists(st.builds(api.Restart, DAYS, st.sampled_from(["变更请求", "休假"])), max_size=1)),
        closes=draw(st.none() | st.just(time(17, 30))),
        on=draw(st.none() | DAYS),
    )


def one_by_one(clock: OpenClock) -> DueDate | str:
    try:
        found = api.due(
            clock.ref,
            starts=clock.starts,
            pauses=clock.pauses,
            extensions=clock.extensions,
            restarts=clock.restarts,
            closes=clock.closes,
            on=clock.on,
        )
    except api.LawError as refusal:
        return refusal.sentence()
    return DueDate(found.last_day, found.last_instant, found.provisional)


def in_bulk(bulk: Bulk, asked: Sequence[OpenClock]) -> list[DueDate | str]:
    return [found if isinstance(found, DueDate) else found.sentence() for found in bulk.due_dates(asked)]


BULK = Bulk(national_law())  # kept over all examples, so that what it keeps is tried too


@given(st.lists(clocks(), min_size=1, max_size=4))
def test_the_bulk_answer_is_the_single_answer(asked: list[OpenClock]) -> None:
    expected = [one_by_one(clock) for clock in asked]
    assert in_bulk(BULK, asked) == expected
    assert in_bulk(BULK, asked) == expected
    assert in_bulk(Bulk(national_law()), asked) == expected


@pytest.mark.parametrize("value", TERMS, ids=lambda value: value.ref)
def test_every_period_of_law_is_answered_alike_through_two_years(value: api.ParameterValue) -> None:
    starts = [date(2025, 7, 1) + timedelta(days=n) for n in range(0, 550, 11)]
    asked = [
        OpenClock(value.ref, start if value.rule.unit != "hour" else datetime.combine(start, time(9, 20), BEIJING)) for start in starts
    ]
    assert in_bulk(BULK, asked) == [one_by_one(clock) for clock in asked]


CALENDAR_2027 = """\
year: 2027
notice: 试验通知
number: 试〔2026〕1号
issued_on: 2026-11-25
confidence: verified
read_from: 试验
off_days: [{name: 元旦, first_day: 2027-01-01, last_day: 2027-01-03}]
makeup_workdays: []
"""


def test_a_pass_begun_under_one_law_ends_under_it_and_the_next_knows_the_new_year(tmp_path: Path) -> None:
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "2027.yaml").write_text(CALENDAR_2027, encoding="utf-8")
    clock = OpenClock("mp-serve-decision.serve_within", date(2026, 12, 25))
    begun = api.due_dates([clock, clock])
    assert next(begun) == DueDate(date(2027, 1, 5), None, provisional=True)
    try:
        api.load(tmp_path)
        assert next(begun) == DueDate(date(2027, 1, 5), None, provisional=True)
        assert next(api.due_dates([clock])) == DueDate(date(2027, 1, 6), None, provisional=False)
    finally:
        api.load(None)
    assert next(api.due_dates([clock])) == DueDate(date(2027, 1, 5), None, provisional=True)


def test_two_laws_keep_nothing_of_one_another(tmp_path: Path) -> None:
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "2027.yaml").write_text(CALENDAR_2027, encoding="utf-8")
    clock = OpenClock("mp-serve-decision.serve_within", date(2026, 12, 25))
    here, there = Bulk(national_law()), Bulk(city_law(tmp_path))
    days = [next(iter(bulk.due_dates([clock]))) for bulk in (here, there, here, there)]
    assert days[0] == days[2] != days[1] == days[3]


def test_a_period_that_changes_in_between_is_answered_by_the_text_of_its_day() -> None:
    asked = [OpenClock(ref, day) for day in (date(2026, 12, 31), date(2027, 1, 1)) for ref in ("bf-opposition-period-2019", "mp-pay-fine")]
    assert in_bulk(BULK, asked) == [one_by_one(clock) for clock in asked]


@pytest.mark.parametrize("ref", ["mp-hearing-request.notice_before", "mp-seizure-urgent-report"])
def test_a_pause_is_refused_where_a_period_knows_none(ref: str) -> None:
    clock = OpenClock(ref, datetime(2026, 10, 12, 9, tzinfo=BEIJING), (api.Pause(DayRange(date(2026, 10, 1), date(2026, 10, 2)), "鉴定"),))
    (found,) = api.due_dates([clock])
    assert isinstance(found, api.PauseGroundNotAllowed)
