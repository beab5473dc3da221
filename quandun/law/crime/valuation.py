"""What goods are worth (销售金额、货值金额、非法经营数额): sold at the price paid, unsold by the order of prices the provision gives.

Unsold goods are worth the average price at which the same goods were really sold, failing that their marked price, failing that
the middle market price of the genuine goods (法释〔2025〕5号 第二十八条; before it 法释〔2004〕19号 第十二条, which let marked and real
average price stand side by side).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from quandun.kernel.money import yuan_text
from quandun.law.facts import Fact

PRICES = {
    "average_price": "已查清的实际销售平均价格",
    "marked_price": "标价",
    "market_price": "被侵权产品的市场中间价格",
}
"""Prices of unsold goods in the order they are taken; the names are those of `ct-illegal-turnover-definition.order`."""

_SOURCE = "法释〔2025〕5号 第二十八条第一款"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the exhibit that proves it, "" where none does."""

    number: int
    exhibit: str


@dataclass(frozen=True, slots=True)
class Worth:
    """The worth of goods in fen; None where a price is missing. `exhibits` is empty unless every figure used is proved."""

    fen: int | None
    exhibits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Valued:
    """Goods sold and unsold, and how their worth was reached."""

    sold: Worth
    unsold: Worth
    steps: tuple[str, ...]

    @property
    def together(self) -> Worth:
        """All goods made, stored, carried or sold (非法经营数额)."""
        parts = [part for part in (self.sold, self.unsold) if part.fen != 0]
        if any(part.fen is None for part in parts):
            return Worth(None, ())
        proved = all(part.exhibits for part in parts)
        exhibits = tuple(dict.fromkeys(exhibit for part in parts for exhibit in part.exhibits))
        return Worth(sum(part.fen or 0 for part in parts), exhibits if proved else ())


def read_goods(fact: Fact) -> Valued:
    """Read a list of goods and value it. Raises UnusableFacts."""
    sold, unsold, steps = _Total(), _Total(), []
    for part in fact.items():
        found = part.mapping(required=("name",), optional=("sold", "unsold"))
        name = found["name"].text()
        if "sold" in found:
            given = found["sold"].mapping(required=("count", "price"))
            steps.append(sold.add(f"{name}已售", _count(given["count"]), _price(given["price"]), "实际销售价格"))
        if "unsold" in found:
            given = found["unsold"].mapping(required=("count",), optional=tuple(PRICES))
            key = next((key for key in PRICES if key in given), "")
            price = _price(given[key]) if key else None
            steps.append(unsold.add(f"{name}未售", _count(given["count"]), price, PRICES.get(key, "")))
    return Valued(sold.worth(), unsold.worth(), tuple(steps))


def _count(fact: Fact) -> Figure:
    return _figure(fact, "count")


def _price(fact: Fact) -> Figure:
    return _figure(fact, "fen")


def _figure(fact: Fact, unit: str) -> Figure:
    found: Mapping[str, Fact] = fact.mapping(required=(unit,), optional=("exhibit",))
    return Figure(found[unit].whole(), found["exhibit"].text() if "exhibit" in found else "")


class _Total:
    """A sum of products that knows whether each of its figures is proved."""

    def __init__(self) -> None:
        self.fen: int | None = 0
        self.exhibits: list[str] = []

    def add(self, name: str, count: Figure, price: Figure | None, kind: str) -> str:
        """Add goods and return the step in Chinese; without any price the whole sum is unknown."""
        if price is None:
            self.fen = None
            return f"{name}：{count.number:,}件，没有可以采用的价格，价值尚不能计算——{_SOURCE}"
        worth = count.number * price.number
        self.fen = None if self.fen is None else self.fen + worth
        if worth:
            self.exhibits += [count.exhibit, price.exhibit]
        shown = "、".join(f"{what}{figure.exhibit or '未证明'}" for what, figure in (("数量：", count), ("价格：", price)))
        return f"{name}：{count.number:,}件 × {kind}{yuan_text(price.number)} ＝ {yuan_text(worth)}（{shown}）——{_SOURCE}"

    def worth(self) -> Worth:
        """Return the sum."""
        proved = tuple(dict.fromkeys(self.exhibits)) if all(self.exhibits) else ()
        return Worth(self.fen, proved)
