"""API of registers under /api/v1/registers/: the public extract as JSON and CSV."""

from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from quandun.frame.api import act, clock_of
from quandun.kernel.clocks import legal_day
from quandun.registers import selectors
from quandun.registers.errors import BadDay
from quandun.registers.exporting import csv_of, json_of
from quandun.registers.selectors import Extract, Goal, RegisterFigure
from quandun.registers.wording import figure_text


@require_GET
@act("registers.view_register")
def registers(request: HttpRequest) -> HttpResponse:
    """Return the public registers with their figures on a day and the plan's goals."""
    on = _day(request)
    found = [_figure(selectors.figure_of(kind.key, on=on)) for kind in selectors.kinds() if kind.public]
    return _json({"on": on.isoformat(), "registers": found})


@require_GET
@act("registers.view_register")
def register(request: HttpRequest, kind: str) -> HttpResponse:
    """Return a register's public extract on a day."""
    return _json(json_of(_extract(request, kind)))


@require_GET
@act("registers.view_register")
def register_csv(request: HttpRequest, kind: str) -> HttpResponse:
    """Return the same as a CSV file."""
    extract = _extract(request, kind)
    response = HttpResponse(csv_of(extract), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{kind}-{extract.on}.csv"'
    return response


def _extract(request: HttpRequest, kind: str) -> Extract:
    return selectors.public_extract(kind, _day(request))


def _figure(figure: RegisterFigure) -> dict[str, object]:
    return {
        "key": figure.kind.key,
        "name": figure.kind.name,
        "name_en": figure.kind.name_en,
        "members": figure.count,
        "goal": _goal(figure.goal) if figure.goal else None,
        "reached": figure_text(figure.reached) if figure.goal else None,
        "extract": reverse("registers:api_register", args=[figure.kind.key]),
    }


def _goal(goal: Goal) -> dict[str, object]:
    return {
        "measure": goal.measure,
        "op": goal.op,
        "value": figure_text(goal.value),
        "unit": goal.unit,
        "sentence": goal.sentence,
        "source": goal.source,
    }


def _day(request: HttpRequest) -> date:
    """The day asked for, else today. A machine that asks for nonsense is told."""
    asked = request.GET.get("on", "")
    if not asked:
        return legal_day(clock_of(request).now())
    try:
        return date.fromisoformat(asked)
    except ValueError as fault:
        raise BadDay(day=asked[:30]) from fault


def _json(body: dict[str, object]) -> JsonResponse:
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})
