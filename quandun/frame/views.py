"""The frame's own pages: language, display, the living page of components, and what is shown when nothing else answers."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from quandun.frame.design import samples
from quandun.frame.middleware import CONTENT_SECURITY_POLICY, HEADERS
from quandun.frame.problems import Problem, answer, problem_of
from quandun.frame.routes import act
from quandun.frame.site import DISPLAY_COOKIE, Display
from quandun.kernel.errors import NotFound

YEAR_SECONDS = 365 * 24 * 3600


@require_POST
@act("frame.set_display")
def set_display(request: HttpRequest) -> HttpResponse:
    """Remember theme and text size in a cookie of this browser (大字版、深色) and go back to the page."""
    now = Display.parse(request.COOKIES.get(DISPLAY_COOKIE, ""))
    wanted = Display.parse(f"{request.POST.get('theme', now.theme)}.{request.POST.get('size', now.size)}")
    response = HttpResponseRedirect(_back(request))
    response.set_cookie(
        DISPLAY_COOKIE, str(wanted), max_age=YEAR_SECONDS, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


@require_POST
@act("frame.set_language")
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the page language in a cookie of this browser and go back to the page."""
    chosen = request.POST.get("language", "")
    response = HttpResponseRedirect(_back(request))
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next", "/")
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts=None) and target.startswith("/") else "/"


@require_safe
@act("frame.see_design")
def design(request: HttpRequest) -> HttpResponse:
    """Show every component with sample values; development and demonstration only."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "frame/design.html", samples())


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404: the very answer a forbidden page gives."""
    return answer(request, problem_of(NotFound()))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400: a request the server cannot read."""
    return answer(request, Problem(400, "frame.bad_request", gettext("请求的格式有误。"), "", gettext("请返回上一页重试。"), {}))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403: indistinguishable from absence."""
    return answer(request, problem_of(NotFound()))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: the form is older than the session, or did not come from this site."""
    says = gettext("这张表单已过期，没有提交成功。")
    do = gettext("请用浏览器的“后退”回到表单，先复制已填内容，再刷新页面重新提交。")
    return answer(request, Problem(403, "frame.form_expired", says, "", do, {}))


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: when even the page frame cannot be trusted. Touches neither database nor session."""
    with translation.override(settings.LANGUAGE_CODE):
        response = HttpResponse(render_to_string("frame/bare_error.html"), status=500)
    for name, value in {**HEADERS, "Content-Security-Policy": CONTENT_SECURITY_POLICY, "Cache-Control": "no-store"}.items():
        response.headers[name] = value
    return response
