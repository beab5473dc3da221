"""A plan as read: what the reader gives to the ledger, the pages and the command line."""

from dataclasses import asdict, dataclass
from datetime import date

from quandun.assessment.domain.systems import System
from quandun.assessment.domain.targets import Target


@dataclass(frozen=True, slots=True)
class Warn:
    """Something a person should look at: the line of the file, a stable code, and a Chinese sentence."""

    line: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date, term or cadence stated in a task. `due` an inclusive ISO date; None for a cadence or what cannot be computed."""

    line: int
    text: str
    due: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Sentences of a task and the one unit list that covers them."""

    line: int
    measures: tuple[str, ...]
    units: tuple[str, ...]
    lead: tuple[str, ...]
    support: tuple[str, ...]
    collective: tuple[str, ...]
    open_ended: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A framed insertion (专栏) that belongs to the task before it."""

    number: int
    title: str
    text: str
    targets: tuple[Target, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What tasks and safeguards have in common: a row of the matrix. `label` is the number as written, "" where there is none."""

    label: str
    title: str
    measures: tuple[str, ...]
    units: tuple[str, ...]
    lead_units: tuple[str, ...]
    support_units: tuple[str, ...]
    targets: tuple[Target, ...]
    systems: tuple[System, ...]
    segments: tuple[Segment, ...]
    deadlines: tuple[Deadline, ...]
    boxes: tuple[Box, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Item):
    """A task (任务). `number` is None where the plan gives none."""

    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Safeguard(Item):
    """A safeguard (保障措施). `number` as written, brackets in full width: （一）."""

    number: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of tasks under one heading."""

    number: str
    title: str
    tasks: tuple[Task, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Overall:
    """The general part (总体要求): aims without responsible units."""

    title: str
    measures: tuple[str, ...]
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as read. `further` holds other plans of the same file."""

    title: str
    notice_title: str | None
    document_number: str | None
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    date: str | None
    disclosure: str | None
    preamble: tuple[str, ...]
    sections: tuple[str, ...]
    overall: Overall | None
    groups: tuple[Group, ...]
    safeguards: tuple[Safeguard, ...]
    deadlines: tuple[Deadline, ...]
    warnings: tuple[Warn, ...]
    further: tuple["Plan", ...] = ()

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Every task of every group."""
        return tuple(task for group in self.groups for task in group.tasks)

    @property
    def items(self) -> tuple[Item, ...]:
        """Tasks and safeguards: the rows of the matrix."""
        return (*self.tasks, *self.safeguards)

    @property
    def unit_names(self) -> tuple[str, ...]:
        """Every unit named in a list, once, in the order of first mention."""
        return tuple(dict.fromkeys(unit for item in self.items for unit in item.units))


def as_json(plan: Plan) -> dict[str, object]:
    """Return the plan as plain values for JSON: dates in ISO form, tuples as lists; `task_count` and friends in `counts`."""
    values = _plain(asdict(plan))
    if not isinstance(values, dict):
        raise TypeError(values)
    values["counts"] = counts(plan)
    values["further"] = [as_json(other) for other in plan.further]
    return values


def counts(plan: Plan) -> dict[str, int]:
    """Return the figures of the matrix: items × units and how many assignments stand in it."""
    general = plan.overall.targets if plan.overall else ()
    targets = set(general).union(*(item.targets for item in plan.items))  # an aim numbered as a task stands in both
    return {
        "groups": len(plan.groups),
        "tasks": len(plan.tasks),
        "safeguards": len(plan.safeguards),
        "measures": sum(len(item.measures) for item in plan.items),
        "unique_units": len(plan.unit_names),
        "assignments_tasks": sum(len(task.units) for task in plan.tasks),
        "assignments_safeguards": sum(len(task.units) for task in plan.safeguards),
        "assignments": sum(len(item.units) for item in plan.items),
        "targets_numeric": sum(target.kind == "numeric" for target in targets),
        "targets_milestone": sum(target.kind == "milestone" for target in targets),
        "warnings": len(plan.warnings),
    }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
