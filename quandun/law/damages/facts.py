"""The facts a computation of damages starts from (测算事实), as frozen data; `facts_file` reads them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

Right = Literal["trademark", "patent", "copyright", "trade_secret", "confusion", "unfair_competition", "plant_variety", "franchise"]
Method = Literal["loss", "gain", "licence"]
MarginKind = Literal["operating", "sales", "industry_average", "right_holder"]

RIGHTS: Final[Mapping[Right, str]] = {
    "trademark": "注册商标专用权",
    "patent": "专利权",
    "copyright": "著作权或者与著作权有关的权利",
    "trade_secret": "商业秘密",
    "confusion": "仿冒混淆（不正当竞争）",
    "unfair_competition": "其他不正当竞争",
    "plant_variety": "植物新品种权",
    "franchise": "特许经营合同权利",
}
METHODS: Final[Mapping[Method, str]] = {"loss": "实际损失", "gain": "侵权获利", "licence": "许可使用费"}
MARGINS: Final[Mapping[MarginKind, str]] = {
    "operating": "营业利润率",
    "sales": "销售利润率",
    "industry_average": "同时期同行业平均利润率",
    "right_holder": "权利人的利润率",
}

# What a factor of a product may be. Money stands once in each product; rates lie between 0 and 1; counts are positive.
MONEY: Final = {"amount": "数额", "revenue": "销售收入", "unit_price": "单价", "unit_profit": "单位利润", "fee": "许可使用费"}
COUNTS: Final = {"units": "数量", "years": "年数", "fee_multiple": "许可使用费倍数"}
RATES: Final = {"margin": "利润率", "infringing_share": "侵权产品占比", "contribution": "贡献率", "comparability": "可比性折算"}
ROLES: Final[Mapping[str, str]] = {**MONEY, **COUNTS, **RATES}

# Which products make sense (计算方式); the optional factors may join any of them.
SHAPES: Final[Mapping[Method, tuple[frozenset[str], ...]]] = {
    "loss": (
        frozenset({"amount"}),
        frozenset({"units", "unit_profit"}),
        frozenset({"units", "unit_price", "margin"}),
        frozenset({"revenue", "margin"}),
    ),
    "gain": (
        frozenset({"amount"}),
        frozenset({"units", "unit_profit"}),
        frozenset({"units", "unit_price", "margin"}),
        frozenset({"revenue", "margin"}),
    ),
    "licence": (frozenset({"fee"}),),
}
MAY_JOIN: Final[Mapping[Method, frozenset[str]]] = {
    "loss": frozenset({"years", "infringing_share", "contribution"}),
    "gain": frozenset({"years", "infringing_share", "contribution"}),
    "licence": frozenset({"years", "fee_multiple", "comparability"}),
}


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A piece of evidence by the number it has in the file (证据编号)."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number somebody states. Money in yuan; a rate between 0 and 1. Without exhibit it is unproved (未证明)."""

    value: Fraction
    exhibit: str = ""
    low: Fraction | None = None  # the range in which the parties dispute it
    high: Fraction | None = None
    note: str = ""

    @property
    def proved(self) -> bool:
        return bool(self.exhibit)


@dataclass(frozen=True, slots=True)
class Part:
    """One product, e.g. goods sold in one year: the factors by role, in the order a person multiplies them."""

    name: str
    factors: Mapping[str, Quantity]
    margin_kind: MarginKind = "operating"
    multiplied: bool = True  # false: no punitive damages on it, e.g. conduct before the statute knew them

    @property
    def proved(self) -> bool:
        """Whether every number in it is tied to an exhibit: a product is no better proved than its weakest factor."""
        return all(quantity.proved for quantity in self.factors.values())

    @property
    def yuan(self) -> Fraction:
        """The exact product."""
        product = Fraction(1)
        for quantity in self.factors.values():
            product *= quantity.value
        return product


@dataclass(frozen=True, slots=True)
class FactorClaim:
    """A factor of the provision said to be present (情形), with the exhibit that shows it or none."""

    factor: str
    exhibit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PriorFine:
    """A fine for the same infringement (同一侵权行为的罚款、罚金)."""

    amount_fen: int
    executed: bool
    exhibit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Punitive:
    """A claim for punitive damages (惩罚性赔偿请求)."""

    multiple: Quantity
    intent: tuple[FactorClaim, ...] = ()
    serious: tuple[FactorClaim, ...] = ()
    prior_fines: tuple[PriorFine, ...] = ()
    base_from_statutory: bool = False
    added_in: Literal["first_instance", "second_instance"] = "first_instance"
    separate_suit: bool = False


@dataclass(frozen=True, slots=True)
class Cost:
    """A reasonable cost of stopping the infringement (合理开支)."""

    name: str
    amount: Quantity


@dataclass(frozen=True, slots=True)
class TypedClaim:
    """Which typed rules to lay beside the facts, and the factors that are present."""

    kind: str
    factors: tuple[FactorClaim, ...]


@dataclass(frozen=True, slots=True)
class StatuteByHand:
    """A statute the collection does not hold, as its user states it (由使用者提供)."""

    citation: str
    order: tuple[tuple[Method, ...], ...]
    fee_multiple: bool = True
    punitive_min: Fraction | None = None
    punitive_max: Fraction | None = None
    statutory_min_fen: int | None = None
    statutory_max_fen: int | None = None
    interpretation: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a computation needs. `as_of` is the day of judging or of reckoning: it chooses the interpretation."""

    title: str
    right: Right
    act_from: date
    act_to: date
    as_of: date
    exhibits: tuple[Exhibit, ...] = ()
    right_from: date | None = None
    right_until: date | None = None
    filed_on: date | None = None
    retried_judgment_on: date | None = None
    claim_fen: int | None = None
    choice: Method | None = None
    governed_by: date | None = None
    loss: tuple[Part, ...] = ()
    gain: tuple[Part, ...] = ()
    licence: tuple[Part, ...] = ()
    statutory: Quantity | None = None
    punitive: Punitive | None = None
    costs: tuple[Cost, ...] = ()
    typed: TypedClaim | None = None
    statute: StatuteByHand | None = None

    def parts(self, method: Method) -> tuple[Part, ...]:
        """Return the products stated for a method."""
        return {"loss": self.loss, "gain": self.gain, "licence": self.licence}[method]
