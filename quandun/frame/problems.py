"""How a refusal looks: a page with what happened, the article and the next step, or problem+json for machines."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from quandun.kernel.errors import NotAllowed, PlatformError


@dataclass(frozen=True, slots=True)
class Problem:
    """A refusal in words. `incident` is the id under which the log holds an unexpected failure, or ""."""

    status: int
    code: str
    says: str
    article: str
    do: str
    facts: dict[str, str | int | float | bool | None]
    incident: str = ""


def problem_of(error: PlatformError) -> Problem:
    """Return the error in the visitor's language.

    Absent and forbidden are one answer: whatever raised NotAllowed, its facts and its wording stay inside, or the difference would
    tell a stranger that the object exists.
    """
    if isinstance(error, NotAllowed):
        return Problem(NotAllowed.status, NotAllowed.code, gettext(NotAllowed.says), "", gettext(NotAllowed.do), {})
    facts = {key: value if isinstance(value, str | int | float | bool | None) else str(value) for key, value in error.facts.items()}
    says, do = (_filled(text, error) for text in (error.says, error.do))
    return Problem(error.status, error.code, says, error.article, do, facts)


def _filled(text: str, error: PlatformError) -> str:
    return gettext(text).format_map(error.facts) if text else ""


def wants_json(request: HttpRequest) -> bool:
    """Say whether a machine asks: the API, or a client that accepts JSON and not HTML."""
    accept = request.headers.get("Accept", "")
    return request.path.startswith("/api/") or ("application/json" in accept and "text/html" not in accept)


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Return the problem as problem+json, as a fragment (htmx) or as a page, with its status."""
    if wants_json(request):
        body = {
            "title": problem.says,
            "status": problem.status,
            "code": problem.code,
            "facts": problem.facts,
            "article": problem.article,
            "next": problem.do,
        }
        if problem.incident:
            body["incident"] = problem.incident
        return JsonResponse(body, status=problem.status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False})
    template = "frame/problem_fragment.html" if request.headers.get("HX-Request") == "true" else "frame/problem.html"
    return HttpResponse(render_to_string(template, {"problem": problem}, request=request), status=problem.status)
