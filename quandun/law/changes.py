"""What changes between two days (法律变化): every number of law that begins, ends, changes or only moves to another article."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from quandun.law.errors import BadOption
from quandun.law.statutes import Law
from quandun.law.values import Entry, Parameter, ParameterValue

_DAY = timedelta(days=1)

Kind = Literal["begins", "ends", "changes", "not_obtained", "competes", "moves", "supplier", "certainty"]
KINDS: dict[Kind, str] = {
    "begins": "新增",
    "ends": "失效",
    "changes": "数值变化",
    "not_obtained": "数值尚未取得",
    "competes": "规定相互冲突",
    "moves": "只换条文，数值不变",
    "supplier": "国家规定与地方规定更替，数值不变",
    "certainty": "只有可信度变化",
}
"""Each kind and how it is said, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value of law that is not the same from `on` as it was the day before."""

    on: date
    kind: Kind
    parameter: Parameter
    value: ParameterValue
    old: Entry | None  # in force the day before
    new: Entry | None  # in force from `on`; its `value` is None where the number is not to hand
    rivals: tuple[Entry, ...] = ()  # the other texts that claim the same days, where they compete

    @property
    def ref(self) -> str:
        """The canonical name of the value."""
        return self.value.ref

    @property
    def number_stands(self) -> bool:
        """Whether the number itself is the same on both days."""
        return self.kind in ("moves", "supplier", "certainty")


def diff(law: Law, first: date, last: date) -> tuple[Change, ...]:
    """Return what changes after `first` up to `last`, by day, then by weight, then by name.

    A value that changes twice in between is named twice. Raises BadOption when `last` is before `first`.
    """
    if last < first:
        raise BadOption(typed=f"{first} {last}", reason="后一日早于前一日")
    found = [
        change
        for parameter in law.parameters.values()
        for value in parameter.values.values()
        for on in _boundaries(law.history(value), first, last)
        if (change := _change(law, parameter, value, on))
    ]
    weight = list(KINDS)
    return tuple(sorted(found, key=lambda c: (c.on, weight.index(c.kind), c.ref)))


def _boundaries(history: tuple[Entry, ...], first: date, last: date) -> list[date]:
    days = {day for entry in history for day in (entry.effective.start, entry.effective.end) if day}
    return sorted(day for day in days if first < day <= last)


def _change(law: Law, parameter: Parameter, value: ParameterValue, on: date) -> Change | None:
    before, after = law.standing(value, on - _DAY), law.standing(value, on)
    if before == after:
        return None
    old, new = next(iter(before), None), next(iter(after), None)
    return Change(on, _kind(old, new, competing=len(after) > 1), parameter, value, old, new, rivals=after[1:])


def _kind(old: Entry | None, new: Entry | None, *, competing: bool) -> Kind:
    if competing:
        return "competes"
    if new is None:
        return "ends"
    if new.value is None:
        return "not_obtained"
    if old is None:
        return "begins"
    if old.value != new.value:
        return "changes"
    if old.local_id != new.local_id:
        return "supplier"
    return "moves" if old.source != new.source else "certainty"
