"""Writes of assessment: load a plan."""

import hashlib
from datetime import date, datetime

from django.db import transaction

from quandun.assessment.domain.plan_reader import read_plan
from quandun.assessment.domain.targets import Target
from quandun.assessment.errors import PlanWithoutDate
from quandun.assessment.models import Assignment, PlanTarget, PlanTask, PlanVersion
from quandun.kernel.actors import Actor
from quandun.kernel.ids import new_id
from quandun.ledger import api as ledger
from quandun.people import api as people
from quandun.people.api import allow


@transaction.atomic
def load_plan(*, text: str, by: Actor, at: datetime) -> str:
    """Read a plan's text into tasks, assignments and targets (载入实施方案) and return the version's public id.

    The same text twice changes nothing; another text supersedes the plan in force. Every unit the plan names must be
    registered (people.UnknownUnit otherwise).
    """
    allow(by, "assessment.load_plan")
    digest = hashlib.sha256(text.encode()).hexdigest()
    known = PlanVersion.objects.filter(text_sha256=digest).first()
    if known is not None:
        return known.public_id
    plan = read_plan(text)
    if plan.date is None:
        raise PlanWithoutDate(title=plan.title)
    PlanVersion.objects.filter(superseded_at__isnull=True).update(superseded_at=at)
    version = PlanVersion.objects.create(
        public_id=new_id("pl"), title=plan.title, issued_on=date.fromisoformat(plan.date), text_sha256=digest, loaded_at=at
    )
    units = {unit.name: unit.id for unit in people.responsible_units()}
    position = 0
    for group in plan.groups:
        for task in group.tasks:
            position += 1
            row = _task(version, position, "task", str(task.number), group.title, task.title, task.measures)
            _assign(row, task.units, task.lead_units, units)
            _targets(version, row, task.targets)
    for safeguard in plan.safeguards:
        position += 1
        row = _task(version, position, "safeguard", safeguard.number, "保障措施", safeguard.title, safeguard.measures)
        _assign(row, safeguard.units, safeguard.lead_units, units)
        _targets(version, row, safeguard.targets)
    if plan.overall:
        _targets(version, None, plan.overall.targets)
    body = {"title": plan.title, "tasks": position}
    ledger.append("assessment.plan_loaded", about=(version.public_id,), body=body, by=by, at=at, rows=(version,))
    return version.public_id


def _task(version: PlanVersion, position: int, kind: str, number: str, group: str, title: str, measures: tuple[str, ...]) -> PlanTask:
    return PlanTask.objects.create(
        public_id=new_id("ta"), plan=version, position=position, kind=kind, number=number, group=group, title=title, measures=list(measures)
    )


def _assign(task: PlanTask, names: tuple[str, ...], leads: tuple[str, ...], units: dict[str, str]) -> None:
    for position, name in enumerate(names, start=1):
        unit_id = units.get(name) or people.unit_by_key(name).id
        Assignment.objects.create(task=task, position=position, unit_id=unit_id, lead=name in leads)


def _targets(version: PlanVersion, task: PlanTask | None, targets: tuple[Target, ...]) -> None:
    for target in targets:
        PlanTarget.objects.create(
            public_id=new_id("tg"),
            plan=version,
            task=task,
            text=target.text,
            metric=target.metric,
            op=target.op or "",
            value="" if target.value is None else str(target.value),
            unit=target.unit or "",
            due_on=date.fromisoformat(target.due) if target.due else None,
        )
