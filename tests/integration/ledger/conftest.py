"""The samples table, and a log that starts empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from quandun.ledger import head, subscriptions
from quandun.ledger import jobs as job_register
from tests.integration.ledger.samples import Sealed


@pytest.fixture(scope="session")
def samples_table(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Create the table once per session; Django's flush between tests empties it like any other."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Sealed)


@pytest.fixture
def log(samples_table: None, transactional_db: None, settings: object, tmp_path: Path) -> Iterator[None]:
    """Real commits, an empty log, its own head file, no subscribers or jobs but the test's own."""
    settings.HEAD_DIR = tmp_path / "head"  # type: ignore[attr-defined]  # pytest-django's settings wrapper takes any name
    settings.OBJECTS_DIR = tmp_path / "objects"  # type: ignore[attr-defined]  # as above
    others, other_jobs = dict(subscriptions._subscriptions), dict(job_register._jobs)
    subscriptions._subscriptions.clear()
    job_register._jobs.clear()
    head.forget()
    yield
    subscriptions._subscriptions.clear()
    subscriptions._subscriptions.update(others)
    job_register._jobs.clear()
    job_register._jobs.update(other_jobs)
