"""What an indicator is: dated records, and how they become one figure on a day (指标).

What was shown on day D is what counted on D **and was written down by the end of D**. A record entered later for an
earlier day, or an end entered later, leaves the figures of the days before untouched: it is listed as entered late,
and counts from the day it was entered. So recomputing a past day gives what was shown then.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from statistics import median
from typing import Literal

from quandun.assessment.errors import IndicatorRefused

Measure = Literal["count", "share", "median", "coverage_of_districts"]
"""count 个数 · share 占比 · median 中位数 · coverage_of_districts 区县覆盖率."""

KINDS: dict[str, tuple[str, str]] = {
    "case": ("案件", "case"),
    "report": ("举报", "report"),
    "exhibit": ("证据材料", "exhibit"),
    "publication": ("公示", "publication"),
    "transfer": ("移送", "transfer"),
    "finding": ("比对线索", "finding"),
    "register_member": ("名录成员", "register member"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRecord:
    """One dated record behind a figure. `id` is its public id; every day is a legal day."""

    id: str
    kind: str  # of KINDS
    label: str
    unit_id: str  # "" where no unit holds it
    day: date  # effective: it counts from this day on
    recorded_on: date  # written down; nobody could have counted it before
    ended_on: date | None = None  # effective: from this day on it no longer counts
    end_recorded_on: date | None = None
    part: str = ""  # district code for coverage; else the kind it is listed under (案件种类)
    part_en: str = ""
    favourable_from: date | None = None  # for a share: from this day on in time, answered, …; None: never
    amount: int = 0  # for a median: days
    rests_on: tuple[str, ...] = ()  # ids of other records without which this one would count otherwise

    def counts_on(self, on: date) -> bool:
        """Say whether the figure of that day, as shown on that day, counts this record."""
        return max(self.day, self.recorded_on) <= on and not self._ended_by(on)

    def late_for(self, on: date) -> bool:
        """Say whether it holds for that day by what is known now, but was written down after it."""
        return self.day <= on < self.recorded_on and not (self.ended_on is not None and self.ended_on <= on)

    def _ended_by(self, on: date) -> bool:
        return self.ended_on is not None and max(self.ended_on, self.end_recorded_on or self.ended_on) <= on


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A figure computed from dated records (指标). One file of `indicators/` each; `key` is the file's name.

    `records(first, last)` returns every record with `day` in [first, last], whatever became of it later; membership of a
    register is returned whenever it overlaps. It reads front doors only, no clock, and nothing it has computed before.
    """

    key: str
    name: str
    name_en: str
    unit: str  # as plans write it: 件 家 人 % 天
    method: str  # 计算方法, one sentence a citizen can check
    method_en: str
    records: Callable[[date, date], Iterable[CountedRecord]]
    measure: Measure = "count"
    whole: Callable[[], int] | None = None  # for coverage: how many districts there are


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A figure on a day. `value` None: there is nothing to reckon from, which is not zero. `late` were written down after it."""

    value: Fraction | None
    counted: tuple[CountedRecord, ...]
    favourable: int
    whole: int | None  # of how many, for a share or a coverage
    late: tuple[CountedRecord, ...]

    @property
    def shown(self) -> str:
        """The value for people, at most one decimal, rounded down: 99.96 % must not read as 100 %. "" for None."""
        if self.value is None:
            return ""
        exact = Decimal(self.value.numerator) / Decimal(self.value.denominator)
        return format(exact.quantize(Decimal("0.1"), ROUND_FLOOR).normalize(), "f")


def reckon(indicator: Indicator, records: Sequence[CountedRecord], on: date) -> Reckoned:
    """Return the figure as shown at the end of `on`."""
    counted = tuple(record for record in records if record.counts_on(on))
    late = tuple(record for record in records if record.late_for(on))
    favourable = sum(record.favourable_from is not None and record.favourable_from <= on for record in counted)
    if indicator.measure == "share":
        return Reckoned(_percent(favourable, len(counted)), counted, favourable, len(counted), late)
    if indicator.measure == "coverage_of_districts":
        whole = indicator.whole() if indicator.whole else 0
        return Reckoned(_percent(len({record.part for record in counted}), whole), counted, favourable, whole, late)
    if indicator.measure == "median":
        middle = Fraction(median(record.amount for record in counted)) if counted else None
        return Reckoned(middle, counted, favourable, None, late)
    return Reckoned(Fraction(len(counted)), counted, favourable, None, late)


def _percent(part: int, whole: int) -> Fraction | None:
    return Fraction(100 * part, whole) if whole else None


_REACHED: dict[str, Callable[[Fraction, Fraction], bool]] = {
    ">=": lambda value, goal: value >= goal,
    ">": lambda value, goal: value > goal,
    "<=": lambda value, goal: value <= goal,
    "=": lambda value, goal: value == goal,
}


def reached(op: str, goal: str, value: Fraction | None) -> bool | None:
    """Say whether a figure reaches a goal; None where nothing can be said: no figure, no number, or "about" (左右)."""
    compare = _REACHED.get(op)
    if compare is None or value is None or not goal:
        return None
    return compare(value, Fraction(goal))


# 行政处罚法 第七十四条第三款: fines and confiscations must not be tied to assessment, directly or in disguise.
_MONEY = re.compile(
    r"罚款|罚没|没收|(?<![a-z])fines?(?![a-z])|confiscat|forfeit|(?<![a-z])(?:paid|turnover|income)_fen|record_payment|dispose_goods", re.I
)


def refuse_unlawful(indicator: Indicator, source: str, file_stem: str) -> None:
    """Raise IndicatorRefused when the key is not the file's name, or words or source touch fines, confiscations or money at all."""
    if indicator.key != file_stem:
        raise IndicatorRefused(key=indicator.key, why=f"编码应当与文件名 {file_stem} 一致")
    found = _MONEY.search("\n".join((indicator.key, indicator.name, indicator.name_en, indicator.method, indicator.method_en, source)))
    if found or indicator.unit.endswith("元"):
        word = found[0] if found else indicator.unit
        article = "行政处罚法 第七十四条第三款"
        raise IndicatorRefused(article=article, key=indicator.key, why=f"涉及“{word}”，罚款、没收的数额不得同考核挂钩")
