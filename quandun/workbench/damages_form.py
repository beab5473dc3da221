"""The form of the damages workbench (损害赔偿测算): what a person fills in, and the facts the law room reckons from.

It works without script: rows are added by a button that only shows the form again. Numbers stay text until `law` reads them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from quandun.law import api as law
from quandun.workbench.forms import day_input

RIGHTS = {
    "trademark": gettext_lazy("注册商标专用权"),
    "patent": gettext_lazy("专利权"),
    "copyright": gettext_lazy("著作权和与著作权有关的权利"),
    "trade_secret": gettext_lazy("商业秘密"),
    "confusion": gettext_lazy("仿冒混淆"),
    "unfair_competition": gettext_lazy("其他不正当竞争"),
    "plant_variety": gettext_lazy("植物新品种权"),
    "franchise": gettext_lazy("特许经营合同"),
}
# What a product may be made of (计算项), in the order people multiply it; the keys are those of the law room's facts.
SALES_ROLES = {
    "amount": gettext_lazy("数额（元），已直接知道的"),
    "units": gettext_lazy("数量"),
    "unit_profit": gettext_lazy("单位利润（元）"),
    "unit_price": gettext_lazy("单价（元）"),
    "revenue": gettext_lazy("销售收入（元）"),
    "margin": gettext_lazy("利润率（%）"),
    "years": gettext_lazy("年数"),
    "infringing_share": gettext_lazy("侵权产品占比（%）"),
    "contribution": gettext_lazy("贡献率（%）"),
}
LICENCE_ROLES = {
    "fee": gettext_lazy("许可使用费（元）"),
    "years": gettext_lazy("年数"),
    "fee_multiple": gettext_lazy("合理倍数"),
    "comparability": gettext_lazy("可比性折算（%）"),
}
METHODS: Mapping[str, tuple[Any, Mapping[str, Any]]] = {
    "loss": (gettext_lazy("实际损失"), SALES_ROLES),
    "gain": (gettext_lazy("侵权获利"), SALES_ROLES),
    "licence": (gettext_lazy("许可使用费"), LICENCE_ROLES),
}
RATES = frozenset({"margin", "infringing_share", "contribution", "comparability"})
MARGIN_KINDS = [
    ("operating", gettext_lazy("营业利润率")),
    ("sales", gettext_lazy("销售利润率")),
    ("industry_average", gettext_lazy("同行业平均利润率")),
    ("right_holder", gettext_lazy("权利人的利润率")),
]
TYPED_KINDS = {
    "trademark": "trademark",
    "copyright": "copyright",
    "franchise": "franchise",
}  # right -> typed rules that may be laid beside it
EXHIBITS = tuple(range(1, 9))
COSTS = tuple(range(1, 5))
MOST_ROWS = 5  # products of one method; a longer account belongs in a file for the command line

Part = Literal["value", "exhibit", "low", "high"]


@dataclass(frozen=True, slots=True)
class QuantityFields:
    """A number with its exhibit and the range in which it is disputed, as fields of the form."""

    value: forms.BoundField
    exhibit: forms.BoundField
    low: forms.BoundField | None = None
    high: forms.BoundField | None = None


@dataclass(frozen=True, slots=True)
class ProductFields:
    """One product of a method."""

    number: int
    name: forms.BoundField
    quantities: tuple[QuantityFields, ...]
    margin_kind: forms.BoundField | None
    once: forms.BoundField
    filled: bool


@dataclass(frozen=True, slots=True)
class MethodFields:
    """One method with its products."""

    key: str
    label: str
    products: tuple[ProductFields, ...]
    may_grow: bool


@dataclass(frozen=True, slots=True)
class FactorFields:
    """One factor of a checklist with its exhibit."""

    present: forms.BoundField
    exhibit: forms.BoundField


class DamagesForm(forms.Form):
    """Facts of damages for one type of right."""

    title = forms.CharField(label=gettext_lazy("这次测算叫什么"), max_length=80)
    act_from = forms.DateField(label=gettext_lazy("涉嫌侵权行为开始之日"), widget=day_input())
    act_to = forms.DateField(
        label=gettext_lazy("终止之日"), required=False, widget=day_input(), help_text=gettext_lazy("只有一天的不用写。")
    )
    as_of = forms.DateField(label=gettext_lazy("裁判或者测算之日"), widget=day_input())
    claim = forms.CharField(label=gettext_lazy("请求赔偿的数额（元）"), required=False, help_text=gettext_lazy("不含合理开支。"))
    right_from = forms.DateField(label=gettext_lazy("权利有效期自"), required=False, widget=day_input())
    right_until = forms.DateField(label=gettext_lazy("权利有效期至（含当日）"), required=False, widget=day_input())
    filed_on = forms.DateField(label=gettext_lazy("起诉之日"), required=False, widget=day_input())
    governed_by = forms.DateField(
        label=gettext_lazy("以哪一日有效的法律为准"),
        required=False,
        widget=day_input(),
        help_text=gettext_lazy("行为跨越新旧法时才需要；不写则两种都算。"),
    )
    choice = forms.ChoiceField(
        label=gettext_lazy("选择的方法"),
        required=False,
        choices=[("", gettext_lazy("依法律规定的顺序")), ("loss", gettext_lazy("实际损失")), ("gain", gettext_lazy("侵权获利"))],
        help_text=gettext_lazy("法律允许选择的才有用。"),
    )
    citation = forms.CharField(
        label=gettext_lazy("没有载入的，写明所依据的条文"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("合同纠纷和更早的法律才需要；按实际损失、侵权获利、许可使用费的顺序，结果标明“由使用者提供”。"),
    )
    added_in = forms.ChoiceField(
        label=gettext_lazy("在哪一审提出惩罚性赔偿"),
        required=False,
        choices=[("first_instance", gettext_lazy("第一审")), ("second_instance", gettext_lazy("第二审"))],
    )
    separate_suit = forms.BooleanField(label=gettext_lazy("侵权诉讼终结后另行起诉惩罚性赔偿"), required=False)

    def __init__(self, right: str, data: QueryDict | None, *, today: date, exhibit_names: Sequence[str] = ()) -> None:
        names = {f"exhibit{number}": name for number, name in zip(EXHIBITS, exhibit_names, strict=False)}
        super().__init__(data, initial={"title": gettext("损害赔偿测算"), "as_of": today, **names})
        self.right = right
        given = data.dict() if data else {}
        self.rows = {method: _rows_of(method, given) for method in METHODS}
        self.factors = _factors(given, today)
        typed = TYPED_KINDS.get(right)
        self.typed_rules = law.typed_damages_rules(typed) if typed else None
        for number in EXHIBITS:
            label = gettext("证据%(number)d") % {"number": number}
            self.fields[f"exhibit{number}"] = forms.CharField(label=label, required=False, max_length=80)
        for method, (_, roles) in METHODS.items():
            for row in range(1, self.rows[method] + 1):
                self._add_product(f"{method}{row}", roles)
        self._add_quantity("statutory", gettext("请求的法定赔偿（元）"))
        self._add_quantity("multiple", gettext("请求的倍数"))
        for kind, words in self.factors.items():
            for at, word in enumerate(words):
                self._add_factor(f"{kind}{at}", word)
        for at, factor in enumerate(self.typed_rules.factors if self.typed_rules else ()):
            self._add_factor(f"typed{at}", factor.name_zh)
        for number in COSTS:
            name = forms.CharField(label=gettext_lazy("名目"), required=False, max_length=40)
            self.fields[f"cost{number}_name"] = name
            self._add_quantity(f"cost{number}", gettext("数额（元）"))
        self.fields["fine"] = forms.CharField(label=gettext_lazy("同一行为已受的罚款、罚金（元）"), required=False, max_length=20)
        self.fields["fine_executed"] = forms.BooleanField(label=gettext_lazy("已经执行完毕"), required=False)
        self.fields["fine_exhibit"] = self._exhibit_field(gettext("罚款、罚金"))

    def _add_product(self, prefix: str, roles: Mapping[str, Any]) -> None:
        self.fields[f"{prefix}_name"] = forms.CharField(label=gettext_lazy("这一项是什么"), required=False, max_length=60)
        for role, label in roles.items():
            self._add_quantity(f"{prefix}_{role}", label, disputed=True)
        label = gettext_lazy("法律规定惩罚性赔偿以前的行为，不计入倍数的基数")
        self.fields[f"{prefix}_once"] = forms.BooleanField(label=label, required=False)
        if "margin" in roles:
            self.fields[f"{prefix}_margin_kind"] = forms.ChoiceField(
                label=gettext_lazy("利润率的种类"), required=False, choices=MARGIN_KINDS
            )

    def _add_quantity(self, name: str, label: Any, *, disputed: bool = False) -> None:
        number = {"inputmode": "decimal"}
        self.fields[name] = forms.CharField(label=label, required=False, max_length=24, widget=forms.TextInput(attrs=number))
        self.fields[f"{name}_exhibit"] = self._exhibit_field(label)
        for end, words in (("low", gettext("最低")), ("high", gettext("最高"))) if disputed else ():
            described = {**number, "aria-label": f"{label} {words}", "placeholder": words}
            self.fields[f"{name}_{end}"] = forms.CharField(
                label=words, required=False, max_length=24, widget=forms.TextInput(attrs=described)
            )

    def _add_factor(self, name: str, word: str) -> None:
        self.fields[name] = forms.BooleanField(label=word, required=False)
        self.fields[f"{name}_exhibit"] = self._exhibit_field(word)

    def _exhibit_field(self, of: Any) -> forms.ChoiceField:
        named = [(f"E{number}", gettext("证据%(number)d") % {"number": number}) for number in EXHIBITS]
        widget = forms.Select(attrs={"aria-label": f"{of} {gettext('证据')}"})
        return forms.ChoiceField(required=False, choices=[("", pgettext_lazy("evidence", "未证明")), *named], widget=widget)

    # what the page shows

    def quantity(self, name: str) -> QuantityFields:
        """Return the fields of one number."""
        low = self[f"{name}_low"] if f"{name}_low" in self.fields else None
        high = self[f"{name}_high"] if f"{name}_high" in self.fields else None
        return QuantityFields(self[name], self[f"{name}_exhibit"], low, high)

    @property
    def methods(self) -> list[MethodFields]:
        """Return the methods with their products in the order the page asks for them."""
        return [
            MethodFields(method, str(label), tuple(self._products(method, roles)), self.rows[method] < MOST_ROWS)
            for method, (label, roles) in METHODS.items()
        ]

    def _products(self, method: str, roles: Mapping[str, Any]) -> Iterator[ProductFields]:
        for row in range(1, self.rows[method] + 1):
            prefix = f"{method}{row}"
            quantities = tuple(self.quantity(f"{prefix}_{role}") for role in roles)
            kind = self[f"{prefix}_margin_kind"] if "margin" in roles else None
            filled = row > 1 or any(quantity.value.value() for quantity in quantities)
            yield ProductFields(row, self[f"{prefix}_name"], quantities, kind, self[f"{prefix}_once"], filled)

    @property
    def exhibit_fields(self) -> list[forms.BoundField]:
        """Return the list of exhibits."""
        return [self[f"exhibit{number}"] for number in EXHIBITS]

    @property
    def cost_fields(self) -> list[tuple[forms.BoundField, QuantityFields]]:
        """Return the reasonable costs (合理开支)."""
        return [(self[f"cost{number}_name"], self.quantity(f"cost{number}")) for number in COSTS]

    @property
    def statutory_fields(self) -> QuantityFields:
        """Return the statutory damages claimed."""
        return self.quantity("statutory")

    @property
    def multiple_fields(self) -> QuantityFields:
        """Return the multiple claimed."""
        return self.quantity("multiple")

    def factor_fields(self, kind: str, count: int) -> list[FactorFields]:
        """Return a checklist."""
        return [FactorFields(self[f"{kind}{at}"], self[f"{kind}{at}_exhibit"]) for at in range(count)]

    @property
    def intent_fields(self) -> list[FactorFields]:
        """Return the factors of intent (故意)."""
        return self.factor_fields("intent", len(self.factors["intent"]))

    @property
    def serious_fields(self) -> list[FactorFields]:
        """Return the factors of seriousness (情节严重)."""
        return self.factor_fields("serious", len(self.factors["serious"]))

    @property
    def typed_fields(self) -> list[FactorFields]:
        """Return the factors of the typed rules (类型化裁判赔偿规则)."""
        return self.factor_fields("typed", len(self.typed_rules.factors)) if self.typed_rules else []

    # what the law room is asked

    def facts(self) -> dict[str, Any]:
        """Return the facts in the law room's own shape; what was left empty is left out."""
        said = self.cleaned_data
        days = {name: said[name].isoformat() for name in ("as_of", "filed_on", "governed_by") if said.get(name)}
        facts: dict[str, Any] = {"title": said["title"], "right": self.right, **days}
        facts["act"] = _without_nothing({"from": said["act_from"].isoformat(), "to": said["act_to"] and said["act_to"].isoformat()})
        facts["exhibits"] = [{"id": f"E{n}", "title": said[f"exhibit{n}"]} for n in EXHIBITS if said[f"exhibit{n}"]]
        term = {"from": said.get("right_from"), "until": said.get("right_until")}
        facts["right_term"] = {name: day.isoformat() for name, day in term.items() if day}
        facts["claim"], facts["choice"] = said["claim"], said["choice"]
        for method, (_, roles) in METHODS.items():
            facts[method] = [part for row in range(1, self.rows[method] + 1) if (part := self._part(method, row, roles))]
        facts["statutory"] = self._quantity("statutory")
        facts["costs"] = [
            {"name": said[f"cost{n}_name"] or gettext("合理开支"), "amount": amount}
            for n in COSTS
            if (amount := self._quantity(f"cost{n}"))
        ]
        facts["punitive"] = self._punitive()
        facts["typed"] = self._typed()
        if said["citation"]:
            facts["statute"] = {"citation": said["citation"], "order": [[method] for method in METHODS]}
        return _without_nothing(facts)

    def _part(self, method: str, row: int, roles: Mapping[str, Any]) -> dict[str, Any]:
        prefix = f"{method}{row}"
        found: dict[str, Any] = {role: quantity for role in roles if (quantity := self._quantity(f"{prefix}_{role}", rate=role in RATES))}
        if not found:
            return {}
        label = f"{METHODS[method][0]}{row}"
        kind = {"margin_kind": self.cleaned_data[f"{prefix}_margin_kind"]} if "margin" in found else {}
        if self.cleaned_data[f"{prefix}_once"]:
            found["multiplied"] = False
        return {"name": self.cleaned_data[f"{prefix}_name"] or label, **found, **_without_nothing(kind)}

    def _quantity(self, name: str, *, rate: bool = False) -> dict[str, str]:
        said = self.cleaned_data
        if not said[name]:
            return {}
        numbers = {"value": said[name], "low": said.get(f"{name}_low", ""), "high": said.get(f"{name}_high", "")}
        # The field is labelled in per cent, so a bare 33 means 33 %.
        written = {key: f"{number}%" if rate and number and not number.endswith("%") else number for key, number in numbers.items()}
        return _without_nothing({**written, "exhibit": said[f"{name}_exhibit"]})

    def _punitive(self) -> dict[str, Any]:
        multiple = self._quantity("multiple")
        if not multiple:
            return {}
        said = self.cleaned_data
        fine = {"amount": said["fine"], "executed": said["fine_executed"]} if said["fine"] else {}
        if fine and said["fine_exhibit"]:
            fine["exhibit"] = said["fine_exhibit"]
        checked = {kind: self._checked(kind, words) for kind, words in self.factors.items()}
        claim = {"multiple": multiple, **checked, "prior_fines": [fine] if fine else [], "added_in": said["added_in"]}
        return _without_nothing({**claim, "separate_suit": said["separate_suit"] or None})

    def _checked(self, kind: str, words: Sequence[str]) -> list[dict[str, str]]:
        return [
            _without_nothing({"factor": word, "exhibit": self.cleaned_data[f"{kind}{at}_exhibit"]})
            for at, word in enumerate(words)
            if self.cleaned_data[f"{kind}{at}"]
        ]

    def _typed(self) -> dict[str, Any]:
        if self.typed_rules is None:
            return {}
        factors = self._checked("typed", [factor.key for factor in self.typed_rules.factors])
        return {"kind": TYPED_KINDS[self.right], "factors": factors} if factors else {}


def _without_nothing(found: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value not in ("", None, [], {})}


def _rows_of(method: str, given: Mapping[str, Any]) -> int:
    """Return how many products the form has for a method; the button that adds one names the method."""
    said = str(given.get(f"{method}_rows", "1"))
    rows = int(said) if said.isascii() and said.isdigit() and len(said) < 3 else 1
    return min(max(1, rows + (given.get("add") == method)), MOST_ROWS)


def _factors(given: Mapping[str, Any], today: date) -> Mapping[str, tuple[str, ...]]:
    """Return the checklists of the interpretation in force on the day of judging; empty where the law had none."""
    try:
        as_of = date.fromisoformat(str(given.get("as_of", "")))
    except ValueError:
        as_of = today
    try:
        return law.damages_factors(on=as_of)
    except law.LawError:
        return {"intent": (), "serious": ()}
