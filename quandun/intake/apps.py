from importlib import import_module

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Reports come in (受理)."""

    name = "quandun.intake"
    label = "intake"

    def ready(self) -> None:
        """Put what runs by itself on the schedule."""
        import_module("quandun.intake.upkeep").register()
