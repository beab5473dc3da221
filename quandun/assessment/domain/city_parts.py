"""What assessment asks of a city folder: a readable plan whose units the folder lists, and register goals that the plan states.

Answers are plain rows (file, line, what, remedy), line from 1, 0 = the file as a whole. Files that cannot be read at
all are the business of the people room, which reports them.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from quandun.assessment.domain.city_figures import FigureFault, faults_against_plan, read_task_figures
from quandun.assessment.domain.normalise import decode
from quandun.assessment.domain.plan_reader import Plan, read_plan
from quandun.assessment.errors import PlanUnreadable

GOALS_FILE = "register_goals.yaml"
GOAL_KEYS = {
    "task": True,
    "op": True,
    "value": True,
    "unit": True,
    "sentence": True,
    "source": True,
    "stated_on": True,
    "measure": False,
    "due": False,
}
_OPS = (">=", ">", "<=", "=", "~")
_MEASURES = ("count", "share", "median", "coverage_of_districts")
_REGISTER = re.compile(r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$")


class PartFault(NamedTuple):
    """One fault of the plan or the goals."""

    file: str
    line: int
    what: str
    remedy: str


class Goal(NamedTuple):
    """A number the plan sets for a register (名录目标), with the plan's own sentence."""

    register: str
    task: int
    op: str
    value: float
    unit: str
    sentence: str
    source: str
    stated_on: str
    measure: str  # count | share | median | coverage_of_districts
    due: str | None
    line: int


def check_city_part(folder: Path) -> list[PartFault]:
    """Return every fault of the plan text, of the units against the plan, and of the register goals."""
    faults: list[PartFault] = []
    name = _plan_name(folder)
    plan: Plan | None = None
    text = ""
    if name is not None:
        text, plan = _plan(folder, name, faults)
    if plan is not None and name is not None:
        faults.extend(_units_against_plan(folder, name, plan))
    goals = read_goals(folder, faults)
    figure_faults: list[FigureFault] = []
    figures = read_task_figures(folder, figure_faults)
    if plan is not None:
        faults.extend(_goals_against_plan(goals, plan, text))
        figure_faults.extend(faults_against_plan(figures, plan))
    faults.extend(PartFault(*fault) for fault in figure_faults)
    return faults


def _plan_name(folder: Path) -> str | None:
    try:
        loaded = yaml.safe_load((folder / "city.yaml").read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None
    name = loaded.get("plan") if isinstance(loaded, dict) else None
    return name if isinstance(name, str) and name and not Path(name).is_absolute() and ".." not in Path(name).parts else None


def _plan(folder: Path, name: str, faults: list[PartFault]) -> tuple[str, Plan | None]:
    path = folder / name
    if not path.is_file():
        faults.append(PartFault(name, 0, "缺少方案文件", "请放入方案全文，或改正 city.yaml 的 plan 项"))
        return "", None
    try:
        text = decode(path.read_bytes()).text
    except PlanUnreadable as error:
        faults.append(PartFault(name, 1, f"方案无法读取：{error.facts['what']}", "请提供纯文本或 Markdown"))
        return "", None
    plan = read_plan(text)
    if not plan.items:
        faults.append(PartFault(name, 1, "方案里没有读出任何任务", "请核对是否放错了文件，或用 quandun plan read 查看读法"))
        return text, None
    return text, plan


def _units_against_plan(folder: Path, plan_name: str, plan: Plan) -> Iterator[PartFault]:
    listed = _listed_units(folder)
    if listed is None:
        return
    collective = {name for item in plan.items for segment in item.segments for name in segment.collective}
    for item in plan.items:
        for segment in item.segments:
            for unit in segment.units:
                if unit not in listed and unit not in collective:
                    yield PartFault(
                        plan_name,
                        segment.line,
                        f"“{item.label}{item.title[:20]}”的责任单位“{unit}”不在 units.tsv 中",
                        "请在 units.tsv 中补上",
                    )
    named = set(plan.unit_names)
    for unit, line in listed.items():
        if unit not in named:
            yield PartFault("units.tsv", line, f"“{unit}”没有被方案列为责任单位", "请核对名称；只在行文中出现的机构写进 bodies.tsv")


def _listed_units(folder: Path) -> dict[str, int] | None:
    try:
        lines = (folder / "units.tsv").read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    rows = [
        (number, line.rstrip("\r").split("\t")) for number, line in enumerate(lines, start=1) if line.strip() and not line.startswith("#")
    ]
    if not rows or "name" not in rows[0][1]:
        return None
    column = rows[0][1].index("name")
    return {cells[column].strip(): number for number, cells in rows[1:] if len(cells) > column}


def read_goals(folder: Path, faults: list[PartFault]) -> list[Goal]:
    """Return the goals of `register_goals.yaml`, noting in `faults` what is wrong with them."""
    path = folder / GOALS_FILE
    if not path.is_file():
        faults.append(PartFault(GOALS_FILE, 0, "缺少这个文件", "请补上；方案没有数字目标的，写 goals: {}"))
        return []
    data = path.read_bytes()
    try:
        node = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        faults.append(PartFault(GOALS_FILE, line, f"第 {error.start + 1} 个字节不是 UTF-8 编码", "请另存为 UTF-8"))
        return []
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        faults.append(PartFault(GOALS_FILE, mark.line + 1 if mark else 1, "YAML 写法有误", "请核对缩进、冒号后的空格和引号"))
        return []
    entries = _mapping(node)
    if entries is None or [key for key, _, _ in entries] != ["goals"] or (inner := _mapping(entries[0][2])) is None:
        faults.append(PartFault(GOALS_FILE, 1, "应当只有一个 goals 项，下面逐个写名录", "请按说明填写；没有数字目标的，写 goals: {}"))
        return []
    goals: list[Goal] = []
    seen: set[str] = set()
    for register, line, body in inner:
        if register in seen:
            faults.append(PartFault(GOALS_FILE, line, f"名录“{register}”写了两次", "请合并"))
        seen.add(register)
        goal = _goal(register, line, body, faults)
        if goal:
            goals.append(goal)
    return goals


def _mapping(node: yaml.Node | None) -> list[tuple[str, int, yaml.Node]] | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return [(str(key.value), key.start_mark.line + 1, value) for key, value in node.value]


def _goal(register: str, line: int, body: yaml.Node, faults: list[PartFault]) -> Goal | None:
    before = len(faults)
    if not _REGISTER.match(register):
        faults.append(PartFault(GOALS_FILE, line, f"名录编码“{register}”写法不对", "请用小写英文和下划线，例如 appraisal_expert"))
    entries = _mapping(body)
    if entries is None:
        faults.append(
            PartFault(
                GOALS_FILE,
                line,
                f"名录“{register}”下面应当逐项填写",
                f"需要：{'、'.join(key for key, needed in GOAL_KEYS.items() if needed)}",
            )
        )
        return None
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    for key, at, value in entries:
        if key not in GOAL_KEYS:
            faults.append(PartFault(GOALS_FILE, at, f"不认识的项目“{key}”", f"可用的有：{'、'.join(GOAL_KEYS)}"))
        elif isinstance(value, yaml.ScalarNode):
            values[key] = "" if value.tag.endswith(":null") else str(value.value).strip()
            lines[key] = at
        else:
            faults.append(PartFault(GOALS_FILE, at, f"“{key}”应当是一段文字或一个数", "请改正"))
    for key, needed in GOAL_KEYS.items():
        if needed and not values.get(key):
            faults.append(PartFault(GOALS_FILE, lines.get(key, line), f"名录“{register}”缺少“{key}”", "请补上"))
    for key, pattern, remedy in (
        ("task", r"\d{1,3}", "请写方案中任务的阿拉伯数字编号"),
        ("value", r"\d+(?:\.\d+)?", "请写一个数"),
        ("stated_on", r"\d{4}-\d{2}-\d{2}", "请写成 2021-07-27 的形式"),
        ("due", r"\d{4}-\d{2}-\d{2}", "请写成 2025-12-31 的形式，没有期限的留空"),
        ("op", "|".join(re.escape(op) for op in _OPS), f"可用的有：{' '.join(_OPS)}"),
        ("measure", "|".join(_MEASURES), f"可用的有：{'、'.join(_MEASURES)}"),
    ):
        if values.get(key) and not re.fullmatch(pattern, values[key]):
            faults.append(PartFault(GOALS_FILE, lines[key], f"“{key}”的内容“{values[key][:30]}”写法不对", remedy))
    if len(faults) > before:
        return None
    return Goal(
        register=register,
        task=int(values["task"]),
        op=values["op"],
        value=float(values["value"]),
        unit=values["unit"],
        sentence=values["sentence"],
        source=values["source"],
        stated_on=values["stated_on"],
        measure=values.get("measure") or "count",
        due=values.get("due") or None,
        line=line,
    )


def _goals_against_plan(goals: list[Goal], plan: Plan, text: str) -> Iterator[PartFault]:
    wording = re.sub(r"\s+|\*\*", "", text)
    tasks = {task.number: task for task in plan.tasks}
    for goal in goals:
        task = tasks.get(goal.task)
        if task is None:
            yield PartFault(
                GOALS_FILE, goal.line, f"名录“{goal.register}”写的任务 {goal.task} 不在方案中", f"方案的任务编号有：{_span(plan)}"
            )
            continue
        if re.sub(r"\s+", "", goal.sentence) not in wording:
            yield PartFault(GOALS_FILE, goal.line, f"名录“{goal.register}”引的原文在方案里找不到", "请逐字照抄方案原文")
            continue
        if not any((target.op, target.value, target.unit) == (goal.op, goal.value, goal.unit) for target in task.targets):
            stated = (
                "、".join(f"{target.op}{target.value}{target.unit}" for target in task.targets if target.kind == "numeric")
                or "没有数字目标"
            )
            yield PartFault(
                GOALS_FILE,
                goal.line,
                f"名录“{goal.register}”的目标 {goal.op}{goal.value:g}{goal.unit} 与方案任务 {goal.task} 不符",
                f"方案写的是：{stated}",
            )


def _span(plan: Plan) -> str:
    numbers = [task.number for task in plan.tasks if task.number is not None]
    return f"{min(numbers)} 至 {max(numbers)}" if numbers else "（没有编号）"
