"""Insert-only triggers. Apart from the tables (0001) because this is behaviour; reversible: the way back drops the triggers.

Any later migration that alters one of these four tables must end with `triggers.install`: SQLite rebuilds a table and drops its triggers.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from quandun.ledger import triggers


def install(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.install(schema_editor.connection)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_log_tables")]
    operations = [migrations.RunPython(install, remove)]
