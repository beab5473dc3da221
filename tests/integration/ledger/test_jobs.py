"""Jobs: in the transaction, retried, rescued, scheduled once; the worker's loop."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from quandun.kernel.clocks import FixedClock
from quandun.ledger import api as ledger
from quandun.ledger import jobs
from tests.integration.ledger.samples import AT, BY, Sealed, sealed

pytestmark = pytest.mark.usefixtures("log")
MINUTE = timedelta(minutes=1)


def test_a_job_runs_once_with_its_payload_and_time() -> None:
    had: list[object] = []
    ledger.job("test.note")(lambda payload, at: had.append((dict(payload), at)))
    ledger.enqueue("test.note", {"n": 1})
    assert ledger.run_jobs_once(at=AT) == 1
    assert ledger.run_jobs_once(at=AT) == 0
    assert had == [({"n": 1}, AT)]


def test_a_rolled_back_job_never_runs() -> None:
    ledger.job("test.note")(lambda payload, at: None)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ledger.enqueue("test.note", {})
        _ = 1 // 0
    assert ledger.run_jobs_once(at=AT) == 0


def test_a_later_job_waits_for_its_time() -> None:
    ledger.job("test.note")(lambda payload, at: None)
    ledger.enqueue("test.note", {}, run_after=AT + MINUTE)
    assert ledger.run_jobs_once(at=AT) == 0
    assert ledger.run_jobs_once(at=AT + MINUTE) == 1


def test_a_failing_job_is_tried_again_with_growing_waits_then_given_up() -> None:
    tried: list[object] = []

    @ledger.job("test.fails", attempts=3, first_wait=MINUTE)
    def fails(payload: Mapping[str, object], at: object) -> None:
        sealed()
        tried.append(at)
        raise ZeroDivisionError

    ledger.enqueue("test.fails", {})
    for minute in range(10):
        ledger.run_jobs_once(at=AT + minute * MINUTE)
    assert tried == [AT, AT + MINUTE, AT + 3 * MINUTE]
    assert Sealed.objects.count() == 0  # no half effect
    assert [name for _, name, _ in ledger.failed_jobs()] == ["test.fails"] * 3


def test_a_job_of_a_dead_worker_is_rescued_and_one_of_a_living_worker_is_not() -> None:
    ran: list[int] = []
    ledger.job("test.note", first_wait=timedelta())(lambda payload, at: ran.append(1))
    ledger.enqueue("test.note", {})
    row = jobs._claim(AT)
    assert row is not None
    assert ledger.rescue_jobs(at=AT) == 0  # this process holds it and lives
    dead = subprocess.Popen(["/bin/true"])
    dead.wait()
    DBTaskResult.objects.filter(pk=row.pk).update(worker_ids=[f"{socket.gethostname()}:{dead.pid}:1"])
    assert ledger.rescue_jobs(at=AT) == 1
    assert ledger.run_jobs_once(at=AT) == 1
    assert ran == [1]


def test_a_reused_process_id_is_not_taken_for_the_worker() -> None:
    ledger.job("test.note", first_wait=timedelta())(lambda payload, at: None)
    ledger.enqueue("test.note", {})
    row = jobs._claim(AT)
    DBTaskResult.objects.filter(pk=row.pk).update(worker_ids=[f"{socket.gethostname()}:{os.getpid()}:1"])  # type: ignore[union-attr]  # just claimed
    assert ledger.rescue_jobs(at=AT) == 1


def test_a_job_of_another_machine_is_rescued_after_its_limit() -> None:
    ledger.job("test.note", limit=MINUTE)(lambda payload, at: None)
    ledger.enqueue("test.note", {})
    row = jobs._claim(AT)
    DBTaskResult.objects.filter(pk=row.pk).update(worker_ids=["elsewhere:1:1"])  # type: ignore[union-attr]  # just claimed
    assert ledger.rescue_jobs(at=AT + MINUTE) == 0
    assert ledger.rescue_jobs(at=AT + 2 * MINUTE) == 1


def test_a_periodic_job_is_queued_once_per_period() -> None:
    ran: list[object] = []
    ledger.job("test.hourly", every=timedelta(hours=1))(lambda payload, at: ran.append(at))
    for minute in range(0, 150, 10):
        ledger.schedule_due(at=AT + minute * MINUTE)
        ledger.run_jobs_once(at=AT + minute * MINUTE)
    assert ran == [AT, AT + 30 * MINUTE, AT + 90 * MINUTE]  # AT is half past


def test_the_worker_sequences_delivers_and_runs_jobs_until_stopped() -> None:
    had: list[str] = []
    ledger.subscriber("test.reads", kinds=("test.*",))(lambda fact: had.append(fact.id))
    ledger.job("test.note", every=timedelta(hours=1))(lambda payload, at: had.append("job"))
    with transaction.atomic():
        ticket = ledger.append("test.happened", about=("zz-one",), body={}, by=BY, at=AT)
    stop = threading.Event()
    thread = threading.Thread(target=ledger.work_forever, args=(stop,), kwargs={"clock": FixedClock(AT), "idle_seconds": 0.01})
    thread.start()
    end = time.monotonic() + 10
    while len(had) < 2 and time.monotonic() < end:
        time.sleep(0.02)
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    assert sorted(had) == sorted([ticket.entry_id, "job"])


def _wait_until_caught(process: "subprocess.Popen[bytes]", wanted: signal.Signals) -> None:
    """Wait until the process has its own handler for a signal; on a busy machine starting takes long."""
    for _ in range(240):
        time.sleep(0.25)
        caught = re.search(r"^SigCgt:\s*([0-9a-f]+)$", Path(f"/proc/{process.pid}/status").read_text(), re.MULTILINE)
        if caught and int(caught[1], 16) >> (wanted - 1) & 1:
            return
    raise AssertionError("the worker never took over the signal")


def test_the_worker_command_stops_cleanly_on_sigterm(tmp_path: Path) -> None:
    """On embedded SQLite of its own, whatever database the run uses."""
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {
        "QUANDUN_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    prepare = "import config, django; django.setup(); from django.core.management import call_command as c; c('migrate', verbosity=0)"
    subprocess.run([sys.executable, "-c", prepare], env=env, check=True, timeout=120)
    process = subprocess.Popen([sys.executable, "-m", "config.cli", "worker"], env=env, stderr=subprocess.PIPE)
    _wait_until_caught(process, signal.SIGTERM)
    assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=15)
    assert (process.returncode, errors.decode()) == (0, "")
