"""The published JSON Schemas of the FACTS files, built from the same tables that read them (`docs/schemas/law-*.schema.json`)."""

from collections.abc import Iterable, Mapping

from quandun.law.court.facts import BODIES, CASES, DISPUTES, MATTERS, PLACES
from quandun.law.crime.facts import PENALTIES
from quandun.law.crime.offences import MEASURES, OFFENCES
from quandun.law.crime.secret_loss import FIGURES, WAYS
from quandun.law.crime.valuation import PRICES
from quandun.law.facts import LARGEST
from quandun.law.innocent_seller import DEFENCES

Schema = dict[str, object]
_DAY: Schema = {"type": "string", "format": "date"}
_TEXT: Schema = {"type": "string", "minLength": 1}
_FLAG: Schema = {"type": ["boolean", "null"]}
_WHOLE: Schema = {"type": "integer", "minimum": 0, "maximum": LARGEST}


def facts_schemas() -> Mapping[str, Schema]:
    """Return the schemas by the name of their file."""
    return {
        "law-crime-facts": _schema("对照刑事数额标准的材料（quandun law crime FACTS.json）", _crime()),
        "law-court-facts": _schema("查找管辖法院的材料（quandun law court FACTS.json）", _court()),
        "law-seller-facts": _schema("审查不知情销售者的材料（quandun law seller FACTS.json）", _seller()),
        "law-awards-cases": _schema("已结案件的判赔比（quandun law awards CASES.json）", _awards()),
    }


def _schema(title: str, root: Schema) -> Schema:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"泉盾 {title}", **root}


def _closed(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    return {"type": "object", "additionalProperties": False, "required": list(required), "properties": dict(properties)}


def _list(part: Schema, **more: object) -> Schema:
    return {"type": "array", "items": part, **more}


def _one_of(words: Mapping[str, object] | Iterable[str]) -> Schema:
    return {"enum": list(words)}


def _said(schema: Schema, description: str) -> Schema:
    return {**schema, "description": description}


def _figure(unit: str, name: str) -> Schema:
    exhibit = _said(_TEXT, "证明它的证据；不写即为未证明")
    return _said(_closed({unit: _WHOLE, "exhibit": exhibit}, (unit,)), f"{name}（{'分' if unit == 'fen' else '件、次、人'}）")


def _claim(name: str) -> Schema:
    return _said(_closed({"holds": _FLAG, "exhibit": _TEXT}), name)


def _crime() -> Schema:
    elements = {element.key: element.name_zh for offence in OFFENCES.values() for element in offence.elements}
    amounts = _closed({key: _figure(m.unit, m.name_zh) for key, m in MEASURES.items()})
    pieces = _figure("count", "数量")
    unsold = _closed({"count": pieces, **{key: _figure("fen", name) for key, name in PRICES.items()}}, ("count",))
    sold = _closed({"count": pieces, "price": _figure("fen", "实际销售价格")}, ("count", "price"))
    goods = _said(_list(_closed({"name": _TEXT, "sold": sold, "unsold": unsold}, ("name",))), "按货物计算销售金额、货值或者非法经营数额")
    act = _closed({"from": _DAY, "until": _DAY, "amounts": amounts, "goods": goods}, ("from",))
    penalty = _closed({"on": _DAY, "kind": _one_of(PENALTIES), "for": _one_of(OFFENCES), "exhibit": _TEXT}, ("on", "kind", "for"))
    loss = _closed({"way": _one_of(WAYS), **{key: _figure(unit, name) for key, (name, unit) in FIGURES.items()}}, ("way",))
    suspicion = _closed({"reasonable": _FLAG, "police_measures_needed": _FLAG, "reasons": _TEXT})
    return _closed(
        {
            "article": _said(_one_of(OFFENCES), "刑法条文"),
            "on": _said(_DAY, "提问之日，决定移送规定的适用"),
            "offender": _said(_one_of(("person", "unit")), "个人或者单位"),
            "acts": _said(_list(act, minItems=1), "未经处理的行为，逐个写明，累计计算"),
            "none": _said(_list(_one_of(MEASURES)), "已经查明没有的数额、数量"),
            "several": _said(_FLAG, "两种以上商标、标识，两项以上专利；不写为尚未查清（213、215、216）"),
            "penalties": _said(_list(penalty), "此前受过的处罚；空列表为已查无记录，不写为尚未查询"),
            "elements": _said(_closed({key: _claim(name) for key, name in elements.items()}), "构成要件；各条可用的键见 docs/law/crime.md"),
            "bankruptcy": _claim("直接导致权利人破产、倒闭（219、219-1）"),
            "circumvention": _said({"type": "boolean"}, "提供避开、破坏技术措施的装置或者服务（217）"),
            "secret_loss": _said(loss, "商业秘密损失的认定（219、219-1），代替 amounts.loss"),
            "suspicion": _said(suspicion, "是否存在犯罪的合理嫌疑；认为不存在的应当写理由"),
        },
        ("article", "on", "acts"),
    )


def _court() -> Schema:
    place = _closed({"kind": _one_of(PLACES), "city": _said(_TEXT, "地级以上城市的全称，例如“甲市”"), "district": _TEXT}, ("kind", "city"))
    return _closed(
        {
            "on": _said(_DAY, "起诉、申请之日"),
            "case": _one_of(CASES),
            "matter": _one_of(MATTERS),
            "dispute": _said(_one_of(DISPUTES), "不写为侵权"),
            "well_known_mark": _said({"type": "boolean"}, "涉驰名商标认定"),
            "online": _said({"type": "boolean"}, "通过信息网络实施"),
            "major": _said({"type": "boolean"}, "重大、复杂（第二审）"),
            "claim_fen": _said(_WHOLE, "诉讼标的额，分"),
            "defendant_body": _said(_one_of(BODIES), "行政案件的被告机关；不写为市场监督管理等部门"),
            "inviting_court": _said(_TEXT, "司法确认：邀请调解的法院"),
            "places": _said(_list(place), "连结点"),
        },
        ("on", "case", "matter"),
    )


def _seller() -> Schema:
    questions = dict.fromkeys(question for defence in DEFENCES.values() for question in defence.questions)
    return _closed(
        {
            "statute": _said(_one_of(DEFENCES), "依哪一规定审查"),
            "on": _said(_DAY, "销售之日"),
            "conditions": _closed({key: _claim(key) for key in questions}),
        },
        ("statute", "on"),
    )


def _awards() -> Schema:
    fields: dict[str, Schema] = {
        "claimed_fen": {**_WHOLE, "minimum": 1},
        "awarded_fen": _WHOLE,
        "right": _TEXT,
        "court": _TEXT,
        "closed_on": _DAY,
    }
    return _closed({"cases": _list(_closed(fields, fields))}, ("cases",))
