"""Which figures a city lets stand beside the tasks of its plan: `figures.yaml` of the city folder, optional.

A task is named by its number **and** its title, word for word: after a new plan the numbers may mean other tasks, and a
line that no longer fits binds nothing. Targets are bound by `register_goals.yaml`, which quotes the plan's sentence.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from quandun.assessment.domain.plan_reader import Plan

FIGURES_FILE = "figures.yaml"
INDICATORS = Path(__file__).parents[1] / "indicators"


class TaskFigures(NamedTuple):
    """The figures beside one task."""

    number: str  # as the plan prints it, without its dot
    title: str
    indicators: tuple[str, ...]
    line: int


class FigureFault(NamedTuple):
    """One fault of the file; the fields of a city fault."""

    file: str
    line: int
    what: str
    remedy: str


def read_task_figures(folder: Path, faults: list[FigureFault]) -> list[TaskFigures]:
    """Return what the file says, noting in `faults` what is wrong with it; no file, no figures."""
    path = folder / FIGURES_FILE
    if not path.is_file():
        return []
    try:
        node = yaml.compose(path.read_text("utf-8-sig"), Loader=yaml.SafeLoader)
    except (UnicodeDecodeError, yaml.YAMLError):
        faults.append(FigureFault(FIGURES_FILE, 1, "不是 UTF-8 编码的 YAML", "请核对缩进、冒号后的空格和编码"))
        return []
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        faults.append(FigureFault(FIGURES_FILE, 1, "应当逐项列出任务", "每项写 task、title、indicators"))
        return []
    return [found for item in node.value if (found := _task_figures(item, faults))]


def _task_figures(item: yaml.Node, faults: list[FigureFault]) -> TaskFigures | None:
    line = item.start_mark.line + 1
    values = yaml.SafeLoader("").construct_mapping(item, deep=True) if isinstance(item, yaml.MappingNode) else {}
    task, title, indicators = values.get("task"), values.get("title"), values.get("indicators")
    if set(values) != {"task", "title", "indicators"} or not title or not isinstance(indicators, list) or not indicators:
        faults.append(
            FigureFault(FIGURES_FILE, line, "这一项没有写全", "每项写 task（编号）、title（标题原文）、indicators（指标编码列表）")
        )
        return None
    return TaskFigures(str(task), str(title), tuple(str(one) for one in indicators), line)


def faults_against_plan(figures: Sequence[TaskFigures], plan: Plan) -> Iterator[FigureFault]:
    """Yield a fault for every task the plan does not have and every indicator that is not installed."""
    titles = {str(task.number): task.title for task in plan.tasks} | {safeguard.number: safeguard.title for safeguard in plan.safeguards}
    installed = sorted(path.stem for path in INDICATORS.glob("*.py") if path.stem != "__init__")
    for one in figures:
        if titles.get(one.number) != one.title:
            stated = titles.get(one.number, "没有这个编号")
            yield FigureFault(FIGURES_FILE, one.line, f"任务 {one.number}“{one.title}”与方案不符", f"方案写的是：{stated}")
        for key in one.indicators:
            if key not in installed:
                yield FigureFault(FIGURES_FILE, one.line, f"没有指标“{key}”", f"可用的有：{'、'.join(installed)}")
