"""The anti-rollback store (防回退记录): the last head this log signed, in a file apart from the database.

Whoever restores an older database does not restore this with it (HEAD_DIR belongs on another disk). The file is the signed note itself,
written by temp file, fsync, rename, fsync of the directory, under a file lock: it never goes back and never says two roots for one size.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from quandun.ledger import keys
from quandun.ledger.domain import note, tree
from quandun.ledger.errors import HeadUnreadable, LogRolledBack

NO_HEAD = note.Head("", 0, tree.EMPTY_ROOT)


def _file() -> Path:
    return Path(settings.HEAD_DIR) / "head"


def read() -> note.Head:
    """Return the last head signed, or NO_HEAD before the first; raises HeadUnreadable."""
    try:
        text = _file().read_text()
    except FileNotFoundError:
        return NO_HEAD
    except UnicodeDecodeError as fault:
        raise HeadUnreadable(path=_file()) from fault
    try:
        return keys.verifier().open(text)
    except note.BadNote as fault:
        raise HeadUnreadable(path=_file()) from fault


def read_for(checkpoints: int) -> note.Head:
    """Return the last head signed; raises HeadUnreadable when the record is gone although it must be there: that hides a rollback.

    `checkpoints` is how many the database holds. With one the process may have died between its commit and the first record.
    """
    if checkpoints > 1 and not exists():
        raise HeadUnreadable(path=_file())
    return read()


def exists() -> bool:
    """Say whether anything was ever signed here."""
    return _file().exists()


def advance(signed: str) -> None:
    """Record a signed head; it may leave the process after this.

    A smaller head than the recorded one is a sequencer that came second: nothing to do.
    The same size with another root raises LogRolledBack.
    """
    new = keys.verifier().open(signed)
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path.parent):
        old = read()
        if new.size < old.size or (new.size == old.size and new.root == old.root):
            return
        if new.size == old.size:
            raise LogRolledBack(size=new.size, head_size=old.size)
        temporary = path.parent / f"head.{secrets.token_hex(8)}"
        with temporary.open("w") as file:
            file.write(signed)
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(path)
        sync_directory(path.parent)


def forget() -> None:
    """Remove the record; the flush of a test database calls this, nothing else may."""
    _file().unlink(missing_ok=True)


def sync_directory(path: Path) -> None:
    """Make renames and new names in a directory durable."""
    fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    with (directory / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # released when the file closes, also when the process dies
        yield
