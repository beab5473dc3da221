"""The desk, the shared file with its timeline and clocks, step forms, signing, and the right holder's one-time page."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quandun.cases import selectors, services
from quandun.cases.domain.clocks import days_left
from quandun.cases.domain.history import CAPACITY_TEXT, signing_order
from quandun.cases.domain.types import IDENTIFICATION, Step
from quandun.cases.errors import CasesError
from quandun.cases.forms import answers_of, beginnings, field_groups, step_form
from quandun.cases.pages import (
    SOON_DAYS,
    clock_cards,
    desk_clock,
    exhibit_cards,
    facts_table,
    history_of,
    report_rows,
    signature_lines,
    stated,
    strip_bars,
    timeline_of,
)
from quandun.cases.registry import case_type_of
from quandun.documents import api as documents
from quandun.frame.api import FormStep, act, actor_of, clock_of, once_key, problem_of, with_actor
from quandun.identification import api as identification
from quandun.intake import api as intake
from quandun.kernel.actors import Actor
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.kernel.ids import new_secret
from quandun.ledger import api as ledger
from quandun.matters import api as matters
from quandun.people import api as people
from quandun.rights import api as rights
from quandun.store import api as store


@require_GET
@act("cases.view_desk")
def desk(request: HttpRequest) -> HttpResponse:
    """The officer's desk (办案台): what presses most stands first."""
    by, on = actor_of(request), legal_day(clock_of(request).now())
    found = selectors.desk(by=by, on=on)
    rows = [{"row": row, "clock": desk_clock(row.next_clock, on) if row.next_clock else None, "waits": row.waits_for_me} for row in found]
    left = [days_left(row.next_clock, on) for row in found if row.next_clock]
    waiting = selectors.unregistered_matters(by=by) if people.may(by, "cases.open_case") else []
    context = {
        "mine": [row for row in rows if row["waits"]],
        "others": [row for row in rows if not row["waits"]],
        "waiting": waiting,
        "overdue": sum(days < 0 for days in left),
        "soon": sum(0 <= days <= SOON_DAYS for days in left),
        "soon_days": SOON_DAYS,
        "closed": selectors.closed_cases(by=by),
        "unit": people.unit(by.unit_id),
        "on": on,
    }
    return render(request, "cases/desk.html", context)


@require_GET
@act("matters.view_timeline")
def matter(request: HttpRequest, matter_id: str) -> HttpResponse:
    """A matter: the report, the leads, the proposed road, the cases in it."""
    by = actor_of(request)
    view = matters.matter(matter_id, by=by)
    facts = matters.timeline(matter_id, by=by)
    road = selectors.triage_of(matter_id, by=by)
    context = {
        "matter": view,
        "report_rows": report_rows(intake.report_of(matter_id), view.reporter_alias, request.LANGUAGE_CODE),
        "can_decide": people.may_ever(by, "identification.decide_finding"),
        "exhibits": exhibit_cards(intake.report_exhibits(matter_id)),
        "findings": _findings(matter_id, by),
        "triage": road,
        "cases": selectors.cases_of(matter_id, by=by),
        "timeline": timeline_of(facts),
        "case_types": sorted(selectors.case_types(), key=lambda one: one.key != (road.route if road else "")),
        "can_register": people.may(by, "cases.open_case") and not selectors.cases_of(matter_id, by=by),
        "can_unseal": people.may_ever(by, "matters.unseal_reporter"),
    }
    return render(request, "cases/matter.html", context)


@require_POST
@act("cases.open_case")
def register(request: HttpRequest, matter_id: str) -> HttpResponse:
    """Open the procedure the registrar chose (the proposed road first) and go on to its first step."""
    by, at = actor_of(request), clock_of(request).now()
    kind = case_type_of(request.POST.get("case_type", ""))

    def open_once() -> dict[str, str]:
        return {"case": services.open_case(case_type=kind.key, matter_id=matter_id, name="", by=by, at=at)}

    done = ledger.once(f"register/{matter_id}/{kind.key}", by=by, request={"matter": matter_id}, act=open_once)
    return redirect("cases:step", case_id=done["case"], step=kind.steps[0].key)


@require_GET
@act("cases.view_case")
def case(request: HttpRequest, case_id: str) -> HttpResponse:
    """The case file (案卷): standing, clocks, timeline, documents, exhibits, next steps."""
    by, on = actor_of(request), legal_day(clock_of(request).now())
    file = selectors.case_file(case_id, by=by, on=on)
    english = request.LANGUAGE_CODE.startswith("en")
    facts = matters.timeline(file.matter_id, by=by)
    proposed = {one.step for one in file.proposals}
    asked = file.case_type.linked_step(IDENTIFICATION)
    # A right of the party that has not run out presses nobody here, so it stands last.
    pressing = sorted((one for one in file.clocks if one.open), key=lambda one: (one.limits == "right", one.last_day))
    context = {
        "file": file,
        "matter": matters.matter(file.matter_id, by=by),
        "unit": people.unit(file.unit_id),
        "state": file.case_type.state(file.state),
        "clocks": clock_cards(pressing, on),
        "past_clocks": clock_cards([one for one in file.clocks if one not in pressing], on),
        "bars": strip_bars(file.clocks),
        "on": on,
        "exhibits": exhibit_cards(file.exhibits),
        "possible": [one for one in file.steps if one.possible and one.key not in proposed],
        "blocked": [one for one in file.steps if one.permitted and one.obstacles],
        "proposals": [
            {
                "view": one,
                "waits_for": CAPACITY_TEXT[one.next_capacity][english] if one.next_capacity else "",
                "signatures": signature_lines(one.signatures),
            }
            for one in sorted(file.proposals, key=lambda one: not one.my_turn)
        ],
        "history": history_of(file, facts, request.LANGUAGE_CODE),
        "facts": len(facts),
        "findings": _findings(file.matter_id, by),
        "undecided": [one for one in identification.findings_of(file.matter_id) if one.state == "proposed"],
        "can_decide": people.may_ever(by, "identification.decide_finding"),
        "can_link": any(asked is not None and one.key == asked.key and not one.obstacles for one in file.steps)
        and people.may_ever(by, "cases.issue_identification_link"),
    }
    return render(request, "cases/case.html", context)


@require_GET
@act("cases.view_case")
def case_facts(request: HttpRequest, case_id: str) -> HttpResponse:
    """Every fact about the case's matter, each with its place in the log."""
    by = actor_of(request)
    file = selectors.case_file(case_id, by=by, on=legal_day(clock_of(request).now()))
    table = facts_table(matters.timeline(file.matter_id, by=by), [file.case_type])
    return render(request, "cases/facts.html", {"file": file, "table": table})


@require_http_methods(["GET", "POST"])
@act("cases.view_case")
def step(request: HttpRequest, case_id: str, step: str) -> HttpResponse:
    """The form of one step: only what the file does not know yet. Proposing signs in the proposer's own capacity."""
    by, at = actor_of(request), clock_of(request).now()
    kind, what = selectors.step_of(case_id, step, by=by)
    file = selectors.case_file(case_id, by=by, on=legal_day(at))
    fields = kind.fields_of(what)
    english = request.LANGUAGE_CODE.startswith("en")
    exhibits = [(one.id, one.name) for one in file.exhibits]
    said = {key: value for happening in file.history for key, value in happening.answers.items()}
    known = beginnings(kind, what, {"inspected_place": file.report.place, **said}, legal_day(at))
    form = step_form(fields, request.POST if request.method == "POST" else None, exhibits=exhibits, english=english, known=known)
    problem = None
    if request.method == "POST" and form.is_valid():
        answers = answers_of(fields, form)

        def propose_once() -> dict[str, str]:
            return {"proposal": services.propose_step(case_id=case_id, step=step, answers=answers, by=by, at=at)}

        try:
            done = ledger.once(once_key(request), by=by, request={"case": case_id, "step": step, "answers": answers}, act=propose_once)
            return redirect("cases:proposal", proposal_id=done["proposal"])
        except CasesError as refused:  # shown above the form, so that nothing typed is lost
            problem = problem_of(refused)
    context = {
        "file": file,
        "step": what,
        "form": form,
        "groups": field_groups(kind, what, form, english=english),
        "option": next(one for one in file.steps if one.key == step),
        "problem": problem,
        "documents": [kind.document(key) for key in what.documents],
        "order": _signers(what, english),
    }
    status = problem.status if problem else 422 if form.is_bound else 200
    return render(request, "cases/step.html", context, status=status)


def _signers(step: Step, english: bool) -> list[str]:
    return [CAPACITY_TEXT[one.capacity][english] for one in signing_order(step)]


@require_http_methods(["GET", "POST"])
@act("cases.sign")
def proposal(request: HttpRequest, proposal_id: str) -> HttpResponse:
    """A proposal: what is to be done, who has signed, and the button for whose turn it is."""
    by, at = actor_of(request), clock_of(request).now()
    if request.method == "POST":
        return _sign(request, proposal_id)
    view = selectors.proposal(proposal_id, by=by)
    file = selectors.case_file(view.case_id, by=by, on=legal_day(at))
    english = request.LANGUAGE_CODE.startswith("en")
    step = file.case_type.step(view.step)
    context = {
        "view": view,
        "file": file,
        "step": step,
        "documents": [file.case_type.document(key) for key in step.documents],
        "party_operator": view.answers.get("party_operator") or file.party.get("operator", ""),
        "signatures": signature_lines(view.signatures),
        "stated": stated(view.fields, view.answers, request.LANGUAGE_CODE),
        "places": [
            FormStep(name, "done" if place < len(view.signatures) else "current" if place == len(view.signatures) else "ahead")
            for place, name in enumerate(_signers(step, english))
        ],
        "waits_for": CAPACITY_TEXT[view.next_capacity][english] if view.next_capacity else "",
    }
    return render(request, "cases/proposal.html", context)


@require_POST
@act("cases.withdraw_proposal")
def withdraw(request: HttpRequest, proposal_id: str) -> HttpResponse:
    """Take one's own proposal back before it took effect, with a reason."""
    by, at = actor_of(request), clock_of(request).now()
    case_id = selectors.proposal(proposal_id, by=by).case_id
    services.withdraw_proposal(proposal_id=proposal_id, reason=request.POST.get("reason", "").strip()[:300], by=by, at=at)
    return redirect("cases:case", case_id=case_id)


def _sign(request: HttpRequest, proposal_id: str) -> HttpResponse:
    by, at = actor_of(request), clock_of(request).now()
    opinion, party_name = request.POST.get("opinion", ""), request.POST.get("party_name", "")
    key = once_key(request)
    asked = {"proposal": proposal_id, "opinion": opinion, "party_name": party_name}
    done = ledger.answered(key, by=by, request=asked)
    if done is None:
        case_id = selectors.proposal(proposal_id, by=by).case_id
        prepared = services.prepare_signature(proposal_id=proposal_id, opinion=opinion, party_name=party_name, by=by, at=at)

        def sign_once() -> dict[str, str]:
            made = services.sign(proposal_id=proposal_id, prepared=prepared, opinion=opinion, party_name=party_name, by=by, at=at)
            return {"entry": made.ticket.entry_id, "case": case_id}

        done = ledger.once(key, by=by, request=asked, act=sign_once)
    ledger.settle(done["entry"])
    return redirect("cases:case", case_id=done["case"])


@require_POST
@act("matters.unseal_reporter")
def unseal(request: HttpRequest, matter_id: str) -> HttpResponse:
    """Open the reporter's identity for a stated reason; shown once, never stored again."""
    by, at = actor_of(request), clock_of(request).now()
    identity = matters.unseal_reporter(matter_id=matter_id, reason=request.POST.get("reason", ""), by=by, at=at)
    return render(request, "cases/unsealed.html", {"identity": identity, "matter": matters.matter(matter_id, by=by)})


@require_POST
@act("identification.decide_finding")
def decide_finding(request: HttpRequest, matter_id: str, finding_id: str) -> HttpResponse:
    """Confirm or reject a lead in one's own name."""
    by, at = actor_of(request), clock_of(request).now()
    confirmed, reason = request.POST.get("verdict") == "confirm", request.POST.get("reason", "").strip()
    if not any(one.id == finding_id for one in identification.findings_of(matter_id)):
        raise NotFound()
    identification.decide_finding(finding_id=finding_id, confirmed=confirmed, reason=reason, by=by, at=at)
    return redirect("cases:matter", matter_id=matter_id)


@require_POST
@act("cases.issue_identification_link")
def identification_link(request: HttpRequest, case_id: str) -> HttpResponse:
    """Make the one-time link for the right holder and show it once."""
    by, at = actor_of(request), clock_of(request).now()
    secret = new_secret()
    services.issue_identification_link(case_id=case_id, secret=secret, by=by, at=at)
    url = request.build_absolute_uri(f"/identify/{secret}/")
    return render(request, "cases/identification_link.html", {"url": url, "file": selectors.case_file(case_id, by=by, on=legal_day(at))})


@require_http_methods(["GET", "POST"])
@act("cases.view_identification", bearer=True)
def identify(request: HttpRequest, secret: str) -> HttpResponse:
    """协助辨认: the right holder sees the goods, states authority and opinion, signs, and the link is spent."""
    at = clock_of(request).now()
    link = people.link_of(secret, IDENTIFICATION, at)
    by = with_actor(request, link.actor)
    asked = selectors.identification_request(by=by)
    english = request.LANGUAGE_CODE.startswith("en")
    form = step_form(asked.fields, request.POST if request.method == "POST" else None, exhibits=[], english=english)
    signer = request.POST.get("signer_name", "").strip()
    if request.method == "POST" and form.is_valid() and signer:
        answers = answers_of(asked.fields, form)
        done = services.submit_identification(link_id=link.id, case_id=asked.case_id, answers=answers, signer_name=signer, by=by, at=at)
        ledger.settle(done.ticket.entry_id)
        return render(request, "cases/identified.html", {"document": documents.document(done.document_ids[0]), "asked": asked})
    context = {
        "asked": asked,
        "unit": people.unit(asked.unit_id),
        "mark": rights.mark(asked.right_id, by=by) if asked.right_id else None,
        "form": form,
        "photos": [{"id": one.id, "card": card} for one, card in zip(asked.photos, exhibit_cards(asked.photos), strict=True)],
        "questions": asked.asked.get("identification_questions", []),
        "signer": signer,
        "signer_missing": request.method == "POST" and not signer,
        "secret": secret,
    }
    return render(request, "cases/identify.html", context, status=422 if request.method == "POST" else 200)


@require_GET
@act("cases.view_identification", bearer=True)
def identify_photo(request: HttpRequest, secret: str, exhibit_id: str) -> HttpResponseBase:
    """A photograph of the goods, for the bearer of the link."""
    by = with_actor(request, people.link_of(secret, IDENTIFICATION, clock_of(request).now()).actor)
    photo = next((one for one in selectors.identification_request(by=by).photos if one.id == exhibit_id), None)
    if photo is None:
        raise NotFound()
    return _bytes(photo.sha256, photo.media_type, photo.name, inline=True)


@require_GET
@act("cases.view_case")
def document_file(request: HttpRequest, case_id: str, document_id: str) -> HttpResponseBase:
    """The PDF of an issued document, to those who may see the case."""
    by = actor_of(request)
    file = selectors.case_file(case_id, by=by, on=legal_day(clock_of(request).now()))
    found = next((one for one in file.documents if one.id == document_id), None)
    if found is None:
        raise NotFound()
    return _bytes(found.sha256, "application/pdf", f"{found.title}.pdf", inline=True)


@require_GET
@act("cases.view_case")
def exhibit_file(request: HttpRequest, case_id: str, exhibit_id: str) -> HttpResponseBase:
    """The bytes of an exhibit, always as a download: evidence may be malicious and is never rendered here."""
    by = actor_of(request)
    file = selectors.case_file(case_id, by=by, on=legal_day(clock_of(request).now()))
    found = next((one for one in file.exhibits if one.id == exhibit_id), None)
    if found is None:
        raise NotFound()
    return _bytes(found.sha256, "application/octet-stream", found.name, inline=False)


def _bytes(sha256: str, media_type: str, name: str, *, inline: bool) -> FileResponse:
    return FileResponse(store.open_object(sha256), content_type=media_type, as_attachment=not inline, filename=name)


def _findings(matter_id: str, by: Actor) -> list[dict[str, object]]:
    return [{"finding": one, "mark": rights.mark(one.right_id, by=by)} for one in identification.findings_of(matter_id)]
