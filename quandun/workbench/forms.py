"""What visitors ask the workbench. Every form is sent by GET where it only asks, so that a question is an address."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from quandun.kernel.clocks import BEIJING
from quandun.kernel.ranges import DayRange
from quandun.law import api as law
from quandun.workbench.domain import catalogue
from quandun.workbench.words import area_text, value_words


def day_input() -> forms.DateInput:
    """Return the browser's own day picker; it takes ISO days in every language."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class IndexForm(forms.Form):
    """Looking for a parameter."""

    q = forms.CharField(
        label=gettext_lazy("找什么"), required=False, max_length=100, help_text=gettext_lazy("例如：先行登记保存、罚款、第六十条")
    )
    area = forms.ChoiceField(label=gettext_lazy("领域"), required=False)
    text = forms.ChoiceField(label=gettext_lazy("法律文件"), required=False)
    trust = forms.ChoiceField(
        label=gettext_lazy("可信度"),
        required=False,
        choices=[("", gettext_lazy("全部")), ("certain", gettext_lazy("已核对")), ("unconfirmed", gettext_lazy("待确认"))],
    )
    changing = forms.BooleanField(label=gettext_lazy("只看半年内开始或者停止适用的"), required=False)

    def __init__(self, data: object, body: law.Law) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict, as views pass it
        parameters = body.parameters.values()
        areas = catalogue.areas_of(parameters)
        everything = ("", gettext_lazy("全部"))
        self._choose("area", [everything, *((key, f"{area_text(key)}（{count}）") for key, count in areas.items())])
        self._choose("text", [everything, *((name, name) for name in sorted(catalogue.all_instruments(parameters)))])

    def _choose(self, name: str, choices: list[tuple[object, object]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def question(self) -> catalogue.Question:
        """Return what is asked; a part that makes no sense asks nothing."""
        self.is_valid()
        found = self.cleaned_data
        return catalogue.Question(
            found.get("q", ""), found.get("area", ""), found.get("text", ""), found.get("trust", ""), bool(found.get("changing"))
        )


PAUSE_ROWS = (1, 2, 3)


class TermSearchForm(forms.Form):
    """Choosing a period by words."""

    q = forms.CharField(
        label=gettext_lazy("哪个期限"), max_length=100, help_text=gettext_lazy("例如：立案、先行登记保存、行政复议、上诉；也可以写参数编号")
    )


class DeadlineForm(forms.Form):
    """When a period runs out: the day of the event, pauses with their ground, extensions."""

    ref = forms.CharField(widget=forms.HiddenInput)
    starts = forms.DateField(label=gettext_lazy("事由发生之日"), widget=day_input())
    time = forms.TimeField(label=gettext_lazy("发生的时刻（北京时间）"), widget=forms.TimeInput(attrs={"type": "time"}))
    extend = forms.MultipleChoiceField(label=gettext_lazy("延长"), required=False, widget=forms.CheckboxSelectMultiple)
    closes = forms.TimeField(
        label=gettext_lazy("收件机关几点停止办公"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text=gettext_lazy("写上后，截止到最后一日的这个时刻；不写就是24时。"),
    )
    on = forms.DateField(
        label=gettext_lazy("以哪一日有效的法律为准"),
        required=False,
        widget=day_input(),
        help_text=gettext_lazy("不写就是事由发生之日。"),
    )

    def __init__(
        self,
        data: object,
        *,
        term: law.ParameterValue,
        extensions: Sequence[law.ParameterValue],
        grounds: Sequence[str] | None,
        first_shown: Mapping[str, object],
    ) -> None:
        super().__init__(data, initial=dict(first_shown))  # type: ignore[arg-type]  # a QueryDict, as views pass it
        by_days = term.rule.unit != "hour" and term.rule.counts == "forward"
        self.pausable = grounds != () and by_days
        if term.rule.unit != "hour":
            del self.fields["time"]
        if not by_days:
            del self.fields["closes"]
        if term.rule.counts == "backward":
            self.fields["starts"].label = gettext_lazy("将要发生之日（例如听证之日、届满之日）")
        self.restartable = bool(term.rule.restarts)
        if self.restartable:
            self.fields["restart"] = forms.DateField(label=gettext_lazy("重新计算之日"), required=False, widget=day_input())
            choices = [(ground, ground) for ground in term.rule.restarts]
            self.fields["restart_ground"] = forms.ChoiceField(label=gettext_lazy("重新计算的事由"), required=False, choices=choices)
        if extensions:
            offered = self.fields["extend"]
            assert isinstance(offered, forms.ChoiceField)
            offered.choices = [(one.ref, f"{one.name_zh}（{value_words(one.history[-1].value, one.rule.unit)}）") for one in extensions]
        else:
            del self.fields["extend"]
        for row in PAUSE_ROWS if self.pausable else ():
            self._add_pause(row, grounds)

    def _add_pause(self, row: int, grounds: Sequence[str] | None) -> None:
        self.fields[f"from{row}"] = forms.DateField(label=gettext_lazy("从哪日起不计"), required=False, widget=day_input())
        self.fields[f"to{row}"] = forms.DateField(label=gettext_lazy("恢复计算之日"), required=False, widget=day_input())
        label = gettext_lazy("事由")
        if grounds is None:
            self.fields[f"ground{row}"] = forms.CharField(label=label, required=False, max_length=60)
        else:
            choices = [("", gettext_lazy("试算，不写明事由")), *((ground, ground) for ground in grounds)]
            self.fields[f"ground{row}"] = forms.ChoiceField(label=label, required=False, choices=choices)

    @property
    def pause_rows(self) -> list[tuple[forms.BoundField, ...]]:
        """Return the fields of each pause together."""
        return [tuple(self[f"{name}{row}"] for name in ("from", "to", "ground")) for row in PAUSE_ROWS] if self.pausable else []

    @property
    def has_pauses(self) -> bool:
        """Say whether a pause is filled in, so that the page shows what was asked."""
        return any(bound.value() for row in self.pause_rows for bound in row)

    def clean(self) -> dict[str, Any]:
        """Refuse a pause of which only the end is known, or which ends before it begins."""
        found = super().clean() or self.cleaned_data
        for row in PAUSE_ROWS if self.pausable else ():
            first, end = found.get(f"from{row}"), found.get(f"to{row}")
            if end and not first:
                self.add_error(f"from{row}", gettext("请写明从哪日起不计。"))
            if first and end and end <= first:
                self.add_error(f"to{row}", gettext("恢复之日应当晚于开始不计之日。"))
        return found

    def start(self) -> date | datetime:
        """Return the event: a day, or a moment for a period of hours."""
        day: date = self.cleaned_data["starts"]
        at = self.cleaned_data.get("time")
        return datetime.combine(day, at, tzinfo=BEIJING) if at else day

    def restarts(self) -> list[law.Restart]:
        """Return the event from which the count begins anew, if one is stated."""
        day = self.cleaned_data.get("restart")
        return [law.Restart(day, self.cleaned_data["restart_ground"])] if day else []

    def pauses(self) -> list[law.Pause]:
        """Return the pauses asked for; one without an end still runs."""
        rows = [tuple(self.cleaned_data.get(f"{name}{row}") for name in ("from", "to", "ground")) for row in PAUSE_ROWS]
        return [law.Pause(DayRange(first, end), ground or law.TRIAL_GROUND) for first, end, ground in rows if first]


class ChangesForm(forms.Form):
    """Two days to compare."""

    first = forms.DateField(label=gettext_lazy("从"), widget=day_input())
    last = forms.DateField(label=gettext_lazy("到"), widget=day_input())


class OnDayForm(forms.Form):
    """The day a table is asked for."""

    on = forms.DateField(label=gettext_lazy("哪一日的规定"), widget=day_input())
