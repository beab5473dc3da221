"""The form of the criminal standards (刑事数额标准): what is known of a case under one article, each figure with its exhibit.

What is not filled in is not known, which is not the same as none: for that there is a box of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from quandun.kernel.money import fen_of_yuan
from quandun.law import api as law
from quandun.workbench.forms import day_input

ACTS = (1, 2, 3)
PENALTIES = (1, 2)
KNOWN = [("", gettext_lazy("尚未查清")), ("yes", gettext_lazy("有")), ("no", gettext_lazy("没有"))]
YES_NO = [("", gettext_lazy("尚未回答")), ("yes", gettext_lazy("是")), ("no", gettext_lazy("否"))]
SAID: Mapping[str, bool | None] = {"": None, "yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class FigureFields:
    """A figure of an act with its exhibit."""

    value: forms.BoundField
    exhibit: forms.BoundField


@dataclass(frozen=True, slots=True)
class ActFields:
    """One act not yet punished."""

    number: int
    first_day: forms.BoundField
    last_day: forms.BoundField
    figures: tuple[FigureFields, ...]
    filled: bool


class CrimeForm(forms.Form):
    """Facts of a case under one article of the Criminal Law."""

    on = forms.DateField(label=gettext_lazy("哪一日提出这个问题"), widget=day_input())
    offender = forms.ChoiceField(label=gettext_lazy("当事人是"), choices=[("person", gettext_lazy("个人")), ("unit", gettext_lazy("单位"))])
    searched = forms.ChoiceField(
        label=gettext_lazy("以前因侵犯知识产权受过的处罚"),
        required=False,
        choices=[("", gettext_lazy("还没有查")), ("yes", gettext_lazy("已经查过"))],
        help_text=gettext_lazy("查过没有的，选“已经查过”，下面不填。"),
    )
    reasonable = forms.ChoiceField(label=gettext_lazy("是否存在犯罪的合理嫌疑"), required=False, choices=YES_NO)
    police = forms.ChoiceField(label=gettext_lazy("是否需要公安机关采取措施进一步取证"), required=False, choices=YES_NO)
    reasons = forms.CharField(label=gettext_lazy("理由"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, article: str, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"on": today, "offender": "person"})
        self.offence = law.CRIME_ARTICLES[article]
        for act in ACTS:
            self.fields[f"act{act}_from"] = forms.DateField(label=gettext_lazy("自"), required=act == 1, widget=day_input())
            self.fields[f"act{act}_until"] = forms.DateField(label=gettext_lazy("至"), required=False, widget=day_input())
            for key in self.offence.measures:
                self._add_figure(f"act{act}_{key}", key)
        none = [(key, law.CRIME_MEASURES[key].name_zh) for key in self.offence.measures]
        self.fields["none"] = forms.MultipleChoiceField(
            label=gettext_lazy("已经查明没有的"), required=False, choices=none, widget=forms.CheckboxSelectMultiple
        )
        for element in self.offence.elements:
            self.fields[f"el_{element.key}"] = forms.ChoiceField(label=element.name_zh, required=False, choices=KNOWN)
            self._add_exhibit(f"el_{element.key}_exhibit", element.name_zh)
        flags = {"several": gettext_lazy("涉及两种以上"), "bankruptcy": gettext_lazy("造成权利人破产、倒闭")}
        for flag in self.offence.flags:
            if flag in flags:
                self.fields[flag] = forms.ChoiceField(label=flags[flag], required=False, choices=KNOWN)
        if "bankruptcy" in self.offence.flags:
            self._add_exhibit("bankruptcy_exhibit", gettext("造成权利人破产、倒闭"))
        if "circumvention" in self.offence.flags:
            label = gettext_lazy("提供用于避开技术措施的装置、部件或者服务")
            self.fields["circumvention"] = forms.BooleanField(label=label, required=False)
        for number in PENALTIES:
            self._add_penalty(f"penalty{number}")

    def _add_figure(self, name: str, key: str) -> None:
        measure = law.CRIME_MEASURES[key]
        unit = gettext("元").strip() if measure.unit == "fen" else gettext("件、次、人")
        money = measure.unit == "fen"
        self.fields[name] = (
            forms.DecimalField(label=f"{measure.name_zh}（{unit}）", required=False, min_value=Decimal(0), decimal_places=2, max_digits=15)
            if money
            else forms.IntegerField(label=f"{measure.name_zh}（{unit}）", required=False, min_value=0, max_value=10**12)
        )
        self.fields[name].widget.attrs["inputmode"] = "decimal" if money else "numeric"
        self._add_exhibit(f"{name}_exhibit", measure.name_zh)

    def _add_exhibit(self, name: str, of: str) -> None:
        described = {"placeholder": gettext("证据，例如证据3"), "aria-label": f"{of} {gettext('证据')}"}
        self.fields[name] = forms.CharField(
            label=gettext_lazy("证据"), required=False, max_length=60, widget=forms.TextInput(attrs=described)
        )

    def _add_penalty(self, prefix: str) -> None:
        self.fields[f"{prefix}_on"] = forms.DateField(label=gettext_lazy("处罚之日"), required=False, widget=day_input())
        kinds = [("administrative", gettext_lazy("行政处罚")), ("criminal", gettext_lazy("刑事处罚"))]
        self.fields[f"{prefix}_kind"] = forms.ChoiceField(label=gettext_lazy("种类"), required=False, choices=kinds)
        offences = [(key, f"{key} {offence.name_zh}") for key, offence in law.CRIME_ARTICLES.items()]
        self.fields[f"{prefix}_for"] = forms.ChoiceField(label=gettext_lazy("行为属于哪一条"), required=False, choices=offences)
        self._add_exhibit(f"{prefix}_exhibit", gettext("处罚"))

    # what the page shows

    @property
    def acts(self) -> list[ActFields]:
        """Return the acts with their figures."""
        return [self._act_fields(act) for act in ACTS]

    def _act_fields(self, act: int) -> ActFields:
        figures = tuple(FigureFields(self[f"act{act}_{key}"], self[f"act{act}_{key}_exhibit"]) for key in self.offence.measures)
        first = self[f"act{act}_from"]
        return ActFields(act, first, self[f"act{act}_until"], figures, act == 1 or bool(first.value()))

    @property
    def elements(self) -> list[FigureFields]:
        """Return the conditions of the offence (构成要件)."""
        return [FigureFields(self[f"el_{one.key}"], self[f"el_{one.key}_exhibit"]) for one in self.offence.elements]

    @property
    def circumstances(self) -> list[forms.BoundField]:
        """Return the further questions of this article."""
        names = ("several", "bankruptcy", "bankruptcy_exhibit", "circumvention")
        return [self[name] for name in names if name in self.fields]

    @property
    def penalties(self) -> list[list[forms.BoundField]]:
        """Return the earlier penalties."""
        return [[self[f"penalty{n}_{part}"] for part in ("on", "kind", "for", "exhibit")] for n in PENALTIES]

    # what the law room is asked

    def facts(self) -> dict[str, Any]:
        """Return the facts in the law room's own shape; what was left empty is not said."""
        said = self.cleaned_data
        facts: dict[str, Any] = {
            "article": self.offence.article,
            "on": said["on"].isoformat(),
            "offender": said["offender"],
            "acts": [self._act(act) for act in ACTS if said[f"act{act}_from"]],
            "none": said["none"],
            "elements": {one.key: _claim(said, f"el_{one.key}") for one in self.offence.elements},
        }
        if said.get("several"):
            facts["several"] = SAID[said["several"]]
        if said.get("bankruptcy"):
            facts["bankruptcy"] = _claim(said, "bankruptcy")
        if said.get("circumvention"):
            facts["circumvention"] = True
        if said["searched"]:
            facts["penalties"] = [self._penalty(f"penalty{n}") for n in PENALTIES if said[f"penalty{n}_on"]]
        answered = {
            "reasonable": SAID[said["reasonable"]],
            "police_measures_needed": SAID[said["police"]],
            "reasons": said["reasons"] or None,
        }
        if any(answer is not None for answer in answered.values()):
            facts["suspicion"] = answered
        return facts

    def _act(self, act: int) -> dict[str, Any]:
        said = self.cleaned_data
        until = said[f"act{act}_until"]
        amounts = {key: self._figure(f"act{act}_{key}", key) for key in self.offence.measures if said[f"act{act}_{key}"] is not None}
        made: dict[str, Any] = {"from": said[f"act{act}_from"].isoformat(), "amounts": amounts}
        return {**made, "until": until.isoformat()} if until else made

    def _figure(self, name: str, key: str) -> dict[str, Any]:
        said = self.cleaned_data
        unit = law.CRIME_MEASURES[key].unit
        number = fen_of_yuan(said[name]) if unit == "fen" else said[name]
        return {unit: number, **_exhibit(said, name)}

    def _penalty(self, prefix: str) -> dict[str, Any]:
        said = self.cleaned_data
        made = {"on": said[f"{prefix}_on"].isoformat(), "kind": said[f"{prefix}_kind"], "for": said[f"{prefix}_for"]}
        return {**made, **_exhibit(said, prefix)}


def _claim(said: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {"holds": SAID[said[name]], **_exhibit(said, name)}


def _exhibit(said: Mapping[str, Any], name: str) -> dict[str, str]:
    return {"exhibit": said[f"{name}_exhibit"]} if said.get(f"{name}_exhibit") else {}


def articles() -> Sequence[tuple[str, str]]:
    """Return the articles of the Criminal Law on intellectual property with their names."""
    return [(key, offence.name_zh) for key, offence in law.CRIME_ARTICLES.items()]
