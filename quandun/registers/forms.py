"""Forms made from a register's file: one field per thing an entry states; and the forms of the decisions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quandun.frame.api import english
from quandun.registers.domain.answers import LONG_LIMIT, TEXT_LIMIT, Value, read_answers
from quandun.registers.domain.kinds import RegisterField, RegisterKind
from quandun.registers.domain.standing import Move
from quandun.registers.services import Reasons
from quandun.registers.wording import FAULTS, REASON, label_of

_DAY = forms.DateInput(attrs={"type": "date"})


class NominationForm(forms.Form):
    """提名: what the entry states, field by field."""

    def __init__(self, kind: RegisterKind, districts: Mapping[str, str], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.kind, self.districts = kind, districts
        for one in kind.fields:
            self.fields[one.key] = _field(one, districts)

    def clean(self) -> dict[str, Any]:
        """Let the register's own reading judge what the controls let through."""
        cleaned = super().clean() or {}
        for key, code in read_answers(self.kind, self.answers(), self.districts).faults:
            if key not in self.errors:
                self.add_error(key, FAULTS[code])
        return cleaned

    def answers(self) -> dict[str, str]:
        """Return the typed answers by field key."""
        return {key: str(value or "") for key, value in self.cleaned_data.items()}


def _field(one: RegisterField, districts: Mapping[str, str]) -> forms.Field:
    label, help_text = label_of(one), (one.help_en or one.help) if english() else one.help
    if one.kind == "flag":
        return forms.BooleanField(label=label, help_text=help_text, required=one.required)
    if one.kind in ("choice", "district"):
        offered = [(key, en if english() else zh) for key, zh, en in one.choices] or list(districts.items())
        return forms.ChoiceField(label=label, help_text=help_text, required=one.required, choices=[("", _("请选择")), *offered])
    if one.kind == "long":
        area = forms.Textarea(attrs={"rows": 4})
        return forms.CharField(label=label, help_text=help_text, required=one.required, max_length=LONG_LIMIT, widget=area)
    return forms.CharField(label=label, help_text=help_text, required=one.required, max_length=TEXT_LIMIT)


class AmendmentForm(forms.Form):
    """更正: the amendable fields as they stand, and why they change."""

    def __init__(
        self, kind: RegisterKind, districts: Mapping[str, str], values: Mapping[str, Value], data: Mapping[str, Any] | None
    ) -> None:
        super().__init__(data, initial=dict(values))
        for one in kind.amendable_fields:
            self.fields[one.key] = _field(one, districts)
        self.fields["reason"] = forms.CharField(label=REASON, max_length=500, help_text=_("例如：本人来函更换电话、撤回公开同意。"))

    def command(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        typed = {key: str(value or "") for key, value in self.cleaned_data.items()}
        return {"reason": typed.pop("reason"), "answers": typed}


class DatedForm(forms.Form):
    """A decision that counts from a day on."""

    effective_on = forms.DateField(label=_("生效日期"), widget=_DAY, help_text=_("从这一天起算。补录的，写决定上的日期。"))

    def command(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        return dict(self.cleaned_data)


class BasisForm(DatedForm):
    """恢复: the day and what it rests on."""

    basis = forms.CharField(label=_("依据"), max_length=500, help_text=_("写明决定的文号或者会议。"))


class RenewalForm(BasisForm):
    """续期: a new last day."""

    last_day = forms.DateField(label=_("期限的最后一日"), widget=_DAY)


class AdmissionForm(BasisForm):
    """入库: the checks of the register, the day, what the decision rests on, the term where one is stated."""

    last_day = forms.DateField(label=_("期限的最后一日"), widget=_DAY, required=False, help_text=_("决定或者聘书写明期限的才填写。"))

    def __init__(self, kind: RegisterKind, data: Mapping[str, Any] | None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["last_day"].required = kind.needs_last_day
        if kind.checks:
            self.fields["checks"] = forms.MultipleChoiceField(
                label=_("核对事项"),
                choices=[(one.key, f"{one.text_en if english() else one.text}（{one.source}）") for one in kind.checks],
                widget=forms.CheckboxSelectMultiple,
            )

    def command(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        return {**self.cleaned_data, "checks": self.cleaned_data.get("checks", [])}


class RefusalForm(forms.Form):
    """不予入库: the statement of reasons."""

    facts = forms.CharField(label=_("事实"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    basis = forms.CharField(label=_("依据"), max_length=500, help_text=_("写明条文或者决定；方案没有规定的，如实写“方案未规定”。"))
    remedy = forms.CharField(
        label=_("提出异议的途径"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("向哪个单位、怎样提出，有期限的写明期限和出处。"),
    )

    def command(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        rest = dict(self.cleaned_data)
        return {"reasons": Reasons(rest.pop("facts"), rest.pop("basis"), rest.pop("remedy")), **rest}


class RemovalForm(RefusalForm, DatedForm):
    """暂停、移出: the statement of reasons and the day."""


def decision_form(move: Move, kind: RegisterKind, data: Mapping[str, Any] | None, today: date) -> Any:
    """Return the form of a decision, its day starting as today."""
    initial = {"effective_on": today.isoformat()}
    if move == "admit":
        return AdmissionForm(kind, data, initial=initial)
    made: dict[Move, type[forms.Form]] = {
        "refuse": RefusalForm,
        "suspend": RemovalForm,
        "reinstate": BasisForm,
        "remove": RemovalForm,
        "renew": RenewalForm,
    }
    return made[move](data, initial=initial)
