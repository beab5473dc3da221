"""Circumstances that lower the amounts: two or more marks or patents, and acts after an earlier penalty (二年内受罚后再次实施)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quandun.kernel.clocks import day_text
from quandun.law.crime.facts import PENALTIES, Act, CrimeFacts, Penalty
from quandun.law.crime.offences import Circumstance, Repeat, Text
from quandun.law.errors import NotInForce
from quandun.law.statutes import Law
from quandun.law.terms import due


@dataclass(frozen=True, slots=True)
class Condition:
    """Whether a circumstance holds (None: not known), the acts it is about, and how to say so."""

    holds: bool | None
    acts: Sequence[Act]
    name_zh: str = ""
    missing: str = ""  # what would have to be known


_NO = Condition(False, ())


def conditions(law: Law, facts: CrimeFacts, text: Text, on: date) -> dict[Circumstance, Condition]:
    """Return every circumstance as it stands in the case under one text."""
    return {
        "always": Condition(True, facts.acts),
        "several": _several(law, facts, text, on),
        "repeat": _repeat(law, facts, text.repeat, on) if text.repeat else _NO,
    }


def _several(law: Law, facts: CrimeFacts, text: Text, on: date) -> Condition:
    if not text.several:
        return _NO
    try:
        least = law.value(text.several, on=on).value
    except NotInForce:
        return _NO
    name = f"{least}项以上他人专利" if facts.offence.article == "216" else f"{least}种以上注册商标（指向不同来源）"
    return Condition(facts.several, facts.acts, name, f"是否为{name}")


def _repeat(law: Law, facts: CrimeFacts, repeat: Repeat, on: date) -> Condition:
    """Only acts begun after a counting penalty, and within its time, are held against the lower standard."""
    years = law.value(repeat.window, on=on).value
    counting = law.value(repeat.offences, on=on).value
    assert isinstance(counting, tuple)  # the file says so
    name = f"{years}年内受过处罚后再次实施"
    if facts.penalties is None:
        return Condition(None, facts.acts, name, "当事人此前的处罚记录")
    matching = [p for p in facts.penalties if p.article in counting]
    if proved := _after(law, facts, [p for p in matching if p.exhibit], repeat.window, on):
        return Condition(True, proved, name)
    if claimed := _after(law, facts, matching, repeat.window, on):
        shown = "、".join(f"{day_text(p.on)}{PENALTIES[p.kind]}" for p in matching)
        return Condition(None, claimed, name, f"此前处罚的证据（{shown}）")
    return _NO


def _after(law: Law, facts: CrimeFacts, penalties: Sequence[Penalty], window: str, on: date) -> tuple[Act, ...]:
    """Return the acts begun after one of the penalties, on the last day of its time at the latest."""
    times = [(penalty.on, due(law, window, starts=penalty.on, on=on).last_day) for penalty in penalties]
    return tuple(act for act in facts.acts if any(start < act.first_day <= last for start, last in times))
