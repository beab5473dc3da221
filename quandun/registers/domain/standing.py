"""How an entry stands on a day (名录状态), computed from its dated transitions each time it is asked.

A term that runs out needs no job: the last day stands in the admission or the renewal, and the day after it the entry has lapsed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from quandun.kernel.clocks import legal_day

Move = Literal["nominate", "admit", "refuse", "suspend", "reinstate", "remove", "renew"]
"""提名 · 入库 · 不予入库 · 暂停 · 恢复 · 移出 · 续期."""
State = Literal["absent", "nominated", "admitted", "refused", "suspended", "removed", "lapsed"]
"""尚无 · 待决定 · 在库 · 不予入库 · 暂停 · 已移出 · 期满. Only `admitted` counts as a member."""

LEADS_TO: dict[Move, State] = {
    "nominate": "nominated",
    "admit": "admitted",
    "refuse": "refused",
    "suspend": "suspended",
    "reinstate": "admitted",
    "remove": "removed",
}
POSSIBLE_FROM: dict[Move, frozenset[State]] = {
    "nominate": frozenset({"absent"}),
    "admit": frozenset({"nominated"}),
    "refuse": frozenset({"nominated"}),
    "suspend": frozenset({"admitted"}),
    "reinstate": frozenset({"suspended"}),
    "remove": frozenset({"admitted", "suspended", "lapsed"}),
    "renew": frozenset({"admitted", "lapsed"}),
}
CLOSING: frozenset[Move] = frozenset({"refuse", "remove"})


@dataclass(frozen=True, slots=True)
class Transition:
    """One dated act on an entry. `effective_on` is the first day it counts; `ends_on` the first day the term no longer runs."""

    move: Move
    effective_on: date
    recorded_at: datetime
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an entry stands on a day: `since` is the first day of the present membership, None while it never began.

    `ends_on` is exclusive; None means that no last day was stated.
    """

    state: State
    since: date | None = None
    ends_on: date | None = None

    @property
    def last_day(self) -> date | None:
        """The last day of the term, inclusive, as letters of appointment write it."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None


def standing(transitions: Sequence[Transition], *, on: date, known_on: date | None = None) -> Standing:
    """Return the standing on a day. `transitions` in the order they were recorded.

    `known_on` leaves out what was written down on later days: the standing as it was shown then.
    """
    found = Standing("absent")
    for one in _counting(transitions, on, known_on):
        found = _after(found, one)
    if found.state in ("admitted", "suspended") and found.ends_on is not None and found.ends_on <= on:
        return Standing("lapsed", found.since, found.ends_on)
    return found


def _counting(transitions: Iterable[Transition], on: date, known_on: date | None) -> list[Transition]:
    return [one for one in transitions if one.effective_on <= on and (known_on is None or legal_day(one.recorded_at) <= known_on)]


def _after(before: Standing, one: Transition) -> Standing:
    if one.move == "renew":
        return Standing("admitted", before.since, one.ends_on)
    if one.move == "admit":
        return Standing("admitted", one.effective_on, one.ends_on)
    return Standing(LEADS_TO[one.move], before.since, before.ends_on)


def obstacle(transitions: Sequence[Transition], move: Move, *, effective_on: date) -> Literal["", "state", "order"]:
    """Say why a move is not possible: "state" where the entry stands elsewhere, "order" when it would count before the last one."""
    if transitions and effective_on < transitions[-1].effective_on:
        return "order"
    return "" if standing(transitions, on=effective_on).state in POSSIBLE_FROM[move] else "state"


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which an entry was shown as a member without a break: [`shown_from`, `shown_until`), None while it lasts.

    `first` and `ended_on` are the days that counted in law; they lie earlier where something was written down late.
    """

    first: date
    shown_from: date
    ended_on: date | None = None
    shown_until: date | None = None


def spans(transitions: Sequence[Transition]) -> tuple[Span, ...]:
    """Return the stretches on which an entry was shown as a member, in order, asking each day only for what was known on it.

    A suspension or the end of a term breaks a stretch, reinstatement or renewal begins another.
    """
    done: list[Span] = []
    running: Span | None = None
    for day in _turning_days(transitions):
        now = standing(transitions, on=day, known_on=day)
        last = _counting(transitions, day, day)[-1:]
        if now.state == "admitted" and running is None:
            running = Span(first=last[0].effective_on, shown_from=day)
        elif now.state != "admitted" and running is not None:
            ended_on = now.ends_on if now.state == "lapsed" else last[0].effective_on
            done.append(replace(running, ended_on=ended_on, shown_until=day))
            running = None
    return (*done, running) if running else tuple(done)


def _turning_days(transitions: Iterable[Transition]) -> list[date]:
    """Return every day on which the standing shown can change."""
    days = {day for one in transitions for day in (one.effective_on, legal_day(one.recorded_at), one.ends_on) if day is not None}
    return sorted(days)
