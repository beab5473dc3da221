"""The innocent seller (不知情销售者): what follows where somebody sold without knowing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from quandun.frame.api import act, clock_of, problem_of
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.law import api as law
from quandun.workbench.seller_form import STATUTES, SellerForm


@require_http_methods(["GET", "POST"])
@act("workbench.read_law")
def seller(request: HttpRequest, statute: str) -> HttpResponse:
    """Say which conditions are proved, read what follows. Nothing is stored."""
    if statute not in STATUTES:
        raise NotFound()
    form = SellerForm(statute, request.POST if request.method == "POST" else None, today=legal_day(clock_of(request).now()))
    context: dict[str, object] = {"form": form, "statutes": STATUTES.items(), "statute": statute, "name": STATUTES[statute]}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            context["answer"] = law.judge_seller(law.read_seller(law.Fact(form.facts(), "")))
        except law.LawError as error:
            context["problem"], status = problem_of(error), error.status
    elif request.method == "POST":
        status = 422
    return render(request, "workbench/seller.html", context, status=status)
