"""Writes of the plan ledger: load a plan, bind its targets and tasks to indicators."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import yaml
from django.db import transaction

from quandun.assessment.domain.city_figures import TaskFigures, read_task_figures
from quandun.assessment.domain.city_parts import Goal, read_goals
from quandun.assessment.domain.normalise import decode
from quandun.assessment.domain.plan_reader import Item, Plan, Segment, read_plan
from quandun.assessment.domain.targets import Target
from quandun.assessment.errors import PlanWithoutDate, PlanWithoutTasks
from quandun.assessment.models import Assignment, Binding, PlanTarget, PlanTask, PlanVersion
from quandun.kernel.actors import Actor
from quandun.kernel.errors import NotFound
from quandun.kernel.ids import new_id
from quandun.ledger import api as ledger
from quandun.people import api as people
from quandun.people.api import allow

SAFEGUARDS = "保障措施"


@transaction.atomic
def load_plan(*, content: bytes, issued_on: date | None = None, by: Actor, at: datetime) -> str:
    """Read a plan's bytes into tasks, assignments and targets (载入实施方案) and return the version's public id.

    The same bytes twice change nothing. A text of the same or a later date of issue supersedes the plan in force; an older one
    is kept beside it. `issued_on` is asked for only where the text states no date. Every unit named must be registered.
    Raises PlanUnreadable, PlanWithoutTasks, PlanWithoutDate, people.UnknownUnit.
    """
    allow(by, "assessment.load_plan")
    digest = hashlib.sha256(content).hexdigest()
    known = PlanVersion.objects.filter(text_sha256=digest).first()
    if known is not None:
        return known.public_id
    plan = read_plan(decode(content).text)
    if not plan.items:
        raise PlanWithoutTasks(title=plan.title)
    issued = date.fromisoformat(plan.date) if plan.date else issued_on
    if issued is None:
        raise PlanWithoutDate(title=plan.title)
    version = PlanVersion.objects.create(
        public_id=new_id("pl"),
        title=plan.title[:200],
        document_number=plan.document_number or "",
        issuers=list(plan.issuers),
        issued_on=issued,
        content=content,
        text_sha256=digest,
        loaded_at=at,
        superseded_at=at if PlanVersion.objects.filter(superseded_at__isnull=True, issued_on__gt=issued).exists() else None,
    )
    superseded = PlanVersion.objects.filter(superseded_at__isnull=True).exclude(pk=version.pk)
    if version.superseded_at is None:
        superseded.update(superseded_at=at)
    _write_rows(version, plan)
    body = {"title": version.title, "tasks": len(plan.items), "sha256": digest}
    ledger.append("assessment.plan_loaded", about=(version.public_id,), body=body, by=by, at=at, rows=(version,))
    return version.public_id


def _write_rows(version: PlanVersion, plan: Plan) -> None:
    unit_id = _unit_ids()
    position = 0
    for group in plan.groups:
        for task in group.tasks:
            position += 1
            number = str(task.number) if task.number is not None else task.label
            _write_item(version, task, position, "task", number, group.title, unit_id)
    for safeguard in plan.safeguards:
        position += 1
        _write_item(version, safeguard, position, "safeguard", safeguard.number, SAFEGUARDS, unit_id)
    if plan.overall:
        _write_targets(version, None, plan.overall.targets)


def _write_item(version: PlanVersion, item: Item, position: int, kind: str, number: str, group: str, unit_id: Callable[[str], str]) -> None:
    task = PlanTask.objects.create(
        public_id=new_id("ta"),
        plan=version,
        position=position,
        kind=kind,
        number=number[:10],
        group=group[:100],
        title=item.title[:200],
        measures=list(item.measures),
        segments=[_segment(segment, unit_id) for segment in item.segments],
    )
    collective = {name for segment in item.segments for name in segment.collective}
    for place, name in enumerate((name for name in item.units if name not in collective), start=1):
        role = "lead" if name in item.lead_units else "support" if name in item.support_units else "responsible"
        Assignment.objects.create(task=task, position=place, unit_id=unit_id(name), role=role)
    _write_targets(version, task, item.targets)


def _segment(segment: Segment, unit_id: Callable[[str], str]) -> dict[str, object]:
    units = [
        {
            "name": name,
            "unit_id": "" if name in segment.collective else unit_id(name),
            "role": "lead" if name in segment.lead else "support" if name in segment.support else "responsible",
        }
        for name in segment.units
    ]
    return {"measures": list(segment.measures), "units": units, "open_ended": segment.open_ended}


def _unit_ids() -> Callable[[str], str]:
    """Return how a name in the plan becomes a unit's public id; raises people.UnknownUnit for a name no unit bears."""
    known = {unit.name: unit.id for unit in people.responsible_units()}
    return lambda name: known.get(name) or people.unit_by_key(name).id


def _write_targets(version: PlanVersion, task: PlanTask | None, targets: Iterable[Target]) -> None:
    for target in targets:
        PlanTarget.objects.create(
            public_id=new_id("tg"),
            plan=version,
            task=task,
            text=target.text[:400],
            metric=target.metric[:200],
            op=target.op or "",
            value="" if target.value is None else str(target.value),
            unit=target.unit or "",
            due_on=date.fromisoformat(target.due) if target.due else None,
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """One binding the city asks for."""

    target: PlanTarget | None
    task: PlanTask | None
    indicator: str
    measure: str

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two bindings the same."""
        return (self.target and self.target.pk, self.task and self.task.pk, self.indicator, self.measure)


@transaction.atomic
def bind_plan(*, plan_id: str, goals: Iterable[Goal], figures: Iterable[TaskFigures], by: Actor, at: datetime) -> int:
    """Bind a plan's targets and tasks to indicators as the city says (绑定指标); return how many bindings hold now.

    A goal binds the one target whose task, op, value and unit it states and whose words its sentence quotes; a goal that
    fits no target, or two, binds nothing, so that another city's plan is never bound by chance. What no longer is asked for
    ends, dated; nothing is deleted.
    """
    allow(by, "assessment.bind_plan")
    version = PlanVersion.objects.filter(public_id=plan_id).first()
    if version is None:
        raise NotFound()
    wanted = {one.key: one for one in (*_bound_targets(version, goals), *_bound_tasks(version, figures))}
    standing = {(row.target_id, row.task_id, row.indicator, row.measure): row for row in version.bindings.filter(ended_at__isnull=True)}
    ended = [row for key, row in standing.items() if key not in wanted]
    for row in ended:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
    made = [
        Binding.objects.create(
            public_id=new_id("bi"),
            plan=version,
            target=one.target,
            task=one.task,
            indicator=one.indicator,
            measure=one.measure,
            bound_at=at,
        )
        for key, one in wanted.items()
        if key not in standing
    ]
    if made or ended:
        body = {"bound": [row.indicator for row in made], "ended": [row.indicator for row in ended]}
        ledger.append("assessment.plan_bound", about=(version.public_id,), body=body, by=by, at=at, rows=(*made, *ended))
    return len(wanted)


def _bound_targets(version: PlanVersion, goals: Iterable[Goal]) -> list[Wanted]:
    targets = list(version.targets.select_related("task").exclude(value="").exclude(task=None))
    found = []
    for goal in goals:
        fitting = [target for target in targets if _fits(goal, target)]
        if len(fitting) == 1:
            found.append(Wanted(fitting[0], None, goal.register, goal.measure))
    return found


def _fits(goal: Goal, target: PlanTarget) -> bool:
    return (
        target.task is not None
        and target.task.number == str(goal.task)
        and (target.op, float(target.value), target.unit) == (goal.op, goal.value, goal.unit)
        and "".join(target.text.split()) in "".join(goal.sentence.split())
    )


def _bound_tasks(version: PlanVersion, figures: Iterable[TaskFigures]) -> list[Wanted]:
    tasks = {(task.number, task.title): task for task in version.tasks.all()}
    return [
        Wanted(None, task, indicator, "") for one in figures if (task := tasks.get((one.number, one.title))) for indicator in one.indicators
    ]


def load_city_plan(*, folder: Path, plan: Path, by: Actor, at: datetime) -> str:
    """Load the plan of a checked city folder and bind it as the folder says; return the version's public id.

    `plan_issued_on` of city.yaml dates a plan whose text states no date.
    """
    settings = yaml.safe_load((folder / "city.yaml").read_text("utf-8-sig"))
    stated = settings.get("plan_issued_on")
    issued_on = stated if isinstance(stated, date) else date.fromisoformat(stated) if stated else None
    plan_id = load_plan(content=plan.read_bytes(), issued_on=issued_on, by=by, at=at)
    bind_to_city(plan_id=plan_id, folder=folder, by=by, at=at)
    return plan_id


def bind_to_city(*, plan_id: str, folder: Path, by: Actor, at: datetime) -> int:
    """Bind a plan as a city folder says; return how many bindings hold now: none for a plan the folder does not quote."""
    return bind_plan(plan_id=plan_id, goals=read_goals(folder, []), figures=read_task_figures(folder, []), by=by, at=at)
