"""What must hold of every statutory period, against an oracle that counts day by day."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Literal

from hypothesis import assume, given
from hypothesis import strategies as st

from quandun.kernel.clocks import BEIJING
from quandun.kernel.ranges import DayRange
from quandun.law import terms
from quandun.law.api import Due, Extension, Law, Parameter, ParameterValue, Pause, Restart, WorkCalendar
from quandun.law.statutes import national_law
from quandun.law.values import Entry, Rule
from tests.property.law import oracle

UNITS = ("calendar_day", "working_day", "month", "year")
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
Case = tuple[str, int, date, list[tuple[date, date]], bool]
"""unit, length, start, pauses, rolls"""
LENGTHS = {"calendar_day": 200, "working_day": 90, "month": 12, "year": 5}


def law_with(
    unit: str,
    length: int,
    *,
    extension: int = 1,
    rolls: bool = True,
    hour_rounding: Literal["none", "next_hour"] = "none",
    counts: Literal["forward", "backward"] = "forward",
    op: str = "max",
) -> Law:
    """Return the national law with one term of our own, so that lengths no statute has are tried too."""
    reason = "" if rolls else "限制权力"
    rule = Rule(unit, op, rolls, reason, counts, hour_rounding, restarts=("变更请求",))

    def of(key: str, value: int, rule: Rule) -> ParameterValue:
        entry = Entry(DayRange(date(2021, 1, 1)), value, "试验法", "第一条", "verified", "test")
        return ParameterValue(f"zz-term.{key}", key, "试验期限", rule, (entry,))

    values = {"base": of("base", length, rule), "extension": of("extension", extension, replace(rule, extends="base"))}
    national = national_law()
    parameter = Parameter("zz-term", "test", "试验期限", "试验", "试验法", "第一条", values)
    return replace(national, parameters={**national.parameters, "zz-term": parameter})


@st.composite
def pause_lists(draw: st.DrawFn) -> list[tuple[date, date]]:
    """Ranges around 2025 and 2026 that overlap, touch, nest, lie outside, or are empty."""
    count = draw(st.integers(0, 4))
    starts = [draw(DAYS) for _ in range(count)]
    return [(start, start + timedelta(days=draw(st.integers(0, 25)))) for start in starts]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    unit = draw(st.sampled_from(UNITS))
    return unit, draw(st.integers(1, LENGTHS[unit])), draw(DAYS), draw(pause_lists()), draw(st.booleans())


def pauses_of(ranges: Sequence[tuple[date, date]]) -> list[Pause]:
    return [Pause(DayRange(first, again), "鉴定") for first, again in ranges]


def compute(law: Law, start: date, ranges: Sequence[tuple[date, date]] = (), extensions: Sequence[str | Extension] = ()) -> Due:
    return terms.due(law, "zz-term.base", starts=start, pauses=pauses_of(ranges), extensions=extensions)


@given(cases())
def test_the_last_day_is_the_one_found_by_counting_on_the_fingers(case: Case) -> None:
    unit, length, start, ranges, rolls = case
    found = compute(law_with(unit, length, rolls=rolls), start, ranges)
    assert found.last_day == oracle.last_day(unit, length, start, ranges, rolls)


@given(cases())
def test_it_never_ends_before_the_day_after_its_start(case: Case) -> None:
    unit, length, start, ranges, rolls = case
    assert compute(law_with(unit, length, rolls=rolls), start, ranges).last_day > start


@given(cases(), DAYS, st.integers(0, 30))
def test_a_pause_never_brings_the_last_day_forward(case: Case, first: date, length_of_pause: int) -> None:
    unit, length, start, ranges, rolls = case
    law = law_with(unit, length, rolls=rolls)
    without = compute(law, start, ranges).last_day
    assert compute(law, start, [*ranges, (first, first + timedelta(days=length_of_pause))]).last_day >= without


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_and_the_cutting_of_pauses_do_not_matter(case: Case, shuffle: Random) -> None:
    unit, length, start, ranges, rolls = case
    law = law_with(unit, length, rolls=rolls)
    single_days = [(d, d + oracle.ONE) for first, again in ranges for d in _days(first, again)]
    shuffle.shuffle(single_days)
    assert compute(law, start, single_days).last_day == compute(law, start, ranges).last_day


def _days(first: date, again: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((again - first).days)]


@given(cases())
def test_a_pause_named_twice_counts_once(case: Case) -> None:
    unit, length, start, ranges, rolls = case
    law = law_with(unit, length, rolls=rolls)
    assert compute(law, start, ranges * 2).last_day == compute(law, start, ranges).last_day


@given(st.sampled_from(UNITS), st.integers(1, 12), DAYS, DAYS, pause_lists())
def test_a_later_start_never_ends_earlier(unit: str, length: int, one: date, other: date, ranges: list[tuple[date, date]]) -> None:
    law = law_with(unit, length)
    earlier, later = sorted((one, other))
    if unit in ("month", "year"):
        # Pauses before the later start lengthen the earlier period only; and 31 January and 1 February end as their months do.
        ranges = []
    assert compute(law, earlier, ranges).last_day <= compute(law, later, ranges).last_day


@given(cases())
def test_a_longer_period_never_ends_earlier(case: Case) -> None:
    unit, length, start, ranges, rolls = case
    shorter = compute(law_with(unit, length, rolls=rolls), start, ranges)
    assert shorter.last_day <= compute(law_with(unit, length + 1, rolls=rolls), start, ranges).last_day


@given(cases(), st.integers(1, 30))
def test_an_extension_is_the_same_count_made_longer(case: Case, more: int) -> None:
    unit, length, start, ranges, rolls = case
    extended = compute(law_with(unit, length, extension=more, rolls=rolls), start, ranges, ["zz-term.extension"])
    assert extended.last_day == compute(law_with(unit, length + more, rolls=rolls), start, ranges).last_day


@given(cases(), st.integers(1, 30), st.data())
def test_an_extension_granted_in_part_ends_between_none_and_the_whole(case: Case, more: int, data: st.DataObject) -> None:
    unit, length, start, ranges, rolls = case
    law = law_with(unit, length, extension=more, rolls=rolls)
    granted = data.draw(st.integers(1, more))
    found = compute(law, start, ranges, [Extension("zz-term.extension", granted)]).last_day
    assert found == oracle.last_day(unit, length + granted, start, ranges, rolls)
    assert compute(law, start, ranges).last_day <= found <= compute(law, start, ranges, ["zz-term.extension"]).last_day


@given(cases(), DAYS)
def test_a_count_begun_anew_is_the_count_from_that_day(case: Case, restart: date) -> None:
    unit, length, start, ranges, rolls = case
    assume(restart >= start)
    law = law_with(unit, length, rolls=rolls)
    again = terms.due(law, "zz-term.base", starts=start, pauses=pauses_of(ranges), restarts=[Restart(restart, "变更请求")])
    assert again.last_day == oracle.last_day(unit, length, restart, ranges, rolls)


@given(cases(), st.times().filter(bool))
def test_where_the_body_closes_the_last_day_ends_then(case: Case, closes: time) -> None:
    unit, length, start, ranges, rolls = case
    law = law_with(unit, length, rolls=rolls)
    found = terms.due(law, "zz-term.base", starts=start, pauses=pauses_of(ranges), closes=closes)
    assert found.last_day == compute(law, start, ranges).last_day
    assert found.last_instant == datetime.combine(found.last_day, closes, BEIJING)


@given(cases())
def test_a_least_length_has_passed_the_day_after_its_last(case: Case) -> None:
    unit, length, start, ranges, rolls = case
    found = compute(law_with(unit, length, rolls=rolls, op="min"), start, ranges)
    assert found.last_day == oracle.last_day(unit, length, start, ranges, rolls)
    assert found.allowed_from == found.last_day + oracle.ONE
    assert compute(law_with(unit, length, rolls=rolls), start, ranges).allowed_from is None


# The year before the events is one the oracle has a copy of.
EVENTS = st.dates(date(2026, 1, 1), date(2027, 6, 30))
SHORT = {"calendar_day": 200, "working_day": 90, "month": 9, "year": 1}


@given(st.sampled_from(UNITS), st.integers(1, 200), EVENTS)
def test_notice_goes_out_so_that_the_whole_time_passes_before_the_event(unit: str, length: int, event: date) -> None:
    length = min(length, SHORT[unit])
    found = terms.due(law_with(unit, length, counts="backward", op="min"), "zz-term.base", starts=event)
    assert (found.last_day, found.means) == (oracle.last_day_for_notice(unit, length, event), "notify_by")
    assert compute(law_with(unit, length, rolls=False), found.last_day).last_day < event
    assert found.provisional == (unit == "working_day" and event.year > 2026 or found.last_day.year > 2026)


@given(st.sampled_from(UNITS), st.integers(1, 200), EVENTS)
def test_a_window_holds_the_whole_time_before_the_event(unit: str, length: int, event: date) -> None:
    length = min(length, SHORT[unit])
    found = terms.due(law_with(unit, length, counts="backward", op=""), "zz-term.base", starts=event)
    assert (found.last_day, found.means) == (oracle.first_day_of_window(unit, length, event), "window_from")


@given(st.integers(1, 90), DAYS)
def test_backward_undoes_forward_on_working_days(length: int, start: date) -> None:
    assume(not oracle.rests(start))
    last = compute(law_with("working_day", length), start).last_day
    back = terms.due(law_with("working_day", length, counts="backward", op="min"), "zz-term.base", starts=last + oracle.ONE)
    assert back.last_day == start


@given(cases())
def test_it_is_provisional_exactly_when_a_year_without_notice_decides_the_day(case: Case) -> None:
    unit, length, start, ranges, rolls = case
    found = compute(law_with(unit, length, rolls=rolls), start, ranges)
    assert found.provisional == (found.last_day.year > 2026 and (rolls or unit == "working_day"))
    assert found.provisional == any(step.startswith("暂定：") for step in found.steps)


@given(cases())
def test_loading_the_missing_year_gives_the_final_day_and_a_year_already_known_changes_nothing(case: Case) -> None:
    unit, length, start, ranges, rolls = case
    law = law_with(unit, length, rolls=rolls)
    known = law.calendar.years[2026]
    invented = replace(known, year=2027, off_days=frozenset({date(2027, 1, 1)}), makeup_workdays=frozenset({date(2027, 1, 2)}))
    with_2027 = replace(law, calendar=WorkCalendar([*law.calendar.years.values(), invented]))
    before, after = compute(law, start, ranges), compute(with_2027, start, ranges)
    if not before.provisional:
        assert (after.last_day, after.steps) == (before.last_day, before.steps)
    elif after.last_day.year == 2027:
        assert not after.provisional


@given(cases())
def test_the_days_said_to_be_left_out_are_the_days_left_out(case: Case) -> None:
    unit, length, start, ranges, rolls = case
    found = compute(law_with(unit, length, rolls=False), start, ranges)
    said = 0
    for step in found.steps:
        if step.startswith("扣除：") and "不影响" not in step:
            counted = re.search(r"(\d+)(?:个工作日|日)不计入", step)
            assert counted is not None, step
            said += int(counted[1])
    really = {
        d
        for first, again in ranges
        for d in _days(first, again)
        if start < d <= found.last_day and not (unit == "working_day" and oracle.rests(d))
    }
    assert said == len(really)


@given(DAYS, st.times(), st.integers(1, 100), st.booleans())
def test_hours_run_from_the_moment_or_from_the_next_full_hour(day: date, time: time, hours: int, next_hour: bool) -> None:
    law = law_with("hour", hours, hour_rounding="next_hour" if next_hour else "none")
    starts = datetime.combine(day, time, BEIJING)
    found = terms.due(law, "zz-term.base", starts=starts)
    assert found.last_instant is not None
    passed = found.last_instant - starts
    if next_hour:
        end = found.last_instant.astimezone(BEIJING)
        assert (end.minute, end.second, end.microsecond) == (0, 0, 0)
        assert timedelta(hours=hours) < passed <= timedelta(hours=hours + 1)
    else:
        assert passed == timedelta(hours=hours)
