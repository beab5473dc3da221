"""Home, the access table, parameters of law, and the door from any public id to its page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from quandun.cases import api as cases
from quandun.disclosure import api as disclosure
from quandun.documents import api as documents
from quandun.frame.api import Column, Row, TableValue, act, actor_of, clock_of
from quandun.kernel.actors import Actor
from quandun.kernel.clocks import legal_day
from quandun.kernel.errors import NotFound
from quandun.kernel.ids import is_public_id
from quandun.law import api as law
from quandun.ledger import api as ledger
from quandun.matters import api as matters
from quandun.people import api as people


@require_GET
@act("portal.home")
def home(request: HttpRequest) -> HttpResponse:
    """The public entry: what happened, where does my matter stand, what was decided, what does the plan ask."""
    by, latest = actor_of(request), ledger.latest_checkpoint()
    desk = cases.desk(by=by, on=legal_day(clock_of(request).now())) if people.may(by, "cases.view_desk") else None
    context = {
        "published": disclosure.published()[:3],
        "checkpoint": latest,
        "root": latest.root.hex() if latest else "",
        "desk": desk is not None,
        "mine": sum(row.waits_for_me for row in desk or ()),
        "open": len(desk or ()),
        "unregistered": len(cases.unregistered_matters(by=by)) if people.may(by, "cases.open_case") else 0,
    }
    return render(request, "portal/home.html", context)


# Kinds of id that have a page of their own: its route and the name of its argument. A room with a new page adds its line.
DOORS: dict[str, tuple[str, str]] = {
    "ca": ("cases:case", "case_id"),
    "mt": ("cases:matter", "matter_id"),
    "pp": ("cases:proposal", "proposal_id"),
    "ex": ("evidence:verify", "public_id"),
    "do": ("evidence:verify", "public_id"),
    "pb": ("disclosure:publication", "publication_id"),
    "fa": ("evidence:entry", "entry_id"),
    "tm": ("rights:mark", "mark_id"),
    "rg": ("registers:entry", "entry_id"),
    "ta": ("assessment:task", "task_id"),
    "pr": ("assessment:report", "report_id"),
    "sv": ("assessment:supervision", "supervision_id"),
}


@require_GET
@act("portal.open_id")
def open_id(request: HttpRequest, public_id: str) -> HttpResponse:
    """Go from any id or reference of law to its page; what the visitor may not see looks like what does not exist.

    A thing without a page of its own (a finding, a message, a link) opens the case or matter its own facts lead to.
    """
    by = actor_of(request)
    if not is_public_id(public_id):
        law.parameter(public_id.split(".", 1)[0])  # raises when the law knows no such rule
        return redirect("workbench:parameter", ref=public_id)
    files = (one for fact in ledger.facts(about=public_id) for one in fact.about if one.startswith(("ca-", "mt-")))
    candidates = [public_id, *files]
    found = next((address for one in candidates if (address := _page_of(one, by))), "")
    if not found:
        raise NotFound()
    return redirect(found)


def _page_of(public_id: str, by: Actor) -> str:
    """Return the address of a thing's page, "" when it has none or this visitor may not see it."""
    kind = public_id.split("-", 1)[0]
    if kind == "ca" and not cases.may_view(public_id, by=by) or kind == "mt" and not matters.relations(public_id, by=by):
        return ""
    if kind == "do":
        about = documents.document(public_id).about
        if cases.may_view(about, by=by):
            return reverse("cases:document", args=[about, public_id])
    door = DOORS.get(kind)
    return reverse(door[0], kwargs={door[1]: public_id}) if door else ""


@require_GET
@act("portal.access_table")
def access_table(request: HttpRequest) -> HttpResponse:
    """权限表: every permission of the platform in one table for lawyers."""
    columns = tuple(Column(gettext(name)) for name in ("行为", "角色", "与对象的关系", "对象状态", "可见内容", "理由"))
    rooms: dict[str, list[Row]] = {}
    for one in people.platform_table().rows:
        row = Row((one.act, people.ROLES[one.role], one.relation, one.state, one.field, one.reason))
        rooms.setdefault(one.act.split(".", 1)[0], []).append(row)
    tables = [(room, len(rows), TableValue(room, columns, tuple(rows))) for room, rows in rooms.items()]
    return render(request, "portal/access_table.html", {"tables": tables})
