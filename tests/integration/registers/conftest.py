"""Worlds for the tests of this folder."""

from tests.integration.cases.conftest import committed, world

__all__ = ["committed", "world"]
