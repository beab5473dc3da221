"""Every route declares its act, and a page that is not for you looks like a page that is not there."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings

from quandun.frame.api import check_routes
from tests.integration.frame.worlds import an_account, an_official

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.frame.urls")]


def test_a_route_without_an_act_is_named() -> None:
    faults = {(fault.id, fault.msg) for fault in check_routes("tests.integration.frame.undeclared_urls")}
    assert {code for code, _ in faults} == {"frame.E001", "frame.E002"}
    assert any("forgotten" in message for _, message in faults)
    assert check_routes("tests.integration.frame.urls") == []


@override_settings(ROOT_URLCONF="tests.integration.frame.undeclared_urls")
def test_the_platform_does_not_start_on_a_route_without_an_act() -> None:
    with pytest.raises(ImproperlyConfigured, match="forgotten"):
        Client().get("/forgotten/")


def test_the_routes_of_the_installation_all_declare_their_act() -> None:
    assert check_routes("config.urls") == []


def test_a_guest_is_sent_to_log_in_where_signing_in_could_help() -> None:
    answer = Client().get("/staff/?page=2")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/account/login/?next=/staff/%3Fpage%3D2"


def test_forbidden_and_absent_are_the_same_answer() -> None:
    _, account = an_account("reader")
    client = Client()
    client.force_login(get_user_model().objects.get(public_id=account))
    forbidden, absent, hidden = client.get("/staff/"), client.get("/no-such-page/"), client.get("/hidden/")
    assert [each.status_code for each in (forbidden, absent, hidden)] == [404, 404, 404]

    def page(response: object, path: str) -> str:
        import re

        text = response.content.decode()  # type: ignore[attr-defined]  # the test client's response
        return re.sub(r'value="[A-Za-z0-9]{64}"|"X-CSRFToken": "[^"]*"', "", text).replace(path, "")

    assert page(forbidden, "/staff/") == page(absent, "/no-such-page/") == page(hidden, "/hidden/")


def test_who_may_gets_the_page() -> None:
    client = Client()
    account = an_official("clerk")
    from quandun.frame.api import enrol_second_factor
    from tests.integration.frame.worlds import AT, SYSTEM

    enrol_second_factor(account_id=account, by=SYSTEM, at=AT)
    client.force_login(get_user_model().objects.get(public_id=account))
    assert client.get("/staff/").content == b"staff"


def test_the_bearer_of_a_link_acts_in_the_links_role_only() -> None:
    assert Client().get("/link/right_holder/").content == b"li-test"
    assert Client().get("/link/reporter/").status_code == 404


def test_a_page_opened_by_a_link_is_never_stored() -> None:
    assert Client().get("/link/right_holder/").headers["Cache-Control"] == "no-store"
