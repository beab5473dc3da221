"""The deadline calculator (期限计算): a question in the address, an answer with its reasoning line by line."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from quandun.frame.api import act, clock_of, problem_of
from quandun.kernel.clocks import legal_day
from quandun.law import api as law
from quandun.workbench import pages, selectors
from quandun.workbench.domain import calendar_picture, catalogue
from quandun.workbench.forms import DeadlineForm, TermSearchForm


@require_GET
@act("workbench.read_law")
def deadline(request: HttpRequest) -> HttpResponse:
    """Choose a period, then ask when it runs out. Everything asked stands in the address, so an answer can be shared and printed."""
    body, today = law.current(), legal_day(clock_of(request).now())
    if ref := request.GET.get("ref", "").strip():
        return _asked(request, body.find_term(ref))
    words = request.GET.get("q", "").strip()
    found = catalogue.terms_matching(body, words, today=today) if words else catalogue.terms_of(body, selectors.terms_in_use())
    context = {
        "search": TermSearchForm(request.GET if words else None),
        "words": words,
        "terms": [pages.term_line(body, term, today) for term in found],
        "total": len(catalogue.terms(body)),
    }
    return render(request, "workbench/choose_term.html", context)


def _asked(request: HttpRequest, term: law.ParameterValue) -> HttpResponse:
    body, today = law.current(), legal_day(clock_of(request).now())
    asked = "starts" in request.GET
    form = DeadlineForm(
        request.GET if asked else None,
        term=term,
        extensions=catalogue.extensions_of(body, term),
        grounds=catalogue.grounds_of(body, term, on=today),
        first_shown={"ref": term.ref, "starts": today.isoformat(), "time": "09:00"},
    )
    context: dict[str, object] = {"term": pages.term_line(body, term, today), "form": form}
    status = 200
    if asked and form.is_valid():
        try:
            context |= _answer(form, term)
        except law.LawError as error:
            context["problem"], status = problem_of(error), error.status
    elif asked:
        status = 422
    return render(request, "workbench/deadline.html", context, status=status)


def _answer(form: DeadlineForm, term: law.ParameterValue) -> dict[str, object]:
    """Return the computed period with its picture; raises LawError where the law gives no answer."""
    pauses, restarts, said = form.pauses(), form.restarts(), form.cleaned_data
    due = law.due(
        term.ref,
        starts=form.start(),
        pauses=pauses,
        extensions=said.get("extend") or (),
        restarts=restarts,
        closes=said.get("closes"),
        on=said.get("on"),
    )
    counted_from = max([said["starts"], *(restart.day for restart in restarts)])
    picture = calendar_picture.draw(due, start=counted_from, pauses=pauses, calendar=law.calendar())
    return {"due": pages.due_card(due), "picture": picture}
