"""`ledger check` finds every changed byte; the clean log gives no alarm."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from quandun.ledger import api as ledger
from quandun.ledger import commands, head, seals, triggers
from quandun.ledger.models import Checkpoint, Cursor, Entry, Place
from tests.integration.ledger.samples import AT, BY, Colour, Sealed, sealed

pytestmark = pytest.mark.usefixtures("log")

BYTES = {"entry", "salt", "leaf", "leaf_hash", "hashes", "root", "raw"}
COLUMNS = {
    "ledger_entry": ("public_id", "kind", "entry", "salt", "leaf", "leaf_hash", "by_id"),
    "ledger_about": ("public_id",),
    "ledger_tile": ("hashes",),
    "ledger_checkpoint": ("root", "note"),
    "ledger_once": ("actor", "key", "request_digest", "answer", "seal"),
    "ledger_cursor": ("subscriber", "seal"),
    "store_sealed": ("text", "raw", "colour"),
}
NUMBERS = {"ledger_checkpoint": ("size",), "ledger_tile": ("level", "n"), "ledger_place": ("index",), "ledger_tip": ("size",)}
NUMBERS |= {"ledger_cursor": ("next_index", "failures"), "store_sealed": ("number",), "ledger_outbox": ("entry_id",)}


@pytest.fixture
def world() -> Iterator[None]:
    """A log with sealed rows, an answered request, a subscriber, and entries still waiting."""
    ledger.subscriber("test.reader", kinds=("test.*",))(lambda fact: None)
    for n in range(6):
        with transaction.atomic():
            row = sealed(data={"n": n})
            ledger.append("test.happened", about=(row.public_id, "zz-all"), body={"n": n}, by=BY, at=AT, rows=(row,))
        if n in (2, 4):
            ledger.sequence_once(at=AT)
    ledger.once("key", by=BY, request={"a": 1}, act=lambda: {"b": 2})
    ledger.deliver_once()
    assert ledger.check().faults == ()
    triggers.remove(connection)  # the attacker edits the file
    yield
    triggers.install(connection)


def faults() -> list[ledger.Fault]:
    """Faults without those about the missing triggers themselves."""
    return [fault for fault in ledger.check().faults if "触发器" not in fault.what]


def cells() -> Iterator[tuple[str, str, Any, Any]]:
    """Every (table, column, key, value) of the log's tables."""
    for table, columns in COLUMNS.items():
        key = "index" if table == "ledger_place" else "id"
        for column in columns:
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT "{key}", "{column}" FROM {table} ORDER BY 1')
                yield from ((table, column, row[0], row[1]) for row in cursor.fetchall())


def put(table: str, column: str, key: Any, value: Any) -> None:
    name = "index" if table == "ledger_place" else "id"
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE {table} SET "{column}" = %s WHERE "{name}" = %s', [value, key])


def test_one_changed_byte_anywhere_is_found(world: None) -> None:
    changed = 0
    for table, column, key, value in list(cells()):
        raw = bytes(value) if column in BYTES else str(value).encode()
        places = range(0, len(raw), max(1, len(raw) // 6)) if raw else ()
        for place in {*places, len(raw) - 1} if raw else ():
            broken = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
            try:
                put(table, column, key, broken if column in BYTES else broken.decode())
            except UnicodeDecodeError:
                continue
            assert faults(), f"{table}.{column} of {key}, byte {place}"
            put(table, column, key, value)
            changed += 1
    assert faults() == []
    assert changed > 300


def test_one_changed_number_anywhere_is_found(world: None) -> None:
    for table, columns in NUMBERS.items():
        name = "index" if table == "ledger_place" else "id"
        for column in columns:
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT "{name}", "{column}" FROM {table} ORDER BY 1 DESC')
                key, value = cursor.fetchone()
            try:
                with transaction.atomic():
                    put(table, column, key, value + 1_000)
                    assert faults(), f"{table}.{column}"
                    raise _Back
            except _Back:
                pass
    assert faults() == []


class _Back(Exception):
    """Undo the change."""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET at = '2026-09-07 01:30:00.124+00:00' WHERE id = (SELECT MIN(id) FROM ledger_entry)",
        "DELETE FROM ledger_about WHERE id = (SELECT MIN(id) FROM ledger_about)",
        "DELETE FROM ledger_tile WHERE id = (SELECT MIN(id) FROM ledger_tile)",
        "DELETE FROM ledger_outbox",
        "DELETE FROM ledger_tip",
        "DELETE FROM ledger_checkpoint WHERE size = 5",
        'DELETE FROM ledger_place WHERE "index" = 4',
        'DELETE FROM ledger_place WHERE "index" = 0',
        "DELETE FROM store_sealed WHERE id = (SELECT MIN(id) FROM store_sealed)",
        "UPDATE store_sealed SET \"nothing\" = '' WHERE id = (SELECT MAX(id) FROM store_sealed)",
        "UPDATE store_sealed SET flag = NOT flag WHERE id = (SELECT MAX(id) FROM store_sealed)",
        "UPDATE store_sealed SET amount = 1.501 WHERE id = (SELECT MAX(id) FROM store_sealed)",
    ],
)
def test_a_changed_or_missing_row_is_found(world: None, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert faults()


def test_a_changed_business_row_names_the_entry_that_sealed_it_last(world: None) -> None:
    row = Sealed.objects.order_by("id")[1]
    row.text = "改过"
    with transaction.atomic():
        row.save()
        ticket = ledger.append("test.changed", about=(row.public_id,), body={}, by=BY, at=AT, rows=(row,))
    receipt = ledger.settle(ticket.entry_id)
    assert faults() == []
    Sealed.objects.filter(pk=row.pk).update(number=8)
    assert receipt is not None
    assert [(fault.entry_id, fault.index) for fault in faults()] == [(ticket.entry_id, receipt.index)]


def test_a_row_gone_with_a_fact_of_its_erasure_is_no_fault(world: None) -> None:
    row = Sealed.objects.order_by("id")[0]
    with transaction.atomic():
        ledger.append("test.row_erased", about=(row.public_id,), body={}, by=BY, at=AT)
        row.delete()
    assert faults() == []


@pytest.mark.parametrize("number", [1, 1.0, 1e2, 1e20, 123456789.25, -0.5, 10**15])
def test_a_row_gives_one_seal_in_memory_and_reloaded(number: float) -> None:
    row = Sealed(
        public_id="zz-x",
        text=Colour.RED,
        number=True,
        score=number,
        data={"泉": [number, "1", None, True, {"a": []}]},
        colour=Colour.RED,
    )
    row.save()
    columns = seals.columns_of(Sealed)
    assert "id" not in columns
    assert seals.digest(row, columns) == seals.digest(Sealed.objects.get(pk=row.pk), columns)


def test_a_number_and_its_text_have_different_seals() -> None:
    columns = seals.columns_of(Sealed)
    one, other = Sealed(public_id="zz-x", data={"a": 1}), Sealed(public_id="zz-x", data={"a": "1"})
    assert seals.digest(one, columns) != seals.digest(other, columns)


def test_a_column_added_later_does_not_break_older_seals(world: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as release:
        release.setattr(seals, "columns_of", lambda model: ["public_id", "text"])  # the release before `number` came
        with transaction.atomic():
            row = sealed()
            ledger.append("test.happened", about=(row.public_id,), body={}, by=BY, at=AT, rows=(row,))
    assert faults() == []


def test_the_command_prints_size_and_root_and_ends_0_then_1(world: None, capsys: pytest.CaptureFixture[str]) -> None:
    triggers.install(connection)
    args = _parsed("ledger", "check")
    assert commands._check(args) == 0
    lines = capsys.readouterr().out.splitlines()
    latest = ledger.latest_checkpoint()
    assert latest is not None
    assert lines[:2] == ["size 5", f"root {latest.root.hex()}"]
    Sealed.objects.update(number=9)
    assert commands._check(_parsed("ledger", "check", "--json")) == 1
    shown = json.loads(capsys.readouterr().out)
    assert (shown["size"], shown["root"], len(shown["faults"])) == (5, latest.root.hex(), 6)
    assert all(fault["entry"].startswith("fa-") for fault in shown["faults"])
    triggers.remove(connection)


def _parsed(*words: str) -> Any:
    import argparse

    parser = argparse.ArgumentParser()
    commands.add_arguments(parser.add_subparsers())
    return parser.parse_args(words)


def test_a_database_older_than_the_signed_head_signs_nothing_and_reads_go_on(world: None) -> None:
    old = ledger.latest_checkpoint()
    assert old is not None
    before = (head._file()).read_text()
    ledger.sequence_once(at=AT)
    newer = head._file().read_text()
    assert before != newer
    # Restore the older backup: the last place, its checkpoint and tiles are gone, the head file is not restored with it.
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_checkpoint WHERE size = 6")
        cursor.execute('INSERT INTO ledger_outbox (entry_id) SELECT entry_id FROM ledger_place WHERE "index" = 5')
        cursor.execute('DELETE FROM ledger_place WHERE "index" = 5')
        cursor.execute("UPDATE ledger_tip SET size = 5")
    with pytest.raises(ledger.LogRolledBack):
        ledger.sequence_once(at=AT)
    assert Checkpoint.objects.order_by("-size")[0].size == 5
    assert head._file().read_text() == newer
    assert ledger.latest_checkpoint() == old
    assert len(ledger.facts()) == 6
    waiting = Entry.objects.get(outbox__isnull=False)
    assert ledger.settle(waiting.public_id) is None  # recorded, not signed: the edge answers 202
    assert any("早于" in fault.what for fault in faults())
    with pytest.raises(ledger.UnsafeStart):
        ledger.refuse_unsafe()


def test_an_emptied_database_beside_a_signed_head_is_found_and_signs_nothing(world: None) -> None:
    with connection.cursor() as cursor:
        for table in ("tile", "checkpoint", "place", "outbox", "about", "tip", "cursor", "once", "entry"):
            cursor.execute(f"DELETE FROM ledger_{table}")
    Sealed.objects.all().delete()
    assert ["早于" in fault.what for fault in faults()] == [True]
    with transaction.atomic():
        ledger.append("test.happened", about=("zz-one",), body={}, by=BY, at=AT)
    with pytest.raises(ledger.LogRolledBack):
        ledger.sequence_once(at=AT)


def test_a_different_history_of_the_same_size_signs_nothing(world: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_tile SET hashes = %s", [bytes(5 * 32)])
    with pytest.raises(ledger.LogRolledBack):
        ledger.sequence_once(at=AT)


def test_a_damaged_head_file_stops_signing(world: None, tmp_path: Path) -> None:
    head._file().write_text(head._file().read_text().replace("5", "4", 1))
    with pytest.raises(ledger.HeadUnreadable):
        ledger.sequence_once(at=AT)
    assert any("防回退" in fault.what for fault in faults())


def test_a_start_without_triggers_is_refused(world: None) -> None:
    with pytest.raises(ledger.UnsafeStart) as fault:
        ledger.refuse_unsafe()
    assert "ledger_entry" in fault.value.sentence()
    triggers.install(connection)
    ledger.refuse_unsafe()
    triggers.remove(connection)


def test_places_and_cursors_stand_as_the_world_says(world: None) -> None:
    assert (Place.objects.count(), Cursor.objects.get().next_index) == (5, 5)


def test_a_head_file_that_is_gone_stops_signing_and_is_found(world: None) -> None:
    (Path(settings.HEAD_DIR) / "head").unlink()
    assert any("防回退记录" in fault.what for fault in faults())
    with pytest.raises(ledger.HeadUnreadable):
        ledger.sequence_once(at=AT)
