"""Files kept bit for bit, once, and never handed out damaged."""

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.db import transaction

from quandun.kernel.actors import Actor
from quandun.ledger import api as ledger
from quandun.store import api as store
from quandun.store import upkeep

BY = Actor(id="ac-test", roles=frozenset({"officer"}))
AT = datetime(2026, 9, 7, 1, 30, tzinfo=UTC)


def file_of(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / sha256[2:4] / sha256


@pytest.mark.parametrize("content", [b"", b"x", b"MZ" + bytes(10), os.urandom(3_000_000)])
def test_it_keeps_any_bytes_and_gives_them_back(folder: Path, content: bytes) -> None:
    blob = store.keep(BytesIO(content))
    assert blob.sha256 == hashlib.sha256(content).hexdigest()
    assert blob.sm3 == hashlib.new("sm3", content).hexdigest()
    assert blob.size_bytes == len(content)
    assert store.read_object(blob.sha256) == content
    with store.open_object(blob.sha256) as file:
        assert file.read() == content
    assert file_of(folder, blob.sha256).read_bytes() == content
    assert file_of(folder, blob.sha256).stat().st_mode & 0o222 == 0
    assert list((folder / "tmp").iterdir()) == []


def test_the_same_bytes_are_kept_once(folder: Path) -> None:
    first = store.keep(BytesIO(b"same"))
    before = file_of(folder, first.sha256).stat().st_ino
    assert store.keep(BytesIO(b"same")) == first
    assert file_of(folder, first.sha256).stat().st_ino == before
    assert list((folder / "tmp").iterdir()) == []


def test_a_damaged_twin_is_not_taken_for_the_file(folder: Path) -> None:
    blob = store.keep(BytesIO(b"same"))
    damage(file_of(folder, blob.sha256), b"sam")
    with pytest.raises(store.ObjectCorrupt):
        store.keep(BytesIO(b"same"))
    assert list((folder / "tmp").iterdir()) == []


def test_a_file_over_the_limit_leaves_nothing(folder: Path) -> None:
    with pytest.raises(store.TooLarge):
        store.keep(BytesIO(b"12345"), limit_bytes=4)
    assert store.keep(BytesIO(b"1234"), limit_bytes=4).size_bytes == 4
    assert list((folder / "tmp").iterdir()) == []


def test_a_stream_that_breaks_leaves_nothing(folder: Path) -> None:
    class Broken(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.keep(Broken())
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_damaged_file_is_not_handed_out(folder: Path) -> None:
    blob = store.keep(BytesIO(b"content"))
    damage(file_of(folder, blob.sha256), b"cOntent")
    with pytest.raises(store.ObjectCorrupt):
        store.open_object(blob.sha256)
    with pytest.raises(store.ObjectCorrupt):
        store.read_object(blob.sha256)


def test_what_is_not_there_or_no_digest_is_said_so(folder: Path) -> None:
    with pytest.raises(store.ObjectMissing):
        store.open_object("0" * 64)
    for text in ("../../etc/passwd", "0" * 63, "0" * 64 + "\n", "A" * 64):
        with pytest.raises(store.NotADigest):
            store.open_object(text)


def test_a_link_in_place_of_a_file_is_not_followed(folder: Path, tmp_path: Path) -> None:
    blob = store.keep(BytesIO(b"content"))
    (tmp_path / "elsewhere").write_bytes(b"content")
    file_of(folder, blob.sha256).unlink()
    file_of(folder, blob.sha256).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(store.ObjectCorrupt):
        store.open_object(blob.sha256)


def test_leftovers_older_than_a_day_are_swept(folder: Path) -> None:
    store.keep(BytesIO(b"x"))
    for name, age in (("old", timedelta(hours=25)), ("new", timedelta(hours=23))):
        (folder / "tmp" / name).write_bytes(b"half")
        os.utime(folder / "tmp" / name, times=((AT - age).timestamp(),) * 2)
    upkeep.sweep_leftovers({}, AT)
    assert [path.name for path in (folder / "tmp").iterdir()] == ["new"]


def test_a_scrub_finds_every_damage_and_no_other(folder: Path) -> None:
    blobs = [store.keep(BytesIO(bytes([n]) * 100)) for n in range(20)]
    seen: list[tuple[int, int]] = []
    report = store.scrub(lambda done, of: seen.append((done, of)))
    assert (report.files, report.size_bytes, report.faults, seen[-1]) == (20, 2_000, (), (20, 20))
    damage(file_of(folder, blobs[3].sha256), b"\x03" * 99 + b"\x02")
    (folder / "stray.txt").write_bytes(b"?")
    file_of(folder, blobs[5].sha256).rename(folder / blobs[5].sha256)
    assert {name for name, _ in store.scrub().faults} == {
        blobs[3].sha256,
        blobs[5].sha256,
        "stray.txt",
    }  # in the wrong folder is as good as gone


@pytest.fixture
def entry(folder: Path, transactional_db: None) -> Iterator[tuple[str, store.Blob]]:
    """A file and the fact that names it."""
    blob = store.keep(BytesIO(b"evidence"))
    with transaction.atomic():
        ticket = ledger.append("test.deposited", about=("zz-one",), body={}, by=BY, at=AT, objects=(blob.digests,))
    ledger.settle(ticket.entry_id)
    yield ticket.entry_id, blob


@pytest.mark.parametrize("harm", ["none", "byte", "missing", "longer"])
def test_the_ledger_check_names_the_entry_of_a_harmed_file(folder: Path, entry: tuple[str, store.Blob], harm: str) -> None:
    path = file_of(folder, entry[1].sha256)
    if harm == "missing":
        path.unlink()
    elif harm != "none":
        damage(path, b"evidencf" if harm == "byte" else b"evidence.")
    faults = ledger.check().faults
    assert [(fault.entry_id, fault.index) for fault in faults] == ([] if harm == "none" else [(entry[0], 0)])


def damage(path: Path, content: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(content)
