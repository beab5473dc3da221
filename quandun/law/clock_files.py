"""Files of open clocks: one JSON object a line, and one line of answer for each.

A line of clocks: `{"ref", "starts", "pauses"?: [{"from", "until", "ground"}], "extensions"?: ["ref" | {"ref", "length", "approved_by"}],
"restarts"?: [{"day", "ground"}], "closes"?: "17:30", "on"?: "2026-09-03", "id"?: anything}`. A line of answers: `{"id"?, "due",
"provisional"}` or `{"id"?, "refused", "says"}`.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from quandun.kernel.clocks import iso_beijing
from quandun.kernel.ranges import DayRange
from quandun.law.bulk import Bulk, DueDate, OpenClock
from quandun.law.errors import BadClocks, LawError
from quandun.law.statutes import Law
from quandun.law.typed import read_closing_time, read_day, read_moment
from quandun.law.values import Extension, Pause, Restart

_KEYS = {"ref", "starts", "pauses", "extensions", "restarts", "closes", "on", "id"}
_NO_ID = object()


def answers(law: Law, lines: Iterable[bytes], *, first: int = 1) -> Iterator[str]:
    """Yield a line of answer for each line of clocks; `first` is the number of the first line, for whoever reads a refusal.

    Raises BadClocks for a line that is no clock; a clock the law refuses is answered with its refusal.
    """
    bulk = Bulk(law)
    for number, line in enumerate(lines, first):
        id, clock = _read(line, number)
        yield _answer(id, next(bulk.due_dates((clock,))))


def _answer(id: object, found: DueDate | LawError) -> str:
    answer: dict[str, object] = {} if id is _NO_ID else {"id": id}
    if isinstance(found, DueDate):
        answer["due"] = iso_beijing(found.last_instant) if found.last_instant else found.last_day.isoformat()
        answer["provisional"] = found.provisional
    else:
        answer |= {"refused": found.code, "says": found.sentence()}
    return json.dumps(answer, ensure_ascii=False)


def _read(line: bytes, number: int) -> tuple[object, OpenClock]:
    try:
        raw = json.loads(line)
        if not isinstance(raw, dict) or not raw.keys() <= _KEYS:
            raise ValueError
        return raw.get("id", _NO_ID), _clock(raw)
    except LawError as fault:
        raise BadClocks(where=f"第{number}行", reason=fault.sentence().rstrip("。")) from fault
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise BadClocks(where=f"第{number}行", reason="不是一个期限") from fault


def _clock(raw: dict[str, Any]) -> OpenClock:
    return OpenClock(
        ref=_text(raw["ref"]),
        starts=read_moment(raw["starts"]),
        pauses=tuple(_pause(part) for part in raw.get("pauses", ())),
        extensions=tuple(_extension(part) for part in raw.get("extensions", ())),
        restarts=tuple(Restart(read_day(part["day"]), _text(part["ground"])) for part in raw.get("restarts", ())),
        closes=read_closing_time(raw["closes"]) if "closes" in raw else None,
        on=read_day(raw["on"]) if "on" in raw else None,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _pause(raw: dict[str, Any]) -> Pause:
    until = raw.get("until")
    return Pause(DayRange(read_day(raw["from"]), None if until is None else read_day(until)), _text(raw["ground"]))


def _extension(raw: object) -> str | Extension:
    if not isinstance(raw, dict):
        return _text(raw)
    length = raw.get("length")
    if length is not None and (not isinstance(length, int) or isinstance(length, bool)):
        raise ValueError
    return Extension(_text(raw["ref"]), length, _text(raw.get("approved_by", "")))
