"""Worlds for the tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.integration import worlds


@pytest.fixture
def world(db: None) -> Iterator[worlds.World]:
    """A world whose documents are left blank, undone after the test."""
    with worlds.papers_left_blank():
        yield worlds.a_world()


@pytest.fixture
def committed(transactional_db: None) -> Iterator[worlds.World]:
    """The same with real commits, for tests with several connections."""
    with worlds.papers_left_blank():
        yield worlds.a_world()
