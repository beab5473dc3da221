"""The form of the innocent seller (不知情销售者): the conditions of one provision, each with its exhibit."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from quandun.law import api as law
from quandun.workbench.crime_form import KNOWN, SAID, FigureFields
from quandun.workbench.forms import day_input

STATUTES = {
    "trademark": gettext_lazy("商标行政处理"),
    "unfair_competition": gettext_lazy("混淆行政处理"),
    "trademark_civil": gettext_lazy("商标民事赔偿"),
    "patent": gettext_lazy("专利民事赔偿"),
    "copyright": gettext_lazy("著作权法律责任"),
}


class SellerForm(forms.Form):
    """What is known of a seller under one provision."""

    on = forms.DateField(label=gettext_lazy("销售之日"), widget=day_input())

    def __init__(self, statute: str, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.statute = statute
        # The provision's own words on the day asked for; on a day it does not cover the law room refuses when asked.
        named = law.judge_seller(law.read_seller(law.Fact({"statute": statute, "on": today.isoformat()}, "")))
        self.keys = [condition.key for condition in named.conditions]
        for condition in named.conditions:
            self.fields[condition.key] = forms.ChoiceField(label=condition.name_zh, required=False, choices=KNOWN)
            described = {"placeholder": gettext("证据，例如证据3"), "aria-label": f"{condition.name_zh} {gettext('证据')}"}
            exhibit = forms.CharField(required=False, max_length=60, widget=forms.TextInput(attrs=described))
            self.fields[f"{condition.key}_exhibit"] = exhibit

    @property
    def conditions(self) -> list[FigureFields]:
        """Return the conditions with their exhibits."""
        return [FigureFields(self[key], self[f"{key}_exhibit"]) for key in self.keys]

    def facts(self) -> dict[str, Any]:
        """Return the facts in the law room's own shape."""
        said = self.cleaned_data
        claims = {key: {"holds": SAID[said[key]], "exhibit": said[f"{key}_exhibit"] or None} for key in self.keys}
        return {"statute": self.statute, "on": said["on"].isoformat(), "conditions": claims}
