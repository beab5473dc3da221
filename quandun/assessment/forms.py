"""Forms of the plan ledger."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quandun.assessment.progress import LEAST_WORDS
from quandun.assessment.selectors import TaskView
from quandun.people import api as people

FILES_LIMIT = 5


class DayInput(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ManyFiles(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A file field that gives a list."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Check every file as one."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > FILES_LIMIT:
            raise forms.ValidationError(_("一次最多附 %(limit)d 个文件。"), params={"limit": FILES_LIMIT})
        return [super(FilesField, self).clean(one, initial) for one in files]


def _records(text: str) -> list[str]:
    return text.split()


class ReportForm(forms.Form):
    """报送进展."""

    period_from = forms.DateField(label=_("报告期自"), widget=DayInput())
    period_to = forms.DateField(label=_("至"), widget=DayInput())
    text = forms.CharField(label=_("做了什么，有什么结果"), min_length=LEAST_WORDS, max_length=5000, widget=forms.Textarea)
    milestone = forms.ChoiceField(label=_("完成的节点目标"), required=False)
    reached_on = forms.DateField(label=_("完成日期"), required=False, widget=DayInput())
    records = forms.CharField(
        label=_("平台上的记录编号"),
        required=False,
        help_text=_("案件、公示、证据等的编号，一行一个。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    attachments = FilesField(label=_("附件"), required=False, help_text=_("附件存入电子证据保管，不能更改。"), widget=ManyFiles())

    def __init__(self, *args: Any, task: TaskView, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"period_from": today.replace(day=1), "period_to": today}
        milestones = [(target.id, target.text) for target in task.targets if target.milestone and target.standing != "reached"]
        self.fields["milestone"].choices = [("", _("没有，或者还没有完成")), *milestones]  # type: ignore[attr-defined]
        if not milestones:
            del self.fields["milestone"], self.fields["reached_on"]

    def clean(self) -> dict[str, Any]:
        """Refuse a milestone without its day, and a period that ends before it begins."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(cleaned.get("milestone")) != bool(cleaned.get("reached_on")):
            self.add_error("reached_on", _("节点目标和完成日期要一起填写。"))
        begin, end = cleaned.get("period_from"), cleaned.get("period_to")
        if begin and end and end < begin:
            self.add_error("period_to", _("止日不能早于起日。"))
        return cleaned

    def record_ids(self) -> list[str]:
        """Return the ids typed."""
        return _records(self.cleaned_data["records"])


class ReviewForm(forms.Form):
    """审核进展报告."""

    verdict = forms.ChoiceField(label=_("结论"), choices=[("accepted", _("审核通过")), ("returned", _("退回"))], widget=forms.RadioSelect)
    reasons = forms.CharField(label=_("意见"), required=False, max_length=500, help_text=_("退回的写明理由。"), widget=forms.Textarea)


class SupervisionForm(forms.Form):
    """发出督办."""

    unit = forms.ChoiceField(label=_("督办单位"))
    target = forms.ChoiceField(label=_("逾期的目标"), required=False)
    text = forms.CharField(label=_("什么逾期了，要求答复什么"), min_length=LEAST_WORDS, max_length=2000, widget=forms.Textarea)
    answer_by = forms.DateField(label=_("答复期限"), widget=DayInput())

    def __init__(self, *args: Any, units: Sequence[people.UnitView], task: TaskView, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        overdue = [one for one in task.targets if one.due_on and one.due_on < today and one.standing != "reached"]
        self.fields["unit"].choices = [(unit.id, unit.name) for unit in units]  # type: ignore[attr-defined]
        self.fields["target"].choices = [("", _("不针对某个目标")), *((one.id, one.text) for one in overdue)]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """答复督办."""

    text = forms.CharField(label=_("答复"), min_length=LEAST_WORDS, max_length=5000, widget=forms.Textarea)
    records = forms.CharField(label=_("平台上的记录编号"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def record_ids(self) -> list[str]:
        """Return the ids typed."""
        return _records(self.cleaned_data["records"])


class DecideForm(forms.Form):
    """退回答复或者办结督办."""

    decision = forms.ChoiceField(label=_("结论"), choices=[("close", _("办结")), ("return", _("退回答复"))], widget=forms.RadioSelect)
    text = forms.CharField(label=_("意见"), min_length=LEAST_WORDS, max_length=2000, widget=forms.Textarea)
    answer_by = forms.DateField(label=_("新的答复期限"), required=False, help_text=_("退回的要填。"), widget=DayInput())

    def clean(self) -> dict[str, Any]:
        """A return needs a new last day."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("decision") == "return" and not cleaned.get("answer_by"):
            self.add_error("answer_by", _("退回的要填新的答复期限。"))
        return cleaned
