from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """The plan ledger (考核)."""

    name = "quandun.assessment"
    label = "assessment"
