from django.apps import AppConfig
from django.core import checks


class FrameConfig(AppConfig):
    """The web frame (页面框架)."""

    name = "quandun.frame"
    label = "frame"

    def ready(self) -> None:
        """Register the check that every route declares its act."""
        from quandun.frame.routes import route_check  # needs the app registry

        checks.register(route_check, "urls")
