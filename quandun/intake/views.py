"""The report form: pages that keep what is typed, work without JavaScript, and end in a tracking code."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from quandun.frame.api import FormStep, TimelineEntry, act, actor_of, clock_of, once_key, with_actor
from quandun.intake import selectors, services
from quandun.intake.domain.report import FILES_LIMIT, RELATIONS
from quandun.intake.errors import DraftIncomplete, TooManyFiles
from quandun.intake.forms import PAGE_NAMES, PAGES, FileForm, WhatForm, WhereForm, WhoForm
from quandun.kernel.actors import ANYONE, Actor
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.kernel.ids import new_secret
from quandun.law import api as law
from quandun.ledger import api as ledger
from quandun.matters import api as matters
from quandun.people import api as people
from quandun.store import api as store

COOKIE = "report_code"  # the visitor's code, theirs to keep; HttpOnly, this path only
COOKIE_PATH = "/report/"


@require_http_methods(["GET", "POST"])
@act("intake.start_report")
def start(request: HttpRequest) -> HttpResponse:
    """The first page: what this is for, and a button that starts a draft (or the code of an earlier one)."""
    if request.method == "GET":
        return render(request, "intake/start.html", {"resumable": bool(request.COOKIES.get(COOKIE)), "wrong": False})
    typed = request.POST.get("code", "").strip()
    secret = typed or new_secret()
    now = clock_of(request).now()
    if typed:
        try:
            people.link_of(typed, "report_draft", now)
        except people.LinkNotUsable:
            return render(request, "intake/start.html", {"resumable": False, "wrong": True}, status=404)
    else:
        services.start_report(secret=secret, by=ANYONE, at=now)
    answer = redirect("intake:page", page=PAGES[0])
    answer.set_cookie(
        COOKIE,
        secret,
        max_age=int(services.DRAFT_LIVES.total_seconds()),
        httponly=True,
        samesite="Lax",
        path=COOKIE_PATH,
        secure=request.is_secure(),
    )
    return answer


@require_http_methods(["GET", "POST"])
@act("intake.view_draft", bearer=True)
def page(request: HttpRequest, page: str) -> HttpResponse:
    """One page of the form: show what was typed, save what is typed, go on."""
    if page not in PAGES:
        raise NotFound()
    secret, by, draft_id = _bearer(request)
    if not draft_id:
        return redirect("intake:start")
    if page == "check":
        return _check(request, secret, by, draft_id)
    if page == "files":
        return _files(request, secret, by, draft_id)
    draft = selectors.draft(draft_id, by=by)
    form = _form(request, page, draft)
    if request.method == "POST":
        valid, at = form.is_valid(), clock_of(request).now()
        services.save_draft(draft_id=draft_id, answers=_stored(form), by=by, at=at)  # what is good is kept whatever else is wrong
        if request.headers.get("HX-Request") == "true":
            return render(
                request, "intake/saved.html", {"at": at, "wrong": [form[name].label for name in form.errors if name in form.fields]}
            )
        if valid:
            return redirect("intake:page", page=_next(page, request.POST.get("go", "")))
    return render(request, "intake/page.html", {**_around(page, secret, draft), "form": form}, status=422 if form.is_bound else 200)


@require_POST
@act("intake.attach_file", bearer=True)
def attach(request: HttpRequest) -> HttpResponse:
    """Take one file into custody with the draft."""
    secret, by, draft_id = _bearer(request)
    if not draft_id:
        return redirect("intake:start")
    go = request.POST.get("go", "")
    if "file" not in request.FILES and go in ("next", "back"):  # going on without another file
        return redirect("intake:page", page=_next("files", go))
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        draft = selectors.draft(draft_id, by=by)
        return render(request, "intake/files.html", {**_around("files", secret, draft), "form": form, "limit": FILES_LIMIT}, status=422)
    key = once_key(request)
    draft = selectors.draft(draft_id, by=by)
    if len(draft.files) >= FILES_LIMIT:  # before a byte is kept; the service decides again
        raise TooManyFiles(limit=FILES_LIMIT)
    upload = form.cleaned_data["file"]
    blob = store.keep(upload, limit_bytes=settings.REPORT_FILE_LIMIT_BYTES)  # bytes and digests first, outside any transaction
    at = clock_of(request).now()

    def attach_once() -> dict[str, str]:
        made = services.attach_file(draft_id=draft_id, blob=blob, name=upload.name, purpose=form.cleaned_data["purpose"], by=by, at=at)
        return {"exhibit": made.exhibit_id, "entry": made.ticket.entry_id}

    done = ledger.once(key, by=by, request={"draft": draft_id, "sha256": blob.sha256}, act=attach_once)
    ledger.settle(done["entry"])
    return redirect("intake:page", page=_next("files", go) if go in ("next", "back") else "files")


@require_POST
@act("intake.submit_report", bearer=True)
def submit(request: HttpRequest) -> HttpResponse:
    """Turn the draft into a report. The same press twice is one report."""
    secret, by, draft_id = _bearer(request)
    if not draft_id:
        return redirect("intake:done")
    at = clock_of(request).now()

    def submit_once() -> dict[str, str]:
        made = services.submit_report(draft_id=draft_id, by=by, at=at)
        return {"matter": made.matter_id, "entry": made.ticket.entry_id}

    try:
        done = ledger.once(f"submit/{draft_id}", by=by, request={"draft": draft_id}, act=submit_once)
    except DraftIncomplete:
        return redirect("intake:page", page="check")
    ledger.settle(done["entry"])
    return redirect("intake:done")


@require_GET
@act("intake.track", bearer=True)
def done(request: HttpRequest) -> HttpResponse:
    """The receipt of a report: the number, and the code that tracks it."""
    secret = request.COOKIES.get(COOKIE, "")
    link = people.link_of(secret, "tracking", clock_of(request).now())
    by = with_actor(request, link.actor)
    return render(request, "intake/done.html", {"code": secret, "matter": selectors.tracked(by=by)})


@require_http_methods(["GET", "POST"])
@act("intake.track", bearer=True)
def track(request: HttpRequest) -> HttpResponse:
    """办理进度: who holds the matter, what has been done, for whoever holds the code."""
    if request.method == "GET":
        return render(request, "intake/track.html", {"matter": None, "wrong": False})
    code = request.POST.get("code", "").strip()
    try:
        link = people.link_of(code, "tracking", clock_of(request).now())
    except people.LinkNotUsable:
        return render(request, "intake/track.html", {"matter": None, "wrong": True, "code": code}, status=404)
    by = with_actor(request, link.actor)
    matter = matters.matter(link.about, by=by)
    context = {
        "matter": matter,
        "holder": people.unit(matter.holder_unit_id) if matter.holder_unit_id else None,
        "progress": _told(matters.progress(matter.id, by=by), request.LANGUAGE_CODE.startswith("en")),
        "telling": _unread("mp-complaint-new-2026.time_limits", request),
    }
    return render(request, "intake/track.html", context)


def _unread(ref: str, request: HttpRequest) -> str:
    """Return the law's own word on a term whose text is not to hand, "" once it is."""
    try:
        law.value(ref, on=legal_day(clock_of(request).now()))
    except law.LawError as gap:
        return gap.sentence()
    return ""


def _told(progress: list[matters.ProgressView], english: bool) -> list[TimelineEntry]:
    return [TimelineEntry(legal_day(one.at), one.done_en if english else one.done, note=one.note, tone="good") for one in progress]


def _bearer(request: HttpRequest) -> tuple[str, Actor, str]:
    """Return (secret, actor, draft id) of the visitor's draft; the draft id is "" when the code opens no draft any more."""
    secret = request.COOKIES.get(COOKIE, "")
    try:
        link = people.link_of(secret, "report_draft", clock_of(request).now())
    except people.LinkNotUsable:
        return secret, actor_of(request), ""
    return secret, with_actor(request, link.actor), link.about


def _form(request: HttpRequest, page: str, draft: selectors.DraftView) -> forms.Form:
    said = draft.answers
    pages: dict[str, dict[str, object]] = {
        "what": {"used_sign": said.used_sign, "goods": said.goods, "mark_number": said.mark_number, "happened": said.happened},
        "where": {
            "district_code": said.district_code,
            "place": said.place,
            "seller": said.seller,
            "seen_on": said.seen_on or legal_day(clock_of(request).now()).isoformat(),
        },
        "who": {"relation": said.relation, "named": "yes" if said.named else "no", "name": said.name, "phone": said.phone},
    }
    initial = pages[page]
    data = request.POST if request.method == "POST" else None
    if page == "what":
        return WhatForm(data, initial=initial)
    if page == "where":
        today = legal_day(clock_of(request).now())
        return WhereForm(data, initial=initial, today=today, english=request.LANGUAGE_CODE.startswith("en"))
    return WhoForm(data, initial=initial, english=request.LANGUAGE_CODE.startswith("en"))


def _stored(form: forms.Form) -> dict[str, object]:
    return {
        key: value.isoformat() if isinstance(value, date) else ("" if value is None else value) for key, value in form.cleaned_data.items()
    }


def _next(page: str, go: str) -> str:
    place = PAGES.index(page) + (-1 if go == "back" else 1)
    return PAGES[min(max(place, 0), len(PAGES) - 1)]


def _files(request: HttpRequest, secret: str, by: Actor, draft_id: str) -> HttpResponse:
    if request.method == "POST":
        return redirect("intake:page", page=_next("files", request.POST.get("go", "")))
    draft = selectors.draft(draft_id, by=by)
    return render(request, "intake/files.html", {**_around("files", secret, draft), "form": FileForm(), "limit": FILES_LIMIT})


def _check(request: HttpRequest, secret: str, by: Actor, draft_id: str) -> HttpResponse:
    draft = selectors.draft(draft_id, by=by)
    missing = draft.answers.missing(today=legal_day(clock_of(request).now()))
    district = next((d for d in people.districts() if d.code == draft.answers.district_code), None)
    context = {
        **_around("check", secret, draft),
        "missing": missing,
        "parts": _summary(draft, district, request.LANGUAGE_CODE.startswith("en")),
    }
    return render(request, "intake/check.html", context)


@dataclass(frozen=True, slots=True)
class Said:
    """One answer on the last page. `needed`: it must be there before the report can go in."""

    label: str
    value: str
    needed: bool = False


def _summary(draft: selectors.DraftView, district: people.DistrictView | None, english: bool) -> list[dict[str, object]]:
    said = draft.answers
    relation = RELATIONS.get(said.relation, ("", ""))
    who = [
        Said(gettext("您和这件事的关系"), relation[1] if english else relation[0]),
        Said(gettext("举报方式"), gettext("实名举报") if said.named else gettext("匿名举报")),
    ]
    if said.named:
        who += [Said(gettext("您的姓名"), said.name, True), Said(gettext("联系电话"), said.phone, True)]
    parts = {
        "what": [
            Said(gettext("对方使用的标识"), said.used_sign, True),
            Said(gettext("是什么商品"), said.goods, True),
            Said(gettext("涉及的商标注册号（知道就填）"), said.mark_number),
            Said(gettext("事情经过"), said.happened, True),
        ],
        "where": [
            Said(gettext("所在区县"), (district.name_en if english else district.name) if district else "", True),
            Said(gettext("具体地点"), said.place, True),
            Said(gettext("摊位或店铺名称"), said.seller),
            Said(gettext("看到的日期"), said.seen_on, True),
        ],
        "files": [Said(file.name, file.purpose or gettext("已存证")) for file in draft.files],
        "who": who,
    }
    return [{"page": page, "name": PAGE_NAMES[page], "rows": rows} for page, rows in parts.items()]


def _around(page: str, secret: str, draft: selectors.DraftView) -> dict[str, object]:
    here = PAGES.index(page)
    steps = [
        FormStep(
            str(PAGE_NAMES[name]), "done" if place < here else "current" if place == here else "ahead", reverse("intake:page", args=[name])
        )
        for place, name in enumerate(PAGES)
    ]
    return {"page": page, "heading": PAGE_NAMES[page], "steps": steps, "position": here + 1, "code": secret, "draft": draft}
