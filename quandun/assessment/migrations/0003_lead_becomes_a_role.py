"""A lead unit's mark becomes its role, so that support and lead stand in one column. Reversible; a few hundred rows, one statement."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def to_role(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("assessment", "Assignment").objects.filter(lead=True).update(role="lead")


def to_mark(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("assessment", "Assignment").objects.filter(role="lead").update(lead=True)


class Migration(migrations.Migration):
    dependencies = [("assessment", "0002_plan_ledger")]
    operations = [migrations.RunPython(to_role, to_mark)]
