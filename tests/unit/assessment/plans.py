"""The four plans read by hand, and how near a reading comes to them."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
VECTORS = ROOT / "tests" / "vectors" / "plans"
KEYS = ("jinan-2021", "anhui-iiot-2021", "guangzhou-talent-2012", "guofa-2018-38-zimaoqu")

Row = dict[str, Any]


def text_of(key: str) -> str:
    """Return the text of a plan."""
    path = ROOT / "cities" / "jinan" / "plan.txt" if key == "jinan-2021" else VECTORS / f"{key}.txt"
    return path.read_text("utf-8")


def expected(key: str) -> Row:
    """Return what a careful reader gets from it."""
    values: Row = json.loads((VECTORS / f"{key}.expected.json").read_text("utf-8"))
    return values


def parts(plan: Row) -> list[Row]:
    """Return a plan and the further plans of its file."""
    return [plan, *plan.get("further", [])]


def rows(plan: Row) -> list[Row]:
    """Return tasks and safeguards of every plan of a file."""
    return [row for part in parts(plan) for row in (*(task for group in part["groups"] for task in group["tasks"]), *part["safeguards"])]


def figures(targets: Iterable[Row]) -> list[tuple[Any, ...]]:
    """Return what counts in targets."""
    return [tuple(target[key] for key in ("text", "op", "value", "unit", "due", "kind")) for target in targets]


def _name(row: Row) -> str:
    return str(row["number"] or row["title"][:8])


def _named(plan: Row, what: str) -> Iterator[tuple[str, str]]:
    for row in rows(plan):
        if what == "tasks":
            yield _name(row), row["title"]
        elif what == "targets":
            yield from ((_name(row), str(figure[1:])) for figure in figures(row["targets"]))
        else:
            yield from ((_name(row), unit) for unit in row[what])


def f1(read: Row, wanted: Row, what: str) -> float:
    """Return the F1 of tasks, units, lead_units or targets against the expectation."""
    found, asked = Counter(_named(read, what)), Counter(_named(wanted, what))
    if not found and not asked:
        return 1.0
    return 2 * (found & asked).total() / (found.total() + asked.total())
