"""Files under their SHA-256 in OBJECTS_DIR/ab/cd/<sha256>, and the order that makes them durable.

temp file -> write and hash -> fsync file -> rename by digest -> fsync directory. A name in a directory is data of the directory: without
the last step a power cut may leave a row that points to nothing. An object's bytes are written once; a
second deposit of the same bytes finds
them there. Another backend (S3) offers the same four verbs; the front (services.py) does not know where bytes lie.
"""

import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

from quandun.ledger.api import sync_directory
from quandun.store.errors import NotADigest, ObjectCorrupt, ObjectMissing

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Incoming(Protocol):
    """A file being received: write its bytes, then give it its name."""

    def write(self, data: bytes) -> None:
        """Add bytes."""
        ...

    def keep_as(self, sha256: str, size_bytes: int) -> None:
        """Make the bytes durable under their digest."""
        ...

    def discard(self) -> None:
        """Forget what was received."""
        ...


class Backend(Protocol):
    """Where bytes lie."""

    def receive(self) -> Incoming:
        """Begin to receive a file."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """Open a kept file; raises ObjectMissing."""
        ...

    def names(self) -> Iterator[str]:
        """Every name in the store, also one that is no digest (then something is wrong)."""
        ...

    def sweep(self, before: datetime) -> int:
        """Remove what crashed deposits left before that instant; return how many."""
        ...


def backend() -> Backend:
    """Return the backend the settings name: local files."""
    return LocalFiles(Path(settings.OBJECTS_DIR))


@dataclass(frozen=True, slots=True)
class LocalFiles:
    """Kept files in a folder of this machine."""

    folder: Path

    def receive(self) -> "LocalIncoming":
        """Begin a temp file in the same file system, so that the rename is atomic."""
        temporary = self.folder / "tmp"
        _make_durable_folder(temporary)
        path = temporary / secrets.token_hex(16)
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o640)
        return LocalIncoming(self, path, os.fdopen(fd, "wb"))

    def path_of(self, sha256: str) -> Path:
        """Return where a digest lies; two levels of 256 folders keep each folder small."""
        if not _DIGEST.fullmatch(sha256):
            raise NotADigest(text=sha256)
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def open(self, sha256: str) -> BinaryIO:
        """Open a kept file; raises ObjectMissing. A symbolic link in its place is not followed."""
        try:
            return os.fdopen(os.open(self.path_of(sha256), os.O_RDONLY | os.O_NOFOLLOW), "rb")
        except FileNotFoundError as fault:
            raise ObjectMissing(sha256=sha256) from fault
        except OSError as fault:
            raise ObjectCorrupt(sha256=sha256, what="不是普通文件") from fault

    def names(self) -> Iterator[str]:
        """Every file name below the folder but the temp files."""
        for first in sorted(path for path in self.folder.glob("*") if path.name != "tmp"):
            for path in sorted(first.rglob("*")) if first.is_dir() else [first]:
                if not path.is_dir():
                    yield path.name if path.parent == self.folder / path.name[:2] / path.name[2:4] else str(path.relative_to(self.folder))

    def sweep(self, before: datetime) -> int:
        """Remove temp files last written before that instant."""
        swept = 0
        for path in (self.folder / "tmp").glob("*"):
            try:
                if path.stat().st_mtime < before.timestamp():
                    path.unlink()
                    swept += 1
            except FileNotFoundError:
                continue  # its deposit just ended
        return swept


@dataclass(slots=True)
class LocalIncoming:
    """A temp file on its way to its name."""

    home: LocalFiles
    path: Path
    file: BinaryIO

    def write(self, data: bytes) -> None:
        """Add bytes."""
        self.file.write(data)

    def keep_as(self, sha256: str, size_bytes: int) -> None:
        """fsync, rename by digest, fsync the directory; when the object is there already only its presence is made durable.

        Raises ObjectCorrupt when what is there has another size: it is left for inspection, never overwritten.
        """
        target = self.home.path_of(sha256)
        self.file.flush()
        os.fsync(self.file.fileno())
        os.fchmod(self.file.fileno(), 0o440)
        self.file.close()
        _make_durable_folder(target.parent)
        if target.exists():
            if target.stat().st_size != size_bytes:
                self.discard()
                raise ObjectCorrupt(sha256=sha256, what=f"大小应为 {size_bytes} 字节")
            self.discard()
        else:
            self.path.rename(target)
        # Also when it was there: the deposit that brought it may have crashed before this very step.
        sync_directory(target.parent)

    def discard(self) -> None:
        """Remove the temp file."""
        self.file.close()
        self.path.unlink(missing_ok=True)


def _make_durable_folder(folder: Path) -> None:
    """Create a folder and its parents, each name made durable in its parent."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for new in reversed(missing):
        new.mkdir(exist_ok=True)
        sync_directory(new.parent)
