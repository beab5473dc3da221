from django.apps import AppConfig


class MattersConfig(AppConfig):
    """The shared file (案卷)."""

    name = "quandun.matters"
    label = "matters"
