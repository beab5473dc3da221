"""What is said of a dispute (FACTS of `quandun law court`), read strictly."""

from dataclasses import dataclass
from datetime import date

from quandun.law.facts import Fact

MATTERS = {
    "invention": "发明专利",
    "utility_model": "实用新型专利",
    "design": "外观设计专利",
    "plant_variety": "植物新品种",
    "layout_design": "集成电路布图设计",
    "technical_secret": "技术秘密",
    "software": "计算机软件",
    "monopoly": "垄断",
    "trademark": "商标",
    "copyright": "著作权",
    "trade_secret": "经营秘密",
    "unfair_competition": "不正当竞争",
    "franchise_contract": "特许经营合同",
    "other_ip": "其他知识产权",
}
CASES = {"civil": "民事", "administrative": "行政", "criminal": "刑事", "judicial_confirmation": "司法确认"}
DISPUTES = {"infringement": "侵权", "ownership": "权属", "contract": "合同", "validity": "授权确权"}
BODIES = {"bureau": "市场监督管理等部门", "county_government": "县级以上地方人民政府", "ministry": "国务院部门", "customs": "海关"}
PLACES = {
    "act": "侵权行为实施地",
    "result": "侵权结果发生地",
    "storage": "储藏地",
    "seizure": "查封扣押地",
    "defendant_domicile": "被告住所地",
    "device": "设备所在地",
    "injured_domicile": "被侵权人住所地",
    "discovery": "发现地",
    "performance": "合同履行地",
    "body_seat": "行政机关所在地",
    "reconsideration_seat": "复议机关所在地",
    "crime": "犯罪地",
    "residence": "被告人居住地",
    "party_domicile": "当事人住所地",
    "subject": "标的物所在地",
    "mediation_seat": "调解组织所在地",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place that may found jurisdiction (连结点)."""

    kind: str
    city: str
    district: str = ""


@dataclass(frozen=True, slots=True)
class CourtFacts:
    """A dispute as far as it is known."""

    on: date  # the day of filing
    case: str
    matter: str
    dispute: str = "infringement"
    well_known_mark: bool = False
    online: bool = False
    major: bool = False
    claim_fen: int | None = None
    defendant_body: str = "bureau"
    inviting_court: str = ""
    places: tuple[Place, ...] = ()


_MAY = ("dispute", "well_known_mark", "online", "major", "claim_fen", "defendant_body", "inviting_court", "places")


def read_court(fact: Fact) -> CourtFacts:
    """Read what is said of a dispute. Raises UnusableFacts."""
    found = fact.mapping(required=("on", "case", "matter"), optional=_MAY)
    case = found["case"].choice(tuple(CASES))
    dispute = found["dispute"].choice(tuple(DISPUTES)) if "dispute" in found else "infringement"
    if dispute == "validity" and case != "administrative":
        raise found["dispute"].fault("授权确权纠纷是行政案件", article="法释〔2022〕13号 第一条、第二条")
    if "defendant_body" in found and case != "administrative":
        raise found["defendant_body"].fault("只有行政案件才看被告机关")
    if "inviting_court" in found and case != "judicial_confirmation":
        raise found["inviting_court"].fault("只有司法确认才看邀请调解的法院", article="民事诉讼法 第二百零五条")

    def flag(key: str) -> bool:
        return found[key].flag() if key in found else False

    return CourtFacts(
        on=found["on"].day(),
        case=case,
        matter=found["matter"].choice(tuple(MATTERS)),
        dispute=dispute,
        well_known_mark=flag("well_known_mark"),
        online=flag("online"),
        major=flag("major"),
        claim_fen=found["claim_fen"].whole() if "claim_fen" in found else None,
        defendant_body=found["defendant_body"].choice(tuple(BODIES)) if "defendant_body" in found else "bureau",
        inviting_court=found["inviting_court"].text() if "inviting_court" in found else "",
        places=tuple(_place(part) for part in found["places"].items()) if "places" in found else (),
    )


def _place(fact: Fact) -> Place:
    found = fact.mapping(required=("kind", "city"), optional=("district",))
    return Place(found["kind"].choice(tuple(PLACES)), found["city"].text(), found["district"].text() if "district" in found else "")
