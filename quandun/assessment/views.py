"""The plan for anyone: matrix, tasks, units, targets in pictures, the records behind a figure, versions compared and exported."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from quandun.assessment import pages, progress_selectors, selectors
from quandun.assessment.commands import EXPORTS
from quandun.assessment.domain import comparison
from quandun.assessment.domain.indicator import KINDS, CountedRecord
from quandun.assessment.domain.normalise import decode
from quandun.assessment.domain.plan_reader import read_plan
from quandun.disclosure import api as disclosure
from quandun.frame.api import act, actor_of, day_asked, english
from quandun.kernel.actors import Actor
from quandun.kernel.errors import NotFound
from quandun.people import api as people

MEDIA = {"text": "text/plain", "json": "application/json", "csv": "text/csv", "md": "text/markdown"}
SUFFIX = {"text": "txt", "json": "json", "csv": "csv", "md": "md"}


@require_GET
@act("assessment.view_matrix")
def matrix(request: HttpRequest) -> HttpResponse:
    """任务与责任单位矩阵: what the plan asks of whom, and what the records show."""
    by, on = actor_of(request), day_asked(request)
    view = selectors.matrix(on=on, by=by)
    context = {
        "view": view,
        "on": on,
        "groups": pages.matrix_groups(view),
        "overall": [pages.target_row(target, on) for target in view.overall_targets],
        "leads": any("lead" in task.roles.values() for task in view.tasks),
        "my_unit": _my_unit(by, view),
        "supervises": people.may(by, "assessment.open_supervision"),
    }
    return render(request, "assessment/matrix.html", context)


@require_GET
@act("assessment.view_matrix")
def targets(request: HttpRequest) -> HttpResponse:
    """目标与数字: every target as a bar against its goal, and every figure beside the tasks."""
    by, on = actor_of(request), day_asked(request)
    view = selectors.matrix(on=on, by=by)
    rows = [pages.target_row(target, on) for target in view.targets]
    beside = [(task, task.figures) for task in view.tasks if task.figures]
    context = {
        "view": view,
        "on": on,
        "bound": [row for row in rows if not row.target.milestone and row.target.figure],
        "unbound": [row for row in rows if not row.target.milestone and not row.target.figure],
        "milestones": [row for row in rows if row.target.milestone],
        "beside": beside,
    }
    return render(request, "assessment/targets.html", context)


@require_GET
@act("assessment.view_matrix")
def task(request: HttpRequest, task_id: str) -> HttpResponse:
    """One task: measures, units by segment, targets with figures, reports, supervision, what happened."""
    by, on = actor_of(request), day_asked(request)
    view, found = selectors.matrix_of_task(task_id, on=on, by=by)
    reports = progress_selectors.reports(by=by, task_id=task_id)
    supervisions = progress_selectors.supervisions(by=by, on=on, task_id=task_id)
    context = {
        "view": view,
        "task": found,
        "on": on,
        "segments": [(segment, [(unit, pages.role_badge(unit.role)) for unit in segment.units]) for segment in found.segments],
        "targets": [pages.target_row(target, on) for target in found.targets],
        "reports": [(one, pages.report_badge(one)) for one in reports],
        "supervisions": [(one, pages.supervision_badge(one)) for one in supervisions],
        "timeline": pages.task_timeline(view, found, reports, supervisions),
        "may_report": by.unit_id in found.roles and people.may(by, "assessment.report_progress"),
        "may_supervise": people.may(by, "assessment.open_supervision"),
    }
    return render(request, "assessment/task.html", context)


@require_GET
@act("assessment.view_matrix")
def unit(request: HttpRequest, unit_id: str) -> HttpResponse:
    """A unit's own page: what is mine, by when, what shows it; reports and supervision for those who may see them."""
    by, on = actor_of(request), day_asked(request)
    view = selectors.matrix(on=on, by=by)
    found = next((one for one in view.units if one.id == unit_id), None)
    if found is None:
        raise NotFound()
    scored = selectors.is_scored(found)
    mine = [one for one in view.tasks if unit_id in one.roles]
    rows = [
        {
            "task": one,
            "role": pages.role_badge(one.roles[unit_id]),
            "targets": [pages.target_row(target, on) for target in one.targets],
            "reports": progress_selectors.reports(by=by, task_id=one.id, unit_id=unit_id),
        }
        for one in mine
    ]
    context = {
        "view": view,
        "unit": found,
        "on": on,
        "scored": scored,
        "rows": rows,
        "next_due": sorted((t for one in mine for t in one.targets if t.due_on and t.due_on >= on), key=lambda t: t.due_on or on),
        "supervisions": [(one, pages.supervision_badge(one)) for one in progress_selectors.supervisions(by=by, on=on, unit_id=unit_id)],
        "may_report": by.unit_id == unit_id and people.may(by, "assessment.report_progress"),
    }
    return render(request, "assessment/unit.html", context)


@require_GET
@act("assessment.view_figure")
def figure(request: HttpRequest, key: str) -> HttpResponse:
    """One figure, its months as a line beside a table, and every record it counts."""
    by, on = actor_of(request), day_asked(request)
    view = selectors.figure(key, on=on, by=by)
    context = {
        "view": view,
        "on": on,
        "series": selectors.series(key, on=on, by=by),
        "records": [_record(record, by) for record in view.records],
        "late": [_record(record, by) for record in view.reckoned.late],
        "parts": pages.figure_parts(view),
    }
    return render(request, "assessment/figure.html", context)


def _record(record: CountedRecord, by: Actor) -> dict[str, object]:
    """Return a record for the list. A case is named by its number only to officials and after its decision was published."""
    publication = disclosure.publication_of_case(record.id) if record.kind in ("case", "transfer") else None
    public = publication if publication and publication.state == "published" else None
    named = record.kind not in ("case", "transfer") or public is not None or people.is_official(by)
    return {
        "record": record,
        "label": record.label if named else "",
        "kind": KINDS[record.kind][english()],
        "unit": people.unit(record.unit_id) if record.unit_id else None,
        "publication": public,
    }


@require_GET
@act("assessment.view_matrix")
def versions(request: HttpRequest) -> HttpResponse:
    """方案版本: every plan loaded, in force or superseded, with its exports."""
    return render(request, "assessment/versions.html", {"versions": selectors.versions(by=actor_of(request))})


@require_GET
@act("assessment.view_matrix")
def compare(request: HttpRequest) -> HttpResponse:
    """方案比对: what changed between two versions."""
    by = actor_of(request)
    found = selectors.versions(by=by)
    old, new = request.GET.get("old", ""), request.GET.get("new", "")
    changes = None
    if old and new:
        plans = [read_plan(decode(selectors.original(one, by=by)[1]).text) for one in (old, new)]
        changes = comparison.compare(*plans)
    counts = [(word, changes.counted(word)) for word in ("added", "removed", "changed", "same")] if changes else []
    context = {"versions": found, "old": old, "new": new, "changes": changes, "counts": dict(counts)}
    return render(request, "assessment/compare.html", context)


@require_GET
@act("assessment.view_matrix")
def export(request: HttpRequest, plan_id: str, form: str) -> HttpResponse:
    """A plan as a file: the original byte for byte, or what was read in it as JSON, CSV or Markdown."""
    if form not in MEDIA:
        raise NotFound()
    version, content = selectors.original(plan_id, by=actor_of(request))
    body = content if form == "text" else EXPORTS[form](read_plan(decode(content).text)).encode()
    # The original may be in another encoding than UTF-8: no charset is claimed, the browser saves the bytes.
    response = HttpResponse(body, content_type="application/octet-stream" if form == "text" else f"{MEDIA[form]}; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(version.title)}.{SUFFIX[form]}"
    return response


def _my_unit(by: Actor, view: selectors.Matrix) -> people.UnitView | None:
    return next((one for one in view.units if one.id == by.unit_id), None) if by.unit_id else None
