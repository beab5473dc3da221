"""`make test` and `make check`: runs every part, prints every part's count, ends with one line: N passed, N failed.

`python -m tests.run [--fast] [--no-browser]`. Two tracks run side by side, because mypy keeps one core busy while the other tests.
A part that cannot run is a failure, never a skip; what was left out knowingly is named at the end. Logs lie in var/test-log/.
"""

import argparse
import os
import signal
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config import browsers

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
LOGS = ROOT / "var/test-log"
PART_TIMEOUT_SECONDS = 20 * 60
_PRINTING = threading.Lock()
_ORDER = ("plain", "SQLite", "PostgreSQL", "browser")


@dataclass(slots=True)
class Part:
    """One command and what came of it. `counts` is False for a check that passes or fails as a whole."""

    name: str
    command: Sequence[str | Path]
    counts: bool = True
    passed: int = 0
    failed: int = 1  # until it has run and shown otherwise
    skipped: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Run to the end, keep the output, print one line, or all of it when something failed."""
        slug = self.name.replace(" ", "-").replace("/", "-")
        log, report = LOGS / f"{slug}.log", LOGS / f"{slug}.xml"
        report.unlink(missing_ok=True)
        started = time.monotonic()
        code = self._run(log, report)
        self._count(code, report)
        spent = time.monotonic() - started
        with _PRINTING:
            print(f"{'ok  ' if not self.failed else 'FAIL'} {self.name}: {self._figures()} ({spent:.0f} s)", flush=True)
            if self.failed:
                print("\n".join(f"     {line}" for line in log.read_text(errors="replace").splitlines()), flush=True)

    def _run(self, log: Path, report: Path) -> int:
        command = [*self.command, f"--junitxml={report}"] if self.counts else self.command
        with log.open("wb") as out:
            try:
                process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
            except OSError as fault:
                out.write(f"{fault}\n".encode())
                return 127
            _RUNNING.append(process)
            try:
                return process.wait(timeout=PART_TIMEOUT_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                out.write(f"\nended after {PART_TIMEOUT_SECONDS} s\n".encode())
                return 124
            finally:
                _RUNNING.remove(process)

    def _count(self, code: int, report: Path) -> None:
        self.failed = 0
        if self.counts and report.exists():
            for case in ElementTree.parse(report).iter("testcase"):
                if case.find("failure") is not None or case.find("error") is not None:
                    self.failed += 1
                elif (skip := case.find("skipped")) is not None:
                    self.skipped.append(f"{case.get('classname')}.{case.get('name')}: {skip.get('message')}")
                else:
                    self.passed += 1
        elif not self.counts and not code:
            self.passed = 1
        # Died, timed out, found no tests, could not start; or ended politely and left no report.
        if not self.failed and (code or (self.counts and not report.exists())):
            self.failed = 1

    def _figures(self) -> str:
        if not self.counts:
            return "clean" if self.passed else "faults"
        figures = {"passed": self.passed, "failed": self.failed, "skipped": len(self.skipped)}
        return ", ".join(f"{number} {word}" for word, number in figures.items() if number or word == "passed")


_RUNNING: "list[subprocess.Popen[bytes]]" = []


def tests(name: str, *arguments: str) -> Part:
    """Return a part that runs pytest."""
    return Part(name, [sys.executable, "-m", "pytest", *arguments])


def checks() -> list[Part]:
    """Return the checks that look at the whole source."""
    return [
        Part("messages", [BIN / "quandun", "messages", "compile"], counts=False),
        Part("ruff", [BIN / "ruff", "check", "."], counts=False),
        Part("walls (lint-imports)", [BIN / "lint-imports", "--no-cache"], counts=False),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for and return 0 only when all of it passed."""
    parser = argparse.ArgumentParser(prog="tests.run")
    parser.add_argument("--fast", action="store_true", help="checks and tests without a database")
    parser.add_argument("--no-browser", action="store_true", help="leave the browser part out")
    args = parser.parse_args(arguments)
    LOGS.mkdir(parents=True, exist_ok=True)
    mypy = Part("mypy --strict", [BIN / "mypy", "."], counts=False)
    plain = tests("plain", "tests/unit", "tests/property", "tests/law")
    left_out: list[str] = []
    not_run: list[Part] = []
    tracks: list[list[Part]]
    if args.fast:
        tracks = [[mypy], [*checks(), plain]]
        left_out.append("tests with a database and browser (make test runs them)")
    else:
        sqlite = tests("SQLite", "tests/integration", "--database", "sqlite")
        postgres = tests("PostgreSQL", "tests/integration", "--database", "postgres")
        browser = tests("browser", "tests/browser")
        tracks = [[mypy, sqlite], [*checks(), plain, postgres]]
        if args.no_browser:
            left_out.append("browser (BROWSER=0)")
        elif browsers.ensure():
            tracks[0].append(browser)
        else:
            not_run.append(browser)  # counts as failed; the line that says what to install has been printed
    print(f"test: {', '.join(part.name for track in tracks for part in track)}; logs in var/test-log", flush=True)
    _run_side_by_side(tracks)
    return summary([part for track in tracks for part in track] + not_run, left_out)


def _run_side_by_side(tracks: list[list[Part]]) -> None:
    stop = threading.Event()

    def follow(track: list[Part]) -> None:
        for part in track:
            if not stop.is_set():
                part.run()

    threads = [threading.Thread(target=follow, args=(track,), daemon=True) for track in tracks]
    for thread in threads:
        thread.start()
    try:
        for thread in threads:
            thread.join()
    except BaseException:  # Ctrl-C and the like: the parts run in sessions of their own and would go on without us
        stop.set()
        for process in list(_RUNNING):
            os.killpg(process.pid, signal.SIGINT)  # pytest then stops its database and removes its folders
        for thread in threads:
            thread.join(timeout=10)
        for process in list(_RUNNING):
            os.killpg(process.pid, signal.SIGKILL)
        raise


def summary(parts: Sequence[Part], left_out: Sequence[str]) -> int:
    """Print the counts of all parts, what was left out, and the last line; return the exit code."""
    print()
    counted = sorted((part for part in parts if part.counts), key=lambda part: _ORDER.index(part.name))
    print("counts: " + " · ".join(f"{part.name} {part.passed}" for part in counted))
    for part in parts:
        for skipped in part.skipped:
            print(f"skipped in {part.name}: {skipped}")
    print(f"left out: {'; '.join(left_out) or 'nothing'}")
    passed, failed = sum(part.passed for part in parts), sum(part.failed for part in parts)
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # Started in a shell's background, SIGINT is ignored, and so it would be in the parts, which are told to stop by it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main())
