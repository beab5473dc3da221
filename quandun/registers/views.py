"""Pages of registers: what the public reads, and the forms of those who nominate and decide."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from quandun.frame.api import act, actor_of, clock_of, day_asked, once_key, problem_of
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.ledger import api as ledger
from quandun.people.api import may
from quandun.registers import pages, selectors, services
from quandun.registers.domain.standing import Move
from quandun.registers.errors import RegistersError
from quandun.registers.forms import AmendmentForm, NominationForm, decision_form
from quandun.registers.registry import register_of
from quandun.registers.wording import MOVES, STATES, TONES, name_of

DECIDE: dict[str, Callable[..., services.Recorded]] = {
    "admit": services.admit,
    "refuse": services.refuse,
    "suspend": services.suspend,
    "reinstate": services.reinstate,
    "remove": services.remove,
    "renew": services.renew,
}


@require_GET
@act("registers.view_register")
def directory(request: HttpRequest) -> HttpResponse:
    """名录总览: every public register, its count beside the plan's goal; each number opens its list."""
    on, by = day_asked(request), actor_of(request)
    cards = [pages.figure_card(selectors.figure_of(kind.key, on=on)) for kind in selectors.kinds() if kind.public]
    context = {"cards": cards, "on": on, "bar": pages.BAR_WIDTH, "has_desk": may(by, "registers.view_desk")}
    return render(request, "registers/directory.html", context)


@require_GET
@act("registers.view_register")
def register(request: HttpRequest, kind: str) -> HttpResponse:
    """公开名录: who is on the register on a day, public columns only."""
    on = day_asked(request)
    extract = selectors.public_extract(kind, on)
    asked = {key: request.GET.get(key, "").strip() for key in ("q", "district")}
    found = selectors.search(extract, words=asked["q"], district=asked["district"])
    here, page = pages.page_of(found, request.GET.get("page", ""), {**asked, "on": on.isoformat()})
    context = {
        "kind": extract.kind,
        "name": name_of(extract.kind),
        "on": on,
        "asked": asked,
        "districts": selectors.district_names().items() if extract.kind.district_field else (),
        "card": pages.figure_card(selectors.figure_from(extract.kind, extract.members)),
        "total": len(extract.members),
        "found": len(found),
        "table": pages.extract_table(extract, here),
        "page": page,
        "may_nominate": selectors.may_nominate(extract.kind, by=actor_of(request)),
    }
    return render(request, "registers/register.html", context)


@require_GET
@act("registers.view_entry")
def entry(request: HttpRequest, entry_id: str) -> HttpResponse:
    """名录条目: what it is, since when, on what basis; for the keeping unit also the contacts and what can be done."""
    on = legal_day(clock_of(request).now())
    view = selectors.entry(entry_id, by=actor_of(request), on=on)
    context = {
        "view": view,
        "name": name_of(view.kind),
        "unit": pages.unit_name(view.unit_id),
        "state": STATES[view.standing.state],
        "tone": TONES[view.standing.state],
        "rows": pages.entry_rows(view),
        "acts": pages.timeline(view),
        "reasons": pages.reasons(view),
        "moves": [(move, MOVES[move]) for move in view.moves if not (view.nominated_by_reader and move in ("admit", "refuse"))],
    }
    return render(request, "registers/entry.html", context)


@require_GET
@act("registers.view_desk")
def desk(request: HttpRequest) -> HttpResponse:
    """名录管理: what the own unit keeps, what waits for a decision first."""
    by, on = actor_of(request), legal_day(clock_of(request).now())
    here, page = pages.page_of(selectors.desk(by=by, on=on), request.GET.get("page", ""), {})
    rows = [(row, name_of(row.kind), STATES[row.state], TONES[row.state]) for row in here]
    offered = [(kind, name_of(kind)) for kind in selectors.kinds() if selectors.may_nominate(kind, by=by)]
    return render(request, "registers/desk.html", {"rows": rows, "page": page, "offered": offered})


@require_http_methods(["GET", "POST"])
@act("registers.nominate")
def nominate(request: HttpRequest, kind: str) -> HttpResponse:
    """提名: the form made from the register's file."""
    by, at, register_kind = actor_of(request), clock_of(request).now(), register_of(kind)
    if not selectors.may_nominate(register_kind, by=by):
        raise NotFound()
    form = NominationForm(register_kind, selectors.district_names(), request.POST or None)
    problem = None
    if request.method == "POST" and form.is_valid():
        answers = form.answers()

        def nominate_once() -> dict[str, str]:
            made = services.nominate(kind=kind, answers=answers, by=by, at=at)
            return {"entry": made.entry_id, "fact": made.ticket.entry_id}

        try:
            done = ledger.once(once_key(request), by=by, request={"nominate": kind, **answers}, act=nominate_once)
        except RegistersError as refusal:
            problem = problem_of(refusal)
        else:
            ledger.settle(done["fact"])
            return redirect("registers:entry", entry_id=done["entry"])
    context = {"kind": register_kind, "name": name_of(register_kind), "form": form, "problem": problem}
    return render(request, "registers/nominate.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
@act("registers.admit", "registers.refuse", "registers.suspend", "registers.reinstate", "registers.remove", "registers.renew")
def decide(request: HttpRequest, entry_id: str, move: Move) -> HttpResponse:
    """入库、不予入库、暂停、恢复、移出、续期: a decision with its day, basis and reasons."""
    by, at = actor_of(request), clock_of(request).now()
    view = selectors.entry(entry_id, by=by, on=legal_day(at))
    if move not in DECIDE or (request.method == "GET" and move not in view.moves):
        raise NotFound()
    form = decision_form(move, view.kind, request.POST or None, legal_day(at))
    problem = None
    if request.method == "POST" and form.is_valid():
        command = form.command()

        def decide_once() -> dict[str, str]:
            return {"fact": DECIDE[move](entry_id=entry_id, **command, by=by, at=at).ticket.entry_id}

        try:
            asked = {"decide": entry_id, "move": move, **{key: str(value) for key, value in command.items()}}
            done = ledger.once(once_key(request), by=by, request=asked, act=decide_once)
        except RegistersError as refusal:
            problem = problem_of(refusal)
        else:
            ledger.settle(done["fact"])
            return redirect("registers:entry", entry_id=entry_id)
    context = {"view": view, "name": name_of(view.kind), "move": move, "title": MOVES[move], "form": form, "problem": problem}
    return render(request, "registers/decide.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
@act("registers.amend")
def amend(request: HttpRequest, entry_id: str) -> HttpResponse:
    """更正: contacts, qualifications, a consent given or withdrawn."""
    by, at = actor_of(request), clock_of(request).now()
    view = selectors.entry(entry_id, by=by, on=legal_day(at))
    if not view.may_amend:
        raise NotFound()
    form = AmendmentForm(view.kind, selectors.district_names(), {**view.values, **view.private}, request.POST or None)
    problem = None
    if request.method == "POST" and form.is_valid():
        command = form.command()

        def amend_once() -> dict[str, str]:
            return {"fact": services.amend(entry_id=entry_id, **command, by=by, at=at).ticket.entry_id}

        try:
            done = ledger.once(once_key(request), by=by, request={"amend": entry_id, **command}, act=amend_once)
        except RegistersError as refusal:
            problem = problem_of(refusal)
        else:
            ledger.settle(done["fact"])
            return redirect("registers:entry", entry_id=entry_id)
    context = {"view": view, "name": name_of(view.kind), "move": "amend", "title": gettext("更正"), "form": form, "problem": problem}
    return render(request, "registers/decide.html", context, status=422 if request.method == "POST" else 200)
