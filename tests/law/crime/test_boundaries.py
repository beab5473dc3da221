"""Each standard of `boundaries.yaml` is reached at its number and not a fen, not a piece below; and none has been forgotten."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from quandun.law import api as law
from tests.law.crime.cases import assess, facts, regime, written

PAIRS = yaml.load((Path(__file__).parent / "boundaries.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  BaseLoader builds only text
LOWER = {"base": "none", "aggravated": "base"}


def judged(pair: dict[str, Any], *, less: int) -> Any:
    amounts = written({pair["figure"]: pair["at"], **pair.get("with", {})})
    amounts[pair["figure"]] -= less
    return regime(assess(facts({**pair, "several": pair.get("several") == "true"}, amounts)), pair["text"])


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{p['article']}-{p['text']}-{p['figure']}-{p['at']}-{n}" for n, p in enumerate(PAIRS)])
def test_the_standard_is_reached_at_its_number_and_not_below(pair: dict[str, Any]) -> None:
    reached, below = judged(pair, less=0), judged(pair, less=1)
    assert reached.level == pair["reaches"]
    assert below.level == LOWER[pair["reaches"]]
    if "half" in pair:
        return
    total = written({pair["figure"]: pair.get("total", pair["at"])})[pair["figure"]]
    decisive = [limb for limb in reached.limbs if limb.state == "met" and limb.threshold == total and limb.tier == pair["reaches"]]
    assert decisive
    assert all(limb.proved == total for limb in decisive)


def test_every_limb_of_every_text_has_a_pair() -> None:
    shown = set()
    for pair in PAIRS:
        found = judged(pair, less=0)
        shown |= {(pair["article"], pair["text"], limb.name_zh, limb.tier) for limb in found.limbs if limb.state == "met"}
    for article in law.CRIME_ARTICLES:
        for key, days in (("new", ("2026-03-01",)), ("old", ("2006-05-20", "2024-05-20"))):
            for day in days:
                for several in (True, False):
                    for penalty in ({}, {"2025-06-01": article}):
                        found = regime(assess(facts({"article": article, "day": day, "several": several, "penalty": penalty}, {})), key)
                        wanted = {(article, key, limb.name_zh, limb.tier) for limb in found.limbs if limb.threshold is not None}
                        assert wanted <= shown, wanted - shown
