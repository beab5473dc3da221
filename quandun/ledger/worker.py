"""The worker's loop: sequence, deliver, jobs, schedule. Runs as `quandun worker`, and in a thread beside `demo` and `dev`."""

import logging
import time
from collections.abc import Callable
from threading import Event

from django.conf import settings
from django.db import close_old_connections, connection

from quandun.kernel.clocks import Clock
from quandun.kernel.errors import PlatformError
from quandun.ledger import jobs, sequencer, subscriptions

log = logging.getLogger("quandun.ledger")

IDLE_SECONDS = 0.2
HOUSEKEEPING_SECONDS = 15.0  # stuck subscribers, jobs of dead workers, the schedule


def work_forever(stop: Event, *, clock: Clock | None = None, idle_seconds: float = IDLE_SECONDS) -> None:
    """Work until `stop` is set; every fault is logged and tried again, none ends the loop."""
    clock = settings.CLOCK if clock is None else clock
    housekeeping_due = 0.0
    try:
        while not stop.is_set():
            housekeeping = time.monotonic() >= housekeeping_due
            if housekeeping:
                housekeeping_due = time.monotonic() + HOUSEKEEPING_SECONDS
            moved = _round(clock, housekeeping=housekeeping)
            if not moved:
                stop.wait(idle_seconds)
    finally:
        connection.close()


def _round(clock: Clock, *, housekeeping: bool) -> bool:
    at, moved = clock.now(), False
    steps: list[Callable[[], bool]] = [
        lambda: sequencer.sequence_once(at=at) is not None,
        lambda: subscriptions.deliver_once(stuck_too=housekeeping) > 0,
        lambda: jobs.run_jobs_once(at=at) > 0,
    ]
    if housekeeping:
        steps += [lambda: jobs.rescue_jobs(at=at) > 0, lambda: jobs.schedule_due(at=at) > 0]
    for step in steps:
        try:
            close_old_connections()  # one that the server dropped is opened anew
            moved = step() or moved
        except PlatformError as fault:
            log.critical("ledger.worker_refused", extra={"code": fault.code, "sentence": fault.sentence()})
        except Exception:  # the outermost loop of the worker: a lost database connection must not end it
            log.exception("ledger.worker_failed")
            connection.close()
    return moved
