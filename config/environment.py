"""Makes and keeps `.venv`: `python3 config/environment.py product|test|lock`. Standard library only; `make` calls it.

uv is fetched by pip into `.tools` (allowed under PEP 668, needs no root); where it cannot be had, venv and pip do the work.
The environment is synchronised again only when a lock file has changed.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV, TOOLS = ROOT / ".venv", ROOT / ".tools"
PYTHON, STAMP, UV = VENV / "bin/python", VENV / "quandun-stamp.json", TOOLS / "uv/bin/uv"
LOCKS = {"product": ROOT / "requirements.lock", "test": ROOT / "requirements-test.lock"}

# No address in the file: whoever installs has an index of their own. (uv.lock records one; never commit it.)
_LOCKING = ["--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-emit-index-url"]
_LOCKING += ["--no-emit-find-links", "--custom-compile-command", "make lock"]
# What pip calls a setting, what uv calls it.
_SETTINGS = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_EXTRA_INDEX_URL",
    "find-links": "UV_FIND_LINKS",
    "cert": "SSL_CERT_FILE",
}

LAUNCHER = """#!/bin/sh
# Written by `make setup`. -P: a folder named config or quandun where you stand is not mistaken for ours.
exec "$(dirname "$(readlink -f "$0")")/python" -P -m config.cli "$@"
"""


class CannotSetUp(Exception):
    """The environment could not be made; the text says in one sentence why and what to do."""


def main(wanted: str) -> None:
    """Bring the environment to what is wanted; says a line for each thing it does, nothing when there is nothing to do."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "lock").open("w") as lock:  # two makes at once: the second waits and finds the work done
        fcntl.flock(lock, fcntl.LOCK_EX)
        if wanted == "lock":
            _write_locks()
        else:
            _synchronise(wanted)
            _translations()


def _synchronise(wanted: str) -> None:
    hashes = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in LOCKS.items()}
    made = json.loads(STAMP.read_text()) if STAMP.exists() and PYTHON.exists() else {}
    if made.get(wanted) == hashes[wanted] and made.get("root") == str(ROOT):
        return
    # What tests need is a superset; an environment that once had it keeps it.
    lock = "test" if wanted == "test" or "test" in made else "product"
    started = time.monotonic()
    if STAMP.exists():
        STAMP.unlink()
    if not PYTHON.exists():
        _run([sys.executable, "-m", "venv", "--without-pip", "--clear", VENV])  # without: Debian's python3 has no ensurepip
    _install(LOCKS[lock])
    _put_project_in_place()
    kept = ("product", "test") if lock == "test" else ("product",)
    STAMP.write_text(json.dumps({"root": str(ROOT), **{name: hashes[name] for name in kept}}))
    print(f"setup: done in {time.monotonic() - started:.0f} s", flush=True)


def _install(lock: Path) -> None:
    uv = _uv()
    if uv is not None:
        print(f"setup: packages of {lock.name} into .venv with uv", flush=True)
        # Best match over all indexes is safe here and here only: every package must have the hash the lock names.
        strategy = ("--require-hashes", "--index-strategy", "unsafe-best-match")
        command: list[str | Path] = [uv, "pip", "sync", "--quiet", *strategy, "--python", PYTHON, lock]
        if not subprocess.run(command, cwd=ROOT, env=_index(), check=False).returncode:
            return
    print(f"setup: packages of {lock.name} into .venv with pip (uv could not do it; this takes longer)", flush=True)
    _run([sys.executable, "-m", "pip", "--python", PYTHON, "install", "--quiet", "--require-hashes", "-r", lock])


def _put_project_in_place() -> None:
    """Make the project importable and give it its command: a path file and a launcher, so no build tool is needed."""
    site = subprocess.run([PYTHON, "-c", "import site; print(site.getsitepackages()[0])"], capture_output=True, text=True, check=True)
    Path(site.stdout.strip(), "quandun.pth").write_text(f"{ROOT}\n")
    launcher = VENV / "bin/quandun"
    launcher.write_text(LAUNCHER)
    launcher.chmod(0o755)


def _translations() -> None:
    """Compile translations that are older than their source; a bare machine has no msgfmt."""
    for source in (ROOT / "locale").glob("*/LC_MESSAGES/*.po"):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            print("setup: compiling translations", flush=True)
            _run([VENV / "bin/quandun", "messages", "compile"])
            return


def _uv() -> Path | None:
    """Return uv, fetched by pip the first time; None when it cannot be had."""
    if UV.exists():
        return UV
    print("setup: fetching uv with pip into .tools", flush=True)
    for python in dict.fromkeys((sys.executable, shutil.which("python3") or sys.executable)):
        fetch = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--root-user-action=ignore", "--upgrade"]
        if not subprocess.run([*fetch, "--target", UV.parents[1], "uv"], cwd=ROOT, check=False).returncode and UV.exists():
            return UV
    return None


def _write_locks() -> None:
    uv = _uv()
    if uv is None:
        raise CannotSetUp("locking needs uv; python3 -m pip install uv failed")
    further: list[str] = []
    for source in ("requirements", "requirements-test"):
        print(f"lock: {source}.in -> {source}.lock", flush=True)
        _run([uv, "pip", "compile", *_LOCKING, *further, f"{source}.in", "-o", f"{source}.lock"])
        further = ["-c", "requirements.lock"]  # tests run the product's own versions


def _run(command: list[str | Path]) -> None:
    try:
        done = subprocess.run(command, cwd=ROOT, env=_index(), check=False).returncode
    except OSError as fault:
        raise CannotSetUp(f"{command[0]} does not run: {fault.strerror}") from fault
    if done:
        said = " ".join(part.name if isinstance(part, Path) else part for part in command)
        raise CannotSetUp(f"`{said}` ended with {done}, see above")


def _index() -> dict[str, str]:
    """Return the environment in which uv asks the same package index as pip would: uv does not read pip's settings."""
    env = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    said = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False).stdout
    for line in said.splitlines():
        name, _, value = line.partition("=")
        variable = _SETTINGS.get(name.rpartition(".")[2])
        if variable:
            env.setdefault(variable, " ".join(value.strip().strip("'\"").replace("\\n", " ").split()))
    return env


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except CannotSetUp as fault:
        print(f"setup: {fault}", file=sys.stderr)
        sys.exit(2)
