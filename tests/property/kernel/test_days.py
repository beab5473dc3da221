"""Half-open ranges of days, and the legal day of an instant."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quandun.kernel.clocks import beijing, legal_day
from quandun.kernel.ranges import DayRange

DAYS = st.dates(date(2000, 1, 1), date(2000, 3, 1))  # a narrow window, so that ranges meet often
_LONG = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@st.composite
def ranges(draw: st.DrawFn) -> DayRange:
    """Draw a range, open in about one of four."""
    start = draw(DAYS)
    end = draw(st.none() | st.integers(0, 40).map(lambda days: start + timedelta(days=days)))
    return DayRange(start, end)


def days_of(one: DayRange) -> set[date]:
    """Count a range out day by day, as far as the window reaches."""
    end = one.end or date(2000, 6, 1)
    return {one.start + timedelta(days=number) for number in range((end - one.start).days)}


@given(ranges(), DAYS)
def test_a_day_belongs_exactly_when_it_is_counted_out(one: DayRange, day: date) -> None:
    assert (day in one) == (day in days_of(one))


@given(ranges())
def test_the_first_day_belongs_and_the_end_does_not(one: DayRange) -> None:
    assert one.start - timedelta(days=1) not in one
    if one.end is not None:
        assert one.end not in one
        assert (one.start in one) == (one.start < one.end)


@given(ranges(), ranges())
def test_two_ranges_overlap_exactly_when_they_share_a_day(one: DayRange, other: DayRange) -> None:
    assert one.overlaps(other) == bool(days_of(one) & days_of(other))
    assert one.overlaps(other) == other.overlaps(one)


@given(DAYS, st.integers(1, 400))
def test_a_range_cannot_end_before_it_starts(start: date, days: int) -> None:
    with pytest.raises(ValueError, match="cannot end"):
        DayRange(start, start - timedelta(days=days))


@given(st.datetimes(datetime(1992, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis wants naive bounds
def test_a_legal_day_lasts_from_midnight_to_midnight_in_beijing(at: datetime) -> None:
    day = legal_day(at)
    assert beijing(day, 0) <= at < beijing(day + timedelta(days=1), 0)


@given(_LONG, st.integers(0, 23), st.integers(0, 59))
def test_a_wall_clock_time_falls_on_its_own_day(day: date, hour: int, minute: int) -> None:
    assert legal_day(beijing(day, hour, minute)) == day
