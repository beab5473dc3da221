"""Crime facts are read strictly, the loss of a secret is computed as the provision says, and the answer keeps its questions apart."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from quandun.law import api as law
from quandun.law.crime.valuation import PRICES
from tests.law.crime.cases import assess, facts
from tests.unit.law.command_line import run

PROVED = "证据1"


def fen(number: int, exhibit: str = PROVED) -> dict[str, Any]:
    return {"fen": number, "exhibit": exhibit} if exhibit else {"fen": number}


def count(number: int, exhibit: str = PROVED) -> dict[str, Any]:
    return {"count": number, "exhibit": exhibit}


def case_214(**changed: object) -> dict[str, Any]:
    return {"article": "214", "on": "2026-09-16", "acts": [{"from": "2026-03-01", "amounts": {"sales": fen(6_000_000)}}], **changed}


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"article": "212"}, "article"),
        ({"article": "216", "acts": [{"from": "2026-03-01", "amounts": {"sales": fen(1)}}]}, "第二百一十六条不以“销售金额”为标准"),
        ({"acts": []}, "至少应当有一个行为"),
        ({"acts": [{"from": "2026-03-02", "until": "2026-03-01"}]}, "早于开始"),
        ({"acts": [{"from": "2026-09-17"}]}, "晚于提问之日"),
        ({"acts": [{"from": "2026-03-01", "amounts": {"sales": {"fen": -1}}}]}, "acts[0].amounts.sales.fen"),
        ({"acts": [{"from": "2026-03-01", "amounts": {"sales": {"fen": True}}}]}, "整数"),
        ({"acts": [{"from": "2026-03-01", "amounts": {"sales": {"fen": 10**16}}}]}, "范围"),
        ({"acts": [{"from": "2026-03-01", "amounts": {"sales": {"yuan": 1}}}]}, "yuan"),
        ({"acts": [{"from": "2026-03-01", "amounts": {"moon": fen(1)}}]}, "moon"),
        ({"none": ["sales"]}, "前后矛盾"),
        ({"none": ["moon"]}, "moon"),
        ({"several": True}, "第二百一十四条不看这一情节"),
        ({"bankruptcy": {"holds": True}}, "第二百一十四条不看这一情节"),
        ({"elements": {"identical_mark": {"holds": True}}}, "identical_mark"),
        ({"elements": {"knowing": {"holds": "yes"}}}, "elements.knowing.holds"),
        ({"penalties": [{"on": "2026-09-17", "kind": "criminal", "for": "213"}]}, "晚于提问之日"),
        ({"penalties": [{"on": "2026-01-01", "kind": "warning", "for": "213"}]}, "warning"),
        ({"penalties": [{"on": "2026-01-01", "kind": "criminal", "for": "212"}]}, "212"),
        ({"suspicion": {"reasonable": False}}, "第三条第二款"),
        ({"secret_loss": {"way": "breach"}}, "不以商业秘密的损失为标准"),
        ({"offender": "family"}, "family"),
        ({"guilty": True}, "guilty"),
        ({"on": "yesterday"}, "yesterday"),
    ],
)
def test_facts_that_cannot_be_are_refused_in_one_sentence_with_their_place(changed: dict[str, object], word: str) -> None:
    with pytest.raises(law.UnusableFacts) as caught:
        law.read_crime(law.Fact(case_214(**changed), ""))
    assert word in caught.value.sentence()
    assert len(caught.value.sentence().splitlines()) == 1 and caught.value.exit_code == 2


def secret(loss: object, **more: object) -> dict[str, Any]:
    return {
        "article": "219",
        "on": "2026-09-16",
        "acts": [{"from": "2026-03-01"}],
        "none": ["illegal_income"],
        "penalties": [],
        "bankruptcy": {"holds": False},
        "secret_loss": loss,
    } | more


@pytest.mark.parametrize(
    ("loss", "total"),
    [
        ({"way": "taken_not_used", "licence_fee": fen(40_000_000)}, 40_000_000),
        ({"way": "taken_not_used", "licence_fee": fen(40_000_000), "lost_units": count(10), "unit_profit": fen(9_000_000)}, 40_000_000),
        ({"way": "taken_and_used", "lost_units": count(100), "unit_profit": fen(300_000)}, 30_000_000),
        ({"way": "taken_and_used", "lost_units": count(100), "unit_profit": fen(300_000), "licence_fee": fen(35_000_000)}, 35_000_000),
        ({"way": "taken_and_used", "lost_units": count(100), "unit_profit": fen(300_000), "licence_fee": fen(25_000_000)}, 30_000_000),
        ({"way": "taken_and_used", "licence_fee": fen(25_000_000)}, 25_000_000),
        ({"way": "breach", "infringing_units": count(50), "unit_profit": fen(300_000)}, 15_000_000),
        ({"way": "breach", "lost_units": count(10), "infringing_units": count(50), "unit_profit": fen(300_000)}, 3_000_000),
        ({"way": "breach", "lost_units": count(10), "unit_profit": fen(300_000), "licence_fee": fen(99_000_000)}, 3_000_000),
        ({"way": "knowing", "lost_service_profit": fen(7_000_000)}, 7_000_000),
        ({"way": "made_public", "commercial_value": fen(80_000_000)}, 80_000_000),
        ({"way": "made_public", "commercial_value": fen(80_000_000), "remedial_costs": fen(500_000)}, 80_500_000),
    ],
)
def test_the_loss_of_a_secret_is_computed_in_the_way_it_was_taken(loss: dict[str, object], total: int) -> None:
    answer = assess(secret(loss))
    (line,) = [line for line in answer.amounts if line.key == "loss"]
    assert (line.proved, line.claimed) == (total, total)
    assert answer.threshold.state == ("met" if total >= 30_000_000 else "not_met")
    assert "第十八条" in answer.reckoning[0]


def test_a_loss_with_one_unproved_figure_is_unproved_as_a_whole() -> None:
    answer = assess(secret({"way": "breach", "lost_units": count(1000), "unit_profit": fen(300_000, "")}))
    (line,) = [line for line in answer.amounts if line.key == "loss"]
    assert (line.proved, line.claimed, line.unproved) == (0, 300_000_000, True)
    assert answer.threshold.state == "unknown"
    assert any("未证明" in step for step in answer.reckoning)


def test_a_loss_that_cannot_be_computed_leaves_the_standard_open() -> None:
    answer = assess(secret({"way": "breach", "lost_units": count(1000)}))
    assert answer.threshold.state == "unknown"


@pytest.mark.parametrize(
    "more",
    [
        {"none": ["loss"]},
        {"acts": [{"from": "2026-03-01", "amounts": {"loss": fen(1)}}]},
        {"acts": [{"from": "2026-03-01"}, {"from": "2026-04-01"}]},
    ],
)
def test_a_loss_stated_twice_or_for_two_acts_is_refused(more: dict[str, object]) -> None:
    with pytest.raises(law.UnusableFacts):
        assess(secret({"way": "made_public", "commercial_value": fen(1)}, **more))


STOCK = {"count": count(100), "average_price": fen(70_000), "marked_price": fen(99_000), "market_price": fen(500_000)}


def goods(**unsold: object) -> dict[str, Any]:
    stock = {key: value for key, value in {**STOCK, **unsold}.items() if value is not None}
    return {"name": "水壶", "sold": {"count": count(40), "price": fen(65_000)}, "unsold": stock}


def of_goods(article: str, *rows: object) -> law.CrimeAnswer:
    none = [key for key in law.CRIME_ARTICLES[article].measures if key not in ("sales", "unsold_value", "turnover")]
    made = {"article": article, "on": "2026-09-16", "acts": [{"from": "2026-03-01", "goods": list(rows)}], "none": none, "penalties": []}
    return assess(made)


@pytest.mark.parametrize(
    ("left_out", "worth"),
    [((), 7_000_000), (("average_price",), 9_900_000), (("average_price", "marked_price"), 50_000_000)],
)
def test_unsold_goods_are_worth_the_first_price_that_is_known_in_the_order_of_the_provision(left_out: tuple[str, ...], worth: int) -> None:
    answer = of_goods("214", goods(**dict.fromkeys(left_out)))
    amounts = {line.key: line.proved for line in answer.amounts}
    assert (amounts["sales"], amounts["unsold_value"]) == (2_600_000, worth)
    assert answer.threshold.state == ("met" if 2_600_000 + worth >= 15_000_000 else "not_met")
    assert len(answer.reckoning) == 2 and "第二十八条" in answer.reckoning[1]


def test_the_order_of_prices_is_that_of_the_parameter() -> None:
    named = law.value("ct-illegal-turnover-definition.order", on=date(2026, 9, 16)).value
    assert named == ("实际销售价格", *PRICES.values())


def test_for_counterfeiting_all_goods_are_turnover() -> None:
    answer = of_goods("213", goods(), {"name": "壶盖", "unsold": {"count": count(10), "marked_price": fen(1_000)}})
    assert {line.key: line.proved for line in answer.amounts}["turnover"] == 2_600_000 + 7_000_000 + 10_000


def test_turnover_of_goods_sold_without_an_exhibit_is_not_proved_by_the_unsold() -> None:
    sold_on_hearsay = goods() | {"sold": {"count": {"count": 40}, "price": fen(65_000)}}
    line = next(line for line in of_goods("213", sold_on_hearsay).amounts if line.key == "turnover")
    assert (line.proved, line.claimed) == (0, 9_600_000)


def test_nought_is_a_finding_and_needs_no_exhibit() -> None:
    amounts = {"sales": fen(100), "illegal_income": {"fen": 0}, "unsold_value": {"fen": 0}}
    assert assess(case_214(acts=[{"from": "2026-03-01", "amounts": amounts}], penalties=[])).threshold.state == "not_met"


def test_a_fine_is_not_reckoned_from_what_nobody_proved() -> None:
    amounts = {"labels": count(12_000), "turnover": {"fen": 9_000_000}}
    answer = assess(
        {"article": "215", "on": "2026-09-16", "acts": [{"from": "2026-03-01", "amounts": amounts}], "none": ["illegal_income"]}
    )
    assert answer.applied
    assert [fine.high_fen for fine in answer.applied.fines] == [100_000_000]


def test_goods_without_any_price_or_without_an_exhibit_leave_the_standard_open() -> None:
    unpriced = of_goods("214", goods(average_price=None, marked_price=None, market_price=None))
    assert unpriced.threshold.state == "unknown" and "没有可以采用的价格" in unpriced.reckoning[1]
    unproved = of_goods("214", goods(count={"count": 1000}))
    line = next(line for line in unproved.amounts if line.key == "unsold_value")
    assert (line.proved, line.claimed) == (0, 70_000_000)
    assert unproved.threshold.state == "unknown"


@pytest.mark.parametrize(
    ("article", "act"),
    [
        ("214", {"amounts": {"sales": fen(1)}, "goods": [goods()]}),
        ("219", {"goods": [goods()]}),
        ("214", {"goods": [{"name": "水壶", "sold": {"count": count(1)}}]}),
        ("214", {"goods": [{"sold": {"count": count(1), "price": fen(1)}}]}),
        ("214", {"goods": {}}),
    ],
)
def test_goods_that_contradict_or_say_too_little_are_refused(article: str, act: dict[str, object]) -> None:
    with pytest.raises(law.UnusableFacts):
        assess({"article": article, "on": "2026-09-16", "acts": [{"from": "2026-03-01", **act}]})


def test_what_nobody_looked_for_is_named_as_missing() -> None:
    answer = assess(case_214(acts=[{"from": "2026-03-01", "amounts": {"sales": fen(4_000_000)}}], none=["illegal_income", "unsold_value"]))
    assert answer.threshold.state == "unknown"
    assert answer.threshold.missing == ("当事人此前的处罚记录",)


def test_a_penalty_without_its_document_leaves_the_lower_amount_open() -> None:
    penalties = [{"on": "2025-06-01", "kind": "administrative", "for": "214"}]
    acts = [{"from": "2026-03-01", "amounts": {"sales": fen(4_000_000)}}]
    answer = assess(case_214(acts=acts, none=["illegal_income", "unsold_value"], penalties=penalties))
    assert answer.threshold.state == "unknown" and "证据" in answer.threshold.missing[0]


def test_more_than_asked_already_reached_needs_no_further_figure() -> None:
    answer = assess(case_214())
    assert answer.threshold.state == "met"
    assert "违法所得" in answer.regimes[0].could_rise


def test_a_ruin_nobody_asked_about_leaves_an_amount_below_the_standard_open() -> None:
    made = facts({"article": "219"}, {"loss": 100})
    assert assess(made).threshold.state == "not_met"
    del made["bankruptcy"]
    answer = assess(made)
    assert answer.threshold.state == "unknown" and "破产" in answer.threshold.missing[0]


def test_an_element_asserted_without_an_exhibit_is_not_proved() -> None:
    made = facts({"article": "214"}, {"sales": 9_000_000})
    made["elements"]["knowing"] = {"holds": True}
    answer = assess(made)
    assert (answer.threshold.state, answer.elements_state, answer.referral.state) == ("met", "unknown", "undetermined")


def test_a_transfer_names_the_steps_of_the_regulation_with_their_terms_and_no_transfer_names_none() -> None:
    made = case_214(suspicion={"reasonable": True})
    steps = assess(made).referral.next_steps
    assert [word in step for word, step in zip(("2名以上", "3日内", "24小时内"), steps, strict=True)] == [True, True, True]
    assert all("第五条" in step for step in steps)
    assert assess(case_214()).referral.next_steps == ()


def test_before_the_rule_of_2020_suspicion_alone_decides_nothing() -> None:
    made = facts({"article": "214", "day": "2019-05-20"}, {"sales": 100})
    made |= {"on": "2020-08-06", "penalties": [], "suspicion": {"reasonable": True}}
    assert assess(made).referral.state == "undetermined"
    made["on"] = "2020-08-07"
    assert assess(made).referral.state == "required"


def test_a_question_of_2024_is_answered_from_the_text_of_2024_alone() -> None:
    made = facts({"article": "214", "day": "2024-03-01"}, {"sales": 6_000_000})
    made |= {"on": "2024-06-01", "penalties": []}
    answer = assess(made)
    assert [regime.key for regime in answer.regimes] == ["old"]
    assert answer.unit_zh == ""


def test_acts_before_the_interpretations_known_cannot_be_judged_by_the_text_of_their_time() -> None:
    answer = assess(facts({"article": "214", "day": "2004-12-21"}, {"sales": 60_000_000}))
    old = answer.regimes[1]
    assert (old.level, old.missing) == ("unknown", ("行为时有效的司法解释",))
    assert answer.choice.applies is None


def written(path: Path, made: object) -> str:
    path.write_text(made if isinstance(made, str) else json.dumps(made, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_the_command_says_threshold_elements_and_referral_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = case_214(acts=[{"from": "2026-03-01", "amounts": {"sales": fen(100)}}], none=["illegal_income", "unsold_value"], penalties=[])
    made["suspicion"] = {"reasonable": True, "police_measures_needed": True}
    assert run("crime", written(tmp_path / "f.json", made)) == 0
    out = capsys.readouterr().out
    assert "一、数额：未达到" in out and "二、构成要件：尚未查清" in out and "三、移送：应当移送" in out
    assert run("crime", written(tmp_path / "f.json", made), "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["threshold"]["state"], answer["elements_state"], answer["referral"]["state"]) == ("not_met", "unknown", "required")
    assert "第三条第二款" in answer["referral"]["source"]


@pytest.mark.parametrize("command", ["crime", "court", "seller", "awards"])
@pytest.mark.parametrize(
    "text", ["", "[", "[]", "{}", '"x"', '{"a": 1}', '{"on": "2026-01-01", "on": "2026-01-02"}', "[" * 100_000], ids=range(8)
)
def test_a_file_that_cannot_be_used_ends_with_one_sentence_and_2(
    command: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command, written(tmp_path / "f.json", text)) == 2
    assert len(capsys.readouterr().out.strip().splitlines()) == 1


@pytest.mark.parametrize("command", ["crime", "court", "seller", "awards"])
def test_a_file_that_is_not_there_or_not_text_ends_with_one_sentence_and_2(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command, str(tmp_path / "none.json")) == 2
    (tmp_path / "b.json").write_bytes(b"\xff\xfe\x00")
    assert run(command, str(tmp_path / "b.json")) == 2
    assert run(command, str(tmp_path)) == 2
    assert len(capsys.readouterr().out.strip().splitlines()) == 3


def test_the_other_commands_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dispute = {"on": "2026-09-16", "case": "civil", "matter": "invention", "places": [{"kind": "defendant_domicile", "city": "甲市"}]}
    assert run("court", written(tmp_path / "c.json", dispute)) == 0
    assert "未配置" in capsys.readouterr().out
    assert run("court", written(tmp_path / "c.json", dispute | {"case": "administrative", "dispute": "validity"}), "--json") == 1
    assert json.loads(capsys.readouterr().out)["level"] == "unknown"
    assert run("seller", written(tmp_path / "s.json", {"statute": "trademark", "on": "2026-09-16"})) == 1
    assert "未证明" in capsys.readouterr().out
    rows = [{"claimed_fen": 100, "awarded_fen": 25, "right": "patent", "court": "甲院", "closed_on": "2026-03-02"}] * 5
    assert run("awards", written(tmp_path / "a.json", {"cases": rows})) == 0
    assert "5件，中位数25.0%" in capsys.readouterr().out
    assert run("awards", written(tmp_path / "a.json", {"cases": rows[:4]}), "--json") == 1
    assert json.loads(capsys.readouterr().out)["all"]["withheld"] is True
    assert run("awards", written(tmp_path / "a.json", {"cases": rows}), "--smallest-group", "1") == 2
    capsys.readouterr()
    assert run("competence", "--on", "2026-09-16") == 0
    assert "未配置" in capsys.readouterr().out
    assert run("competence", "--on", "2026-09-16", "--right", "patent", "--procedure", "ruling", "--json") == 0
    assert json.loads(capsys.readouterr().out)["body_key"] == "patent_administration"
    assert run("competence", "--on", "2026-11-16", "--right", "layout_design", "--procedure", "ruling") == 1
    assert run("competence", "--on", "2026-11-16", "--right", "moon") == 2
    assert run("competence", "--on", "soon") == 2
