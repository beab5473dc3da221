"""Small plans written by hand in the layouts of many offices, each with what a careful clerk reads in it.

A file of `tests/vectors/plans/styles` holds the plan, a line of `=====`, and the expectation:

    title …            number …            date …            issuers 甲、乙
    overall            the general part: its targets on the next line
    [label] title      one task or safeguard, in order of the text; label as written, "" where there is none
      units: 甲* | 乙+ | 丙        * leads, + supports
      segments: 甲 | 甲、乙        units of each list, where a task has several
      targets: >= 5 家 2025-12-31 | milestone 2024-06-30
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from quandun.assessment.domain.plan import Item, Plan
from quandun.assessment.domain.targets import Target

FOLDER = Path(__file__).parents[2] / "vectors" / "plans" / "styles"
RULE = "\n=====\n"


@dataclass
class Expected:
    """One task as a clerk reads it."""

    label: str
    title: str
    units: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)
    segments: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)


@dataclass
class Style:
    """One vector: the text, the frame of the document, the tasks."""

    name: str
    text: str
    frame: dict[str, str]
    tasks: list[Expected]


def styles() -> list[Style]:
    """Return every vector of the folder."""
    return [read_style(path) for path in sorted(FOLDER.glob("*.plan"))]


def read_style(path: Path) -> Style:
    """Read one vector."""
    text, expectation = path.read_text("utf-8").split(RULE)
    frame: dict[str, str] = {}
    tasks: list[Expected] = []
    for line in expectation.splitlines():
        head = re.match(r"\[(.*?)\] ?(.*)$", line)
        if head:
            tasks.append(Expected(head.group(1), head.group(2)))
        elif line.startswith("overall"):
            tasks.append(Expected("overall", ""))
        elif line.startswith("  "):
            key, _, value = line.strip().partition(": ")
            _fill(tasks[-1], key, value.split(" | "))
        elif line:
            key, _, value = line.partition(" ")
            frame[key] = value
    return Style(path.stem, text + "\n", frame, tasks)


def _fill(task: Expected, key: str, values: list[str]) -> None:
    if key != "units":
        setattr(task, key, values)
        return
    task.units = [value.rstrip("*+") for value in values]
    task.lead = [value[:-1] for value in values if value.endswith("*")]
    task.support = [value[:-1] for value in values if value.endswith("+")]


def read_tasks(plan: Plan) -> list[Expected]:
    """Return what the reader found, in the shape of the expectation; the general part only where it states targets."""
    found = [_of_item(item) for item in plan.items]
    if plan.overall and plan.overall.targets:
        found.insert(0, Expected("overall", "", targets=[figure(target) for target in plan.overall.targets]))
    return found + [task for other in plan.further for task in read_tasks(other)]


def _of_item(item: Item) -> Expected:
    return Expected(
        item.label,
        item.title,
        list(item.units),
        list(item.lead_units),
        list(item.support_units),
        ["、".join(segment.units) for segment in item.segments] if len(item.segments) > 1 else [],
        [figure(target) for target in item.targets],
    )


def figure(target: Target) -> str:
    """Return a target as the vectors write it."""
    if target.kind == "milestone":
        return f"milestone {target.due}"
    return " ".join(str(part) for part in (target.op, target.value, target.unit, target.due) if part is not None)
