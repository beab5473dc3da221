"""Acknowledged means durable: what the kernel was asked to do before the answer left, and in which order.

One deposit runs under strace with real settings (SQLite, synchronous=FULL). The same check runs over three deposits with one sync taken
away each, and must find it: a check that never turned red shows nothing.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (\d+|-1)")
_FD = re.compile(r"^\d+<([^>]*)>")
_QUOTED = re.compile(r'"([^"]*)"')


@dataclass(frozen=True)
class Call:
    """One system call that ended: its name, the path it was about, the rest of its words."""

    name: str
    path: str
    words: str


def calls_of(trace: str) -> list[Call]:
    """Return the finished calls of a trace in order; a call cut in two by another thread is put together first."""
    calls: list[Call] = []
    open_calls: dict[str, str] = {}
    for line in trace.splitlines():
        pid = line.split(" ", 1)[0]
        if line.endswith("<unfinished ...>"):
            open_calls[pid] = line.removesuffix("<unfinished ...>")
            continue
        resumed = re.match(r"^\d+ +<\.\.\. \w+ resumed>(.*)$", line)
        whole = open_calls.pop(pid) + resumed[1] if resumed else line
        found = _CALL.match(whole)
        if found and found[3] != "-1":
            fd = _FD.match(found[2])
            calls.append(Call(found[1], fd[1] if fd else "", found[2]))
    return calls


def missing_steps(trace: str) -> list[str]:
    """Return what is missing of: file sync, rename, directory sync, write-ahead-log write and sync, head sync and rename, answer."""
    calls = calls_of(trace)
    answer = _first(calls, lambda call: call.name == "write" and '"ANSWER ' in call.words)
    renamed = _first(calls, lambda call: call.name.startswith("rename") and "/objects/tmp/" in call.words)
    if answer is None or renamed is None:
        return ["answer"] if answer is None else ["rename"]
    temporary, target = _QUOTED.findall(calls[renamed].words)
    missing = []
    written = _last(calls[:renamed], lambda call: call.name in ("write", "pwrite64") and call.path == temporary)
    if written is None or not any(call.name in ("fsync", "fdatasync") and call.path == temporary for call in calls[written:renamed]):
        missing.append("file sync")
    folder = str(Path(target).parent)
    dir_synced = _first(calls[renamed:answer], lambda call: call.name == "fsync" and call.path == folder)
    if dir_synced is None:
        missing.append("directory sync")
    after = calls[renamed + (dir_synced or 0) : answer]
    logged = _last(after, lambda call: call.name in ("write", "pwrite64") and call.path.endswith("-wal"))
    if logged is None:
        missing.append("log write")
    elif not any(call.name in ("fsync", "fdatasync") and call.path.endswith("-wal") for call in after[logged:]):
        missing.append("log sync")
    head = _first(after, lambda call: call.name.startswith("rename") and call.words.rstrip('"').endswith("/head/head"))
    if head is None or not any(call.name == "fsync" and call.path.endswith("/head") for call in after[head:]):
        missing.append("head")
    return missing


def _first(calls: list[Call], wanted: Callable[[Call], bool]) -> int | None:
    return next((place for place, call in enumerate(calls) if wanted(call)), None)


def _last(calls: list[Call], wanted: Callable[[Call], bool]) -> int | None:
    return max((place for place, call in enumerate(calls) if wanted(call)), default=None)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("strace") is None:
        pytest.fail("strace is missing: apt-get install strace")
    folder = tmp_path_factory.mktemp("durable")
    _run(folder, "prepare")
    return folder


def _run(folder: Path, *words: str, under: tuple[str, ...] = ()) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith("QUANDUN_") and name != "DATABASE_URL"}
    env |= {"QUANDUN_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    command = [*under, sys.executable, "-m", "tests.integration.store.deposit_under_trace", *words]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    return done.stdout


def traced_deposit(prepared: Path, folder: Path, defect: str) -> str:
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    trace = folder / "trace"
    calls = "trace=fsync,fdatasync,rename,renameat,renameat2,write,pwrite64"
    out = _run(folder, "deposit", defect, under=("strace", "-f", "-y", "-s", "120", "-o", str(trace), "-e", calls))
    assert out.startswith("ANSWER ") and out.endswith(" 201\n")
    return trace.read_text(errors="replace")


def test_a_deposit_is_on_disk_in_the_right_order_before_the_answer(prepared: Path, tmp_path: Path) -> None:
    assert missing_steps(traced_deposit(prepared, tmp_path, "")) == []


@pytest.mark.parametrize(("defect", "found"), [("file", "file sync"), ("directory", "directory sync"), ("database", "log sync")])
def test_a_deposit_without_one_sync_is_caught(prepared: Path, tmp_path: Path, defect: str, found: str) -> None:
    assert missing_steps(traced_deposit(prepared, tmp_path, defect)) == [found]
