"""Progress reports and supervision: forms for the unit's officer and the supervisor, pages for who may see them."""

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quandun.assessment import pages, progress, progress_selectors, selectors
from quandun.assessment import supervision as services
from quandun.assessment.errors import AssessmentError
from quandun.assessment.forms import AnswerForm, DecideForm, ReportForm, ReviewForm, SupervisionForm
from quandun.frame.api import act, actor_of, clock_of, once_key, problem_of
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.ledger import api as ledger
from quandun.store import api as store


@require_GET
@act("assessment.review_report", "assessment.open_supervision")
def desk(request: HttpRequest) -> HttpResponse:
    """审核与督办: what waits for the supervisor: reports to review, supervisions, targets past their day."""
    by, on = actor_of(request), legal_day(clock_of(request).now())
    view = selectors.matrix(on=on, by=by)
    supervisions = progress_selectors.supervisions(by=by, on=on)
    context = {
        "view": view,
        "on": on,
        "waiting": [one for one in progress_selectors.reports(by=by) if one.may_review],
        "supervisions": [(one, pages.supervision_badge(one)) for one in supervisions],
        "late": sum(one.late for one in supervisions),
        "overdue": [pages.target_row(target, on) for target in view.targets if target.standing == "overdue"],
    }
    return render(request, "assessment/desk.html", context)


@require_http_methods(["GET", "POST"])
@act("assessment.report_progress")
def report_progress(request: HttpRequest, task_id: str) -> HttpResponse:
    """报送进展: what the unit did, with the records and files that show it."""
    by, at = actor_of(request), clock_of(request).now()
    view, task = selectors.matrix_of_task(task_id, on=legal_day(at), by=by)
    if by.unit_id not in task.roles:
        raise NotFound()
    form = ReportForm(request.POST or None, request.FILES or None, task=task, today=legal_day(at))
    problem = None
    if request.method == "POST" and form.is_valid():
        key = once_key(request)
        try:
            made = ledger.answered(key, by=by) or _report(form, task_id, request, key)
            return redirect("assessment:report", report_id=made["report"])
        except AssessmentError as refusal:
            problem = problem_of(refusal)
    context = {"view": view, "task": task, "form": form, "problem": problem}
    return render(request, "assessment/report_form.html", context, status=422 if request.method == "POST" else 200)


def _report(form: ReportForm, task_id: str, request: HttpRequest, key: str) -> dict[str, str]:
    """Keep the files outside any transaction, then report once."""
    by, at, said = actor_of(request), clock_of(request).now(), form.cleaned_data
    files = [
        progress.Attachment(store.keep(upload, limit_bytes=settings.REPORT_FILE_LIMIT_BYTES), upload.name) for upload in said["attachments"]
    ]

    def act_once() -> dict[str, str]:
        report_id = progress.report_progress(
            task_id=task_id,
            period_from=said["period_from"],
            period_to=said["period_to"],
            text=said["text"],
            records=form.record_ids(),
            files=files,
            milestone_id=said.get("milestone", ""),
            reached_on=said.get("reached_on"),
            by=by,
            at=at,
        )
        return {"report": report_id}

    digests = [one.blob.sha256 for one in files]
    return ledger.once(key, by=by, request={"task": task_id, "text": said["text"], "files": digests}, act=act_once)


@require_GET
@act("assessment.view_report")
def report(request: HttpRequest, report_id: str) -> HttpResponse:
    """One progress report with what shows it; the supervisor's form while it waits."""
    return _report_page(request, report_id, ReviewForm())


def _report_page(request: HttpRequest, report_id: str, form: Form, problem: object = None, status: int = 200) -> HttpResponse:
    view = progress_selectors.report(report_id, by=actor_of(request))
    context = {"report": view, "badge": pages.report_badge(view), "form": form, "problem": problem}
    return render(request, "assessment/report.html", context, status=status)


@require_POST
@act("assessment.review_report")
def review(request: HttpRequest, report_id: str) -> HttpResponse:
    """Accept or return."""
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _report_page(request, report_id, form, status=422)
    accepted = form.cleaned_data["verdict"] == "accepted"
    try:
        progress.review_report(
            report_id=report_id,
            accepted=accepted,
            reasons=form.cleaned_data["reasons"],
            by=actor_of(request),
            at=clock_of(request).now(),
        )
    except AssessmentError as refusal:
        return _report_page(request, report_id, form, problem_of(refusal), refusal.status)
    return redirect("assessment:report", report_id=report_id)


@require_POST
@act("assessment.publish_report")
def publish(request: HttpRequest, report_id: str) -> HttpResponse:
    """Let the public read the report."""
    progress.publish_report(report_id=report_id, by=actor_of(request), at=clock_of(request).now())
    return redirect("assessment:report", report_id=report_id)


@require_http_methods(["GET", "POST"])
@act("assessment.open_supervision")
def supervise(request: HttpRequest, task_id: str) -> HttpResponse:
    """发出督办: to one responsible unit, about what is overdue."""
    by, at = actor_of(request), clock_of(request).now()
    view, task = selectors.matrix_of_task(task_id, on=legal_day(at), by=by)
    units = [one for one in view.units if one.id in task.roles and one.id != by.unit_id and selectors.is_scored(one)]
    form = SupervisionForm(request.POST or None, units=units, task=task, today=legal_day(at))
    problem = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data

        def open_once() -> dict[str, str]:
            made = services.open_supervision(
                task_id=task_id,
                unit_id=said["unit"],
                target_id=said["target"],
                text=said["text"],
                answer_by=said["answer_by"],
                by=by,
                at=at,
            )
            return {"supervision": made}

        try:
            wanted = {"task": task_id, "unit": said["unit"], "text": said["text"]}
            made = ledger.once(once_key(request), by=by, request=wanted, act=open_once)
            return redirect("assessment:supervision", supervision_id=made["supervision"])
        except AssessmentError as refusal:
            problem = problem_of(refusal)
    context = {"view": view, "task": task, "form": form, "problem": problem}
    return render(request, "assessment/supervise.html", context, status=422 if request.method == "POST" else 200)


@require_GET
@act("assessment.view_supervision")
def supervision(request: HttpRequest, supervision_id: str) -> HttpResponse:
    """One supervision: who asked what by when, the answers, how it ended."""
    return _supervision_page(request, supervision_id)


def _supervision_page(
    request: HttpRequest, supervision_id: str, form: Form | None = None, problem: object = None, status: int = 200
) -> HttpResponse:
    view = progress_selectors.supervision(supervision_id, by=actor_of(request), on=legal_day(clock_of(request).now()))
    context = {
        "supervision": view,
        "badge": pages.supervision_badge(view),
        "timeline": pages.supervision_timeline(view),
        "records": [record for one in view.acts for record in one.records],
        "form": form or (AnswerForm() if view.may_answer else DecideForm() if view.may_close else None),
        "problem": problem,
    }
    return render(request, "assessment/supervision.html", context, status=status)


@require_POST
@act("assessment.answer_supervision")
def answer(request: HttpRequest, supervision_id: str) -> HttpResponse:
    """The unit's answer."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _supervision_page(request, supervision_id, form, status=422)
    by, at = actor_of(request), clock_of(request).now()
    try:
        services.answer_supervision(supervision_id=supervision_id, text=form.cleaned_data["text"], records=form.record_ids(), by=by, at=at)
    except AssessmentError as refusal:
        return _supervision_page(request, supervision_id, form, problem_of(refusal), refusal.status)
    return redirect("assessment:supervision", supervision_id=supervision_id)


@require_POST
@act("assessment.return_answer", "assessment.close_supervision")
def decide(request: HttpRequest, supervision_id: str) -> HttpResponse:
    """Close, or return the answer with a new last day."""
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _supervision_page(request, supervision_id, form, status=422)
    by, at, said = actor_of(request), clock_of(request).now(), form.cleaned_data
    try:
        if said["decision"] == "close":
            services.close_supervision(supervision_id=supervision_id, text=said["text"], by=by, at=at)
        else:
            services.return_answer(supervision_id=supervision_id, text=said["text"], answer_by=said["answer_by"], by=by, at=at)
    except AssessmentError as refusal:
        return _supervision_page(request, supervision_id, form, problem_of(refusal), refusal.status)
    return redirect("assessment:supervision", supervision_id=supervision_id)
