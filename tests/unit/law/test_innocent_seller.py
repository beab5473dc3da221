"""The innocent seller: three conditions, each with its exhibit; the other statutes stay apart."""

from datetime import date

import pytest

from quandun.law import api as law

YES = {"holds": True, "exhibit": "证据4"}


def judged(statute: str = "trademark", on: str = "2026-09-16", **conditions: object) -> law.SellerAnswer:
    return law.judge_seller(law.read_seller(law.Fact({"statute": statute, "on": on, "conditions": conditions}, "")))


def test_who_proves_all_three_is_only_told_to_stop_selling() -> None:
    answer = judged(unaware=YES, lawfully_acquired=YES, supplier_named=YES)
    assert (answer.state, answer.consequence_zh) == ("established", "责令停止销售")
    assert "第六十条第二款" in answer.source and answer.confirmed


@pytest.mark.parametrize("left", ["unaware", "lawfully_acquired", "supplier_named"])
@pytest.mark.parametrize(
    ("said", "state"),
    [(None, "unproved"), ({"holds": True}, "unproved"), ({"holds": None}, "unproved"), ({"holds": False}, "not_established")],
)
def test_each_condition_is_needed_and_a_word_is_no_proof(left: str, said: object, state: str) -> None:
    conditions: dict[str, object] = {"unaware": YES, "lawfully_acquired": YES, "supplier_named": YES, left: said}
    answer = judged("trademark", "2026-09-16", **conditions)
    assert answer.state == state
    assert answer.consequence_zh != "责令停止销售"


def test_the_article_moves_with_the_trademark_law_of_2027() -> None:
    last = judged(on="2026-12-31", unaware=YES)
    first = judged(on="2027-01-01", unaware=YES)
    assert ("第六十条第二款" in last.source, "第七十四条第二款" in first.source) == (True, True)
    civil = judged("trademark_civil", on="2027-01-01", unaware=YES)
    assert "第七十八条第二款" in civil.source


def test_the_statutes_counterparts_are_shown_apart_and_ask_their_own_conditions() -> None:
    assert [c.key for c in judged("patent").conditions] == ["unaware", "lawful_source"]
    assert [c.key for c in judged("copyright").conditions] == ["lawful_source"]
    assert len(judged().beside) == len(law.SELLER_DEFENCES) - 1
    assert all("分别审查" in line for line in judged().beside)
    assert (
        judged("unfair_competition", unaware=YES, lawfully_acquired=YES, supplier_named=YES).consequence_zh == "责令停止销售，不予行政处罚"
    )
    with pytest.raises(law.UnusableFacts):
        judged("copyright", supplier_named=YES)


def test_copyright_turns_the_sentence_round() -> None:
    assert "不因来源" in judged("copyright", lawful_source=YES).consequence_zh
    assert judged("copyright", lawful_source={"holds": False}).consequence_zh == "应当承担法律责任"
    assert "证明不了的" in judged("copyright").consequence_zh


def test_before_its_text_was_read_nothing_is_answered() -> None:
    with pytest.raises(law.NotInForce):
        judged("unfair_competition", on="2025-10-14")


@pytest.mark.parametrize("statute", tuple(law.SELLER_DEFENCES))
def test_the_questions_are_as_many_as_the_conditions_of_the_text(statute: str) -> None:
    defence = law.SELLER_DEFENCES[statute]
    for day in (date(2026, 9, 16), date(2027, 1, 1)):
        named = law.value(f"{defence.id}.conditions", on=day).value
        assert isinstance(named, tuple) and len(named) == len(defence.questions)


def test_the_lines_name_the_exhibit_or_say_unproved() -> None:
    said = "\n".join(law.seller_lines(judged(unaware=YES)))
    assert "有证据证明（证据4）" in said and "说明提供者：未证明" in said
