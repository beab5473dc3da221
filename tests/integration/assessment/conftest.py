"""Worlds for the tests of this folder."""

from tests.integration.assessment.plan_world import plan_world
from tests.integration.cases.conftest import committed, world

__all__ = ["committed", "plan_world", "world"]
