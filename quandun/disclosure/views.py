"""Published decisions for anyone; the masked copy on its way there for its unit."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from quandun.cases import api as cases
from quandun.disclosure import selectors, services
from quandun.disclosure.domain.masking import COVER
from quandun.documents import api as documents
from quandun.frame.api import act, actor_of, clock_of, once_key
from quandun.kernel.errors import NotFound
from quandun.ledger import api as ledger
from quandun.people import api as people
from quandun.store import api as store


@require_GET
@act("disclosure.list_published")
def published(request: HttpRequest) -> HttpResponse:
    """处罚信息公示: every published decision, latest first."""
    rows = [{"publication": one, "unit": people.unit(one.unit_id)} for one in selectors.published()]
    return render(request, "disclosure/published.html", {"rows": rows})


@require_GET
@act("disclosure.propose_publication", "disclosure.check_publication")
def worklist(request: HttpRequest) -> HttpResponse:
    """公示管理: the unit's decided cases and how far each is on the way to publication."""
    by = actor_of(request)
    rows = [{"case": one, "publication": selectors.publication_of_case(one.id)} for one in cases.decided_cases(by=by)]
    return render(request, "disclosure/worklist.html", {"rows": rows, "may_propose": people.may(by, "disclosure.propose_publication")})


@require_GET
@act("disclosure.view_publication")
def publication(request: HttpRequest, publication_id: str) -> HttpResponse:
    """One publication: the masked text, what was masked and by which rule, and the way to check the file."""
    by = actor_of(request)
    view = selectors.publication(publication_id, by=by)
    context = {
        "view": view,
        "unit": people.unit(view.unit_id),
        "texts": [(heading, [_pieces(line) for line in text.splitlines() if line.strip()]) for heading, text in view.texts],
        "document": documents.document(view.document_id) if view.document_id else None,
        "can_check": view.state == "proposed" and people.may_ever(by, "disclosure.check_publication"),
        "can_publish": view.state == "checked" and people.may_ever(by, "disclosure.publish"),
    }
    return render(request, "disclosure/publication.html", context)


def _pieces(line: str) -> list[tuple[str, bool]]:
    """Return a line in pieces: (text, whether something is masked there)."""
    pieces: list[tuple[str, bool]] = []
    for place, text in enumerate(line.split(COVER)):
        pieces += [(COVER, True)] * bool(place) + [(text, False)] * bool(text)
    return pieces


@require_GET
@act("disclosure.view_publication")
def publication_file(request: HttpRequest, publication_id: str) -> HttpResponseBase:
    """The publication copy as PDF."""
    view = selectors.publication(publication_id, by=actor_of(request))
    if not view.document_id:
        raise NotFound()
    found = documents.document(view.document_id)
    return FileResponse(store.open_object(found.sha256), content_type="application/pdf", filename=f"{found.title}.pdf")


@require_POST
@act("disclosure.propose_publication")
def propose(request: HttpRequest, case_id: str) -> HttpResponse:
    """Make the masked copy of a case's decision."""
    by, at = actor_of(request), clock_of(request).now()

    def propose_once() -> dict[str, str]:
        return {"publication": services.propose_publication(case_id=case_id, by=by, at=at)}

    done = ledger.once(f"publication/{case_id}", by=by, request={"case": case_id}, act=propose_once)
    return redirect("disclosure:publication", publication_id=done["publication"])


@require_POST
@act("disclosure.check_publication")
def check(request: HttpRequest, publication_id: str) -> HttpResponse:
    """Confirm the masking."""
    services.check_publication(publication_id=publication_id, by=actor_of(request), at=clock_of(request).now())
    return redirect("disclosure:publication", publication_id=publication_id)


@require_POST
@act("disclosure.publish")
def publish(request: HttpRequest, publication_id: str) -> HttpResponse:
    """Publish the checked copy. The same press twice publishes once."""
    by, at = actor_of(request), clock_of(request).now()
    key = once_key(request)
    done = ledger.answered(key, by=by, request={"publication": publication_id})
    if done is None:
        prepared = services.prepare_publication(publication_id=publication_id, by=by, at=at)

        def publish_once() -> dict[str, str]:
            return {"entry": services.publish(publication_id=publication_id, prepared=prepared, by=by, at=at).entry_id}

        done = ledger.once(key, by=by, request={"publication": publication_id}, act=publish_once)
    ledger.settle(done["entry"])
    return redirect("disclosure:publication", publication_id=publication_id)
