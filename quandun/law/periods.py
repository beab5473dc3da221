"""A period as the law of one day gives it: the number, the extensions granted, and what the provision lets interrupt it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from quandun.kernel.ranges import DayRange
from quandun.law.errors import BadOption, BadPause, ExtensionNotAllowed, NotATerm, PauseGroundNotAllowed, RestartNotAllowed
from quandun.law.statutes import Law
from quandun.law.values import TERM_UNITS, Extension, Pause, Restart, Value, range_zh

TRIAL_GROUND = "试算"
"""A pause or a new start of this ground is a what-if: it is counted, and the reasoning says that no ground was named."""

FIRST_DAY, CORRESPONDING_DAY, ROLLING = "tc-first-day-excluded", "tc-month-corresponding-day", "tc-last-day-rolls-to-day-after-holiday"
CUTOFF, FROM_THE_MOMENT, FROM_THE_NEXT_HOUR = "tc-cutoff-time", "tc-hours-from-stated-time", "tc-hours-litigation-next-hour"

Means = Literal["in_time_until", "expected_by", "runs_until", "allowed_after", "notify_by", "window_from"]
"""What the day reached is: the last day in time · when it is usually done · the last day of something that runs · the last day of a
least length · the last day for notice before an event · the first day of the time before an event."""

_FORWARD: dict[str, Means] = {
    "max": "in_time_until", "typical": "expected_by", "target": "expected_by", "min": "allowed_after", "": "runs_until",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Granted:
    """An extension the provision allows, as granted."""

    value: Value
    length: int
    approved_by: str


@dataclass(frozen=True, slots=True)
class Term:
    """A period and its extensions as the law of the day `on` gives them, and the rules of counting that day (by id)."""

    value: Value
    added: tuple[Granted, ...]
    rules: Mapping[str, Value]
    on: date
    unit: str
    length: int  # with all extensions
    rolls: bool
    means: Means

    @property
    def unit_zh(self) -> str:
        return TERM_UNITS[self.unit]

    @property
    def numbers(self) -> tuple[Value, ...]:
        """The period itself and its extensions: every number of law the count rests on."""
        return (self.value, *(granted.value for granted in self.added))

    @property
    def refs(self) -> set[str]:
        """Every value of law that has a say in the count: the period stays the same while none of them changes."""
        found = {value.ref for value in (*self.numbers, *self.rules.values())}
        if isinstance(self.value.rule.pauses, str):
            found.add(self.value.rule.pauses)
        if self.value.rule.cap:
            found.add(f"{self.value.ref.partition('.')[0]}.{self.value.rule.cap}")
        return found


@dataclass(frozen=True, slots=True)
class AllowedPause:
    """A pause whose ground the provision allows, and where it says so."""

    days: DayRange
    ground: str
    source: str  # a remark where the data is silent


def term(law: Law, ref: str, extensions: Sequence[str | Extension], on: date) -> Term:
    """Return the period; raises what `Law.value` raises, NotATerm and ExtensionNotAllowed."""
    found = law.find_term(ref)
    value = law.value(found.ref, on=on)
    if not found.is_term or not isinstance(value.value, int):
        raise NotATerm(ref=found.ref, name=found.name_zh, reason="它不是从某日起计算的期限", article=value.source)
    added = _granted(law, value, value.value, extensions, on)
    rolls = (
        value.rule.counts == "forward" and value.unit not in ("hour", "working_day") and all(v.value.rolls for v in added) and value.rolls
    )
    return Term(
        value=value,
        added=added,
        rules={id: law.value(id, on=on) for id in _rules_of_counting(value, rolls=rolls)},
        on=on,
        unit=value.unit,
        length=value.value + sum(granted.length for granted in added),
        rolls=rolls,
        means=_means(value),
    )


def _means(value: Value) -> Means:
    if value.rule.counts == "backward":
        return "notify_by" if value.op == "min" else "window_from"
    return _FORWARD[value.op]


def _rules_of_counting(value: Value, *, rolls: bool) -> list[str]:
    if value.unit == "hour":
        return [FROM_THE_NEXT_HOUR if value.rule.hour_rounding == "next_hour" else FROM_THE_MOMENT]
    rules = [FIRST_DAY, CUTOFF]
    if value.unit in ("month", "year"):
        rules.append(CORRESPONDING_DAY)
    return [*rules, ROLLING] if rolls else rules


def _granted(law: Law, value: Value, base: int, extensions: Sequence[str | Extension], on: date) -> tuple[Granted, ...]:
    found: list[Granted] = []
    unit = TERM_UNITS[value.unit]

    def refused(by: Value, reason: str, article: str) -> ExtensionNotAllowed:
        return ExtensionNotAllowed(name=value.name_zh, extension=by.name_zh, reason=reason, article=article)

    for asked in (Extension(e) if isinstance(e, str) else e for e in extensions):
        by = law.value(asked.ref, on=on)
        id, _, key = value.ref.partition(".")
        if by.ref.partition(".")[0] != id or by.rule.extends != key or not isinstance(by.value, int):
            raise refused(by, "条文没有规定这样延长", value.source)
        if any(by.ref == earlier.value.ref for earlier in found):
            raise refused(by, "同一延长只能使用一次", by.source)
        length = by.value if asked.length is None else asked.length
        if not 0 < length <= by.value:
            raise refused(by, f"条文规定至多延长{by.value}{unit}，不能延长{length}{unit}", by.source)
        found.append(Granted(by, length, asked.approved_by))
        _within_the_cap(law, value, base + sum(granted.length for granted in found), by, on)
    return tuple(found)


def _within_the_cap(law: Law, value: Value, total: int, by: Value, on: date) -> None:
    if not value.rule.cap:
        return
    cap = law.value(f"{value.ref.partition('.')[0]}.{value.rule.cap}", on=on)
    if isinstance(cap.value, int) and total > cap.value:
        unit = TERM_UNITS[value.unit]
        reason = f"连同延长共{total}{unit}，超过条文规定的总上限{cap.value}{unit}"
        raise ExtensionNotAllowed(name=value.name_zh, extension=by.name_zh, reason=reason, article=cap.source)


@dataclass(frozen=True, slots=True)
class Grounds:
    """For what a provision leaves out time (None: the data is silent), and where it says so."""

    allowed: tuple[str, ...] | None
    source: str


def grounds(law: Law, value: Value, on: date) -> Grounds:
    """Return the grounds of a provision; raises what `Law.value` raises where they stand in another one."""
    rule = value.rule.pauses
    if not isinstance(rule, str):
        return Grounds(rule, value.source)
    listed = law.value(rule, on=on)
    return Grounds(tuple(str(ground) for ground in listed.value) if isinstance(listed.value, tuple) else None, listed.source)


def allowed_pauses(value: Value, pauses: Sequence[Pause], grounds: Grounds) -> list[AllowedPause]:
    """Return the pauses by first day, each with the provision that allows its ground; raises BadPause, PauseGroundNotAllowed."""
    return sorted((_allowed(value, pause, grounds) for pause in pauses), key=lambda pause: pause.days.start)


def _allowed(value: Value, pause: Pause, grounds: Grounds) -> AllowedPause:
    ground, allowed = pause.ground.strip(), grounds.allowed
    if not ground:
        raise BadPause(pause=range_zh(pause.days), reason="没有写明事由")
    if allowed is None:
        remark = "本条数据未列明可以扣除的事由，依据由办理人核对"
    elif ground in allowed or (ground == TRIAL_GROUND and allowed):
        remark = grounds.source
    else:
        listed = f"条文允许扣除的事由：{'、'.join(allowed)}。" if allowed else "条文没有规定可以扣除的时间。"
        raise PauseGroundNotAllowed(name=value.name_zh, ground=ground, allowed=listed, article=grounds.source)
    return AllowedPause(pause.days, ground, f"{remark}；{_TRIAL}" if ground == TRIAL_GROUND else remark)


_TRIAL = "试算，未写明事由，不能作为办案依据"


def last_restart(value: Value, restarts: Sequence[Restart], start: date) -> Restart | None:
    """Return the event the count runs from, None for the start itself; raises RestartNotAllowed, BadOption."""
    for restart in restarts:
        ground, allowed = restart.ground.strip(), value.rule.restarts
        if ground not in allowed and not (ground == TRIAL_GROUND and allowed):
            listed = f"条文规定重新计算的事由：{'、'.join(allowed)}。" if allowed else "条文没有规定可以重新计算。"
            raise RestartNotAllowed(name=value.name_zh, ground=ground, allowed=listed, article=value.source)
        if restart.day < start:
            raise BadOption(typed=str(restart.day), reason="重新计算的日子早于起算日")
    return max(restarts, key=lambda restart: restart.day, default=None)
