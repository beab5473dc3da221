"""Sensitivity, its picture, the typed rules, the schema and the memorandum as blocks."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from quandun.law import api
from tests.unit.law.damages.worlds import EXHIBITS, GAIN, PUNITIVE, assess, quantity

ROOT = Path(__file__).resolve().parents[4]
FOUR = {**PUNITIVE, "multiple": quantity("4.8")}


def test_the_widest_swing_comes_first_and_limits_are_kept() -> None:
    wide = {**GAIN, "margin": {"value": "95%", "exhibit": "证2", "low": "10%"}}
    costs = [{"name": "公证费", "amount": quantity("1000", "证5")}]
    (reading,) = assess(gain=[wide], punitive=FOUR, costs=costs).readings
    names = [swing.name for swing in reading.sensitivity]
    assert names == ["网店·营业利润率", "网店·销售收入", "惩罚性赔偿倍数", "合理开支·公证费"]
    margin, revenue, multiple, cost = reading.sensitivity
    assert margin.limited and margin.up_fen == 480_000_000 + 100_000  # 100 %, not 104.5 %
    assert margin.low_fen == 48_000_000 + 100_000
    assert multiple.limited and multiple.up_fen == 475_000_000 + 100_000  # five, not 5.28
    assert not revenue.limited and revenue.up_fen - revenue.result_fen == revenue.result_fen - revenue.down_fen
    assert cost.width_fen == 20_000
    assert (margin.mark, multiple.mark) == ("证2", "由法院确定")


def test_the_claim_does_not_hide_which_number_matters() -> None:
    (reading,) = assess(punitive=PUNITIVE, claim="100").readings
    assert all(swing.width_fen > 0 for swing in reading.sensitivity)


def test_nothing_moves_where_the_court_decides() -> None:
    (reading,) = assess(gain=None, statutory=quantity("1000")).readings
    assert reading.sensitivity == ()
    assert api.tornado_svg(reading.sensitivity) == ""


def test_the_picture_is_sound_svg_without_script_and_says_what_it_shows() -> None:
    sharp = {**GAIN, "name": '<script>&"网店'}
    (reading,) = assess(gain=[sharp], punitive=PUNITIVE).readings
    picture = api.tornado_svg(reading.sensitivity)
    root = ElementTree.fromstring(picture)
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root.find(f"{space}title") is not None and "惩罚性赔偿倍数" in (root.findtext(f"{space}desc") or "")
    assert not list(root.iter(f"{space}script"))
    bars = [float(bar.get("x", "0")) + float(bar.get("width", "0")) for bar in root.iter(f"{space}rect")]
    assert max(bars) <= 760


@pytest.mark.parametrize("kind", ["trademark", "copyright", "franchise"])
def test_every_typed_factor_has_its_text_and_no_range_is_invented(kind: str) -> None:
    rules = api.typed_damages_rules(kind)
    assert rules.factors and all(factor.source and factor.name_zh for factor in rules.factors)
    ranged = [factor.key for factor in rules.factors if not factor.range_zh.startswith("未配置")]
    assert ranged == (["excessive_penalty"] if kind == "franchise" else [])


def test_the_factors_present_are_laid_beside_the_rules() -> None:
    found = assess(typed={"kind": "trademark", "factors": [{"factor": "reputation", "exhibit": "证5"}, {"factor": "period"}]})
    present = {weighed.rule.key: weighed.exhibit for weighed in found.typed if weighed.present}
    assert present == {"reputation": "证5", "period": ""}
    assert len(found.typed) == len(api.typed_damages_rules("trademark").factors)


def test_a_defence_that_leaves_nothing_is_named() -> None:
    found = assess(typed={"kind": "trademark", "factors": [{"factor": "lawful_source", "exhibit": "证5"}]})
    assert any("不承担赔偿责任" in remark and "证5" in remark and "第六十四条第二款" in remark for remark in found.remarks)
    assert not any("不承担赔偿责任" in remark for remark in assess().remarks)


def test_the_published_schema_is_what_is_read() -> None:
    published = json.loads((ROOT / "docs/schemas/law-damages-facts.schema.json").read_text(encoding="utf-8"))
    assert published == api.damages_facts_schema()


def test_the_answer_is_plain_data() -> None:
    found = assess(punitive=PUNITIVE, costs=[{"name": "律师费", "amount": quantity("20000")}])
    answer = json.loads(json.dumps(api.damages_data(found), ensure_ascii=False))
    assert answer["readings"][0]["claimed"]["awarded_text"] == "770,000.00 元"
    assert answer["readings"][0]["proved"]["awarded_fen"] == 75_000_000
    assert answer["unproved"] == ["合理开支·律师费"]
    assert answer["court_decides"] == api.COURT_DECIDES


def test_the_factors_to_tick_are_those_of_the_day_of_judging() -> None:
    assessed = assess(punitive=PUNITIVE)
    assert assessed.interpretation is not None
    assert api.damages_factors(on=assessed.facts.as_of)["intent"] == assessed.interpretation.intent


def test_the_memorandum_holds_everything_a_court_asks_for() -> None:
    found = assess(
        gain=[GAIN, {"name": "批发", "amount": quantity("7000")}],
        punitive={**PUNITIVE, "prior_fines": [{"amount": "30000", "executed": True, "exhibit": "证4"}]},
        costs=[{"name": "律师费", "amount": quantity("20000")}],
        typed={"kind": "trademark", "factors": [{"factor": "reputation"}]},
        claim="900000",
    )
    memorandum = api.damages_memorandum(found)
    headings = [block["heading"] for block in memorandum.blocks if "heading" in block]
    assert headings == [
        "一、事实与结论", "二、适用的条文", "三、方法与计算", "四、惩罚性赔偿的情形", "五、合理开支",
        "六、敏感性", "七、类型化裁判赔偿规则", "八、证据与未证明的事项", "九、待确认",
    ]  # fmt: skip
    tables = [block["table"]["rows"] for block in memorandum.blocks if "table" in block]
    assert any(["侵权获利", "批发", "数额 7,000 元", "7,000.00 元", "数额"] in rows for rows in tables)
    text = json.dumps(memorandum.blocks, ensure_ascii=False)
    lacking = "未证明：侵权获利·批发·数额；合理开支·律师费"
    for needed in ("第六十三条", "第一千一百八十五条", "第十二条", lacking, "787,500.00 元", api.COURT_DECIDES, "<svg"):
        assert needed in text
    assert all(exhibit["title"] in text for exhibit in EXHIBITS)


def test_a_memorandum_needs_a_printer_and_a_known_form(tmp_path: Path) -> None:
    with pytest.raises(api.MemorandumNotPrintable, match="docx"):
        api.write_damages_memorandum(assess(), tmp_path / "memo.txt")
