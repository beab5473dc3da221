"""Which court takes a case first (管辖), and which body acts with which powers (职权)."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from quandun.frame.api import act, clock_of, problem_of
from quandun.kernel.clocks import legal_day
from quandun.law import api as law
from quandun.workbench import pages
from quandun.workbench.court_form import CourtForm
from quandun.workbench.forms import OnDayForm


@require_GET
@act("workbench.read_law")
def court(request: HttpRequest) -> HttpResponse:
    """Ask for the court of first instance; the question stands in the address."""
    asked = "case" in request.GET
    today = legal_day(clock_of(request).now())
    form = CourtForm(request.GET if asked else None, city=settings.CITY_NAME, first_shown={"on": today})
    context: dict[str, object] = {"form": form}
    status = 200
    if asked and form.is_valid():
        try:
            context["answer"] = law.find_court(law.read_court(law.Fact(form.facts(), "")))
        except law.LawError as error:
            context["problem"], status = problem_of(error), error.status
    elif asked:
        status = 422
    return render(request, "workbench/court.html", context, status=status)


@require_GET
@act("workbench.read_law")
def competence(request: HttpRequest) -> HttpResponse:
    """Show the whole table of competence on a day; what is not to hand stands in it as 未配置."""
    form = OnDayForm({"on": request.GET.get("on") or legal_day(clock_of(request).now()).isoformat()})
    if not form.is_valid():
        return render(request, "workbench/competence.html", {"form": form}, status=422)
    on: date = form.cleaned_data["on"]
    lines = pages.competence_lines(on)
    return render(request, "workbench/competence.html", {"form": form, "table": pages.competence_table(lines), "lines": lines})
