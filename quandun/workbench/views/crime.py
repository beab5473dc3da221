"""Criminal standards (刑事数额标准): what the figures reach, apart from it the conditions, apart from both the referral."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from quandun.frame.api import act, clock_of, problem_of
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.law import api as law
from quandun.workbench.crime_form import CrimeForm, articles


@require_GET
@act("workbench.read_law")
def choose_article(request: HttpRequest) -> HttpResponse:
    """Choose the article: measures and conditions differ by it."""
    return render(request, "workbench/choose_article.html", {"articles": articles()})


@require_http_methods(["GET", "POST"])
@act("workbench.read_law")
def crime(request: HttpRequest, article: str) -> HttpResponse:
    """Fill in what is known, read what follows. Nothing is stored; a POST because a suspicion belongs in no address."""
    if article not in law.CRIME_ARTICLES:
        raise NotFound()
    form = CrimeForm(article, request.POST if request.method == "POST" else None, today=legal_day(clock_of(request).now()))
    context: dict[str, object] = {"form": form, "offence": form.offence}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            context["answer"] = law.assess_crime(law.read_crime(law.Fact(form.facts(), "")))
        except law.LawError as error:
            context["problem"], status = problem_of(error), error.status
    elif request.method == "POST":
        status = 422
    return render(request, "workbench/crime.html", context, status=status)
