"""API routes on law (`/api/v1/law/…`): the same answers as `quandun law … --json`. Refusals are problem+json (frame.problems).

Everything here only computes: no account, no cookie, nothing stored. That is why the routes that take a body need no token
against forged forms.
"""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from quandun.frame.api import act, clock_of
from quandun.kernel.clocks import legal_day
from quandun.law import api as law
from quandun.workbench.domain import catalogue
from quandun.workbench.errors import QuestionIncomplete
from quandun.workbench.openapi import document

LARGEST_BODY_BYTES = 256 * 1024  # the longest account of a dispute is some tens of kilobytes


def _json(answer: object) -> HttpResponse:
    return JsonResponse(answer, safe=False, json_dumps_params={"ensure_ascii": False})


def _asked(request: HttpRequest, name: str) -> str:
    """Return a part of the question that has to be there; raises QuestionIncomplete."""
    if not (said := request.GET.get(name, "").strip()):
        raise QuestionIncomplete(name=name)
    return said


def _day(request: HttpRequest, name: str) -> date | None:
    said = request.GET.get(name, "").strip()
    return law.read_day(said) if said else None


@require_GET
@act("workbench.read_law")
def openapi(request: HttpRequest) -> HttpResponse:
    """Describe the routes (OpenAPI 3.1)."""
    return _json(document())


@require_GET
@act("workbench.read_law")
def search(request: HttpRequest) -> HttpResponse:
    """Find parameters by words and conditions, as the index page does."""
    trusts: dict[str, catalogue.Trust] = {"certain": "certain", "unconfirmed": "unconfirmed"}
    question = catalogue.Question(
        words=request.GET.get("q", ""),
        area=request.GET.get("area", ""),
        instrument=request.GET.get("instrument", ""),
        trust=trusts.get(request.GET.get("trust", ""), ""),
        changing=request.GET.get("changing", "") in ("true", "on", "1"),
    )
    found = catalogue.matching(law.current(), question, today=legal_day(clock_of(request).now()))
    listed = [law.parameter_card(one) for one in found]
    return _json({"count": len(listed), "parameters": listed})


@require_GET
@act("workbench.read_law")
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Answer as `quandun law show`."""
    return _json(law.full_card(law.current(), ref, _day(request, "on")))


@require_GET
@act("workbench.read_law")
def due(request: HttpRequest) -> HttpResponse:
    """Answer as `quandun law due`; `pause`, `extend` and `restart` may be repeated."""
    starts = law.read_moment(_asked(request, "starts"))
    found = law.due(
        _asked(request, "ref"),
        starts=starts,
        pauses=[law.read_pause(text) for text in request.GET.getlist("pause")],
        extensions=[law.read_extension(text) for text in request.GET.getlist("extend")],
        restarts=[law.read_restart(text) for text in request.GET.getlist("restart")],
        closes=law.read_closing_time(closes) if (closes := request.GET.get("closes", "")) else None,
        on=_day(request, "on"),
    )
    return _json(law.due_card(found, starts))


@require_GET
@act("workbench.read_law")
def diff(request: HttpRequest) -> HttpResponse:
    """Answer as `quandun law diff`."""
    first, last = law.read_day(_asked(request, "first")), law.read_day(_asked(request, "last"))
    changes = [law.change_card(change) for change in law.diff(first, last)]
    return _json({"after": first.isoformat(), "until": last.isoformat(), "changes": changes})


@require_GET
@act("workbench.read_law")
def competence(request: HttpRequest) -> HttpResponse:
    """Answer as `quandun law competence`."""
    on = _day(request, "on") or legal_day(clock_of(request).now())
    right, what, procedure = (_asked(request, name) for name in ("right", "act", "procedure"))
    return _json(law.as_json(law.competence(right=right, act=what, procedure=procedure, on=on)))


def _computed(request: HttpRequest, answer: Callable[[law.Fact], object]) -> HttpResponse:
    """Answer from facts sent as JSON."""
    if len(request.body) > LARGEST_BODY_BYTES:
        raise law.UnusableFacts(field="body", reason=f"超过 {LARGEST_BODY_BYTES // 1024} KB")
    return _json(answer(law.facts_from_text(request.body, named="body")))


@csrf_exempt
@require_POST
@act("workbench.read_law")
def damages(request: HttpRequest) -> HttpResponse:
    """Answer as `quandun law damages`."""
    return _computed(request, lambda fact: law.damages_data(law.assess_damages(law.damages_facts(_mapping(fact)))))


def _mapping(fact: law.Fact) -> dict[str, object]:
    if not isinstance(fact.value, dict):
        raise fact.fault("此处应当是一组“键: 值”")
    return fact.value


@csrf_exempt
@require_POST
@act("workbench.read_law")
def crime(request: HttpRequest) -> HttpResponse:
    """Answer as `quandun law crime`."""
    return _computed(request, lambda fact: law.as_json(law.assess_crime(law.read_crime(fact))))


@csrf_exempt
@require_POST
@act("workbench.read_law")
def court(request: HttpRequest) -> HttpResponse:
    """Answer as `quandun law court`."""
    return _computed(request, lambda fact: law.as_json(law.find_court(law.read_court(fact))))


@csrf_exempt
@require_POST
@act("workbench.read_law")
def seller(request: HttpRequest) -> HttpResponse:
    """Answer as `quandun law seller`."""
    return _computed(request, lambda fact: law.as_json(law.judge_seller(law.read_seller(fact))))
