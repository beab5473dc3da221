"""Public verification of documents and exhibits, and the log's checkpoint, entries and proofs. Digests, never content."""

import hashlib
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from quandun.documents import api as documents
from quandun.evidence import selectors
from quandun.frame.api import act
from quandun.kernel.errors import NotFound
from quandun.ledger import api as ledger


@require_http_methods(["GET", "POST"])
@act("evidence.view_receipt")
def verify(request: HttpRequest, public_id: str) -> HttpResponse:
    """Public verification: digests of a document or exhibit and their place in the log, recomputed now. Not the content.

    A visitor may hand in the file they hold; its digest is computed and compared, the file itself is not kept.
    """
    found = _thing(public_id)
    entry = ledger.entry_of_object(public_id)
    receipt = ledger.receipt(entry.id) if entry is not None and entry.index is not None else None
    held = request.FILES.get("file")
    context = {
        "thing": found,
        "public_id": public_id,
        "entry": entry,
        "receipt": receipt,
        "held": _digest(held.chunks()) if held else "",
        "nothing_chosen": request.method == "POST" and not held,
    }
    return render(request, "evidence/verify.html", context, status=422 if context["nothing_chosen"] else 200)


def _digest(chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def _thing(public_id: str) -> dict[str, object]:
    if public_id.startswith("do-"):
        document = documents.document(public_id)
        return {
            "kind": "document",
            "title": document.title,
            "number": document.number,
            "sha256": document.sha256,
            "size": document.size_bytes,
        }
    exhibit = selectors.exhibit(public_id)
    return {"kind": "exhibit", "title": "", "number": "", "sha256": exhibit.sha256, "sm3": exhibit.sm3, "size": exhibit.size_bytes}


@require_GET
@act("evidence.view_receipt")
def log(request: HttpRequest) -> HttpResponse:
    """The log's signed checkpoint, and how to check it."""
    latest = ledger.latest_checkpoint()
    return render(request, "evidence/log.html", {"checkpoint": latest, "root": latest.root.hex() if latest else ""})


@require_GET
@act("evidence.view_receipt")
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The signed note itself, as text."""
    latest = ledger.latest_checkpoint()
    if latest is None:
        raise NotFound()
    return HttpResponse(latest.note, content_type="text/plain; charset=utf-8")


@require_GET
@act("evidence.view_receipt")
def entry(request: HttpRequest, entry_id: str) -> HttpResponse:
    """A leaf of the log with its proof: commitments only, nobody's data."""
    receipt = ledger.receipt(entry_id)
    context = {
        "receipt": receipt,
        "leaf": receipt.leaf.decode(),
        "leaf_hash": receipt.leaf_hash.hex(),
        "path": [one.hex() for one in receipt.proof],
        "root": receipt.checkpoint.root.hex(),
    }
    return render(request, "evidence/entry.html", context)
