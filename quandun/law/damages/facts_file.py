"""Facts of damages read strictly (FACTS.json or YAML): closed keys, exact numbers, every fault with file and line.

The tables here are also the published JSON Schema (`facts_schema`), so what is read and what is published cannot differ.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, cast

from quandun.law.damages.errors import BadFacts
from quandun.law.damages.facts import (
    MARGINS,
    MAY_JOIN,
    METHODS,
    RATES,
    RIGHTS,
    ROLES,
    SHAPES,
    Cost,
    Exhibit,
    FactorClaim,
    Facts,
    MarginKind,
    Method,
    Part,
    PriorFine,
    Punitive,
    Quantity,
    Right,
    StatuteByHand,
    TypedClaim,
)
from quandun.law.errors import BadParameterFile
from quandun.law.reading import Spot, read_yaml_text

_NUMBER = re.compile(r"^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?(%?)$")
_DIGITS = 24  # no amount or count of a case is longer; beyond it somebody pasted something else
_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_FEN = 100


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an object: what stands there (`kind`), whether it must, and what it means to a reader."""

    kind: str
    says: str
    must: bool = False


_EXHIBIT = Key("text", "证据编号，须在 exhibits 中；不写即“未证明”")
_NOTE = Key("text", "说明")
OBJECTS: Final[Mapping[str, Mapping[str, Key]]] = {
    "facts": {
        "title": Key("text", "案件或者测算的名称", must=True),
        "right": Key("right", "权利类型", must=True),
        "act": Key("act", "侵权行为的日期", must=True),
        "as_of": Key("day", "裁判日或者测算日：决定适用哪一个惩罚性赔偿解释", must=True),
        "exhibits": Key("[exhibit", "证据目录"),
        "right_term": Key("right_term", "权利的有效期间"),
        "filed_on": Key("day", "起诉日"),
        "retried_judgment_on": Key("day", "再审案件：原生效裁判的日期"),
        "claim": Key("money", "请求赔偿的经济损失总额（元），不含合理开支"),
        "choice": Key("method", "法律允许择一时，权利人选择的方法"),
        "governed_by": Key("day", "行为跨越新旧法时，选择以哪一日的条文为准；不写则两种都算"),
        "loss": Key("[part", "实际损失：各项乘积之和"),
        "gain": Key("[part", "侵权获利（违法所得）：各项乘积之和"),
        "licence": Key("[part", "许可使用费：各项乘积之和"),
        "statutory": Key("quantity", "请求的法定赔偿数额（元）"),
        "punitive": Key("punitive", "惩罚性赔偿请求"),
        "costs": Key("[cost", "合理开支"),
        "typed": Key("typed", "类型化裁判赔偿规则：适用的类型与存在的因素"),
        "statute": Key("statute", "未载入的旧法，由使用者写明"),
    },
    "act": {"from": Key("day", "开始之日", must=True), "to": Key("day", "终止之日；不写则与开始之日相同")},
    "right_term": {"from": Key("day", "起"), "until": Key("day", "止（含当日）")},
    "exhibit": {"id": Key("text", "编号", must=True), "title": Key("text", "名称", must=True)},
    "quantity": {
        "value": Key("number", "数值；金额单位为元，比例写成 33.35% 或者 0.3335", must=True),
        "exhibit": _EXHIBIT,
        "low": Key("number", "争议区间的下限"),
        "high": Key("number", "争议区间的上限"),
        "note": _NOTE,
    },
    "part": {
        "name": Key("text", "本项名称", must=True),
        **{role: Key("quantity", name) for role, name in ROLES.items()},
        "margin_kind": Key("margin_kind", "利润率的种类；不写则为营业利润率"),
        "multiplied": Key("flag", "是否计入惩罚性赔偿的基数；法律规定惩罚性赔偿以前的行为写 false"),
    },
    "punitive": {
        "multiple": Key("quantity", "请求的倍数（赔偿总额为基数的几倍），可以不是整数", must=True),
        "intent": Key("[factor", "故意的情形"),
        "serious": Key("[factor", "情节严重的情形"),
        "prior_fines": Key("[fine", "同一侵权行为已受的罚款、罚金"),
        "base": Key("base", "写 statutory 表示以法定赔偿为基数（法律不允许）"),
        "added_in": Key("stage", "在哪一审提出惩罚性赔偿请求"),
        "separate_suit": Key("flag", "侵权诉讼终结后另行起诉"),
    },
    "factor": {"factor": Key("text", "情形，须是条文列举的用语", must=True), "exhibit": _EXHIBIT, "note": _NOTE},
    "fine": {
        "amount": Key("money", "数额（元）", must=True),
        "executed": Key("flag", "是否执行完毕", must=True),
        "exhibit": _EXHIBIT,
        "note": _NOTE,
    },
    "cost": {"name": Key("text", "名目，例如律师费", must=True), "amount": Key("quantity", "数额（元）", must=True)},
    "typed": {"kind": Key("typed_kind", "类型", must=True), "factors": Key("[factor", "存在的因素", must=True)},
    "statute": {
        "citation": Key("text", "法律名称与条文", must=True),
        "order": Key("order", "方法的顺序，例如 [[loss], [gain], [licence]]；同一组内可以择一", must=True),
        "fee_multiple": Key("flag", "许可使用费可否取倍数；不写则可以"),
        "punitive_min": Key("number", "惩罚性赔偿倍数下限"),
        "punitive_max": Key("number", "惩罚性赔偿倍数上限；不写则该法没有惩罚性赔偿"),
        "statutory_min": Key("money", "法定赔偿下限（元）"),
        "statutory_max": Key("money", "法定赔偿上限（元）"),
        "interpretation": Key("text", "所依据的惩罚性赔偿解释；不写则用裁判日有效的解释"),
    },
}
TYPED_KINDS: Final = ("trademark", "copyright", "franchise")
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "right": tuple(RIGHTS),
    "method": tuple(METHODS),
    "margin_kind": tuple(MARGINS),
    "base": ("determined", "statutory"),
    "stage": ("first_instance", "second_instance"),
    "typed_kind": TYPED_KINDS,
}


def read_facts(path: Path) -> Facts:
    """Read a file of facts (UTF-8 JSON or YAML). Raises BadFacts with file and line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFacts(place=f"{path.name} ", reason="不是 UTF-8 文本") from error
    except OSError as error:
        raise BadFacts(place=f"{path.name} ", reason=f"不能打开（{error.strerror}）") from error
    return facts_of_text(text, shown_as=path.name)


def facts_of(data: Mapping[str, Any]) -> Facts:
    """Read facts that are already plain data (a form, a message). Numbers had best be text: binary fractions are inexact."""
    return facts_of_text(json.dumps(data, ensure_ascii=False, default=str), shown_as="")


def facts_of_text(text: str, *, shown_as: str) -> Facts:
    """Read facts from the text of a file; JSON is read as the YAML it also is, so that faults have lines."""
    try:
        # JSON may write a rare character as two escapes, which YAML does not know.
        return _facts(read_yaml_text(_PAIR.sub(lambda pair: str(json.loads(f'"{pair[0]}"')), text), shown_as=shown_as))
    except BadParameterFile as fault:
        place = f"{shown_as} 第{fault.facts['line']}行：" if shown_as else ""
        raise BadFacts(place=place, reason=fault.facts["reason"]) from fault


def facts_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a file of facts."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "泉盾 损害赔偿测算事实（quandun law damages FACTS.json）",
        "$ref": "#/$defs/facts",
        "$defs": {name: _object_schema(keys) for name, keys in OBJECTS.items()},
    }


def _object_schema(keys: Mapping[str, Key]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, key in keys.items() if key.must],
        "properties": {name: {**_kind_schema(key.kind), "description": key.says} for name, key in keys.items()},
    }


def _kind_schema(kind: str) -> dict[str, Any]:
    if kind.startswith("["):
        return {"type": "array", "items": _kind_schema(kind[1:])}
    if kind in OBJECTS:
        return {"$ref": f"#/$defs/{kind}"}
    if kind in CHOICES:
        return {"enum": list(CHOICES[kind])}
    if kind == "order":
        return {"type": "array", "minItems": 1, "items": {"type": "array", "minItems": 1, "items": {"enum": list(METHODS)}}}
    plain: dict[str, dict[str, Any]] = {
        "text": {"type": "string", "minLength": 1},
        "day": {"type": "string", "format": "date"},
        "flag": {"type": "boolean"},
        "number": {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^[0-9][0-9,]*(\.[0-9]+)?%?$"}]},
        "money": {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^[0-9][0-9,]*(\.[0-9]{1,2})?$"}]},
    }
    return plain[kind]


class _Object:
    """An object of the file with its closed keys, read by kind."""

    def __init__(self, name: str, spot: Spot) -> None:
        keys = OBJECTS[name]
        must = [key for key, rule in keys.items() if rule.must]
        self.spot = spot
        self.keys = keys
        self.found = spot.mapping(required=must, optional=[key for key in keys if key not in must])

    def __contains__(self, key: str) -> bool:
        return key in self.found

    def text(self, key: str) -> str:
        return self.found[key].text() if key in self.found else ""

    def day(self, key: str) -> date | None:
        return self.found[key].day() if key in self.found else None

    def flag(self, key: str, default: bool) -> bool:
        return self.found[key].flag() if key in self.found else default

    def choice(self, key: str) -> str | None:
        return self.found[key].choice(CHOICES[self.keys[key].kind]) if key in self.found else None

    def number(self, key: str) -> Fraction | None:
        return _number(self.found[key]) if key in self.found else None

    def fen(self, key: str) -> int | None:
        return _fen(self.found[key]) if key in self.found else None

    def several(self, key: str) -> list[Spot]:
        return self.found[key].items() if key in self.found else []


def _number(spot: Spot) -> Fraction:
    text = spot.text().replace("，", ",")
    match = _NUMBER.match(text)
    if match is None or len(text) > _DIGITS:
        raise spot.fault(f"“{text[:_DIGITS]}”不是可用的数字，应当写成 12345.67 或者 33.35%")
    value = Fraction(text.rstrip("%").replace(",", ""))
    if value < 0:
        raise spot.fault(f"“{text}”是负数，赔偿计算中的数值不能为负")
    return value / 100 if match[4] else value


def _fen(spot: Spot) -> int:
    fen = _number(spot) * _FEN
    if fen.denominator != 1:
        raise spot.fault(f"“{spot.text()}”不是以分为最小单位的金额")
    return int(fen)


def _quantity(spot: Spot, role: str = "") -> Quantity:
    found = _Object("quantity", spot)
    value = _number(found.found["value"])
    low, high = found.number("low"), found.number("high")
    if (low is not None and low > value) or (high is not None and high < value):
        raise spot.fault("争议区间应当包含所主张的数值")
    if role in RATES and any(rate is not None and rate > 1 for rate in (value, low, high)):
        raise spot.fault(f"{ROLES[role]}不能超过 100%")
    return Quantity(value, found.text("exhibit"), low, high, found.text("note"))


def _part(spot: Spot, method: Method) -> Part:
    found = _Object("part", spot)
    roles = frozenset(role for role in ROLES if role in found)
    core = roles - MAY_JOIN[method]
    if core not in SHAPES[method]:
        ways = "；".join("×".join(ROLES[role] for role in ROLES if role in shape) for shape in SHAPES[method])
        if method == "licence" and "fee" not in roles:
            raise spot.fault(f"许可使用费的倍数须有许可使用费作为被乘数，没有“fee”（可以的计算方式：{ways}）")
        raise spot.fault(f"“{METHODS[method]}”的一项应当是下列乘积之一：{ways}")
    # Factors keep the order in which they were written: that is how a reader multiplies them.
    factors = {role: _quantity(part, role) for role, part in found.found.items() if role in ROLES}
    return Part(found.text("name"), factors, cast(MarginKind, found.choice("margin_kind") or "operating"), found.flag("multiplied", True))


def _factor(spot: Spot) -> FactorClaim:
    found = _Object("factor", spot)
    return FactorClaim(found.text("factor"), found.text("exhibit"), found.text("note"))


def _fine(spot: Spot) -> PriorFine:
    found = _Object("fine", spot)
    return PriorFine(_fen(found.found["amount"]), found.flag("executed", False), found.text("exhibit"), found.text("note"))


def _punitive(spot: Spot) -> Punitive:
    found = _Object("punitive", spot)
    return Punitive(
        multiple=_quantity(found.found["multiple"]),
        intent=tuple(_factor(part) for part in found.several("intent")),
        serious=tuple(_factor(part) for part in found.several("serious")),
        prior_fines=tuple(_fine(part) for part in found.several("prior_fines")),
        base_from_statutory=found.choice("base") == "statutory",
        added_in="second_instance" if found.choice("added_in") == "second_instance" else "first_instance",
        separate_suit=found.flag("separate_suit", False),
    )


def _statute(spot: Spot) -> StatuteByHand:
    found = _Object("statute", spot)
    order = tuple(tuple(cast(Method, part.choice(tuple(METHODS))) for part in step.items()) for step in found.several("order"))
    flat = [method for step in order for method in step]
    if not flat or len(flat) != len(set(flat)) or not all(order):
        raise found.found["order"].fault("方法的顺序应当写明，每种方法出现一次")
    return StatuteByHand(
        citation=found.text("citation"),
        order=order,
        fee_multiple=found.flag("fee_multiple", True),
        punitive_min=found.number("punitive_min"),
        punitive_max=found.number("punitive_max"),
        statutory_min_fen=found.fen("statutory_min"),
        statutory_max_fen=found.fen("statutory_max"),
        interpretation=found.text("interpretation"),
    )


def _facts(spot: Spot) -> Facts:
    found = _Object("facts", spot)
    act, as_of = _Object("act", found.found["act"]), found.found["as_of"].day()
    act_from = act.found["from"].day()
    act_to = act.day("to") or act_from
    if act_to < act_from:
        raise found.found["act"].fault("行为终止之日早于开始之日")
    if as_of < act_from:
        raise found.found["as_of"].fault("裁判日或者测算日早于行为开始之日")
    term = _Object("right_term", found.found["right_term"]) if "right_term" in found else None
    exhibits = tuple(_exhibit(part) for part in found.several("exhibits"))
    facts = Facts(
        title=found.text("title"),
        right=cast(Right, found.choice("right")),
        act_from=act_from,
        act_to=act_to,
        as_of=as_of,
        exhibits=exhibits,
        right_from=term.day("from") if term else None,
        right_until=term.day("until") if term else None,
        filed_on=found.day("filed_on"),
        retried_judgment_on=found.day("retried_judgment_on"),
        claim_fen=found.fen("claim"),
        choice=cast(Method | None, found.choice("choice")),
        governed_by=found.day("governed_by"),
        loss=tuple(_part(part, "loss") for part in found.several("loss")),
        gain=tuple(_part(part, "gain") for part in found.several("gain")),
        licence=tuple(_part(part, "licence") for part in found.several("licence")),
        statutory=_quantity(found.found["statutory"]) if "statutory" in found else None,
        punitive=_punitive(found.found["punitive"]) if "punitive" in found else None,
        costs=tuple(_cost(part) for part in found.several("costs")),
        typed=_typed(found.found["typed"]) if "typed" in found else None,
        statute=_statute(found.found["statute"]) if "statute" in found else None,
    )
    _check_exhibits(spot, facts)
    return facts


def _exhibit(spot: Spot) -> Exhibit:
    found = _Object("exhibit", spot)
    return Exhibit(found.text("id"), found.text("title"))


def _cost(spot: Spot) -> Cost:
    found = _Object("cost", spot)
    return Cost(found.text("name"), _quantity(found.found["amount"]))


def _typed(spot: Spot) -> TypedClaim:
    found = _Object("typed", spot)
    return TypedClaim(cast(str, found.choice("kind")), tuple(_factor(part) for part in found.several("factors")))


def _check_exhibits(spot: Spot, facts: Facts) -> None:
    """Refuse two exhibits under one number, and a number no exhibit has."""
    ids = [exhibit.id for exhibit in facts.exhibits]
    twice = sorted({id for id in ids if ids.count(id) > 1})
    if twice:
        raise spot.fault(f"证据编号“{twice[0]}”重复")
    unknown = sorted({id for id in _cited_exhibits(facts) if id not in ids})
    if unknown:
        raise spot.fault(f"引用了不在证据目录中的“{unknown[0]}”")


def _cited_exhibits(facts: Facts) -> list[str]:
    quantities = [q for method in METHODS for part in facts.parts(method) for q in part.factors.values()]
    quantities += [cost.amount for cost in facts.costs]
    cited = [q.exhibit for q in quantities]
    if facts.statutory:
        cited.append(facts.statutory.exhibit)
    claims: list[FactorClaim | PriorFine] = [*facts.typed.factors] if facts.typed else []
    if facts.punitive:
        cited.append(facts.punitive.multiple.exhibit)
        claims += [*facts.punitive.intent, *facts.punitive.serious, *facts.punitive.prior_fines]
    return [id for id in (*cited, *(claim.exhibit for claim in claims)) if id]
