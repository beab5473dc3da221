from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents (文书)."""

    name = "quandun.documents"
    label = "documents"
