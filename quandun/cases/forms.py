"""Step forms are made from the manifest: one field per thing the file does not know yet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from quandun.cases.domain.types import CaseType, Field, Step
from quandun.kernel.money import fen_of_yuan

ASKS_FOR_A_LATER_DAY = ("_reply_on", "_until_on", "_due_on")  # endings of date fields that are not about today

ITEM_COLUMNS = ("name", "spec", "quantity", "unit", "note")


class LinesField(forms.CharField):
    """One entry a line (每行一条)."""

    widget = forms.Textarea

    def clean(self, value: object) -> list[str]:
        """Return the non-empty lines."""
        text = super().clean(value) or ""
        return [line.strip() for line in str(text).splitlines() if line.strip()]


class ItemsField(forms.CharField):
    """Rows of goods, a line each, columns by comma: 名称，规格，数量，单位，备注."""

    widget = forms.Textarea

    def clean(self, value: object) -> list[dict[str, str]]:
        """Return rows with every column; raises when a line has no name or too many columns."""
        rows: list[dict[str, str]] = []
        for number, line in enumerate(str(super().clean(value) or "").splitlines(), start=1):
            if not line.strip():
                continue
            cells = [cell.strip() for cell in line.replace(",", "，").split("，")]
            if not cells[0] or len(cells) > len(ITEM_COLUMNS):
                raise forms.ValidationError(_("第 %(line)s 行应为：名称，规格，数量，单位，备注"), params={"line": number}, code="items")
            rows.append(dict(zip(ITEM_COLUMNS, cells + [""] * (len(ITEM_COLUMNS) - len(cells)), strict=True)))
        return rows


class YuanField(forms.DecimalField):
    """An amount typed in yuan, kept in whole fen."""

    def clean(self, value: object) -> int | None:
        """Return fen."""
        yuan = super().clean(value)
        return None if yuan is None else fen_of_yuan(Decimal(yuan))


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """The fields one document needs, or the step itself where `title` is empty."""

    title: str
    fields: tuple[forms.BoundField, ...]


def field_groups(kind: CaseType, step: Step, form: forms.Form, *, english: bool) -> list[FieldGroup]:
    """Return the form's fields under the document each first serves; the step's own stand first."""
    groups: list[FieldGroup] = []
    left = dict.fromkeys(one.key for one in kind.fields_of(step))

    def take(title: str, fields: Sequence[Field]) -> None:
        mine = tuple(form[one.key] for one in fields if one.key in left)
        for one in mine:
            del left[one.name]
        if mine:
            groups.append(FieldGroup(title, mine))

    take("", step.fields)
    for key in step.documents:
        document = kind.document(key)
        take(document.title_en if english else f"《{document.title}》", document.fields)
    return groups


def beginnings(kind: CaseType, step: Step, known: Mapping[str, object], today: date) -> dict[str, object]:
    """Return what each field starts with: what the file knows, the step settles, or today.

    A document made at several steps states another act each time, so only its goods and places are carried over.
    """
    made_at = Counter(key for one in kind.steps for key in one.documents)
    fresh = {one.key for document in kind.documents if made_at[document.key] > 1 for one in document.fields}
    presets = dict(step.presets)
    start: dict[str, object] = {}
    for one in kind.fields_of(step):
        carried = one.key not in fresh or one.kind == "items" or one.key.endswith("_place")
        if one.key in presets:
            start[one.key] = presets[one.key]
        elif one.kind == "date":
            start[one.key] = "" if one.key.endswith(ASKS_FOR_A_LATER_DAY) else today.isoformat()
        elif carried and known.get(one.key) not in (None, "", []):
            start[one.key] = known[one.key]
        elif known.get(one.same_as):
            start[one.key] = known[one.same_as]
    return start


def step_form(
    fields: Sequence[Field],
    data: Mapping[str, object] | None,
    *,
    exhibits: Sequence[tuple[str, str]],
    english: bool,
    known: Mapping[str, object] | None = None,
) -> forms.Form:
    """Return a form over the step's fields; `exhibits` are (public id, name) to choose from, `known` what the fields start with."""
    made: dict[str, forms.Field] = {}
    for one in fields:
        made[one.key] = _field(one, exhibits, english)
    form_class = type("StepForm", (forms.Form,), made)
    initial = {one.key: _shown(one, known[one.key]) for one in fields if known and known.get(one.key) not in (None, "", [])}
    form: forms.Form = form_class(data, initial=initial)
    return form


def _shown(one: Field, value: object) -> object:
    """Return a stored answer as its control shows it."""
    if one.kind == "lines" and isinstance(value, list):
        return "\n".join(str(line) for line in value)
    if one.kind == "items" and isinstance(value, list):
        return "\n".join(
            "，".join(str(row.get(column, "")) for column in ITEM_COLUMNS).rstrip("，") for row in value if isinstance(row, dict)
        )
    if one.kind == "fen" and isinstance(value, int):
        return Decimal(value) / 100
    return value


def answers_of(fields: Sequence[Field], form: forms.Form) -> dict[str, object]:
    """Return the form's values as the step stores them."""
    answers: dict[str, object] = {}
    for one in fields:
        value = form.cleaned_data.get(one.key)
        answers[one.key] = value.isoformat() if isinstance(value, date) else value
    return answers


def _field(one: Field, exhibits: Sequence[tuple[str, str]], english: bool) -> forms.Field:
    common: dict[str, object] = {"label": one.label_en if english else one.label, "required": one.required, "help_text": one.help}
    if one.kind == "date":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **common)  # type: ignore[arg-type]  # common is built above
    if one.kind == "fen":
        common["label"] = f"{one.label_en} (yuan)" if english else f"{one.label}（元）"
        return YuanField(min_value=0, decimal_places=2, **common)  # type: ignore[arg-type]
    if one.kind == "flag":
        return forms.BooleanField(**{**common, "required": False})  # type: ignore[arg-type]
    if one.kind == "choice":
        choices = [(key, en if english else zh) for key, zh, en in one.choices]
        return forms.ChoiceField(choices=[("", "——"), *choices], **common)  # type: ignore[arg-type]
    if one.kind == "lines":
        return LinesField(widget=forms.Textarea(attrs={"rows": 4}), **common)  # type: ignore[arg-type]
    if one.kind == "items":
        return ItemsField(widget=forms.Textarea(attrs={"rows": 4}), **common)  # type: ignore[arg-type]
    if one.kind == "exhibits":
        return forms.MultipleChoiceField(choices=list(exhibits), widget=forms.CheckboxSelectMultiple, **common)  # type: ignore[arg-type]
    if one.kind == "long":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), **common)  # type: ignore[arg-type]
    return forms.CharField(max_length=300, **common)  # type: ignore[arg-type]
