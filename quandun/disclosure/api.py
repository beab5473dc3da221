"""Front door of disclosure (公开)."""

from quandun.disclosure.selectors import PublicationView, publication, publication_of_case, published
from quandun.disclosure.services import PreparedCopy, check_publication, prepare_publication, propose_publication, publish

__all__ = [
    "PreparedCopy",
    "PublicationView",
    "check_publication",
    "prepare_publication",
    "propose_publication",
    "publication",
    "publication_of_case",
    "publish",
    "published",
]
