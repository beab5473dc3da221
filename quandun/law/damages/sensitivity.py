"""Which number moves the result most (敏感性): one at a time ten per cent down and up, and over its disputed range.

Reckoned on the line as claimed, before the claim limits it: a cap would hide which number matters.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from quandun.law.damages.facts import RATES, Facts, Method, Part, Quantity
from quandun.law.damages.reckoning import Line, factor_name, number_text, quantity_text, reckon
from quandun.law.damages.statute import Interpretation, Statute

STEP: Final = Fraction(1, 10)
NOT_PROVED: Final = "未证明"


@dataclass(frozen=True, slots=True)
class Swing:
    """One number moved. Amounts in fen, costs included; the two ends of its range are None where none was stated."""

    name: str
    value: str
    mark: str  # the exhibit, 未证明, or who settles it
    result_fen: int
    down_fen: int
    up_fen: int
    low_fen: int | None
    high_fen: int | None
    limited: bool  # a step was cut at 100 % or at the statutory range of multiples

    @property
    def least_fen(self) -> int:
        """The smallest result of all that was tried."""
        return min(self._tried())

    @property
    def most_fen(self) -> int:
        """The largest result of all that was tried."""
        return max(self._tried())

    @property
    def width_fen(self) -> int:
        """How far the result moves over all that was tried."""
        return self.most_fen - self.least_fen

    def _tried(self) -> list[int]:
        return [fen for fen in (self.result_fen, self.down_fen, self.up_fen, self.low_fen, self.high_fen) if fen is not None]


@dataclass(frozen=True, slots=True)
class _Movable:
    """A number of the facts, its lawful range, and the facts with another number in its place."""

    name: str
    shown: str
    quantity: Quantity
    mark: str
    floor: Fraction
    ceiling: Fraction | None
    put: Callable[[Fraction], Facts]

    def within(self, value: Fraction) -> Fraction:
        """Return the value nearest to `value` that the law and arithmetic allow."""
        above = max(value, self.floor)
        return above if self.ceiling is None else min(above, self.ceiling)


def swings(facts: Facts, statute: Statute, text: Interpretation | None, line: Line) -> tuple[Swing, ...]:
    """Return the numbers of the method that held, the multiple and the costs, widest swing first."""
    if line.base_fen is None or line.method is None or line.method == "statutory":
        return ()
    movables = [*_factors(facts, line.method), *_multiple(facts, statute, text, line), *_costs(facts)]

    def result(changed: Facts) -> int:
        again = reckon(changed, statute, text, proved=False)
        return (again.total_fen or 0) + again.costs_fen

    found = [_swing(movable, result(facts), result) for movable in movables]
    return tuple(sorted(found, key=lambda swing: -swing.width_fen))


def _swing(movable: _Movable, standing: int, result: Callable[[Facts], int]) -> Swing:
    value, quantity = movable.quantity.value, movable.quantity

    def moved(to: Fraction) -> int:
        return result(movable.put(movable.within(to)))

    down, up = value * (1 - STEP), value * (1 + STEP)
    return Swing(
        name=movable.name,
        value=movable.shown,
        mark=movable.mark,
        result_fen=standing,
        down_fen=moved(down),
        up_fen=moved(up),
        low_fen=None if quantity.low is None else moved(quantity.low),
        high_fen=None if quantity.high is None else moved(quantity.high),
        limited=movable.within(down) != down or movable.within(up) != up,
    )


def _factors(facts: Facts, method: Method) -> Iterator[_Movable]:
    for at, part in enumerate(facts.parts(method)):
        for role, quantity in part.factors.items():
            yield _Movable(
                name=f"{part.name}·{factor_name(part, role)}",
                shown=quantity_text(role, quantity),
                quantity=quantity,
                mark=quantity.exhibit or NOT_PROVED,
                floor=Fraction(0),
                ceiling=Fraction(1) if role in RATES else None,
                put=_put_factor(facts, method, at, role),
            )


def _put_factor(facts: Facts, method: Method, at: int, role: str) -> Callable[[Fraction], Facts]:
    def put(value: Fraction) -> Facts:
        parts = list(facts.parts(method))
        factors = {**parts[at].factors, role: replace(parts[at].factors[role], value=value)}
        parts[at] = replace(parts[at], factors=factors)
        return _with_parts(facts, method, tuple(parts))

    return put


def _with_parts(facts: Facts, method: Method, parts: tuple[Part, ...]) -> Facts:
    if method == "loss":
        return replace(facts, loss=parts)
    return replace(facts, gain=parts) if method == "gain" else replace(facts, licence=parts)


def _multiple(facts: Facts, statute: Statute, text: Interpretation | None, line: Line) -> Iterator[_Movable]:
    claim = facts.punitive
    if claim is None or line.punitive is None or not line.punitive.applies or text is None:
        return
    limits = [limit for limit in (statute.punitive_max, text.total_max) if limit is not None]
    yield _Movable(
        name="惩罚性赔偿倍数",
        shown=f"{number_text(claim.multiple.value)} 倍",
        quantity=claim.multiple,
        mark="由法院确定",
        floor=statute.punitive_min or Fraction(0),
        ceiling=min(limits) if limits else None,
        put=lambda value: replace(facts, punitive=replace(claim, multiple=replace(claim.multiple, value=value))),
    )


def _costs(facts: Facts) -> Iterator[_Movable]:
    for at, cost in enumerate(facts.costs):
        yield _Movable(
            name=f"合理开支·{cost.name}",
            shown=f"{number_text(cost.amount.value)} 元",
            quantity=cost.amount,
            mark=cost.amount.exhibit or NOT_PROVED,
            floor=Fraction(0),
            ceiling=None,
            put=_put_cost(facts, at),
        )


def _put_cost(facts: Facts, at: int) -> Callable[[Fraction], Facts]:
    def put(value: Fraction) -> Facts:
        costs = list(facts.costs)
        costs[at] = replace(costs[at], amount=replace(costs[at].amount, value=value))
        return replace(facts, costs=tuple(costs))

    return put
