"""Reads of the plan: the matrix of a day, tasks, targets with their figures, and the records behind each figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Literal

from quandun.assessment.domain.indicator import CountedRecord, Indicator, Reckoned, reached, reckon
from quandun.assessment.domain.scoring import scored
from quandun.assessment.errors import NoPlanInForce
from quandun.assessment.models import Binding, PlanTarget, PlanTask, PlanVersion, ProgressReport
from quandun.assessment.registry import installed_indicators
from quandun.kernel.actors import Actor
from quandun.kernel.clocks import beijing, legal_day
from quandun.kernel.errors import NotFound
from quandun.people import api as people
from quandun.people.api import allow

Standing = Literal["reached", "not_reached", "overdue", "unreported", "open", "unbound", "no_records", "judged"]
"""reached 已达到 · not_reached 未达到 · overdue 到期未达到 · unreported 节点到期，尚无完成报告 · open 未到期 · unbound 未绑定指标 ·
no_records 没有可算的记录 · judged 约数，由人判断."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator's figure on a day, and the records it counts."""

    key: str
    name: str
    name_en: str
    unit: str
    method: str
    method_en: str
    measure: str
    reckoned: Reckoned

    @property
    def value(self) -> Fraction | None:
        """The exact figure; None when there is nothing to reckon from."""
        return self.reckoned.value

    @property
    def shown(self) -> str:
        """The figure for people, "" when there is none."""
        return self.reckoned.shown

    @property
    def records(self) -> tuple[CountedRecord, ...]:
        """The records counted."""
        return self.reckoned.counted


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target as it stands on a day. `figure` None while it is unbound; a milestone is reached by an accepted report."""

    id: str
    task_id: str
    task_number: str
    text: str
    metric: str
    op: str
    value: str
    unit: str
    due_on: date | None
    figure: Figure | None
    standing: Standing
    reached_on: date | None
    report_id: str

    @property
    def milestone(self) -> bool:
        """Say whether it is a dated aim without a number (节点目标)."""
        return not self.value

    @property
    def indicator(self) -> str:
        """The key of the bound indicator, "" while unbound."""
        return self.figure.key if self.figure else ""


@dataclass(frozen=True, slots=True)
class UnitRole:
    """A unit in a list as the plan writes it; `unit_id` "" where the list means many (各区县)."""

    name: str
    unit_id: str
    role: str  # responsible | lead | support


@dataclass(frozen=True, slots=True)
class SegmentView:
    """Sentences of a task and the units they bind."""

    measures: tuple[str, ...]
    units: tuple[UnitRole, ...]
    open_ended: bool


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task as the matrix shows it. `roles` by unit id, in the plan's order."""

    id: str
    kind: str
    number: str
    group: str
    title: str
    measures: tuple[str, ...]
    segments: tuple[SegmentView, ...]
    roles: dict[str, str]
    targets: tuple[TargetView, ...]
    figures: tuple[Figure, ...]

    @property
    def collective(self) -> tuple[str, ...]:
        """Lists that mean many units (各区县), as written."""
        return tuple(dict.fromkeys(unit.name for segment in self.segments for unit in segment.units if not unit.unit_id))


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of the plan as loaded."""

    id: str
    title: str
    document_number: str
    issuers: tuple[str, ...]
    issued_on: date
    loaded_on: date
    superseded_on: date | None
    sha256: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The plan in force on a day: tasks × responsible units (任务与责任单位矩阵), figures as shown at the end of that day."""

    version: VersionView
    on: date
    units: tuple[people.UnitView, ...]
    tasks: tuple[TaskView, ...]
    overall_targets: tuple[TargetView, ...]

    @property
    def plan_id(self) -> str:
        """Public id of the version."""
        return self.version.id

    @property
    def title(self) -> str:
        """The plan's title."""
        return self.version.title

    @property
    def assignments(self) -> int:
        """How many cells of the matrix are assigned."""
        return sum(len(task.roles) for task in self.tasks)

    @property
    def targets(self) -> tuple[TargetView, ...]:
        """Every target, the overall ones last."""
        return (*(target for task in self.tasks for target in task.targets), *self.overall_targets)

    @property
    def figures(self) -> dict[str, Figure]:
        """Every figure shown beside a task or a target, by indicator, once."""
        shown = [figure for task in self.tasks for figure in task.figures]
        return {figure.key: figure for figure in (*shown, *(target.figure for target in self.targets if target.figure))}


class _Figures:
    """Figures of a version on a day, each reckoned once."""

    def __init__(self, version: PlanVersion, on: date) -> None:
        self.first, self.on = version.issued_on, on
        self._known: dict[str, Figure] = {}

    def of(self, indicator: Indicator) -> Figure:
        if indicator.key not in self._known:
            records = tuple(indicator.records(self.first, self.on))
            self._known[indicator.key] = _figure(indicator, records, self.on)
        return self._known[indicator.key]


def matrix(*, on: date, by: Actor) -> Matrix:
    """Return the plan in force on a day with every figure as shown then; raises NoPlanInForce."""
    allow(by, "assessment.view_matrix")
    return _matrix(_version_on(on), on)


def matrix_of_task(task_id: str, *, on: date, by: Actor) -> tuple[Matrix, TaskView]:
    """Return the matrix and task of whichever version the task belongs to: a superseded task keeps its page."""
    allow(by, "assessment.view_matrix")
    row = PlanTask.objects.select_related("plan").filter(public_id=task_id).first()
    if row is None:
        raise NotFound()
    view = _matrix(row.plan, on)
    return view, next(task for task in view.tasks if task.id == task_id)


def figure(key: str, *, on: date, by: Actor) -> Figure:
    """Return one figure with its records; raises NotFound for an unknown indicator, NoPlanInForce."""
    allow(by, "assessment.view_figure")
    return _Figures(_version_on(on), on).of(_indicator(key))


def series(key: str, *, on: date, by: Actor) -> list[tuple[date, Reckoned]]:
    """Return a figure at the end of every month and on `on`, each as shown on its day.

    It begins with the first record or the first plan loaded, whichever came first: before, nobody could have seen a figure.
    """
    allow(by, "assessment.view_figure")
    version, indicator = _version_on(on), _indicator(key)
    records = tuple(indicator.records(version.issued_on, on))
    loaded = min(legal_day(at) for at in PlanVersion.objects.values_list("loaded_at", flat=True))
    first = min([loaded, *(record.recorded_on for record in records)])
    return [(day, reckon(indicator, records, day)) for day in _month_ends(min(max(first, version.issued_on), on), on)]


def versions(*, by: Actor) -> list[VersionView]:
    """Return every version, the latest loaded first."""
    allow(by, "assessment.view_matrix")
    return [_version_view(row) for row in PlanVersion.objects.order_by("-loaded_at", "-id")]


def original(plan_id: str, *, by: Actor) -> tuple[VersionView, bytes]:
    """Return a version and its text byte for byte as it was loaded; raises NotFound."""
    allow(by, "assessment.view_matrix")
    row = PlanVersion.objects.filter(public_id=plan_id).first()
    if row is None:
        raise NotFound()
    return _version_view(row), bytes(row.content)


def _version_on(on: date) -> PlanVersion:
    """Return the plan in force: of those loaded by that day the latest issued; before the first load, the one loaded first."""
    issued = list(PlanVersion.objects.filter(issued_on__lte=on).order_by("issued_on", "loaded_at", "id"))
    loaded = [row for row in issued if legal_day(row.loaded_at) <= on]
    if loaded:
        return loaded[-1]
    if issued:
        return next(row for row in issued if row.issued_on == issued[-1].issued_on)
    raise NoPlanInForce(on=on.isoformat())


def _indicator(key: str) -> Indicator:
    found = installed_indicators().get(key)
    if found is None:
        raise NotFound()
    return found


def _matrix(version: PlanVersion, on: date) -> Matrix:
    figures = _Figures(version, on)
    bindings = _bindings_known(version, on)
    reports = _milestone_reports(version, on)
    rows = list(version.tasks.prefetch_related("assignments").order_by("position"))
    targets = list(version.targets.select_related("task").order_by("id"))
    views = {row.pk: _target_view(row, bindings, reports, figures, on) for row in targets}
    assigned = {assignment.unit_id for row in rows for assignment in row.assignments.all()}
    return Matrix(
        version=_version_view(version),
        on=on,
        units=tuple(unit for unit in people.responsible_units() if unit.id in assigned),
        tasks=tuple(_task_view(row, [views[t.pk] for t in targets if t.task_id == row.pk], bindings, figures) for row in rows),
        overall_targets=tuple(views[row.pk] for row in targets if row.task_id is None),
    )


def _bindings_known(version: PlanVersion, on: date) -> list[Binding]:
    """Return the bindings that held at the end of that day; for days before the plan was loaded, those of the day of loading."""
    end = max(_end_of(on), _end_of(legal_day(version.loaded_at)))
    return [row for row in version.bindings.filter(bound_at__lt=end).order_by("id") if row.ended_at is None or row.ended_at >= end]


def _milestone_reports(version: PlanVersion, on: date) -> dict[int, ProgressReport]:
    """Return the first accepted report that says a milestone was reached, as known at the end of that day."""
    accepted = ProgressReport.objects.filter(
        task__plan=version, milestone__isnull=False, verdict="accepted", reviewed_at__lt=_end_of(on), reached_on__lte=on
    )
    return {report.milestone_id: report for report in accepted.order_by("-reviewed_at") if report.milestone_id}


def _task_view(row: PlanTask, targets: list[TargetView], bindings: Iterable[Binding], figures: _Figures) -> TaskView:
    installed = installed_indicators()
    beside = [installed[one.indicator] for one in bindings if one.task_id == row.pk and one.indicator in installed]
    return TaskView(
        id=row.public_id,
        kind=row.kind,
        number=row.number,
        group=row.group,
        title=row.title,
        measures=tuple(row.measures),
        segments=tuple(
            SegmentView(
                tuple(one["measures"]), tuple(UnitRole(u["name"], u["unit_id"], u["role"]) for u in one["units"]), one["open_ended"]
            )
            for one in row.segments
        ),
        roles={one.unit_id: one.role for one in sorted(row.assignments.all(), key=lambda one: one.position)},
        targets=tuple(targets),
        figures=tuple(figures.of(indicator) for indicator in beside),
    )


def _target_view(
    row: PlanTarget, bindings: Iterable[Binding], reports: dict[int, ProgressReport], figures: _Figures, on: date
) -> TargetView:
    indicator = next((found for one in bindings if one.target_id == row.pk and (found := _bound(one, row.unit))), None)
    shown = figures.of(indicator) if indicator else None
    report = reports.get(row.pk)
    return TargetView(
        id=row.public_id,
        task_id=row.task.public_id if row.task else "",
        task_number=row.task.number if row.task else "",
        text=row.text,
        metric=row.metric,
        op=row.op,
        value=row.value,
        unit=row.unit,
        due_on=row.due_on,
        figure=shown,
        standing=_standing(row, shown, report, on),
        reached_on=report.reached_on if report else None,
        report_id=report.public_id if report else "",
    )


def _bound(binding: Binding, unit: str) -> Indicator | None:
    """Return the indicator of a target's binding, None while it is not installed or measures something else than the goal says."""
    found = installed_indicators().get(binding.indicator)
    return found if found and (found.measure, found.unit) == (binding.measure, unit) else None


def _standing(row: PlanTarget, shown: Figure | None, report: ProgressReport | None, on: date) -> Standing:
    past_due = row.due_on is not None and row.due_on < on
    if not row.value:
        return "reached" if report else "unreported" if past_due else "open"
    if shown is None:
        return "unbound"
    if shown.value is None:
        return "no_records"
    answer = reached(row.op, row.value, shown.value)
    if answer is None:
        return "judged"
    return "reached" if answer else "overdue" if past_due else "not_reached"


def _figure(indicator: Indicator, records: tuple[CountedRecord, ...], on: date) -> Figure:
    return Figure(
        indicator.key,
        indicator.name,
        indicator.name_en,
        indicator.unit,
        indicator.method,
        indicator.method_en,
        indicator.measure,
        reckon(indicator, records, on),
    )


def _version_view(row: PlanVersion) -> VersionView:
    return VersionView(
        row.public_id,
        row.title,
        row.document_number,
        tuple(row.issuers),
        row.issued_on,
        legal_day(row.loaded_at),
        legal_day(row.superseded_at) if row.superseded_at else None,
        row.text_sha256,
    )


def _end_of(day: date) -> datetime:
    """Return the first instant after a legal day."""
    return beijing(day + timedelta(days=1), 0)


def _month_ends(first: date, last: date) -> list[date]:
    """Return the last day of every month from `first` on that lies before `last`, then `last`."""
    days: list[date] = []
    year, month = first.year, first.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        end = date(year, month, 1) - timedelta(days=1)
        if end >= last:
            return [*days, last]
        days.append(end)


def is_scored(unit: people.UnitView) -> bool:
    """Say whether progress of this unit is shown and may be supervised."""
    return scored(unit.kind)
