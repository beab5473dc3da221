"""A lead unit's mark becomes its role, and back."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = ("assessment", "0002_plan_ledger"), ("assessment", "0003_lead_becomes_a_role")


def _go(target: tuple[str, str]) -> MigrationExecutor:
    executor = MigrationExecutor(connection)
    executor.migrate([target])
    executor.loader.build_graph()
    return executor


@pytest.mark.django_db(transaction=True)
def test_a_lead_mark_becomes_the_lead_role_and_the_road_back_restores_it() -> None:
    latest = [node for node in MigrationExecutor(connection).loader.graph.leaf_nodes() if node[0] == "assessment"]
    try:
        apps = _go(BEFORE).loader.project_state([BEFORE]).apps
        plan = apps.get_model("assessment", "PlanVersion").objects.create(
            public_id="pl-x", title="方案", issued_on=date(2026, 3, 2), text_sha256="0" * 64, loaded_at=datetime(2026, 3, 2, tzinfo=UTC)
        )
        task = apps.get_model("assessment", "PlanTask").objects.create(
            public_id="ta-x", plan=plan, position=1, kind="task", number="1", title="任务", measures=[]
        )
        assignments = apps.get_model("assessment", "Assignment").objects
        for place, lead in enumerate((True, False), start=1):
            assignments.create(task=task, position=place, unit_id=f"un-{place}", lead=lead)
        moved = _go(AFTER).loader.project_state([AFTER]).apps.get_model("assessment", "Assignment").objects
        assert list(moved.order_by("position").values_list("role", flat=True)) == ["lead", "responsible"]
        moved.update(lead=False)
        _go(BEFORE)
        assert list(assignments.order_by("position").values_list("lead", flat=True)) == [True, False]
        assignments.all().delete()
        task.delete()
        plan.delete()
    finally:
        MigrationExecutor(connection).migrate(latest)
