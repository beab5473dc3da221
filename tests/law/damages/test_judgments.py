"""Published judgments: from their published figures the workbench gives their published totals."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from quandun.kernel.money import fen_of_yuan
from quandun.law import api

HERE = Path(__file__).parent
KEYS = {"name", "court", "case_number", "public", "only", "source", "known", "not_public", "facts", "expect"}


def _flags(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _flags(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_flags(inner) for inner in value]
    return {"true": True, "false": False}.get(value, value)


# BaseLoader keeps every number as it is written: a published figure is not a binary fraction.
JUDGMENTS: list[dict[str, Any]] = _flags(yaml.load((HERE / "judgments.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


@pytest.mark.parametrize("judgment", JUDGMENTS, ids=lambda judgment: judgment["name"])
def test_it_gives_the_total_of(judgment: dict[str, Any]) -> None:
    (reading,) = api.assess_damages(api.damages_facts(judgment["facts"])).readings
    # Where every figure stands in the judgment both lines agree; an amount left to the court stands on the claimed line only.
    lines = [reading.claimed] if judgment.get("only") == "claimed" else [reading.proved, reading.claimed]
    for line in lines:
        found = {"base": line.base_fen, "unmultiplied": line.unmultiplied_fen, "total": line.total_fen, "awarded": line.awarded_fen}
        expected = {key: fen_of_yuan(yuan) for key, yuan in judgment["expect"].items()}
        assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("judgment", JUDGMENTS, ids=lambda judgment: judgment["name"])
def test_it_is_cited_and_says_what_is_not_public(judgment: dict[str, Any]) -> None:
    assert set(judgment) <= KEYS
    assert "http" in judgment["source"] and judgment["court"] and judgment["case_number"] and judgment["known"]
    assert judgment["public"] == "all" or judgment["not_public"]


def test_there_are_twelve_of_which_seven_are_public_from_factors_to_total() -> None:
    names = [judgment["name"] for judgment in JUDGMENTS if "推算" not in judgment["name"]]
    assert len(set(names)) == 12
    assert sum(judgment["public"] == "all" for judgment in JUDGMENTS) == 7


def test_a_statute_by_hand_is_shown_as_such() -> None:
    judgment = next(judgment for judgment in JUDGMENTS if judgment["name"] == "吉利诉威马侵害技术秘密案")
    answer = api.damages_data(api.assess_damages(api.damages_facts(judgment["facts"])))
    assert answer["readings"][0]["statute"]["period"] == "由使用者提供"
    assert any("由使用者提供" in remark for remark in answer["remarks"])
