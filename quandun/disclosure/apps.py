from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """Publication (公开)."""

    name = "quandun.disclosure"
    label = "disclosure"
