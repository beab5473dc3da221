"""The damages workbench (损害赔偿测算). Nothing typed here is stored: the answer is shown, or handed out as a memorandum."""

from typing import Literal

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from quandun.documents import api as documents
from quandun.frame.api import act, actor_of, clock_of, problem_of
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.law import api as law
from quandun.workbench import pages, selectors
from quandun.workbench.damages_form import RIGHTS, DamagesForm

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_http_methods(["GET", "POST"])
@act("workbench.read_law")
def choose_right(request: HttpRequest) -> HttpResponse:
    """Choose the type of right: methods, order and limits differ by it."""
    return render(request, "workbench/choose_right.html", {"rights": RIGHTS.items()})


@require_http_methods(["GET", "POST"])
@act("workbench.read_law")
def damages(request: HttpRequest, right: str) -> HttpResponse:
    """Fill in the facts, read the reckoning, take the memorandum. A POST because facts of a dispute belong in no address."""
    if right not in RIGHTS:
        raise NotFound()
    by, today = actor_of(request), legal_day(clock_of(request).now())
    data: QueryDict | None = request.POST if request.method == "POST" else None
    case_id = request.GET.get("case", "")
    names = selectors.exhibit_names(case_id, by=by, on=today) if case_id else []
    form = DamagesForm(right, data, today=today, exhibit_names=names)
    context: dict[str, object] = {"form": form, "right": RIGHTS[right], "cases": selectors.open_cases(by=by, on=today), "case_id": case_id}
    if data is None or "add" in data:
        return render(request, "workbench/damages.html", context)
    if not form.is_valid():
        return render(request, "workbench/damages.html", context, status=422)
    try:
        assessment = law.assess_damages(law.damages_facts(form.facts()))
    except law.LawError as error:
        return render(request, "workbench/damages.html", {**context, "problem": problem_of(error)}, status=error.status)
    wanted = data.get("paper", "")
    if wanted in MEDIA_TYPES:
        return _paper(assessment, "docx" if wanted == "docx" else "pdf")
    return render(request, "workbench/damages.html", {**context, "answer": pages.damages_answer(assessment)})


def _paper(assessment: law.DamagesAssessment, form: Literal["docx", "pdf"]) -> HttpResponse:
    """Hand out the memorandum (测算说明) as a file."""
    printed = documents.print_memorandum(law.damages_memorandum(assessment), form)
    response = HttpResponse(printed, content_type=MEDIA_TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="damages-memorandum.{form}"'
    return response
