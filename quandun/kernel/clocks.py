"""Time is passed in. Stored instants are UTC; `legal_day` is the only way from an instant to a date."""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Where the edge (views, commands, workers) gets `at` from."""

    def now(self) -> datetime:
        """Return the current instant, aware, UTC."""
        ...


class SystemClock:
    """The machine's clock. Constructed at the edge only."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until told otherwise: demonstrations, training and tests."""

    def __init__(self, at: datetime) -> None:
        self.at = require_aware(at)

    def now(self) -> datetime:
        return self.at


def require_aware(at: datetime) -> datetime:
    """Return `at` in UTC; refuse a naive instant, which would mean a different day on another machine."""
    if at.tzinfo is None:
        raise ValueError("an instant must carry its time zone")
    return at.astimezone(UTC)


def legal_day(at: datetime) -> date:
    """Return the day an instant falls on in law (北京时间, Asia/Shanghai)."""
    return require_aware(at).astimezone(BEIJING).date()


def iso_beijing(at: datetime) -> str:
    """Return the instant as JSON and people see it: ISO 8601 with +08:00, to the second."""
    return require_aware(at).astimezone(BEIJING).isoformat(timespec="seconds")


def day_text(day: date) -> str:
    """Return a day as Chinese documents write it, e.g. 2026年9月7日."""
    return f"{day.year}年{day.month}月{day.day}日"


def beijing(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """Return the UTC instant of a Beijing wall-clock time."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BEIJING).astimezone(UTC)
