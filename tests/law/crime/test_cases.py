"""Every worked case of `cases.yaml` comes out as the lawyer worked it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from quandun.kernel.money import fen_of_yuan
from quandun.law import api as law
from tests.law.crime.cases import assess, facts, written

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
EXPECTED = {"applies", "level", "threshold", "elements", "referral", "years", "fine", "fines", "confirmed"}


def answer_of(case: dict[str, Any]) -> law.CrimeAnswer:
    exhibit = "" if case.get("unproved") else "证据1"
    made = facts(case, {}, exhibit=exhibit)
    shown = {key for amounts in case["acts"].values() for key in amounts}
    made["none"] = [key for key in made["none"] if key not in shown]
    made["acts"] = []
    for day, amounts in case["acts"].items():
        stated = dict.fromkeys(shown, 0) | written(amounts)
        made["acts"].append({"from": str(day), "amounts": facts(case, stated, exhibit=exhibit)["acts"][0]["amounts"]})
    for key, holds in case.get("without", {}).items():
        made["elements"][key] = {"holds": holds}
    made["suspicion"] = case.get("suspicion")
    return assess(made)


@pytest.mark.parametrize("case", CASES, ids=[case["name"].replace(" ", "-") for case in CASES])
def test_it_holds_that(case: dict[str, Any]) -> None:
    answer, expect = answer_of(case), case["expect"]
    assert set(expect) <= EXPECTED
    applied = answer.applied
    found: dict[str, Any] = {
        "applies": answer.choice.applies,
        "level": applied.level if applied else None,
        "threshold": answer.threshold.state,
        "elements": answer.elements_state,
        "referral": answer.referral.state,
        "confirmed": answer.confirmed,
    }
    assert {key: found[key] for key in expect if key in found} == {key: value for key, value in expect.items() if key in found}
    if "years" in expect:
        assert applied and applied.sentence
        assert [applied.sentence.from_years or 0, applied.sentence.to_years or 0] == expect["years"]
    if "fine" in expect:
        assert applied
        assert [applied.fines[0].low_fen, applied.fines[0].high_fen] == [fen_of_yuan(yuan) for yuan in expect["fine"]]

    if "fines" in expect:
        assert applied
        assert len(applied.fines) == expect["fines"]


def test_names_are_unique() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES)


def test_every_article_has_a_case_under_either_text() -> None:
    shown = {(str(case["article"]), regime.key) for case in CASES for regime in answer_of(case).regimes}
    assert shown == {(article, key) for article in law.CRIME_ARTICLES for key in ("2025", "old")}


def test_nobody_is_called_guilty() -> None:
    for case in CASES:
        said = "\n".join(law.crime_lines(answer_of(case)))
        assert "罪犯" not in said and "侵权人" not in said and "构成犯罪，" not in said.replace("涉嫌构成犯罪，", "")
