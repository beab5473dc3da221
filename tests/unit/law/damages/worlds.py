"""Facts that read like prose: a sound trademark claim, changed one thing at a time."""

from copy import deepcopy
from typing import Any

from quandun.law import api

EXHIBITS = [{"id": f"证{n}", "title": f"第{n}份证据"} for n in range(1, 7)]
GAIN = {"name": "网店", "revenue": {"value": "1000000", "exhibit": "证1"}, "margin": {"value": "30%", "exhibit": "证2"}}
PUNITIVE = {
    "multiple": {"value": "2.5"},
    "intent": [{"factor": "有效通知后继续", "exhibit": "证3"}],
    "serious": [{"factor": "受罚或裁判后再犯", "exhibit": "证4"}],
}


def facts(**changes: Any) -> dict[str, Any]:
    """Return facts of a trademark infringement in 2026 judged in June 2026; None takes a key away."""
    made: dict[str, Any] = {
        "title": "试验",
        "right": "trademark",
        "act": {"from": "2026-01-05", "to": "2026-03-31"},
        "as_of": "2026-06-01",
        "exhibits": EXHIBITS,
        "gain": [GAIN],
    }
    made.update(changes)
    return deepcopy({key: value for key, value in made.items() if value is not None})


def assess(**changes: Any) -> api.DamagesAssessment:
    """Read and assess."""
    return api.assess_damages(api.damages_facts(facts(**changes)))


def quantity(value: str, exhibit: str = "") -> dict[str, str]:
    """Return a number with or without its exhibit."""
    return {"value": value, "exhibit": exhibit} if exhibit else {"value": value}
