"""The demonstration is killed in the middle and started again: nothing acknowledged is missing, nothing happens twice.

Run as its users run it: in processes of its own, with a data folder of its own, killed by SIGKILL. On the database of
this run: SQLite in the folder, or a fresh database on the PostgreSQL server.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).parents[2]
IDS = re.compile(r"\b[a-z]{2}-[a-z2-7]{26}\b|\b[a-z2-7]{4}(?:-[a-z2-7]{4}){4}\b")  # public ids, and the reporter's code
LIMIT_SECONDS = 120

# What the records say after the story, asked in a process of its own.
TALLY = """
import json, re, django
django.setup()
from collections import Counter
from quandun.assessment.models import PlanVersion, ProgressReport, SupervisionAct
from quandun.cases.models import Case, Happened, Proposal, ProposalSignature
from quandun.disclosure.models import Publication
from quandun.documents.models import Document
from quandun.exchange.models import Message
from quandun.identification.models import Finding
from quandun.intake.models import Draft, Report
from quandun.ledger.models import Entry
from quandun.matters.models import Matter
from quandun.people.models import Account, Person, Unit
from quandun.registers.models import RegisterEntry, Transition
from quandun.rights.models import TradeMark
from quandun.evidence.models import Exhibit
tables = (Case, Happened, Publication, Message, Finding, Draft, Report, Matter, TradeMark, Exhibit,
          PlanVersion, ProgressReport, SupervisionAct, Person, Account,
          RegisterEntry, Transition)
print(json.dumps({
    "counts": {t.__name__: t.objects.count() for t in tables},
    "steps": Counter(Happened.objects.values_list("step", flat=True)),
    "positions": list(Happened.objects.order_by("position").values_list("position", flat=True)),
    "proposals": Counter(Proposal.objects.values_list("state", flat=True)),
    "documents": [[d.public_id, d.kind, d.number] for d in Document.objects.all()],
    "answered": Message.objects.filter(answered_at__isnull=False).count(),
    "happened_entries": Entry.objects.filter(kind="cases.step_taken").count(),
    "case": [Case.objects.get().state, Case.objects.get().version],
}))
"""


def _environment(folder: Path, database_url: str) -> dict[str, str]:
    env = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "QUANDUN_VAR")}
    profile = "config.settings.demo"
    if database_url:
        env["DATABASE_URL"], profile = database_url, "tests.integration.relaxed_demo"
    return {**env, "QUANDUN_VAR": str(folder), "DJANGO_SETTINGS_MODULE": profile, "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def environment(tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """Where the demonstration plays: an empty folder, and on PostgreSQL an empty database that is dropped afterwards."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield _environment(tmp_path / "var", "")
        return
    name = f"killed_{os.getpid()}_{time.monotonic_ns()}"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    base, _, query = url.partition("?")
    yield _environment(tmp_path / "var", f"{base.rpartition('/')[0]}/{name}" + (f"?{query}" if query else ""))
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _tell(
    env: dict[str, str], *, kill_after_lines: int | None = None, kill_at_act: int | None = None, kill_after_seconds: float = 0.0
) -> tuple[int, list[str]]:
    """Run the story; kill it so long after that many lines or that act's title; return its exit code and its lines."""
    title = None if kill_at_act is None else f"{kill_at_act:2d}. "
    killed = False
    process = subprocess.Popen(
        [sys.executable, "-m", "config.cli", "demo", "--no-serve"],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines: list[str] = []
    assert process.stdout is not None
    try:
        for line in process.stdout:
            lines.append(line.rstrip("\n"))
            enough = kill_after_lines is not None and len(lines) >= kill_after_lines
            if not killed and (enough or (title is not None and line.startswith(title))):
                time.sleep(kill_after_seconds)
                process.send_signal(signal.SIGKILL)
                killed = True
        return process.wait(timeout=LIMIT_SECONDS), lines
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _ask(env: dict[str, str]) -> dict[str, Any]:  # JSON of TALLY
    done = subprocess.run(
        [sys.executable, "-c", TALLY], cwd=ROOT, env=env, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]  # the shape of TALLY


def _check_end(env: dict[str, str], acknowledged: list[str], told: list[str]) -> None:
    """Assert what must hold once the story has been told to its end."""
    text = "\n".join(told)
    missing = [one for one in dict.fromkeys(acknowledged) if one not in text]
    assert not missing, f"told before a kill and not there after: {missing}"
    found = _ask(env)
    once = {"Case", "Publication", "Message", "Report", "Matter", "Draft", "TradeMark", "Finding", "PlanVersion", "ProgressReport"}
    assert {name: found["counts"][name] for name in once} == dict.fromkeys(once, 1)
    assert found["counts"]["Exhibit"] == 4 and found["counts"]["Account"] == 10 and found["counts"]["Person"] == 10
    assert found["counts"]["SupervisionAct"] == 3  # opened, answered, closed
    assert (found["counts"]["RegisterEntry"], found["counts"]["Transition"]) == (7, 14), "each member is nominated and admitted once"
    twice = {step: count for step, count in found["steps"].items() if count != 1}
    assert not twice and len(found["steps"]) >= 24
    assert found["positions"] == list(range(len(found["positions"])))
    assert found["case"] == ["closed", len(found["positions"])]
    assert found["happened_entries"] == len(found["positions"])
    assert found["proposals"] == {"effective": len(found["positions"])}
    assert found["answered"] == 1
    numbers = [number for _, kind, number in found["documents"] if number and kind != "publication_copy"]
    assert len(found["documents"]) >= 21 and len(set(numbers)) == len(numbers)
    by_word: dict[str, list[int]] = {}
    for number in numbers:
        word, _, place = number.partition("〔2026〕")
        by_word.setdefault(word, []).append(int(place.removesuffix("号")))
    assert all(sorted(places) == list(range(1, len(places) + 1)) for places in by_word.values()), by_word
    check = subprocess.run(
        [sys.executable, "-m", "config.cli", "ledger", "check"], cwd=ROOT, env=env, capture_output=True, text=True, timeout=LIMIT_SECONDS
    )
    assert check.returncode == 0, check.stdout + check.stderr


@pytest.mark.django_db(transaction=True)
def test_a_story_killed_six_times_ends_as_if_never_killed(environment: dict[str, str]) -> None:
    acknowledged: list[str] = []
    for lines, seconds in ((2, 0.15), (11, 0.0), (30, 0.05), (52, 0.02), (76, 0.0), (98, 0.1)):
        code, told = _tell(environment, kill_after_lines=lines, kill_after_seconds=seconds)
        assert code == -signal.SIGKILL, "\n".join(told[-8:])
        acknowledged += IDS.findall("\n".join(told))
    code, told = _tell(environment)
    assert code == 0, "\n".join(told[-8:])
    _check_end(environment, acknowledged, told)
    code, again = _tell(environment)
    assert code == 0 and IDS.findall("\n".join(again)) == IDS.findall("\n".join(told)), "a second telling is another story"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_story_killed_in_every_act_ends_as_if_never_killed(environment: dict[str, str]) -> None:
    """The delay after an act's title wanders, so that transactions are cut at every depth."""
    acknowledged: list[str] = []
    for act in range(1, 22):
        code, told = _tell(environment, kill_at_act=act, kill_after_seconds=(act * 37 % 23) / 100)
        assert code == -signal.SIGKILL, "\n".join(told[-8:])
        acknowledged += IDS.findall("\n".join(told))
    code, told = _tell(environment)
    assert code == 0, "\n".join(told[-8:])
    _check_end(environment, acknowledged, told)
