from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases (案件)."""

    name = "quandun.cases"
    label = "cases"

    def ready(self) -> None:
        """Hang the subscribers on the log and refuse a broken manifest."""
        import_module("quandun.cases.subscribers")
        import_module("quandun.cases.registry").installed()
