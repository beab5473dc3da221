from importlib import import_module

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Messages to outside systems (对接)."""

    name = "quandun.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Hang the subscribers on the log."""
        import_module("quandun.exchange.subscribers")
