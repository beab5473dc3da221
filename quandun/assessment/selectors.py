"""Reads of assessment: the matrix, the figures, and the records behind each."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from quandun.assessment import indicators
from quandun.assessment.domain.indicator import CountedRecord, Indicator
from quandun.assessment.models import PlanTask, PlanVersion
from quandun.kernel.actors import Actor
from quandun.kernel.errors import NotFound
from quandun.people import api as people
from quandun.people.api import allow


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator's figure on a day, and the records it counts."""

    key: str
    name: str
    name_en: str
    unit: str
    value: int
    records: tuple[CountedRecord, ...]


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target with its indicator's key, "" while it is unbound."""

    text: str
    metric: str
    op: str
    value: str
    unit: str
    due_on: date | None
    indicator: str


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task as the matrix shows it."""

    id: str
    kind: str
    number: str
    group: str
    title: str
    measures: tuple[str, ...]
    unit_ids: frozenset[str]
    targets: tuple[TargetView, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The plan in force: tasks × responsible units (任务与责任单位矩阵), figures as of a day."""

    plan_id: str
    title: str
    issued_on: date
    on: date
    units: tuple[people.UnitView, ...]
    tasks: tuple[TaskView, ...]
    overall_targets: tuple[TargetView, ...]

    @property
    def assignments(self) -> int:
        """How many cells of the matrix are assigned."""
        return sum(len(task.unit_ids) for task in self.tasks)


@lru_cache(maxsize=1)
def installed_indicators() -> tuple[Indicator, ...]:
    """Return the indicators, one per file of the folder."""
    return tuple(import_module(f"{indicators.__name__}.{module.name}").INDICATOR for module in iter_modules(indicators.__path__))


def matrix(*, on: date, by: Actor) -> Matrix:
    """Return the plan in force with every figure as of `on`; raises NotFound when no plan is loaded."""
    allow(by, "assessment.view_matrix")
    version = PlanVersion.objects.filter(superseded_at__isnull=True).order_by("-loaded_at").first()
    if version is None:
        raise NotFound()
    figures = [_figure(indicator, version.issued_on, on) for indicator in installed_indicators()]
    by_task = {indicator.key: indicator.tasks for indicator in installed_indicators()}
    tasks = version.tasks.prefetch_related("assignments", "targets").order_by("position")
    return Matrix(
        plan_id=version.public_id,
        title=version.title,
        issued_on=version.issued_on,
        on=on,
        units=tuple(people.responsible_units()),
        tasks=tuple(_task_view(task, figures, by_task) for task in tasks),
        overall_targets=tuple(
            TargetView(t.text, t.metric, t.op, t.value, t.unit, t.due_on, "")
            for t in version.targets.filter(task__isnull=True).order_by("id")
        ),
    )


def figure(key: str, *, on: date, by: Actor) -> Figure:
    """Return one figure with its records; raises NotFound for an unknown indicator."""
    allow(by, "assessment.view_figure")
    version = PlanVersion.objects.filter(superseded_at__isnull=True).order_by("-loaded_at").first()
    indicator = next((one for one in installed_indicators() if one.key == key), None)
    if indicator is None or version is None:
        raise NotFound()
    return _figure(indicator, version.issued_on, on)


def _figure(indicator: Indicator, first: date, on: date) -> Figure:
    records = tuple(indicator.records(first, on))
    return Figure(indicator.key, indicator.name, indicator.name_en, indicator.unit, len(records), records)


def _task_view(task: PlanTask, figures: list[Figure], by_task: dict[str, tuple[int, ...]]) -> TaskView:
    number = int(task.number) if task.kind == "task" and task.number.isdigit() else 0
    return TaskView(
        id=task.public_id,
        kind=task.kind,
        number=task.number,
        group=task.group,
        title=task.title,
        measures=tuple(task.measures),
        unit_ids=frozenset(assignment.unit_id for assignment in task.assignments.all()),
        targets=tuple(TargetView(t.text, t.metric, t.op, t.value, t.unit, t.due_on, "") for t in task.targets.all()),
        figures=tuple(one for one in figures if number and number in by_task[one.key]),
    )
