"""Every example of jurisdiction comes out as the lawyer worked it; what is not to hand is never filled in."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from quandun.law import api as law

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
ON = "2026-09-16"


def found(facts: dict[str, Any], places: dict[str, str]) -> law.CourtAnswer:
    made = {"on": ON, **facts, "places": [{"kind": kind, "city": city} for kind, city in places.items()]}
    return law.find_court(law.read_court(law.Fact(made, "")))


@pytest.mark.parametrize("case", CASES, ids=[case["name"].replace(" ", "-") for case in CASES])
def test_it_holds_that(case: dict[str, Any]) -> None:
    answer, expect = found(case["facts"], case.get("places", {})), case["expect"]
    assert set(expect) <= {"level", "courts", "appeal", "missing", "refused", "history"}
    if "level" in expect:
        assert answer.level == expect["level"]
    if "courts" in expect:
        assert [court.name_zh or None for court in answer.courts] == expect["courts"]
    if "appeal" in expect:
        assert expect["appeal"] in answer.appeal.name_zh + answer.appeal.missing
    if "missing" in expect:
        assert any(expect["missing"] in missing for missing in answer.missing)
    if "refused" in expect:
        assert len(answer.refused) == expect["refused"]
    if "history" in expect:
        assert any(expect["history"] in line and "已不适用" in line for line in answer.history)


def test_every_line_of_an_answer_says_where_it_stands() -> None:
    for case in CASES:
        answer = found(case["facts"], case.get("places", {}))
        for step in answer.steps:
            assert "——" in step or "法释〔2022〕13号" in step
        assert all(court.source for court in answer.courts)
        assert all("——" in why for _, why in answer.refused)
        for court in answer.courts:
            assert bool(court.name_zh) != bool(court.missing)


@pytest.fixture
def a_city_that_knows(tmp_path: Path) -> Iterator[None]:
    (tmp_path / "courts.yaml").write_text(
        """instrument: 法〔2022〕109号
read_from: 附件
parameters:
  ju-here-amount:
    instead_of: ju-jinan-basic.amount_max
    authorised_by: 法释〔2022〕13号 第五条
    name_zh: 标的额
    statement_zh: 标的额
    article: 附件
    confidence: verified
    values: {amount_max: {name_zh: 标的额, unit: CNY, op: max, dated: {2022-05-01: {value: 1000}}}}
""",
        encoding="utf-8",
    )
    law.load(tmp_path)
    yield
    law.load(None)


@pytest.mark.usefixtures("a_city_that_knows")
def test_once_a_city_has_the_annex_the_amount_decides_and_the_amount_itself_is_above() -> None:
    facts = {"case": "civil", "matter": "trademark"}
    below, at = (found({**facts, "claim_fen": fen}, {"defendant_domicile": "济南市"}) for fen in (99_999, 100_000))
    assert (below.level, at.level) == ("basic", "intermediate")


def test_before_the_rule_of_2022_nothing_is_answered() -> None:
    with pytest.raises(law.NotInForce):
        law.find_court(law.CourtFacts(on=date(2022, 4, 30), case="civil", matter="trademark"))


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"matter": "mark"}, "matter"),
        ({"case": "civil", "dispute": "validity"}, "法释〔2022〕13号"),
        ({"case": "civil", "defendant_body": "customs"}, "行政案件"),
        ({"case": "civil", "inviting_court": "某院"}, "第二百零五条"),
        ({"claim_fen": -1}, "claim_fen"),
        ({"claim_fen": 1.5}, "claim_fen"),
        ({"on": "2026-02-30"}, "2026-02-30"),
        ({"places": [{"kind": "moon", "city": "甲市"}]}, "places[0].kind"),
        ({"places": {}}, "places"),
        ({"court": "x"}, "court"),
    ],
)
def test_facts_that_cannot_be_are_refused_in_one_sentence(wrong: dict[str, object], word: str) -> None:
    with pytest.raises(law.UnusableFacts) as caught:
        law.read_court(law.Fact({"on": ON, "case": "civil", "matter": "trademark", **wrong}, ""))
    assert word in caught.value.sentence() and caught.value.exit_code == 2
