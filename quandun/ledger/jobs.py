"""Background jobs (后台任务): one queue on SQLite and PostgreSQL, in the caller's transaction, retried, rescued, scheduled.

The queue is django-tasks with its database backend; this layer adds what it leaves out: retry with back-off, rescue of jobs whose worker
died, a periodic schedule, and the caller's clock. A job's effect and its success are one transaction, so a job that touches only the
database takes effect once. Statutory clocks are never jobs: they are swept by one periodic job and derived on read as well.
"""

import logging
import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from quandun.kernel.errors import InvariantBroken
from quandun.ledger.models import Tick

log = logging.getLogger("quandun.ledger")

JobFunction = Callable[[Mapping[str, Any], datetime], None]  # (payload, at)


@dataclass(frozen=True, slots=True)
class Job:
    """A named piece of background work. `every` makes it periodic; `limit` is when a running one counts as dead."""

    name: str
    run: JobFunction
    attempts: int
    first_wait: timedelta
    limit: timedelta
    every: timedelta | None


_jobs: dict[str, Job] = {}


def job(
    name: str,
    *,
    attempts: int = 3,
    first_wait: timedelta = timedelta(seconds=30),
    limit: timedelta = timedelta(hours=1),
    every: timedelta | None = None,
) -> Callable[[JobFunction], JobFunction]:
    """Register a function (payload, at) under a name that stored jobs carry; the wait doubles with each attempt."""

    def register(run: JobFunction) -> JobFunction:
        known = _jobs.get(name)
        if known is not None and (known.run.__module__, known.run.__qualname__) != (run.__module__, run.__qualname__):
            raise InvariantBroken(what=f"two jobs are named {name}")
        _jobs[name] = Job(name, run, attempts, first_wait, limit, every)
        return run

    return register


def forget_job(name: str) -> None:
    """Take a job out of this process (stored ones stay and fail by name)."""
    _jobs.pop(name, None)


@task()  # type: ignore[untyped-decorator]  # django-tasks is read without its types
def run_named(name: str, payload: Mapping[str, Any], attempt: int) -> None:
    """The one django-tasks task: its rows carry our job name, JSON payload and attempt. Run by `run_jobs_once`, which knows `at`."""
    raise InvariantBroken(what=f"job {name} was taken by a foreign worker (payload {sorted(payload)}, attempt {attempt})")


def enqueue(name: str, payload: Mapping[str, object], *, run_after: datetime | None = None) -> str:
    """Queue a job in the caller's transaction (rolled back, it never runs); return its id."""
    if name not in _jobs:
        raise InvariantBroken(what=f"no job is named {name}")
    return _enqueue(name, payload, 1, run_after)


def _enqueue(name: str, payload: Mapping[str, object], attempt: int, run_after: datetime | None) -> str:
    return str(run_named.using(run_after=run_after).enqueue(name, dict(payload), attempt).id)


def run_jobs_once(*, at: datetime) -> int:
    """Run every job that is due at `at`, one after the other, in this process; return how many ran (well or badly)."""
    ran = 0
    while (row := _claim(at)) is not None:
        _run(row, at)
        ran += 1
    return ran


def _worker_id() -> str:
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def _started(pid: int) -> str:
    """Return the start time of a process in clock ticks since boot, "" when it is gone: a pid alone may be somebody else by now."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
    except OSError:
        return ""


def _claim(at: datetime) -> Any | None:
    due = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=run_named.module_path, run_after__lte=at) | (
        DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=run_named.module_path, run_after=get_date_max())
    )
    if not due.exists():  # without this look an idle worker would take SQLite's write lock five times a second
        return None
    with transaction.atomic(durable=True):
        row = due.get_locked()
        if row is not None:
            row.claim(_worker_id())
            DBTaskResult.objects.filter(pk=row.pk).update(started_at=at)
        return row


def _run(row: Any, at: datetime) -> None:
    name, payload, attempt = row.args_kwargs["args"]
    known = _jobs.get(name)
    try:
        if known is None:
            raise InvariantBroken(what=f"no job is named {name}")
        with transaction.atomic(durable=True):
            known.run(payload, at)
            row.set_successful(None)
    except Exception as fault:  # the outermost loop over jobs: the fault is stored with the job and tried again
        log.exception("ledger.job_failed", extra={"job": name, "attempt": attempt, "id": str(row.pk)})
        with transaction.atomic(durable=True):
            row.set_failed(fault)
            if known is not None:
                _again(known, payload, attempt, at)
    else:
        log.info("ledger.job_done", extra={"job": name, "attempt": attempt, "id": str(row.pk)})


def _again(known: Job, payload: Mapping[str, object], attempt: int, at: datetime) -> None:
    if attempt < known.attempts:
        _enqueue(known.name, payload, attempt + 1, at + known.first_wait * 2 ** (attempt - 1))
    else:
        log.error("ledger.job_given_up", extra={"job": known.name, "attempts": attempt})


def rescue_jobs(*, at: datetime) -> int:
    """Queue again the jobs whose worker died or that run beyond their limit; return how many. A rescue counts as an attempt."""
    rescued = 0
    for row in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, task_path=run_named.module_path):
        name, payload, attempt = row.args_kwargs["args"]
        known = _jobs.get(name)
        if known is None or not _is_dead(row, known, at):
            continue
        with transaction.atomic(durable=True):
            again = DBTaskResult.objects.select_for_update().filter(pk=row.pk, status=TaskResultStatus.RUNNING).first()
            if again is not None:
                again.set_failed(InvariantBroken(what=f"the worker of job {name} is gone"))
                _again(known, payload, attempt, at)
                rescued += 1
    return rescued


def _is_dead(row: Any, known: Job, at: datetime) -> bool:
    host, pid, started = row.worker_ids[-1].rsplit(":", 2)
    if host == socket.gethostname() and _started(int(pid)) != started:
        return True
    return bool(row.started_at is not None and row.started_at + known.limit < at)


def schedule_due(*, at: datetime) -> int:
    """Queue every periodic job once per period, however many workers ask; return how many were queued now."""
    queued = 0
    for known in list(_jobs.values()):
        if known.every is None:
            continue
        period = int(at.timestamp() // known.every.total_seconds())
        if Tick.objects.filter(name=known.name, period__gte=period).exists():
            continue
        try:
            with transaction.atomic(durable=True):
                Tick.objects.create(name=known.name, period=period)
                Tick.objects.filter(name=known.name, period__lt=period).delete()
                _enqueue(known.name, {}, 1, None)
        except IntegrityError:
            continue  # another worker was first
        queued += 1
    return queued


def failed_jobs() -> list[tuple[str, str, str]]:
    """Return (id, name, error class) of jobs that failed, newest first, for the status page."""
    rows = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, task_path=run_named.module_path).order_by("-finished_at")[:100]
    return [(str(row.pk), row.args_kwargs["args"][0], row.exception_class_path) for row in rows]
