"""The plan as matrix, and the records behind a figure."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from quandun.assessment import selectors
from quandun.disclosure import api as disclosure
from quandun.frame.api import act, actor_of, clock_of
from quandun.kernel.clocks import legal_day
from quandun.people import api as people


@require_GET
@act("assessment.view_matrix")
def matrix(request: HttpRequest) -> HttpResponse:
    """任务与责任单位矩阵: what the plan asks of whom, and what the records show."""
    on = _day(request)
    view = selectors.matrix(on=on, by=actor_of(request))
    groups: dict[str, list[dict[str, object]]] = {}
    for task in view.tasks:
        cells = [(unit, unit.id in task.unit_ids) for unit in view.units]
        row = {"task": task, "cells": cells, "units": [unit for unit, assigned in cells if assigned]}
        groups.setdefault(task.group, []).append(row)
    by_unit = [(unit, sum(unit.id in task.unit_ids for task in view.tasks)) for unit in view.units]
    return render(request, "assessment/matrix.html", {"view": view, "groups": list(groups.items()), "by_unit": by_unit, "on": on})


@require_GET
@act("assessment.view_figure")
def figure(request: HttpRequest, key: str) -> HttpResponse:
    """One figure and every record it counts."""
    on = _day(request)
    view = selectors.figure(key, on=on, by=actor_of(request))
    records = []
    for record in view.records:
        publication = disclosure.publication_of_case(record.id) if record.kind == "case" else None
        public = publication if publication and publication.state == "published" else None
        records.append({"record": record, "unit": people.unit(record.unit_id), "publication": public})
    return render(request, "assessment/figure.html", {"view": view, "records": records, "on": on})


def _day(request: HttpRequest) -> date:
    """The day asked for in the address, else today; nonsense is today."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return legal_day(clock_of(request).now())
