"""From a request to who acts, when, and under which submission id."""

import re
from datetime import date

from django.conf import settings
from django.http import HttpRequest

from quandun.frame.errors import SubmissionIdMissing
from quandun.kernel.actors import ANYONE, Actor
from quandun.kernel.clocks import Clock, legal_day
from quandun.kernel.errors import NotFound
from quandun.people.api import actor_for_user, may_ever

SUBMISSION_FIELD = "submission_id"
_SUBMISSION_ID = re.compile(r"^[A-Za-z0-9._-]{16,80}$")


def clock_of(request: HttpRequest) -> Clock:
    """Return the clock of this installation; the demonstration runs on a simulated one."""
    return settings.CLOCK


def day_asked(request: HttpRequest) -> date:
    """Return the day a page is asked for in its address (`on`), else today; nonsense is today."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return legal_day(clock_of(request).now())


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts in this request: the bearer a view has set, the signed-in account with the posts of this day, or ANYONE."""
    known: Actor | None = getattr(request, "quandun_actor", None)
    if known is not None:
        return known
    user = getattr(request, "user", None)
    actor = actor_for_user(user, clock_of(request).now()) if user is not None and user.is_authenticated else ANYONE
    request.quandun_actor = actor  # type: ignore[attr-defined]  # asked several times a request, answered once
    return actor


def with_actor(request: HttpRequest, actor: Actor) -> Actor:
    """Let the bearer of a link act in this request, whoever is signed in, and return the actor.

    Raises NotFound, as for an unknown link, when the access table could never give the route's act to this bearer.
    """
    acts: tuple[str, ...] = getattr(request, "quandun_acts", ())
    if acts and not any(may_ever(actor, act) for act in acts):
        raise NotFound()
    request.quandun_actor = actor  # type: ignore[attr-defined]  # replaces the answer actor_of keeps
    request.quandun_bearer = True  # type: ignore[attr-defined]  # a page opened by a secret is never stored by a browser
    return actor


def once_key(request: HttpRequest) -> str:
    """Return the id under which this submission may have one effect (form field or Idempotency-Key); raises SubmissionIdMissing."""
    key = request.POST.get(SUBMISSION_FIELD, "") or request.headers.get("Idempotency-Key", "")
    if not _SUBMISSION_ID.match(key):
        raise SubmissionIdMissing()
    return key
