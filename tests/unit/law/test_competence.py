"""Who acts, with which power: the table of competence says it with its article, or says that the text is not to hand."""

from datetime import date
from pathlib import Path

import pytest

from quandun.law import api as law
from quandun.law.competence.table import read_table, table

ON = date(2026, 9, 16)


def powers(row: law.Competence) -> dict[str, bool | None]:
    return {power.key: power.granted for power in row.powers}


@pytest.mark.parametrize(
    ("right", "act", "procedure", "body"),
    [
        ("trademark", "infringement", "penalty", "market_regulation"),
        ("patent", "passing_off", "penalty", "market_regulation"),
        ("patent", "infringement", "ruling", "patent_administration"),
        ("geographical_indication", "infringement", "penalty", "market_regulation"),
        ("special_sign", "infringement", "penalty", "market_regulation"),
        ("olympic_symbol", "infringement", "penalty", "market_regulation"),
        ("trade_secret", "infringement", "penalty", "market_regulation"),
        ("unfair_competition", "confusion", "penalty", "market_regulation"),
        ("copyright", "infringement", "penalty", "culture_enforcement"),
        ("plant_variety_crop", "infringement", "penalty", "agriculture"),
        ("plant_variety_forest", "infringement", "penalty", "forestry"),
        ("copyright", "import_export", "border", "customs"),
    ],
)
def test_the_body_is_the_one_the_statute_names(right: str, act: str, procedure: str, body: str) -> None:
    assert law.competence(right=right, act=act, procedure=procedure, on=ON).body_key == body


def test_patent_infringement_is_ruled_on_without_seizure_or_fine() -> None:
    row = law.competence(right="patent", act="infringement", procedure="ruling", on=ON)
    assert (powers(row)["seize"], powers(row)["fine"], powers(row)["inspect_place"]) == (False, False, True)
    assert all("第六十九条第二款" in power.source for power in row.powers if power.key == "seize")
    with pytest.raises(law.NotConfigured):
        law.competence(right="patent", act="infringement", procedure="penalty", on=ON)


@pytest.mark.parametrize(("right", "act"), [("trade_secret", "infringement"), ("unfair_competition", "confusion")])
def test_seizure_in_unfair_competition_needs_the_head_of_a_city_level_body(right: str, act: str) -> None:
    row = law.competence(right=right, act=act, procedure="penalty", on=ON)
    approvers = {power.key: power.approver_zh for power in row.powers}
    assert "设区的市级以上" in approvers["seize"] and "设区的市级以上" in approvers["bank"]
    assert "设区的市级" not in approvers["copy"]


def test_a_special_sign_gives_no_power_to_seize() -> None:
    assert powers(law.competence(right="special_sign", act="infringement", procedure="penalty", on=ON))["seize"] is False


def test_a_penalty_for_copyright_asks_for_harm_to_the_public_interest() -> None:
    row = law.competence(right="copyright", act="infringement", procedure="penalty", on=ON)
    assert row.conditions == ("侵权行为同时损害公共利益",)


@pytest.mark.parametrize("right", ["copyright", "plant_variety_crop", "plant_variety_forest"])
def test_a_rule_of_procedure_not_to_hand_is_named_and_not_borrowed(right: str) -> None:
    rule = law.competence(right=right, act="infringement", procedure="penalty", on=ON).procedural_rule
    assert rule.missing and not rule.source
    assert "市场监督管理" not in rule.name_zh + rule.missing


def test_the_article_changes_with_the_trademark_law_of_2027() -> None:
    before = law.competence(right="trademark", act="infringement", procedure="penalty", on=date(2026, 12, 31))
    after = law.competence(right="trademark", act="infringement", procedure="penalty", on=date(2027, 1, 1))
    assert ("第六十二条" in before.source, "第七十六条" in after.source) == (True, True)
    assert "preserve" in powers(after) and "preserve" not in powers(before)


@pytest.mark.parametrize(
    ("right", "act", "procedure", "on", "named"),
    [
        ("layout_design", "infringement", "ruling", date(2026, 11, 1), "第842号"),
        ("layout_design", "infringement", "ruling", date(2026, 9, 1), "（2001）"),
        ("official_sign", "infringement", "penalty", ON, "官方标志"),
        ("trade_secret", "infringement", "penalty", date(2025, 10, 14), "2025年10月15日"),
        ("trademark", "passing_off", "penalty", ON, "没有载入"),
    ],
)
def test_what_is_not_to_hand_is_said_with_its_name(right: str, act: str, procedure: str, on: date, named: str) -> None:
    with pytest.raises(law.NotConfigured) as caught:
        law.competence(right=right, act=act, procedure=procedure, on=on)
    assert "未配置" in caught.value.sentence() and named in caught.value.sentence()
    assert caught.value.exit_code == 1


def test_what_a_geographical_indication_allows_is_open_and_not_no() -> None:
    row = law.competence(right="geographical_indication", act="infringement", procedure="penalty", on=ON)
    assert powers(row) == {"seize": None, "fine": None}
    assert not row.confirmed


def test_a_word_nobody_defined_is_refused() -> None:
    with pytest.raises(law.UnusableFacts) as caught:
        law.competence(right="trade_mark", act="infringement", procedure="penalty", on=ON)
    assert "trademark" in caught.value.sentence()


def test_every_row_says_where_it_stands() -> None:
    rows = list(law.competences(on=ON))
    found = [row for row in rows if isinstance(row, law.Competence)]
    assert len(rows) == len(table().rows) and len(found) >= 20
    for row in found:
        assert row.source and row.level_zh
        assert all(power.source for power in row.powers if power.granted)
        assert bool(row.procedural_rule.missing) != bool(row.procedural_rule.source)


ROW = """  trademark.infringement.penalty:
    dated:
      2019-11-01:
        {instrument: 甲法, article: 第一条, confidence: verified, body: market_regulation, level: 县级以上, rule: {name: 乙, missing: 丙}}
"""


@pytest.mark.parametrize(
    ("planted", "word"),
    [
        (ROW.replace("trademark.", "mark."), "mark"),
        (ROW.replace("market_regulation", "police"), "police"),
        (ROW.replace("verified", "certain"), "certain"),
        (ROW.replace("level: 县级以上, ", ""), "level"),
        (ROW.replace("rule: {name: 乙, missing: 丙}", "rule: {name: 乙}"), "source"),
        (ROW.replace("rule:", "powers: {fly: {article: 第二条}}, rule:"), "fly"),
        (ROW + "      2018-01-01: {missing: 丁, last_day: 2019-12-31}\n", "重叠"),
    ],
)
def test_a_fault_of_the_table_is_named_with_its_line(tmp_path: Path, planted: str, word: str) -> None:
    head = "\n".join(f"{kind}: {{{', '.join(f'{key}: {name}' for key, name in names.items())}}}" for kind, names in table().names.items())
    path = tmp_path / "table.yaml"
    path.write_text(f"{head}\nrows:\n{ROW}", encoding="utf-8")
    assert read_table(path).rows
    path.write_text(f"{head}\nrows:\n{planted}", encoding="utf-8")
    with pytest.raises(law.BadParameterFile) as caught:
        read_table(path)
    assert word in caught.value.sentence() and "table.yaml" in caught.value.sentence()
