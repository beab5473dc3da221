"""The index of law and the page of a parameter."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from quandun.frame.api import PageValue, act, actor_of, clock_of
from quandun.kernel.clocks import legal_day
from quandun.law import api as law
from quandun.workbench import pages, selectors
from quandun.workbench.domain import catalogue
from quandun.workbench.forms import IndexForm
from quandun.workbench.words import area_text

PER_PAGE = 20


@require_GET
@act("workbench.read_law")
def index(request: HttpRequest) -> HttpResponse:
    """法律参数: every rule of law the platform uses, to search and to filter."""
    body, today = law.current(), legal_day(clock_of(request).now())
    form = IndexForm(request.GET, body)
    found = catalogue.matching(body, form.question(), today=today)
    page = _page(request, len(found))
    shown = found[(page.number - 1) * PER_PAGE : page.number * PER_PAGE]
    unconfirmed = sum(not catalogue.is_certain(body, one) for one in body.parameters.values())
    context = {
        "form": form,
        "asked": any(request.GET.get(name) for name in form.fields),
        "lines": [(pages.line_of(body, one, today), area_text(one.domain)) for one in shown],
        "found": len(found),
        "total": len(body.parameters),
        "instruments": len(catalogue.all_instruments(body.parameters.values())),
        "unconfirmed": unconfirmed,
        "changing": sum(bool(catalogue.coming_changes(body, one, today=today)) for one in body.parameters.values()),
        "page": page,
    }
    return render(request, "workbench/index.html", context)


def _page(request: HttpRequest, found: int) -> PageValue:
    """Return the page asked for; beyond either end is the nearest that exists."""
    pages_there = max(1, -(-found // PER_PAGE))
    asked = request.GET.get("page", "")
    number = min(max(1, int(asked)), pages_there) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    kept = [(name, value) for name, value in request.GET.items() if name != "page" and value]
    return PageValue(number, pages_there, f"?{urlencode([*kept, ('page', '')])}")


@require_GET
@act("workbench.read_law")
def parameter(request: HttpRequest, ref: str) -> HttpResponse:
    """A parameter of law: its words, values over time, certainty, and the cases that run by it."""
    body, by, today = law.current(), actor_of(request), legal_day(clock_of(request).now())
    found = body.parameter(ref.partition(".")[0])
    context = {
        "parameter": found,
        "ref": ref,
        "area": area_text(found.domain),
        "cards": pages.value_cards(body, found, today),
        "drawings": pages.history_drawings(body, found, today),
        "table": pages.history_table(body, found),
        "superseded": pages.superseded_table(found) if found.supersedes else None,
        "beside": pages.names_of(body, found.beside),
        "uses": selectors.uses_of(found),
        "cases": selectors.cases_under(found, by=by, on=today),
        "today": today,
    }
    return render(request, "workbench/parameter.html", context)


@require_GET
@act("workbench.read_law")
def confirmations(request: HttpRequest) -> HttpResponse:
    """What nobody has read in its text, and how a city answers for it: by its file, which this page only shows."""
    return render(request, "workbench/confirmations.html", {"table": pages.confirmations_table(law.current())})
