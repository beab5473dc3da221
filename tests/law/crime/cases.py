"""Cases of crime as a lawyer writes them in YAML (yuan, pieces), turned into FACTS."""

from collections.abc import Mapping
from typing import Any

from quandun.kernel.money import fen_of_yuan
from quandun.law import api as law

ON = "2026-09-16"
NEW_DAY = "2026-03-01"


def facts(raw: Mapping[str, Any], amounts: Mapping[str, int], *, exhibit: str = "证据1") -> dict[str, Any]:
    """Return FACTS with one act and these amounts in fen or pieces, each proved; every other measure is found to be none."""
    article = str(raw["article"])
    offence = law.CRIME_ARTICLES[article]
    day = str(raw.get("day", NEW_DAY))
    stated = {key: {law.CRIME_MEASURES[key].unit: number, **({"exhibit": exhibit} if exhibit else {})} for key, number in amounts.items()}
    made: dict[str, Any] = {
        "article": article,
        "on": ON,
        "offender": "unit" if raw.get("unit") else "person",
        "acts": [{"from": day, "amounts": stated}],
        "none": [key for key in offence.measures if key not in amounts],
        "penalties": [
            {"on": str(on), "kind": "administrative", "for": str(of), "exhibit": "证据9"} for on, of in raw.get("penalty", {}).items()
        ],
        "elements": {element.key: {"holds": True, "exhibit": "证据2"} for element in offence.elements},
    }
    if "several" in offence.flags:
        made["several"] = bool(raw.get("several"))
    if "bankruptcy" in offence.flags:
        made["bankruptcy"] = {"holds": bool(raw.get("bankruptcy")), "exhibit": "证据7"}
    if raw.get("circumvention"):
        made["circumvention"] = True
    return made


def written(amounts: Mapping[str, Any]) -> dict[str, int]:
    """Return amounts written in yuan and pieces as fen and pieces."""
    return {key: fen_of_yuan(str(n)) if law.CRIME_MEASURES[key].unit == "fen" else int(n) for key, n in amounts.items()}


def assess(made: object) -> law.CrimeAnswer:
    """Assess FACTS given as plain data."""
    return law.assess_crime(law.read_crime(law.Fact(made, "")))


def regime(answer: law.CrimeAnswer, text: str) -> Any:
    """Return the outcome under the new or the old text."""
    key = {"new": "2025", "old": "old"}[text]
    return next(r for r in answer.regimes if r.key == key)
