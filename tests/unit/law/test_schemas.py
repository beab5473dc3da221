"""The published schemas are what is read, and the worked examples of the pages come out as the pages say."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from quandun.law import api as law

DOCS = Path(__file__).parents[3] / "docs"
READERS = {
    "law-crime-facts": law.read_crime,
    "law-court-facts": law.read_court,
    "law-seller-facts": law.read_seller,
    "law-awards-cases": law.read_closed_cases,
}


def example(name: str) -> law.Fact:
    return law.read_facts(DOCS / "law" / "examples" / f"{name}.json")


@pytest.mark.parametrize("name", READERS)
def test_the_published_schema_is_built_from_the_tables_of_the_reader(name: str) -> None:
    published = json.loads((DOCS / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert published == law.facts_schemas()[name]


@pytest.mark.parametrize("name", READERS)
def test_the_reader_knows_the_keys_of_the_schema_and_no_other(name: str) -> None:
    schema: Any = law.facts_schemas()[name]
    with pytest.raises(law.UnusableFacts) as caught:
        READERS[name](law.Fact({"nobody": 1}, ""))
    said = re.search("可用的键：([^。]*)", caught.value.sentence())
    assert said and set(said[1].split("、")) == set(schema["properties"])
    with pytest.raises(law.UnusableFacts) as caught:
        READERS[name](law.Fact({}, ""))
    assert schema["required"][0] in caught.value.sentence()


def test_the_example_of_a_crime_is_lighter_under_the_new_text_and_goes_to_the_police() -> None:
    answer = law.assess_crime(law.read_crime(example("crime")))
    new, old = answer.regimes
    assert (answer.choice.applies, new.level, old.level) == ("2025", "base", "aggravated")
    assert new.sentence and old.sentence
    assert (new.sentence.to_years, old.sentence.from_years, old.sentence.to_years) == (3, 3, 10)
    assert {(fine.low_fen, fine.high_fen) for fine in (*new.fines, *old.fines)} == {(24_000_000, 48_000_000)}
    assert (answer.threshold.state, answer.elements_state, answer.referral.state) == ("met", "unknown", "required")


def test_the_example_of_a_court_keeps_both_levels_open() -> None:
    answer = law.find_court(law.read_court(example("court")))
    assert answer.level == "either" and len(answer.courts) == 2 and len(answer.refused) == 1
    assert any("109号" in missing for missing in answer.missing) and any("500000" in line for line in answer.history)


def test_the_example_of_a_seller_lacks_one_exhibit() -> None:
    assert law.judge_seller(law.read_seller(example("seller"))).state == "unproved"


def test_the_example_of_awards_shows_the_whole_and_withholds_every_part() -> None:
    found = law.award_statistics(law.read_closed_cases(example("awards")))
    assert found.all.median is not None and found.all.lower_quartile is not None and found.all.upper_quartile is not None
    assert [float(part) for part in (found.all.lower_quartile, found.all.median, found.all.upper_quartile)] == [0.3, 0.4, 0.5]
    assert all(group.withheld for group in (*found.by_right, *found.by_court, *found.by_year))


def test_the_table_of_articles_in_the_page_is_the_one_of_the_reader() -> None:
    page = (DOCS / "law" / "crime.md").read_text(encoding="utf-8")
    for article, offence in law.CRIME_ARTICLES.items():
        row = re.search(rf"^\| {article} \| `(.*?)` \| `(.*?)` \|", page, re.MULTILINE)
        assert row, article
        assert set(row[1].split()) == set(offence.measures)
        assert row[2].split() == [element.key for element in offence.elements]
