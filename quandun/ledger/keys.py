"""The log's signing key (日志签名密钥): an Ed25519 PEM file the settings name. A hardware key later takes the place of `signer()`."""

import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from quandun.ledger.domain import note
from quandun.ledger.errors import LogKeyMissing, LogKeyUnfit


def signer() -> note.Signer:
    """Return the signer; raises LogKeyMissing or LogKeyUnfit. Read anew when the file changes."""
    path = Path(settings.LOG_KEY_FILE)
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError as fault:
        raise LogKeyMissing(path=path) from fault
    return _load(path, settings.LOG_ORIGIN, changed)


def verifier() -> note.Verifier:
    """Return the public half of the log's key."""
    return signer().verifier()


@lru_cache(maxsize=8)
def _load(path: Path, origin: str, changed: int) -> note.Signer:
    try:
        return note.signer(origin, path.read_bytes())
    except ValueError as fault:
        raise LogKeyUnfit(path=path, what="不是 Ed25519 私钥") from fault


def make() -> note.Verifier:
    """Create the key file (mode 0600) and return its public half; raises LogKeyUnfit when one is there already."""
    path = Path(settings.LOG_KEY_FILE)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as fault:
        raise LogKeyUnfit(path=path, what="已经存在") from fault
    with os.fdopen(fd, "wb") as file:
        file.write(note.new_key_pem())
        file.flush()
        os.fsync(file.fileno())
    return verifier()


def make_for_rehearsal() -> None:
    """Create a key where the profile is dev, demo or test and there is none; production never does this by itself."""
    if (settings.DEBUG or settings.DEMO or settings.RELAXED_SYNC) and not Path(settings.LOG_KEY_FILE).exists():
        try:
            make()
        except LogKeyUnfit:
            signer()  # another process made it in the same moment
