"""What is refused: in one sentence, with the article, before anything is reckoned."""

import json
from typing import Any

import pytest

from quandun.law import api
from tests.unit.law.damages.worlds import GAIN, PUNITIVE, assess, facts, quantity

SIX = {**PUNITIVE, "multiple": quantity("6")}
NO_BASE = {"gain": None, "statutory": quantity("1000"), "punitive": PUNITIVE}
FEE = {"name": "稿酬", "fee": quantity("1")}
TRIPLE_FEE = {"right": "copyright", "gain": None, "licence": [{**FEE, "fee_multiple": quantity("3")}]}
SECRET_FEE = {"right": "trade_secret", "gain": None, "licence": [FEE]}
REFUSED: tuple[tuple[str, dict[str, Any], str, str], ...] = (
    ("a multiple above five", {"punitive": SIX}, "超过上限", "第十二条"),
    ("a multiple below one", {"punitive": {**PUNITIVE, "multiple": quantity("0.5")}}, "低于 1 倍", "第六十三条"),
    ("statutory damages as base", {"punitive": {**PUNITIVE, "base": "statutory"}}, "不能作为惩罚性赔偿的计算基数", "第八条"),
    ("punitive damages on nothing but statutory ones", NO_BASE, "法定赔偿数额不能", "第八条"),
    ("punitive damages for confusion", {"right": "confusion", "punitive": PUNITIVE}, "商业秘密以外", "第五条"),
    ("punitive damages for other unfair competition", {"right": "unfair_competition", "punitive": PUNITIVE}, "商业秘密以外", "第五条"),
    ("an act after the right expired", {"right_term": {"until": "2025-12-31"}}, "已于2025年12月31日届满", "第六十三条"),
    ("an act that outlives the right", {"right_term": {"until": "2026-02-01"}}, "届满以后的部分不能计入", "第六十三条"),
    ("an act before the right existed", {"right_term": {"from": "2026-02-01"}}, "起才有效", "第六十三条"),
    ("a claim first made on appeal", {"punitive": {**PUNITIVE, "added_in": "second_instance"}}, "二审中增加", "第三条"),
    ("a separate suit", {"punitive": {**PUNITIVE, "separate_suit": True}}, "不予受理", "第四条"),
    ("a choice where the statute has an order", {"choice": "gain"}, "有先后顺序", "第六十三条"),
    ("a multiple of a copyright fee", TRIPLE_FEE, "不取倍数", "第五十四条"),
    ("a licence fee under the unfair competition law", SECRET_FEE, "没有规定按许可使用费", "第二十二条"),
    ("statutory damages above the range", {"statutory": quantity("5000001")}, "超过上限", "第六十三条"),
    ("statutory damages below the range", {"right": "patent", "statutory": quantity("29999")}, "低于下限", "第七十一条"),
    ("statutory damages where there are none", {"right": "unfair_competition", "statutory": quantity("1")}, "没有法定赔偿", "第二十二条"),
    ("sales profit without infringing as a business", {"gain": [{**GAIN, "margin_kind": "sales"}]}, "没有主张以侵害知识产权为业", "第九条"),
)  # fmt: skip


@pytest.mark.parametrize(("changes", "says", "article"), [row[1:] for row in REFUSED], ids=[row[0].replace(" ", "-") for row in REFUSED])
def test_it_refuses(changes: dict[str, Any], says: str, article: str) -> None:
    with pytest.raises(api.DamagesRefused) as caught:
        assess(**changes)
    assert says in caught.value.sentence()
    assert article in caught.value.article
    assert caught.value.exit_code == 1
    assert "\n" not in caught.value.sentence()


def test_sales_profit_stands_where_infringing_is_the_business() -> None:
    by_trade = {**PUNITIVE, "serious": [{"factor": "以侵权为业", "exhibit": "证4"}]}
    (reading,) = assess(gain=[{**GAIN, "margin_kind": "sales"}], punitive=by_trade).readings
    assert "销售利润率 30%" in reading.proved.attempts[1].parts[0].formula


def test_an_act_whose_law_is_not_held_asks_for_the_statute() -> None:
    with pytest.raises(api.StatuteNotHeld) as caught:
        assess(act={"from": "2018-05-01"})
    assert caught.value.exit_code == 1
    assert "2018年5月1日" in caught.value.sentence() and "2019年11月1日" in caught.value.sentence()


def test_the_lower_of_two_ceilings_holds() -> None:
    by_hand = {"citation": "旧法 第一条", "order": [["gain"]], "punitive_min": "1", "punitive_max": "3"}
    assert assess(statute=by_hand, punitive={**PUNITIVE, "multiple": quantity("3")}).readings
    with pytest.raises(api.DamagesRefused, match="3 倍为限"):
        assess(statute=by_hand, punitive={**PUNITIVE, "multiple": quantity("4")})


def test_a_franchise_dispute_rests_on_the_clause_its_user_states() -> None:
    loss = [{"name": "已付加盟费", "amount": quantity("80000", "证1")}]
    with pytest.raises(api.StatuteNotHeld, match="已载入的有效期间：无"):
        assess(right="franchise", gain=None, loss=loss)
    by_hand = {"citation": "中华人民共和国民法典 第五百八十四条", "order": [["loss"]]}
    typed = {"kind": "franchise", "factors": [{"factor": "concealment", "exhibit": "证2"}]}
    found = assess(right="franchise", gain=None, loss=loss, statute=by_hand, typed=typed)
    assert found.readings[0].proved.awarded_fen == 8_000_000
    with pytest.raises(api.DamagesRefused, match="没有规定惩罚性赔偿"):
        assess(right="franchise", gain=None, loss=loss, statute=by_hand, punitive=PUNITIVE)


def test_a_judgment_before_any_interpretation_asks_for_it() -> None:
    with pytest.raises(api.DamagesRefused) as caught:
        assess(act={"from": "2020-05-01"}, as_of="2021-01-01", punitive=PUNITIVE)
    assert "statute.interpretation" in caught.value.sentence()


STRANGE = {**PUNITIVE, "serious": [{"factor": "其他", "exhibit": "证99"}]}
BAD: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("a negative number", {"gain": [{"name": "x", "amount": quantity("-1")}]}, "不能为负"),
    ("a rate above one", {"gain": [{**GAIN, "margin": quantity("130%")}]}, "不能超过 100%"),
    ("a multiple of no fee", {"licence": [{"name": "x", "fee_multiple": quantity("3")}]}, "没有“fee”"),
    ("a revenue without margin", {"gain": [{"name": "x", "revenue": quantity("1")}]}, "应当是下列乘积之一"),
    ("an exhibit that is not in the file", {"gain": [{"name": "x", "amount": quantity("1", "证99")}]}, "不在证据目录中的“证99”"),
    ("a factor shown by no exhibit of the file", {"punitive": STRANGE}, "不在证据目录中的“证99”"),
    ("two exhibits of one number", {"exhibits": [{"id": "证1", "title": "a"}, {"id": "证1", "title": "b"}]}, "“证1”重复"),
    ("an act that ends before it begins", {"act": {"from": "2026-03-01", "to": "2026-02-01"}}, "早于开始之日"),
    ("a judgment before the act", {"as_of": "2025-01-01"}, "早于行为开始之日"),
    ("a key nobody knows", {"gains": []}, "不认识的键“gains”"),
    ("a factor the provision does not list", {"punitive": {**PUNITIVE, "intent": [{"factor": "看他不顺眼"}]}}, "第六条列举的故意情形"),
    ("a typed factor the rules do not list", {"typed": {"kind": "trademark", "factors": [{"factor": "luck"}]}}, "不是侵害商标权的因素"),
    ("a range without the number", {"gain": [{**GAIN, "margin": {"value": "30%", "low": "40%"}}]}, "争议区间"),
    ("a number that is none", {"gain": [{"name": "x", "amount": quantity("很多")}]}, "“很多”不是可用的数字"),
    ("a number without end", {"gain": [{"name": "x", "amount": quantity("1" * 25)}]}, "不是可用的数字"),
    ("a claim of less than a fen", {"claim": "0.001"}, "以分为最小单位"),
)


@pytest.mark.parametrize(("changes", "says"), [row[1:] for row in BAD], ids=[row[0].replace(" ", "-") for row in BAD])
def test_it_cannot_use(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(api.BadFacts) as caught:
        assess(**changes)
    assert says in caught.value.sentence()
    assert caught.value.exit_code == 2


def test_a_fault_of_a_file_has_its_line(tmp_path: Any) -> None:
    path = tmp_path / "facts.json"
    path.write_text('{\n "title": "x",\n "right": "trademarks"\n}', encoding="utf-8")
    with pytest.raises(api.BadFacts) as caught:
        api.read_damages_facts(path)
    assert caught.value.sentence().startswith("facts.json 第")
    path.write_text('{"title": "x",\n "right": "trademarks", "act": {"from": "2026-01-01"}, "as_of": "2026-02-01"}', encoding="utf-8")
    with pytest.raises(api.BadFacts) as caught:
        api.read_damages_facts(path)
    assert "facts.json 第2行：“trademarks”不是可用的词" in caught.value.sentence()
    with pytest.raises(api.BadFacts, match="不能打开"):
        api.read_damages_facts(tmp_path / "none.json")


@pytest.mark.parametrize("written", ["\\ud842\\udfb7", "\U00020bb7", "\\u4e2d\\/\\u6587"])
def test_a_title_is_read_however_json_writes_it(written: str, tmp_path: Any) -> None:
    path = tmp_path / "facts.json"
    whole = json.dumps(facts(title="@"), ensure_ascii=False, indent="\t").replace("@", written)
    path.write_text(whole, encoding="utf-8")
    assert api.read_damages_facts(path).title == json.loads(f'"{written}"')


def test_the_sound_world_is_not_refused() -> None:
    assert assess(punitive=PUNITIVE).readings
    assert facts()["right"] == "trademark"
