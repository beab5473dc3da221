"""The database's own refusal to change the log, on SQLite and PostgreSQL.

Insert-only: Entry, About, Place, Checkpoint. One exception: Entry's `entry` and `salt` may become NULL, together, and nothing else may
change with them (erasure of personal data). Whoever can edit the file can drop a trigger; that is what `check` and the head file are for.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

# Table -> the columns whose repetition would make SQLite's INSERT OR REPLACE delete a row without firing DELETE triggers.
TABLES = {
    "ledger_entry": ("id", "public_id"),
    "ledger_about": ("id",),
    "ledger_place": ("index", "entry_id"),
    "ledger_checkpoint": ("id", "size"),
}
_KEPT = ("id", "public_id", "kind", "leaf", "leaf_hash", "at", "by_id")


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers (idempotent)."""
    remove(connection)
    _run(connection, _postgresql() if connection.vendor == "postgresql" else _sqlite())


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: the way back of the migration, and the flush of a test database."""
    if connection.vendor == "postgresql":
        names = [(f"{table}_append_only", table) for table in TABLES] + [(f"{table}_no_truncate", table) for table in TABLES]
        statements = [f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, table in names]
        statements += ["DROP FUNCTION IF EXISTS ledger_append_only() CASCADE", "DROP FUNCTION IF EXISTS ledger_erase_only() CASCADE"]
    else:
        statements = [f"DROP TRIGGER IF EXISTS {table}_{what}" for table in TABLES for what in ("no_update", "no_delete", "no_replace")]
    _run(connection, statements)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the tables whose triggers are not all there: a later table rebuild on SQLite drops them in silence."""
    if connection.vendor == "postgresql":
        wanted = {table: {f"{table}_append_only", f"{table}_no_truncate"} for table in TABLES}
        query = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    else:
        wanted = {table: {f"{table}_no_update", f"{table}_no_delete", f"{table}_no_replace"} for table in TABLES}
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {row[0] for row in cursor.fetchall()}
    return [table for table, names in wanted.items() if not names <= there]


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite() -> list[str]:
    statements = []
    for table, keys in TABLES.items():
        when = ""
        if table == "ledger_entry":
            kept = " AND ".join(f'NEW."{c}" IS OLD."{c}"' for c in _KEPT)
            when = f" WHEN NOT (NEW.entry IS NULL AND NEW.salt IS NULL AND OLD.entry IS NOT NULL AND {kept})"
        same = " OR ".join(f'"{key}" = NEW."{key}"' for key in keys)
        refuse = "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
        statements += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}{when} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) {refuse}",  # noqa: S608 - fixed names
        ]
    return statements


def _postgresql() -> list[str]:
    kept = " AND ".join(f'NEW."{c}" IS NOT DISTINCT FROM OLD."{c}"' for c in _KEPT)
    refuse = "RAISE EXCEPTION 'the log is append-only'"
    statements = [
        f"CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse}; END $$",
        "CREATE FUNCTION ledger_erase_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'UPDATE' THEN IF NEW.entry IS NULL AND NEW.salt IS NULL AND OLD.entry IS NOT NULL AND {kept} THEN RETURN NEW; END IF; "
        f"END IF; {refuse}; END $$",
    ]
    for table in TABLES:
        function = "ledger_erase_only" if table == "ledger_entry" else "ledger_append_only"
        statements += [
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION ledger_append_only()",
        ]
    return statements
