"""One line of reckoning (测算): methods in the order of the statute, base, multiple, costs, claim; each step with its reason.

Rounding: products are exact fractions; the base is rounded to the fen (half up) once, so is base × m. What a reader sees
multiplied is what was multiplied.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Final, Literal

from quandun.kernel.money import yuan_text
from quandun.law.damages.facts import MARGINS, METHODS, MONEY, RATES, ROLES, FactorClaim, Facts, Method, Part, Quantity
from quandun.law.damages.statute import Interpretation, Statute

Outcome = Literal["held", "failed", "not_reached", "not_chosen"]
OUTCOMES: Final[dict[Outcome, str]] = {"held": "采用", "failed": "不能确定", "not_reached": "不再适用", "not_chosen": "未选择"}
_FEN = 100
_HALF = Fraction(1, 2)
_MILLION = 10**6


@dataclass(frozen=True, slots=True)
class PartResult:
    """A product with its factors written out; `counted` is false where the line may not use it."""

    name: str
    formula: str
    fen: int
    counted: bool
    unproved: tuple[str, ...]  # names of the numbers without exhibit


@dataclass(frozen=True, slots=True)
class Attempt:
    """A method tried (方法), what came of it and why."""

    method: Method
    outcome: Outcome
    reason: str
    fen: int | None
    parts: tuple[PartResult, ...] = ()


@dataclass(frozen=True, slots=True)
class PunitiveFinding:
    """Whether punitive damages apply on this line, and why (not)."""

    applies: bool
    multiple: Fraction
    intent: bool
    serious: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """The reckoning on proved inputs only (仅以已证明的计), or as claimed (按主张计). Amounts in fen.

    `total_fen` is None where the amount is left to the court between `discretion` (low, high), each None if not set.
    """

    proved: bool
    attempts: tuple[Attempt, ...]
    method: Method | Literal["statutory"] | None
    base_fen: int | None
    unmultiplied_fen: int  # compensation on which no punitive damages stand
    punitive: PunitiveFinding | None
    total_fen: int | None  # base × m + unmultiplied, before the claim limits it
    discretion: tuple[int | None, int | None] | None
    costs_fen: int
    claim_fen: int | None
    awarded_fen: int | None  # within the claim, costs on top
    capped: bool
    steps: tuple[str, ...]


def to_fen(yuan: Fraction) -> int:
    """Round an exact amount to the fen, half up (四舍五入到分)."""
    return floor(yuan * _FEN + _HALF)


@dataclass(frozen=True, slots=True)
class _Compensation:
    """The compensation before claim and costs, and how it was reached."""

    method: Method | Literal["statutory"] | None
    base_fen: int | None
    rest_fen: int
    punitive: PunitiveFinding | None
    total_fen: int | None
    discretion: tuple[int | None, int | None] | None
    steps: tuple[str, ...]


def reckon(facts: Facts, statute: Statute, text: Interpretation | None, *, proved: bool) -> Line:
    """Work out one line. `text` is needed where punitive damages are claimed."""
    attempts, method = _methods(facts, statute, proved=proved)
    made = _left_to_court(facts, statute, proved=proved) if method is None else _determined(facts, method, text, proved=proved)
    costs = sum(to_fen(cost.amount.value) for cost in facts.costs if cost.amount.proved or not proved)
    within, capped = _within_claim(facts, made.total_fen)
    awarded = None if within is None else within + costs
    steps = [f"{METHODS[a.method]}：{OUTCOMES[a.outcome]}。{a.reason}" for a in attempts]
    steps += made.steps
    if facts.costs:
        steps.append(f"合理开支：{yuan_text(costs)}，在赔偿总额之外另计，不乘以倍数。")
    if capped:
        steps.append(f"请求的经济损失为{yuan_text(facts.claim_fen or 0)}，在请求范围内计算。")
    steps.append("合计由法院在法定幅度内酌定。" if awarded is None else f"合计：{yuan_text(awarded)}。")
    return Line(
        proved=proved,
        attempts=attempts,
        method=made.method,
        base_fen=made.base_fen,
        unmultiplied_fen=made.rest_fen,
        punitive=made.punitive,
        total_fen=made.total_fen,
        discretion=made.discretion,
        costs_fen=costs,
        claim_fen=facts.claim_fen,
        awarded_fen=awarded,
        capped=capped,
        steps=tuple(steps),
    )


def _determined(facts: Facts, method: Method, text: Interpretation | None, *, proved: bool) -> _Compensation:
    """Sum the products of the method that holds, and multiply what may be multiplied."""
    counted = [part for part in facts.parts(method) if part.proved or not proved]
    base, rest = (to_fen(sum((part.yuan for part in counted if part.multiplied is wanted), Fraction(0))) for wanted in (True, False))
    punitive = _punitive(facts, text, proved=proved)
    total, steps = _total(base, rest, punitive)
    return _Compensation(method, base, rest, punitive, total, None, tuple(steps))


def _left_to_court(facts: Facts, statute: Statute, *, proved: bool) -> _Compensation:
    """Return the statutory damages (法定赔偿): what is asked for on the line as claimed, the court's range on the proved one."""
    if not statute.has_statutory:
        none = f"各种方法均不能确定，{statute.source}没有规定此类行为的法定赔偿。"
        return _Compensation(None, None, 0, None, 0, None, (none,))
    discretion = (statute.statutory_min_fen, statute.statutory_max_fen)
    asked = None if proved or facts.statutory is None else to_fen(facts.statutory.value)
    steps = [f"各种方法均不能确定，由法院在法定幅度内确定：{range_text(discretion)}（{statute.source}）。"]
    if facts.punitive is not None:
        steps.append("法定赔偿数额不能作为惩罚性赔偿的计算基数，不适用倍数。")
    return _Compensation("statutory", None, 0, None, asked, discretion, tuple(steps))


def _total(base: int, rest: int, punitive: PunitiveFinding | None) -> tuple[int, list[str]]:
    """Return the whole compensation and how it was reached."""
    steps = [f"赔偿基数：{yuan_text(base)}（各项乘积之和，四舍五入到分；不含合理开支）。"]
    if rest:
        steps.append(f"不计入惩罚性赔偿基数的补偿：{yuan_text(rest)}。")
    total = base
    if punitive is not None:
        steps.append(punitive.reason)
        if punitive.applies:
            total = to_fen(Fraction(base, _FEN) * punitive.multiple)
            product = f"{yuan_text(base)} × {number_text(punitive.multiple)} ＝ {yuan_text(total)}"
            steps.append(f"适用惩罚性赔偿的总额：{product}（含补偿部分，不另加基数）。")
    if rest:
        steps.append(f"赔偿总额：{yuan_text(total)} ＋ {yuan_text(rest)} ＝ {yuan_text(total + rest)}。")
    return total + rest, steps


def _within_claim(facts: Facts, total: int | None) -> tuple[int | None, bool]:
    if total is None or facts.claim_fen is None or total <= facts.claim_fen:
        return total, False
    return facts.claim_fen, True


def _methods(facts: Facts, statute: Statute, *, proved: bool) -> tuple[tuple[Attempt, ...], Method | None]:
    """Try the methods in the order of the statute; the first that can be determined holds."""
    attempts: list[Attempt] = []
    held: Method | None = None
    for step in statute.order:
        tried = {method: _evaluate(facts, method, proved=proved) for method in step}
        determined = {method: yuan for method, (yuan, _, _) in tried.items() if yuan is not None}
        chosen = _chosen(facts, determined) if determined else None
        for method, (yuan, reason, parts) in tried.items():
            fen = None if yuan is None else to_fen(yuan)
            if held is not None:
                attempts.append(Attempt(method, "not_reached", f"{METHODS[held]}已经能够确定，依{statute.source}不再适用", fen, parts))
            elif yuan is None:
                attempts.append(Attempt(method, "failed", reason, None, parts))
            elif method == chosen:
                attempts.append(Attempt(method, "held", reason, fen, parts))
            else:
                why = "权利人选择了另一方法" if facts.choice else "没有写明选择，两种均可确定时按较高者计"
                attempts.append(Attempt(method, "not_chosen", why, fen, parts))
        held = held or chosen
    return tuple(attempts), held


def _chosen(facts: Facts, determined: dict[Method, Fraction]) -> Method:
    if facts.choice in determined:
        return facts.choice
    return max(determined, key=lambda method: determined[method])


def _evaluate(facts: Facts, method: Method, *, proved: bool) -> tuple[Fraction | None, str, tuple[PartResult, ...]]:
    """Return the exact amount of a method (None: it cannot be determined), the reason and the products."""
    parts = facts.parts(method)
    results = tuple(_part_result(part, counted=part.proved or not proved) for part in parts)
    if not parts:
        return None, "没有主张，也没有提供数值", ()
    counted = [part for part in parts if part.proved or not proved]
    if not counted:
        missing = "、".join(dict.fromkeys(name for result in results for name in result.unproved))
        return None, f"没有证据支持：{missing}未证明", results
    total = sum((part.yuan for part in counted), Fraction(0))
    if total == 0:
        return None, "数值为零，不能作为赔偿的依据", results
    if len(counted) < len(parts):
        left_out = "、".join(part.name for part in parts if part not in counted)
        return total, f"部分能够证明；{left_out}未证明，不计入", results
    words = "各项数值均有证据" if all(part.proved for part in parts) else "按主张的数值，其中有未证明的"
    return total, words, results


def _part_result(part: Part, *, counted: bool) -> PartResult:
    unproved = tuple(factor_name(part, role) for role, quantity in part.factors.items() if not quantity.proved)
    formula = " × ".join(f"{factor_name(part, role)} {quantity_text(role, quantity)}" for role, quantity in part.factors.items())
    return PartResult(part.name, formula, to_fen(part.yuan), counted, unproved)


def factor_name(part: Part, role: str) -> str:
    """Return what a factor is called; a margin by its kind (法释〔2026〕7号 第九条)."""
    return MARGINS[part.margin_kind] if role == "margin" else ROLES[role]


def quantity_text(role: str, quantity: Quantity) -> str:
    """Return a number as a reader writes it: money in yuan, rates in per cent."""
    if role in MONEY:
        return f"{number_text(quantity.value)} 元"
    if role in RATES:
        return f"{number_text(quantity.value * 100)}%"
    return number_text(quantity.value)


def number_text(value: Fraction) -> str:
    """Return a number exactly in decimals, with separators; to six decimals where it has no end."""
    text = f"{Decimal(round(value * _MILLION)) / _MILLION:,.6f}"
    return text.rstrip("0").rstrip(".")


def _punitive(facts: Facts, text: Interpretation | None, *, proved: bool) -> PunitiveFinding | None:
    claim = facts.punitive
    if claim is None or text is None:
        return None
    intent, serious = (any(_shown(factor, proved=proved) for factor in factors) for factors in (claim.intent, claim.serious))
    multiple = claim.multiple.value
    if intent and serious:
        cited = text.cite(text.intent_article, text.serious_article, text.multiple_article)
        reason = f"故意与情节严重均有所据，倍数 {number_text(multiple)}（{cited}）。"
        return PunitiveFinding(True, multiple, intent, serious, reason)
    lacking = "、".join(name for name, there in (("故意", intent), ("情节严重", serious)) if not there)
    how = "没有证据证明" if proved else "没有主张"
    reason = f"{lacking}{how}，两者缺一不适用惩罚性赔偿（{text.elements_source}）。"
    return PunitiveFinding(False, multiple, intent, serious, reason)


def _shown(factor: FactorClaim, *, proved: bool) -> bool:
    return bool(factor.exhibit) or not proved


def range_text(discretion: tuple[int | None, int | None]) -> str:
    """Return a range of statutory damages; a limit that is not held shows as such, never as zero."""
    low, high = discretion
    top = "上限未配置" if high is None else f"{yuan_text(high)}以下"
    return f"{top}，下限未配置" if low is None else f"{yuan_text(low)}以上{top}"
