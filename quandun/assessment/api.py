"""Front door of assessment (考核)."""

from quandun.assessment.domain.indicator import CountedRecord, Indicator
from quandun.assessment.progress import Attachment, publish_report, report_progress, review_report
from quandun.assessment.progress_selectors import (
    ReportView,
    SupervisionActView,
    SupervisionView,
    report,
    reports,
    supervision,
    supervisions,
)
from quandun.assessment.registry import installed_indicators
from quandun.assessment.selectors import (
    Figure,
    Matrix,
    TargetView,
    TaskView,
    VersionView,
    figure,
    matrix,
    matrix_of_task,
    original,
    series,
    versions,
)
from quandun.assessment.services import bind_plan, load_city_plan, load_plan
from quandun.assessment.supervision import answer_supervision, close_supervision, open_supervision, return_answer

__all__ = [
    "Attachment",
    "CountedRecord",
    "Figure",
    "Indicator",
    "Matrix",
    "ReportView",
    "SupervisionActView",
    "SupervisionView",
    "TargetView",
    "TaskView",
    "VersionView",
    "answer_supervision",
    "bind_plan",
    "close_supervision",
    "figure",
    "installed_indicators",
    "load_city_plan",
    "load_plan",
    "matrix",
    "matrix_of_task",
    "open_supervision",
    "original",
    "publish_report",
    "report",
    "report_progress",
    "reports",
    "return_answer",
    "review_report",
    "series",
    "supervision",
    "supervisions",
    "versions",
]
