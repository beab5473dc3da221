"""Front door of assessment (考核)."""

from quandun.assessment.domain.indicator import CountedRecord, Indicator
from quandun.assessment.selectors import Figure, Matrix, TargetView, TaskView, figure, installed_indicators, matrix
from quandun.assessment.services import load_plan

__all__ = [
    "CountedRecord",
    "Figure",
    "Indicator",
    "Matrix",
    "TargetView",
    "TaskView",
    "figure",
    "installed_indicators",
    "load_plan",
    "matrix",
]
