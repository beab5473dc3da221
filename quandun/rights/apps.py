from django.apps import AppConfig


class RightsConfig(AppConfig):
    """The rights vault (权利)."""

    name = "quandun.rights"
    label = "rights"
