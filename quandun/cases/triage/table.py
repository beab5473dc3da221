"""分流 triage: which road a matter takes, why, and why not the others. The table is data; zen-engine names the rule that fired.

The machine proposes; an officer confirms or overrides with a reason (the step `confirm_route`).
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import zen

TABLE_FILE = Path(__file__).parent / "road.json"


@dataclass(frozen=True, slots=True)
class TriageFacts:
    """What the table looks at. `likeness` is the best finding: identical, similar or none."""

    right_kind: str  # trade_mark | unknown
    likeness: str
    district_known: bool
    suit_filed: bool = False

    def as_json(self) -> dict[str, str | bool]:
        """Return the facts as the table and the record take them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Road:
    """The proposed road, the rule that fired, the reasons, and each road not taken with its reason."""

    route: str
    track: str
    rule: str
    reasons: tuple[str, ...]
    not_taken: tuple[tuple[str, str], ...]
    table_sha256: str


@lru_cache(maxsize=1)
def _table() -> tuple[zen.ZenDecision, str]:
    content = TABLE_FILE.read_text(encoding="utf-8")
    return zen.ZenEngine().create_decision(content), hashlib.sha256(content.encode()).hexdigest()


def propose_road(facts: TriageFacts) -> Road:
    """Run the table over the facts. The last row of the table takes everything, so there is always an answer."""
    decision, digest = _table()
    answer = decision.evaluate(facts.as_json(), {"trace": True})
    result = answer["result"]
    trace = json.loads(json.dumps(answer["trace"]))
    fired = next(step["traceData"]["rule"]["_id"] for step in trace.values() if step.get("traceData"))
    return Road(
        route=result["route"],
        track=result["track"],
        rule=fired,
        reasons=tuple(result["reasons"].split("｜")),
        not_taken=tuple((pair.split("：", 1)[0], pair.split("：", 1)[1]) for pair in result["not_taken"].split("｜")),
        table_sha256=digest,
    )
