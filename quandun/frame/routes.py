"""Every route declares its act. `act` marks a view; `check_routes` finds the view that forgot; the platform then does not start."""

from collections.abc import Callable, Iterable, Iterator
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.checks import CheckMessage, Error
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver

from quandun.frame.requests import actor_of
from quandun.kernel.errors import NotFound
from quandun.people.api import ROLES, may_ever, platform_table

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, P], R]

# Roles nobody can gain by signing in: a guest is not sent to the log-in page for an act only these hold.
NEVER_BY_SIGNING_IN = frozenset({"anyone", "reporter", "system"})


def act(name: str, *more: str, bearer: bool = False) -> Callable[[View[P, R]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Declare the act(s) a view performs, and refuse whom the access table could never give any of them.

    The service still calls `allow` on the object: this is the coarse check at the door, so that a page which is not for you looks
    exactly like a page that does not exist. A guest is sent to log in when some signed-in role holds the act.
    `bearer=True`: the view reads a secret from its address or form and calls `with_actor`, which then does the coarse check.
    """
    acts = (name, *more)

    def declare(view: View[P, R]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            request.quandun_acts = acts  # type: ignore[attr-defined]  # read by with_actor
            if not bearer:
                actor = actor_of(request)
                if not any(may_ever(actor, each) for each in acts):
                    if not request.user.is_authenticated and _someone_signed_in_may(acts):
                        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
                    raise NotFound()
            return view(request, *args, **kwargs)

        update_wrapper(guarded, view)
        guarded.declared_acts = acts  # type: ignore[attr-defined]  # what check_routes reads
        return guarded

    return declare


def _someone_signed_in_may(acts: Iterable[str]) -> bool:
    rows = platform_table().by_act
    return any(row.role not in NEVER_BY_SIGNING_IN and row.role in ROLES for name in acts for row in rows.get(name, ()))


def acts_of(view: Callable[..., Any]) -> tuple[str, ...]:
    """Return the acts a view declares, or an empty tuple."""
    found: tuple[str, ...] = getattr(view, "declared_acts", ())
    return found


def _routes(patterns: Iterable[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    for entry in patterns:
        where = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _routes(entry.url_patterns, where)
        else:
            yield where, entry.callback


def check_routes(urlconf: str | None = None) -> list[CheckMessage]:
    """Return one error for each route whose view declares no act, or an act that no access.csv gives to anybody."""
    table = platform_table()
    found: list[CheckMessage] = []
    for where, view in _routes(get_resolver(urlconf).url_patterns):
        acts = acts_of(view)
        if not acts:
            found.append(Error(f"route /{where} declares no act", hint='mark its view with @act("room.verb")', id="frame.E001"))
        for name in acts:
            if not table.has_act(name):
                found.append(Error(f"route /{where} declares {name}, which no access.csv gives to anyone", id="frame.E002"))
    return found


def route_check(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Run `check_routes` as a Django system check."""
    return check_routes()
