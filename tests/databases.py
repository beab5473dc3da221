"""`pytest --database sqlite|postgres`: which database the run uses, settled before Django reads its settings.

A plugin named in `addopts`, because a conftest.py comes too late: pytest-django has read the settings by then.
With xdist the controller starts the one server; workers inherit its address and make a database each.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from tests import postgres

_IN_WORKER = "PYTEST_XDIST_WORKER" in os.environ
_KEPT: dict[str, str] = {}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgres"),
        default="sqlite",
        help="sqlite (default) or postgres: the server of DATABASE_URL, else a private one started for this run",
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)  # a wrapper runs before pytest-django's own hook
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    _own_folder()
    if not _IN_WORKER:
        _choose_database(str(early_config.known_args_namespace.database))
    return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if "database" in _KEPT:
        terminalreporter.write_line(f"database: {_KEPT['database']}, relaxed sync (tests only)")


def _choose_database(chosen: str) -> None:
    if chosen == "sqlite":
        os.environ.pop("DATABASE_URL", None)
        _KEPT["database"] = "SQLite"
        return
    if os.environ.get("DATABASE_URL"):
        _KEPT["database"] = "PostgreSQL of DATABASE_URL"
        return
    try:
        server = postgres.start()
    except postgres.PostgresUnavailable as fault:
        raise pytest.UsageError(f"PostgreSQL: {fault}") from fault
    atexit.register(server.stop)  # also after a failure in collection; a killed run is covered by the parent-death signal
    os.environ["DATABASE_URL"] = server.url
    _KEPT["database"] = f"PostgreSQL {server.version} (private)"


def _own_folder() -> None:
    """Give this process a data folder of its own; the controller removes them all."""
    if _IN_WORKER:
        folder = Path(os.environ["QUANDUN_VAR"]) / os.environ["PYTEST_XDIST_WORKER"]
        folder.mkdir(exist_ok=True)
    else:
        folder = Path(tempfile.mkdtemp(prefix="quandun-test-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["QUANDUN_VAR"] = str(folder)
