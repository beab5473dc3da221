"""Front door of documents (文书)."""

from quandun.documents.domain.memoranda import print_memorandum
from quandun.documents.domain.printing import printable, unprintable
from quandun.documents.domain.rendering import JSON, render_pdf
from quandun.documents.selectors import DocumentView, document, documents_about
from quandun.documents.services import issue, next_number

__all__ = [
    "JSON",
    "DocumentView",
    "document",
    "documents_about",
    "issue",
    "next_number",
    "print_memorandum",
    "printable",
    "render_pdf",
    "unprintable",
]
