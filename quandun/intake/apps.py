from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Reports come in (受理)."""

    name = "quandun.intake"
    label = "intake"
