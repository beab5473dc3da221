"""What people type about law on the command line, read strictly, and how answers are printed."""

import json
from datetime import date, datetime

from quandun.kernel.clocks import BEIJING
from quandun.kernel.ranges import DayRange
from quandun.law.errors import BadPause, BadStart
from quandun.law.terms import TRIAL_GROUND
from quandun.law.values import Pause


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


def print_json(answer: object) -> None:
    """Print an answer for machines."""
    print(json.dumps(answer, ensure_ascii=False, indent=2))
