"""The front of the store: keep a stream, hand bytes out verified, re-hash everything."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, BinaryIO

from django.conf import settings

from quandun.ledger.api import ObjectDigests
from quandun.store.domain.sniff import SNIFF_BYTES, sniff
from quandun.store.errors import ObjectCorrupt, StoreError, TooLarge
from quandun.store.files import backend

CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes that are on disk: both digests, size, and what they look like (media type and warning labels)."""

    sha256: str
    sm3: str
    size_bytes: int
    media_type: str
    labels: tuple[str, ...]

    @property
    def digests(self) -> ObjectDigests:
        """What the log commits to."""
        return ObjectDigests(self.sha256, self.sm3, self.size_bytes)


@dataclass(frozen=True, slots=True)
class ScrubReport:
    """What a full re-hash found; each fault is (name in the store, what is wrong)."""

    files: int
    size_bytes: int
    faults: tuple[tuple[str, str], ...]


def keep(stream: IO[bytes], *, limit_bytes: int | None = None) -> Blob:
    """Keep a stream's bytes durably and return both digests; call it at the edge, before any transaction opens.

    When it returns, file and directory entries are on disk. Raises TooLarge (default limit: OBJECT_LIMIT_BYTES), ObjectCorrupt.
    """
    limit = settings.OBJECT_LIMIT_BYTES if limit_bytes is None else limit_bytes
    sha256, sm3, size, first = hashlib.sha256(), hashlib.new("sm3"), 0, b""
    incoming = backend().receive()
    try:
        while chunk := stream.read(CHUNK_BYTES):
            size += len(chunk)
            if size > limit:
                raise TooLarge(limit_bytes=limit)
            if len(first) < SNIFF_BYTES:
                first += chunk[: SNIFF_BYTES - len(first)]
            sha256.update(chunk)
            sm3.update(chunk)
            incoming.write(chunk)
    except BaseException:  # whatever stopped the stream, nothing half-received stays; the error goes on
        incoming.discard()
        raise
    incoming.keep_as(sha256.hexdigest(), size)
    media_type, labels = sniff(first)
    return Blob(sha256.hexdigest(), sm3.hexdigest(), size, media_type, labels)


def open_object(sha256: str) -> BinaryIO:
    """Open a kept file after re-hashing it; raises ObjectMissing, ObjectCorrupt. The caller closes it."""
    file = backend().open(sha256)
    try:
        found = _sha256_of(file)
        if found != sha256:
            raise ObjectCorrupt(sha256=sha256, what="内容与摘要不符")
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


def _sha256_of(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()


def read_object(sha256: str) -> bytes:
    """Return a kept file's bytes, verified; for documents and small files."""
    with backend().open(sha256) as file:
        data = file.read()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ObjectCorrupt(sha256=sha256, what="内容与摘要不符")
    return data


def digests_of(sha256: str) -> ObjectDigests:
    """Re-hash a kept file with both algorithms; raises ObjectMissing."""
    both, sm3, size = hashlib.sha256(), hashlib.new("sm3"), 0
    with backend().open(sha256) as file:
        while chunk := file.read(CHUNK_BYTES):
            both.update(chunk)
            sm3.update(chunk)
            size += len(chunk)
    return ObjectDigests(both.hexdigest(), sm3.hexdigest(), size)


def scrub(progress: Callable[[int, int], None] | None = None) -> ScrubReport:
    """Re-hash every file in the store: each name must be the SHA-256 of its bytes (完整性巡检)."""
    names, faults, size = list(backend().names()), [], 0
    for done, name in enumerate(names, start=1):
        try:
            found = digests_of(name)
        except StoreError as fault:
            faults.append((name, fault.sentence()))
        else:
            size += found.size_bytes
            if found.sha256 != name:
                faults.append((name, "内容与摘要不符"))
        if progress:
            progress(done, len(names))
    return ScrubReport(len(names), size, tuple(faults))
