"""Front door of intake (受理)."""

from quandun.intake.domain.report import FILES_LIMIT, RELATIONS, ReportAnswers
from quandun.intake.selectors import DraftView, ReportView, draft, report_exhibits, report_of, reports
from quandun.intake.services import StartedDraft, SubmittedReport, attach_file, save_draft, start_report, submit_report

__all__ = [
    "FILES_LIMIT",
    "RELATIONS",
    "DraftView",
    "ReportAnswers",
    "ReportView",
    "StartedDraft",
    "SubmittedReport",
    "attach_file",
    "draft",
    "report_exhibits",
    "report_of",
    "reports",
    "save_draft",
    "start_report",
    "submit_report",
]
