"""What changes between two days (法律变化): the law for everybody, and for those with cases how it reaches them."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from quandun.frame.api import act, actor_of, clock_of, problem_of
from quandun.kernel.clocks import legal_day
from quandun.law import api as law
from quandun.workbench import pages, selectors
from quandun.workbench.domain.changes import by_parameter, next_change_after
from quandun.workbench.forms import ChangesForm


@require_GET
@act("workbench.read_law")
def changes(request: HttpRequest) -> HttpResponse:
    """Compare the law of two days; by default today and the next day on which a number changes."""
    today = legal_day(clock_of(request).now())
    usual = {"first": today.isoformat(), "last": next_change_after(today).isoformat()}
    form = ChangesForm({**usual, **request.GET.dict()})
    context: dict[str, object] = {"form": form, "today": today}
    status = 200
    if form.is_valid():
        try:
            context |= _compared(request, form.cleaned_data["first"], form.cleaned_data["last"], today)
        except law.LawError as error:
            context["problem"], status = problem_of(error), error.status
    else:
        status = 422
    return render(request, "workbench/changes.html", context, status=status)


def _compared(request: HttpRequest, first: date, last: date, today: date) -> dict[str, object]:
    found = law.diff(first, last)
    gathered = by_parameter(found)
    touched = selectors.touched_cases(found, by=actor_of(request), on=today)
    return {
        "first": first,
        "last": last,
        "changed": [pages.change_card(one) for one in gathered if not one.renumbered],
        "renumbered": [pages.change_card(one) for one in gathered if one.renumbered],
        "cases": [(case, [pages.touch_words(touch) for touch in case.touches]) for case in touched],
    }
