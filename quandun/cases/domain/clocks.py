"""Statutory clocks of a case (法定期限): computed from history and `law` each time asked, never counted down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from quandun.cases.domain.history import Happening
from quandun.cases.domain.types import CaseType, ClockSpec
from quandun.kernel.ranges import DayRange
from quandun.law import api as law

ClockState = Literal["running", "paused", "met", "late", "overdue", "spent", "lapsed"]
"""running 计算中 · paused 暂停 · met 按期完成 · late 逾期完成 · overdue 已逾期 · spent 权力已到期 · lapsed 权利已逾期."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock as it stands on a day. `why` is the reasoning line by line, each with its article."""

    key: str
    name: str
    name_en: str
    ref: str
    starts_on: date
    last_day: date
    stopped_on: date | None
    state: ClockState
    provisional: bool
    confirmed: bool
    source: str
    limits: str
    pauses: tuple[DayRange, ...]
    why: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Say whether somebody still has to watch it."""
        return self.stopped_on is None and self.state in ("running", "paused", "overdue", "spent")


def clocks(case_type: CaseType, history: Sequence[Happening], *, on: date) -> tuple[Clock, ...]:
    """Return every clock that has started by the end of `on`, in the manifest's order."""
    past = [happening for happening in history if happening.day <= on]
    started = ((spec, _first_index(past, spec.starts_on)) for spec in case_type.clocks)
    return tuple(_read(spec, past, index, on) for spec, index in started if index is not None)


def _first_index(history: Sequence[Happening], step: str) -> int | None:
    return next((index for index, happening in enumerate(history) if happening.step == step), None)


def _read(spec: ClockSpec, history: Sequence[Happening], start_index: int, on: date) -> Clock:
    start = history[start_index].day_from(spec.starts_from)
    after = history[start_index + 1 :]
    stop = next((happening for happening in after if happening.step in spec.stops_on), None)
    watched = [h for h in after if stop is None or h.day <= stop.day]
    pauses, paused_now = _pauses(spec, watched, stop.day if stop else on)
    extensions = tuple(ref for step, ref in spec.extensions for happening in watched if happening.step == step)
    due = law.due(spec.term, starts=start, pauses=pauses, extensions=extensions)
    return Clock(
        key=spec.key,
        name=spec.name,
        name_en=spec.name_en,
        ref=due.value.ref,
        starts_on=start,
        last_day=due.last_day,
        stopped_on=stop.day if stop else None,
        state=_state(spec, due.last_day, stop.day if stop else None, on, paused_now),
        provisional=due.provisional,
        confirmed=due.value.confirmed,
        source=due.value.source,
        limits=spec.limits,
        pauses=tuple(pause.days for pause in pauses),
        why=due.steps,
    )


def _pauses(spec: ClockSpec, history: Sequence[Happening], until: date) -> tuple[list[law.Pause], bool]:
    """Pair opening and closing steps into half-open ranges; an open pause runs to `until` for now."""
    found: list[law.Pause] = []
    paused_now = False
    for opening, closing, ground in spec.pauses:
        opened: date | None = None
        for happening in history:
            if happening.step == opening and opened is None:
                opened = happening.day
            elif happening.step == closing and opened is not None:
                if happening.day > opened:
                    found.append(law.Pause(DayRange(opened, happening.day), ground))
                opened = None
        if opened is not None:
            paused_now = True
            if until > opened:
                found.append(law.Pause(DayRange(opened, until), ground))
    return found, paused_now


def _state(spec: ClockSpec, last_day: date, stopped: date | None, on: date, paused: bool) -> ClockState:
    if stopped is not None:
        return "met" if stopped <= last_day else "late"
    if paused:
        return "paused"
    if on <= last_day:
        return "running"
    passed: dict[str, ClockState] = {"duty": "overdue", "power": "spent", "right": "lapsed"}
    return passed[spec.limits]


def days_left(clock: Clock, on: date) -> int:
    """Return whole days until the last day, negative when it has passed."""
    return (clock.last_day - on) // timedelta(days=1)
