"""Pages of the rights vault."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from quandun.frame.api import act, actor_of
from quandun.rights import selectors


@require_GET
@act("rights.view_mark")
def mark(request: HttpRequest, mark_id: str) -> HttpResponse:
    """A registered trade mark of the vault."""
    return render(request, "rights/mark.html", {"mark": selectors.mark(mark_id, by=actor_of(request))})
