"""The loss a trade secret's holder suffered (商业秘密损失数额), computed the way the provision gives for the way it was taken."""

from dataclasses import dataclass

from quandun.kernel.money import yuan_text
from quandun.law.facts import Fact

_ART = "法释〔2025〕5号 第十八条"
WAYS = {
    "taken_not_used": ("以不正当手段获取，尚未披露、使用或者允许他人使用", f"{_ART}第一款第一项"),
    "taken_and_used": ("以不正当手段获取后，披露、使用或者允许他人使用", f"{_ART}第一款第二项"),
    "breach": ("违反保密义务或者保密要求，披露、使用或者允许他人使用", f"{_ART}第一款第三项"),
    "knowing": ("明知来源不正当或者违反保密义务，仍获取、披露、使用或者允许他人使用", f"{_ART}第一款第四项"),
    "made_public": ("致使商业秘密为公众所知悉或者灭失", f"{_ART}第一款第五项"),
}
FIGURES = {
    "licence_fee": ("合理许可使用费", "fen"),
    "lost_units": ("权利人销售量减少的总数", "count"),
    "infringing_units": ("侵权产品销售量", "count"),
    "unit_profit": ("权利人每件产品的合理利润", "fen"),
    "lost_service_profit": ("服务等经营活动减少的合理利润", "fen"),
    "commercial_value": ("商业秘密的商业价值", "fen"),
    "remedial_costs": ("补救费用", "fen"),
}


@dataclass(frozen=True, slots=True)
class SecretLoss:
    """The loss in fen, or None where a figure is missing, and how it was reached."""

    total: int | None
    steps: tuple[str, ...]
    exhibits: tuple[str, ...]
    proved: bool  # every figure used has its exhibit
    missing: tuple[str, ...] = ()


class _Sum:
    """The figures given, and what has been used of them."""

    def __init__(self, figures: dict[str, tuple[int, str]]) -> None:
        self.figures, self.used, self.steps = figures, [], []  # type: tuple[dict[str, tuple[int, str]], list[str], list[str]]

    def has(self, *keys: str) -> bool:
        return all(key in self.figures for key in keys)

    def take(self, key: str) -> int:
        number, exhibit = self.figures[key]
        self.used.append(exhibit)
        name, unit = FIGURES[key]
        shown = yuan_text(number) if unit == "fen" else f"{number} 件"
        self.steps.append(f"{name}：{shown}（{exhibit or '未证明'}）")
        return number


def read_secret_loss(fact: Fact) -> SecretLoss:
    """Read the figures and compute the loss. Raises UnusableFacts."""
    found = fact.mapping(required=("way",), optional=tuple(FIGURES))
    way = found["way"].choice(tuple(WAYS))
    figures = {}
    for key, part in found.items():
        if key != "way":
            unit = FIGURES[key][1]
            given = part.mapping(required=(unit,), optional=("exhibit",))
            figures[key] = (given[unit].whole(), given["exhibit"].text() if "exhibit" in given else "")
    return _loss(way, _Sum(figures))


def _loss(way: str, sum_: _Sum) -> SecretLoss:
    name, article = WAYS[way]
    sum_.steps.append(f"方式：{name}——{article}")
    main, missing = _main_part(way, sum_)
    if main is None:
        return SecretLoss(None, tuple(sum_.steps), (), proved=False, missing=missing)
    total = main
    if sum_.has("remedial_costs"):
        total += sum_.take("remedial_costs")
        sum_.steps.append(f"补救费用计入损失——{_ART}第三款")
    sum_.steps.append(f"损失数额：{yuan_text(total)}")
    exhibits = tuple(dict.fromkeys(exhibit for exhibit in sum_.used if exhibit))
    return SecretLoss(total, tuple(sum_.steps), exhibits, proved=all(sum_.used))


def _main_part(way: str, sum_: _Sum) -> tuple[int | None, tuple[str, ...]]:
    if way == "taken_not_used":
        return (sum_.take("licence_fee"), ()) if sum_.has("licence_fee") else (None, (FIGURES["licence_fee"][0],))
    if way == "made_public":
        return (sum_.take("commercial_value"), ()) if sum_.has("commercial_value") else (None, (FIGURES["commercial_value"][0],))
    profit = _lost_profit(sum_)
    if way == "taken_and_used" and sum_.has("licence_fee"):
        fee = sum_.take("licence_fee")
        if profit is None or profit < fee:
            sum_.steps.append(f"利润损失低于合理许可使用费或者尚未查清，按合理许可使用费——{WAYS[way][1]}")
            return fee, ()
    return profit, () if profit is not None else ("权利人销售量减少的总数或者侵权产品销售量，以及每件产品的合理利润",)


def _lost_profit(sum_: _Sum) -> int | None:
    """Return lost units times unit profit, else infringing units times unit profit; for services the profit lost."""
    if sum_.has("lost_service_profit"):
        return sum_.take("lost_service_profit")
    for units in ("lost_units", "infringing_units"):
        if sum_.has(units, "unit_profit"):
            lost = sum_.take(units) * sum_.take("unit_profit")
            sum_.steps.append(f"利润损失：数量乘以每件合理利润，{yuan_text(lost)}——{_ART}第二款")
            return lost
    return None
