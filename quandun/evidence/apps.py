from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Custody of electronic evidence (电子证据保管)."""

    name = "quandun.evidence"
    label = "evidence"
