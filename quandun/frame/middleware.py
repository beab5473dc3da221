"""What happens to every request on its way in and out: headers, language, refusals, idle sessions, second factor."""

import logging
import traceback
from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from quandun.frame.errors import RequestTooLarge
from quandun.frame.problems import Problem, answer, problem_of
from quandun.frame.requests import actor_of
from quandun.frame.routes import acts_of, check_routes
from quandun.kernel.clocks import SystemClock
from quandun.kernel.errors import NotAllowed, NotFound, PlatformError
from quandun.kernel.ids import new_id
from quandun.people.api import is_official

log = logging.getLogger("quandun.frame")
GetResponse = Callable[[HttpRequest], HttpResponseBase]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Tracking codes and one-time links stand in addresses; they must not travel to another site. Not `no-referrer`: with it
    # browsers send `Origin: null` on every form, and the check against forged forms then refuses them all.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
}


class SecurityHeaders:
    """Puts the headers on every answer, and `no-store` on every page that is not for everyone.

    Outermost of ours, so that refusals and failures carry them too. A view may set its own policy header (a sandboxed original,
    for instance); it is then left alone.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        user = getattr(request, "user", None)
        personal = getattr(request, "quandun_bearer", False) or (user is not None and user.is_authenticated) or request.method == "POST"
        if personal:
            response.headers["Cache-Control"] = "no-store"
        else:
            response.headers.setdefault("Cache-Control", "no-cache, private")
        return response


class RequestLimit:
    """Refuses a request by its declared length, before any of it is read: an upload nobody wants must not fill a disk first."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        declared = request.headers.get("Content-Length") or "0"
        if not declared.isdigit() or int(declared) > settings.REQUEST_LIMIT_BYTES:
            sentence = RequestTooLarge(limit_mb=settings.REQUEST_LIMIT_BYTES // 1024**2).sentence()
            return HttpResponse(sentence, status=RequestTooLarge.status, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


class ChosenLanguage:
    """Chinese unless the visitor chose otherwise: the operative wording is Chinese, so a browser's own preference decides nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", "en" if language.startswith("en") else "zh-CN")
        return response


class Refusals:
    """Turns what a view raises into an answer a person can act on. Refuses to start when a route declares no act."""

    def __init__(self, get_response: GetResponse) -> None:
        # Django's system checks do not run under a WSGI server; this does.
        if undeclared := check_routes():
            raise ImproperlyConfigured("; ".join(str(error.msg) for error in undeclared))
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for PlatformError and absent objects; log anything else under an id and show only the id."""
        if isinstance(error, Http404):
            error = NotFound()
        if isinstance(error, PlatformError):
            if error.status < 500:
                if not isinstance(error, NotAllowed):
                    log.info("frame.refused code=%s", error.code)
                return answer(request, problem_of(error))
            return answer(request, _incident(error, problem_of(error)))
        if settings.DEBUG or not _ours(error):
            return None
        unexpected = Problem(500, "frame.unexpected", gettext("系统出现意外，这一步没有办成。"), "", gettext(INCIDENT_DO), {})
        return answer(request, _incident(error, unexpected))


INCIDENT_DO = gettext_noop("您已提交并收到回执的内容不受影响。请稍后重试；仍不行的，请把下面的编号告诉系统管理员。")


def _ours(error: Exception) -> bool:
    """Say whether no other middleware has an answer for this (allauth and Django raise exceptions to steer)."""
    return not type(error).__module__.startswith(("allauth.", "django.core.exceptions", "django.http"))


def _incident(error: Exception, problem: Problem) -> Problem:
    # The message of an exception may hold what a person typed, so the log gets its class and where it arose, never its text.
    incident = new_id("in")
    where = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    log.error("frame.unexpected incident=%s error=%s\n%s", incident, type(error).__name__, where)
    return Problem(problem.status, problem.code, problem.says, problem.article, problem.do, {}, incident)


class IdleSessions:
    """Ends a signed-in session nobody has used for `settings.SESSION_IDLE_SECONDS`.

    The last use is written at most once a minute: a write per request would make every reader wait for the database's only writer.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            now = int(SystemClock().now().timestamp())  # the machine's time, also where matters run on a simulated clock
            seen = request.session.get("seen_at", now)
            if now - seen > settings.SESSION_IDLE_SECONDS:
                logout(request)
            elif now - seen >= 60 or "seen_at" not in request.session:
                request.session["seen_at"] = now
        return self.get_response(request)


class SecondFactor:
    """Sends an official (公职人员) without a second factor to set one up before anything else; a machine gets the refusal of absence."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object) -> HttpResponse | None:
        """Let through the frame's own acts (language, log-out, setting up the factor) and everyone who is no official."""
        if not request.user.is_authenticated:
            return None
        acts = acts_of(view)
        if acts and all(name.startswith("frame.") for name in acts):
            return None
        if not is_official(actor_of(request)) or is_mfa_enabled(request.user):
            return None
        if request.path.startswith("/api/"):
            return answer(request, problem_of(NotAllowed()))
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
