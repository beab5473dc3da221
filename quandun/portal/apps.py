from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Home, desks (门户)."""

    name = "quandun.portal"
    label = "portal"
