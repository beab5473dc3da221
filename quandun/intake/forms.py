"""The report, page by page. Nothing is required on the way: what is missing is asked for on the last page."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from quandun.intake.domain.report import RELATIONS
from quandun.people import api as people

PAGE_NAMES = {
    "what": _("发生了什么"),
    "where": _("在哪里、什么时候"),
    "files": _("照片和材料"),
    "who": _("您是谁"),
    "check": _("核对并提交"),
}
PAGES: tuple[str, ...] = tuple(PAGE_NAMES)


class _NeededLater(forms.Field):
    """A field the report needs in the end, so it is not called optional, but that may stay empty on the way."""

    def validate(self, value: object) -> None:
        if value not in self.empty_values:
            super().validate(value)


class NeededText(_NeededLater, forms.CharField):
    """Text the report needs."""


class NeededChoice(_NeededLater, forms.ChoiceField):
    """A choice the report needs."""


class NeededDate(_NeededLater, forms.DateField):
    """A day the report needs."""


class WhatForm(forms.Form):
    """发生了什么."""

    use_required_attribute = False  # the browser must not hold back a half-filled page

    used_sign = NeededText(label=_("对方使用的标识"), max_length=100, help_text=_("商品或招牌上的字，照原样写。例如：包装正面的品牌名。"))
    goods = NeededText(label=_("是什么商品"), max_length=200)
    mark_number = forms.CharField(
        label=_("涉及的商标注册号（知道就填）"), max_length=20, required=False, help_text=_("可以不填；不知道时由工作人员查找。")
    )
    happened = NeededText(
        label=_("事情经过"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("什么时候、怎么发现的、价格和数量大约多少。写您知道的就行。"),
    )


class WhereForm(forms.Form):
    """在哪里、什么时候."""

    use_required_attribute = False  # the browser must not hold back a half-filled page

    district_code = NeededChoice(label=_("所在区县"))
    place = NeededText(label=_("具体地点"), max_length=200, help_text=_("市场、楼层、摊位号，或街道门牌号。"))
    seller = forms.CharField(label=_("摊位或店铺名称"), max_length=120, required=False)
    seen_on = NeededDate(label=_("看到的日期"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: object, today: date, english: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passes Django's own arguments through
        self.fields["seen_on"].widget.attrs["max"] = today.isoformat()
        field = self.fields["district_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("请选择"))] + [(d.code, d.name_en if english else d.name) for d in people.districts()]


class FileForm(forms.Form):
    """一个文件和它要证明什么."""

    file = forms.FileField(
        label=_("照片、视频或文件"),
        required=True,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/*,video/*,audio/*,.pdf,.zip"}),
    )
    purpose = forms.CharField(label=_("这个文件说明什么"), max_length=300, required=False)


class WhoForm(forms.Form):
    """您是谁：可以匿名."""

    use_required_attribute = False  # the browser must not hold back a half-filled page

    relation = forms.ChoiceField(label=_("您和这件事的关系"), widget=forms.RadioSelect)
    named = forms.TypedChoiceField(
        label=_("是否留下姓名"),
        choices=[("no", _("匿名举报")), ("yes", _("实名举报"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="no",
        help_text=_("实名举报的，身份单独加密保存，办案人员只看到代称；解封须部门负责人写明理由并留痕。"),
    )
    name = NeededText(label=_("您的姓名"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = NeededText(label=_("联系电话"), max_length=30, widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}))

    def __init__(self, *args: object, english: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passes Django's own arguments through
        relation = self.fields["relation"]
        assert isinstance(relation, forms.ChoiceField)
        relation.choices = [(key, en if english else zh) for key, (zh, en) in RELATIONS.items()]
