from importlib import import_module

from django.apps import AppConfig


class IdentificationConfig(AppConfig):
    """Findings (监测识别)."""

    name = "quandun.identification"
    label = "identification"

    def ready(self) -> None:
        """Hang the subscribers on the log."""
        import_module("quandun.identification.subscribers")
