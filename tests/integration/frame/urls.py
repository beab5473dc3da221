"""Routes of these tests: one for anyone, one for officers, one that breaks, one opened by a link, and the frame's own."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from quandun.frame.api import act, actor_of, once_key, with_actor
from quandun.kernel.actors import Actor
from quandun.kernel.errors import NotAllowed, PlatformError

SECRET = "张三 13900000000"


class TooEarly(PlatformError):
    """A refusal of these tests."""

    code = "tests.too_early"
    status = 409
    says = "还差 {days} 日。"
    do = "请到期后再办。"


@act("frame.sign_in")
def open_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(actor_of(request).id)


@act("people.register_person")
def staff_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("staff")


@act("frame.sign_in")
def refusing(request: HttpRequest) -> HttpResponse:
    raise TooEarly(article="示范规定 第一条", days=3)


@act("frame.sign_in")
def hidden(request: HttpRequest) -> HttpResponse:
    raise NotAllowed(act="cases.read", secret=SECRET)


@act("frame.sign_in")
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(SECRET)


@act("people.spend_link", bearer=True)
def by_link(request: HttpRequest, role: str) -> HttpResponse:
    return HttpResponse(with_actor(request, Actor(id="li-test", roles=frozenset({role, "anyone"}))).id)


@act("frame.sign_in")
def once(request: HttpRequest) -> HttpResponse:
    return HttpResponse(once_key(request))


urlpatterns = [
    path("", open_page, name="tests-open"),
    path("staff/", staff_page),
    path("refusing/", refusing),
    path("hidden/", hidden),
    path("broken/", broken),
    path("link/<str:role>/", by_link),
    path("once/", once),
    path("api/refusing/", refusing),
    path("", include("quandun.frame.urls")),
]
handler400 = "quandun.frame.views.bad_request"
handler403 = "quandun.frame.views.forbidden"
handler404 = "quandun.frame.views.page_not_found"
handler500 = "quandun.frame.views.server_error"
