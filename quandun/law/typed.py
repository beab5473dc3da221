"""What people type about law on the command line, read strictly, and how numbers and answers are shown."""

import json
from datetime import date, datetime, timedelta

from quandun.kernel.clocks import BEIJING
from quandun.kernel.ranges import DayRange
from quandun.law.errors import BadPause, BadStart
from quandun.law.periods import TRIAL_GROUND
from quandun.law.reading import Plain
from quandun.law.values import UNITS, Entry, Pause


def read_moment(text: str) -> date | datetime:
    """Read a day or a moment; a moment without a zone is Beijing time. Raises BadStart."""
    try:
        if len(text) <= len("2026-09-03"):
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadStart(starts=text, reason="不是存在的日期或者时刻") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def read_day(text: str) -> date:
    """Read a day. Raises BadStart."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadStart(starts=text, reason="不是存在的日期") from None


def read_pause(text: str) -> Pause:
    """Read `A..B[:ground]`; `A..` runs on; without a ground the computation is a trial and says so. Raises BadPause."""
    days, _, ground = text.partition(":")
    first, dots, end = days.partition("..")
    try:
        start, stop = date.fromisoformat(first), date.fromisoformat(end) if end else None
    except ValueError:
        raise BadPause(pause=text, reason="不是存在的日期") from None
    if not dots or (stop is not None and stop <= start):
        raise BadPause(pause=text, reason="应当有先后两个日期")
    return Pause(DayRange(start, stop), ground.strip() or TRIAL_GROUND)


def shown(value: Plain, unit: str) -> str:
    """Return a value of law as people read it, with its unit: `2个月`, `25万元`, `是`."""
    if isinstance(value, tuple):
        return "、".join(shown(part, unit) for part in value)
    if isinstance(value, dict):
        return "；".join(f"{key}：{shown(part, unit)}" for key, part in value.items())
    if isinstance(value, bool):
        return "是" if value else "否"
    if unit == "CNY" and isinstance(value, int) and value and value % 10_000 == 0:
        return f"{value // 10_000}万元"
    return f"{value}{UNITS[unit] if isinstance(value, int | float) else ''}"


def last_day(days: DayRange) -> str | None:
    """Return the last day of a half-open range as text; None while it is open."""
    return None if days.end is None else (days.end - timedelta(days=1)).isoformat()


def entry_card(entry: Entry) -> dict[str, object]:
    """Return a dated entry for machines."""
    return {
        "from": entry.effective.start.isoformat(),
        "last_day": last_day(entry.effective),
        "value": entry.value,
        "value_zh": entry.value_zh,
        "missing": entry.missing,
        "source": entry.source,
        "confidence": entry.confidence,
        "read_from": entry.read_from,
        "local": entry.local_id,
    }


def print_json(answer: object) -> None:
    """Print an answer for machines."""
    print(json.dumps(answer, ensure_ascii=False, indent=2))
