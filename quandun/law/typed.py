"""What people type about law on the command line, read strictly, and how numbers and answers are shown."""

import json
import re
from datetime import date, datetime, time

from quandun.kernel.clocks import BEIJING
from quandun.kernel.ranges import DayRange
from quandun.law.errors import BadOption, BadPause, BadStart
from quandun.law.periods import TRIAL_GROUND
from quandun.law.reading import Plain
from quandun.law.values import UNITS, Extension, Parameter, Pause, Restart

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")


def read_moment(text: str) -> date | datetime:
    """Read a day or a moment; a moment without a zone is Beijing time. Raises BadStart."""
    if not _MOMENT.fullmatch(text):
        day = _day(text)
        if day is None:
            raise BadStart(starts=text, reason="不是存在的日期")
        return day
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadStart(starts=text, reason="不是存在的时刻") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def read_day(text: str) -> date:
    """Read a day other than the start. Raises BadOption."""
    day = _day(text)
    if day is None:
        raise BadOption(typed=text, reason="不是存在的日期，应当写成 2026-09-03")
    return day


def read_closing_time(text: str) -> time:
    """Read the time at which a body stops business, `17:30`. Raises BadOption."""
    try:
        if _TIME.fullmatch(text) and (closes := time.fromisoformat(text)) > time.min:
            return closes
    except ValueError:
        pass
    raise BadOption(typed=text, reason="不是停止业务活动的时间，应当写成 17:30")


def read_pause(text: str) -> Pause:
    """Read `A..B[=ground]`; `A..` runs on; without a ground the computation is a trial and says so. Raises BadPause."""
    days, ground = _with_ground(text)
    first, dots, end = days.partition("..")
    start, stop = _day(first), _day(end) if end else None
    if start is None or (end and stop is None):
        raise BadPause(pause=text, reason="不是存在的日期")
    if not dots or (stop is not None and stop <= start):
        raise BadPause(pause=text, reason="应当有先后两个日期")
    return Pause(DayRange(start, stop), ground)


def read_restart(text: str) -> Restart:
    """Read `DATE[=ground]`; without a ground the computation is a trial and says so. Raises BadOption."""
    day, ground = _with_ground(text)
    return Restart(read_day(day), ground)


def read_extension(text: str) -> Extension:
    """Read `REF[=length][:who approved it]`; without a length it is all the article allows. Raises BadOption."""
    granted, _, approved_by = text.partition(":")
    ref, equals, length = granted.partition("=")
    if equals and not (length.isascii() and length.isdigit()):
        raise BadOption(typed=text, reason="延长应当写成 编号.数值名=20，等号后是批准的长度")
    return Extension(ref.strip(), int(length) if equals else None, approved_by.strip())


def _day(text: str) -> date | None:
    # `date.fromisoformat` also takes 20260903 and 2026-W36-4, which nobody types on purpose.
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _with_ground(text: str) -> tuple[str, str]:
    """Split at `=` (or `:`, as it was once written)."""
    what, sign, ground = text.partition("=" if "=" in text else ":")
    return what, ground.strip() if sign and ground.strip() else TRIAL_GROUND


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


def parameter_line(parameter: Parameter) -> str:
    """Return a parameter in one line."""
    return f"{parameter.id}  {parameter.name_zh}（{parameter.instrument} {parameter.article}）"


def print_json(answer: object) -> None:
    """Print an answer for machines."""
    print(json.dumps(answer, ensure_ascii=False, indent=2))
