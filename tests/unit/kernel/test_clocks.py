"""From an instant to a legal day, and back."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from quandun.kernel.clocks import FixedClock, SystemClock, beijing, iso_beijing, legal_day, require_aware

MIDNIGHT = datetime(2026, 9, 3, 16, 0, tzinfo=UTC)  # 2026-09-04 00:00 in Beijing


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (MIDNIGHT - timedelta(microseconds=1), date(2026, 9, 3)),
        (MIDNIGHT, date(2026, 9, 4)),
        (datetime(2026, 9, 3, 23, 59, 59, tzinfo=timezone(timedelta(hours=8))), date(2026, 9, 3)),
        (datetime(2026, 9, 3, 23, 59, 59, tzinfo=UTC), date(2026, 9, 4)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2028, 2, 28, 16, 0, tzinfo=UTC), date(2028, 2, 29)),
    ],
)
def test_a_legal_day_begins_at_midnight_in_beijing(at: datetime, day: date) -> None:
    assert legal_day(at) == day


def test_an_instant_without_a_zone_is_refused() -> None:
    for refuse in (require_aware, legal_day, iso_beijing, FixedClock):
        with pytest.raises(ValueError, match="time zone"):
            refuse(datetime(2026, 9, 3, 9, 0))  # noqa: DTZ001 - naive on purpose


def test_people_see_beijing_time_to_the_second() -> None:
    assert iso_beijing(datetime(2026, 9, 3, 1, 2, 3, 999_999, tzinfo=UTC)) == "2026-09-03T09:02:03+08:00"


def test_a_wall_clock_time_becomes_an_instant() -> None:
    assert beijing(date(2026, 9, 4), 0) == MIDNIGHT
    assert beijing(date(2026, 9, 4)).tzinfo is UTC


def test_a_fixed_clock_stands_still_until_told() -> None:
    clock = FixedClock(MIDNIGHT)
    assert clock.now() == clock.now() == MIDNIGHT
    clock.at += timedelta(days=1)
    assert legal_day(clock.now()) == date(2026, 9, 5)


def test_the_system_clock_is_aware() -> None:
    assert SystemClock().now().tzinfo is UTC
