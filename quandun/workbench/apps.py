from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """Pages on law (法律工作台)."""

    name = "quandun.workbench"
    label = "workbench"
