"""Reads of the documents room. Who may see a document is decided by the room that shows it."""

from dataclasses import dataclass
from datetime import datetime

from quandun.documents.models import Document
from quandun.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class DocumentView:
    """An issued document, without its bytes."""

    id: str
    kind: str
    title: str
    title_en: str
    number: str
    about: str
    sha256: str
    size_bytes: int
    issued_at: datetime


def documents_about(about: str) -> list[DocumentView]:
    """Return the documents of a case or matter in the order issued."""
    return [_view(row) for row in Document.objects.filter(about=about).order_by("issued_at", "id")]


def document(document_id: str) -> DocumentView:
    """Return one document; raises NotFound."""
    row = Document.objects.filter(public_id=document_id).first()
    if row is None:
        raise NotFound()
    return _view(row)


def _view(row: Document) -> DocumentView:
    return DocumentView(row.public_id, row.kind, row.title, row.title_en, row.number, row.about, row.sha256, row.size_bytes, row.issued_at)
