"""A store of its own for each test."""

from pathlib import Path

import pytest


@pytest.fixture
def folder(settings: object, tmp_path: Path) -> Path:
    """Point the store at an empty folder."""
    settings.OBJECTS_DIR = tmp_path / "objects"  # type: ignore[attr-defined]  # pytest-django's settings wrapper takes any name
    settings.HEAD_DIR = tmp_path / "head"  # type: ignore[attr-defined]  # as above
    return tmp_path / "objects"
