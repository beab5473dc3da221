"""The form of jurisdiction (管辖): what decides which court takes a case first."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from quandun.kernel.money import fen_of_yuan
from quandun.workbench.forms import day_input

CASES = {
    "civil": gettext_lazy("民事"),
    "administrative": gettext_lazy("行政"),
    "criminal": gettext_lazy("刑事"),
    "judicial_confirmation": gettext_lazy("司法确认"),
}
MATTERS = {
    "trademark": gettext_lazy("商标"),
    "invention": gettext_lazy("发明专利"),
    "utility_model": gettext_lazy("实用新型专利"),
    "design": gettext_lazy("外观设计专利"),
    "copyright": gettext_lazy("著作权"),
    "software": gettext_lazy("计算机软件"),
    "technical_secret": gettext_lazy("技术秘密"),
    "trade_secret": gettext_lazy("经营秘密"),
    "unfair_competition": gettext_lazy("不正当竞争"),
    "plant_variety": gettext_lazy("植物新品种"),
    "layout_design": gettext_lazy("集成电路布图设计"),
    "monopoly": gettext_lazy("垄断"),
    "franchise_contract": gettext_lazy("特许经营合同"),
    "other_ip": gettext_lazy("其他知识产权"),
}
DISPUTES = {
    "infringement": gettext_lazy("侵权"),
    "ownership": gettext_lazy("权属"),
    "contract": gettext_lazy("合同"),
    "validity": gettext_lazy("授权确权"),
}
BODIES = {
    "bureau": gettext_lazy("市场监督管理等部门"),
    "county_government": gettext_lazy("县级以上地方人民政府"),
    "ministry": gettext_lazy("国务院部门"),
    "customs": gettext_lazy("海关"),
}
PLACES = {
    "defendant_domicile": gettext_lazy("被告住所地"),
    "act": gettext_lazy("侵权行为实施地"),
    "result": gettext_lazy("侵权结果发生地"),
    "storage": gettext_lazy("储藏地"),
    "seizure": gettext_lazy("查封扣押地"),
    "performance": gettext_lazy("合同履行地"),
    "device": gettext_lazy("设备所在地"),
    "injured_domicile": gettext_lazy("被侵权人住所地"),
    "discovery": gettext_lazy("发现地"),
    "body_seat": gettext_lazy("行政机关所在地"),
    "reconsideration_seat": gettext_lazy("复议机关所在地"),
    "crime": gettext_lazy("犯罪地"),
    "residence": gettext_lazy("被告人居住地"),
    "party_domicile": gettext_lazy("当事人住所地"),
    "subject": gettext_lazy("标的物所在地"),
    "mediation_seat": gettext_lazy("调解组织所在地"),
}
ROWS = (1, 2, 3)
NOTHING = ("", "——")


class CourtForm(forms.Form):
    """A dispute as far as jurisdiction asks."""

    on = forms.DateField(label=gettext_lazy("起诉或者申请之日"), widget=day_input())
    case = forms.ChoiceField(label=gettext_lazy("案件"), choices=list(CASES.items()))
    matter = forms.ChoiceField(label=gettext_lazy("涉及"), choices=list(MATTERS.items()))
    dispute = forms.ChoiceField(label=gettext_lazy("纠纷"), choices=list(DISPUTES.items()), required=False)
    claim = forms.DecimalField(label=gettext_lazy("诉讼标的额（元）"), required=False, min_value=0, decimal_places=2, max_digits=15)
    defendant_body = forms.ChoiceField(
        label=gettext_lazy("被告机关"), required=False, choices=[NOTHING, *BODIES.items()], help_text=gettext_lazy("只有行政案件才填。")
    )
    inviting_court = forms.CharField(
        label=gettext_lazy("邀请调解的法院"), required=False, max_length=60, help_text=gettext_lazy("只有司法确认才填。")
    )
    well_known_mark = forms.BooleanField(label=gettext_lazy("涉及认定驰名商标"), required=False)
    online = forms.BooleanField(label=gettext_lazy("涉及信息网络"), required=False)
    major = forms.BooleanField(label=gettext_lazy("重大、复杂"), required=False)

    def __init__(self, data: Any, *, city: str, first_shown: Mapping[str, object]) -> None:
        super().__init__(data, initial={**first_shown, "place1_city": city, "place1_kind": "defendant_domicile"})
        for row in ROWS:
            self.fields[f"place{row}_kind"] = forms.ChoiceField(
                label=gettext_lazy("地点"), required=False, choices=[NOTHING, *PLACES.items()]
            )
            self.fields[f"place{row}_city"] = forms.CharField(label=gettext_lazy("市"), required=False, max_length=30)
            self.fields[f"place{row}_district"] = forms.CharField(label=gettext_lazy("区县"), required=False, max_length=30)

    @property
    def places(self) -> list[tuple[forms.BoundField, ...]]:
        """Return the places with their fields."""
        return [tuple(self[f"place{row}_{part}"] for part in ("kind", "city", "district")) for row in ROWS]

    def facts(self) -> dict[str, Any]:
        """Return the facts in the law room's own shape."""
        said = self.cleaned_data
        facts: dict[str, Any] = {"on": said["on"].isoformat(), "case": said["case"], "matter": said["matter"]}
        facts |= {name: said[name] for name in ("dispute", "defendant_body", "inviting_court") if said[name]}
        facts |= {name: True for name in ("well_known_mark", "online", "major") if said[name]}
        if said["claim"] is not None:
            facts["claim_fen"] = fen_of_yuan(said["claim"])
        places = [{part: said[f"place{row}_{part}"] for part in ("kind", "city", "district") if said[f"place{row}_{part}"]} for row in ROWS]
        facts["places"] = [place for place in places if place.get("kind")]
        return facts
