"""A route that forgot its act, and one whose act nobody has."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from quandun.frame.api import act


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@act("nobody.may_do_this")
def unknown(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("forgotten/", forgotten), path("unknown/", unknown)]
