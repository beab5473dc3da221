"""Log-in: password, second factor, limits, idle end."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from quandun.frame.api import enrol_second_factor
from quandun.frame.errors import SecondFactorExists
from quandun.kernel.actors import ANYONE
from quandun.kernel.errors import NotAllowed, NotFound
from tests.integration.frame.worlds import AT, PASSWORD, SYSTEM, an_account, an_official

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.frame.urls")]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def sign_in(client: Client, username: str, password: str = PASSWORD) -> Any:
    return client.post("/account/login/", {"login": username, "password": password})


def code_of(secret: str) -> str:
    counters = list(totp.yield_hotp_counters_from_time())
    return str(totp.format_hotp_value(totp.hotp_value(secret, counters[len(counters) // 2])))


def test_a_right_holder_signs_in_with_the_password() -> None:
    _, account = an_account("holder")
    client = Client()
    assert sign_in(client, "holder").status_code == 302
    assert client.get("/").content.decode() == account


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer() -> None:
    an_account("holder")
    answers = [sign_in(Client(), "holder", "wrong-password"), sign_in(Client(), "nobody-here", "wrong-password")]
    assert [each.status_code for each in answers] == [422, 422]
    assert all("用户名或密码不正确" in each.content.decode() for each in answers)


def test_an_official_is_in_only_after_the_code() -> None:
    secret = enrol_second_factor(account_id=an_official("clerk"), by=SYSTEM, at=AT)
    client = Client()
    assert sign_in(client, "clerk").headers["Location"].startswith("/account/code/")
    assert client.get("/").content == b"anyone"
    assert client.post("/account/code/", {"code": "000000" if code_of(secret) != "000000" else "111111"}).status_code == 422
    assert client.post("/account/code/", {"code": code_of(secret)}).status_code == 302
    assert client.get("/staff/").content == b"staff"


def test_a_code_works_once() -> None:
    secret = enrol_second_factor(account_id=an_official("clerk"), by=SYSTEM, at=AT)
    code = code_of(secret)
    first, second = Client(), Client()
    sign_in(first, "clerk"), sign_in(second, "clerk")
    assert first.post("/account/code/", {"code": code}).status_code == 302
    assert second.post("/account/code/", {"code": code}).status_code == 422


def test_an_official_without_a_second_factor_can_only_set_one_up() -> None:
    an_official("clerk")
    client = Client()
    sign_in(client, "clerk")
    answer = client.get("/staff/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/security/activate/")
    page = client.get("/account/security/activate/")
    assert page.status_code == 200
    secret = client.session["mfa.totp.secret"]
    assert client.post("/account/security/activate/", {"code": code_of(secret)}).status_code == 302
    assert client.get("/staff/").content == b"staff"


def test_an_official_cannot_switch_the_second_factor_off() -> None:
    secret = enrol_second_factor(account_id=an_official("clerk"), by=SYSTEM, at=AT)
    client = Client()
    sign_in(client, "clerk")
    client.post("/account/code/", {"code": code_of(secret)})
    assert "不能停用" in client.get("/account/security/deactivate/").content.decode()
    client.post("/account/security/deactivate/")
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_the_secret_of_a_second_factor_is_sealed_at_rest() -> None:
    secret = enrol_second_factor(account_id=an_official("clerk"), by=SYSTEM, at=AT)
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    assert stored.startswith("v1:")


def test_a_second_factor_is_given_once_and_only_by_whom_the_table_names() -> None:
    account = an_official("clerk")
    with pytest.raises(NotAllowed):
        enrol_second_factor(account_id=account, by=ANYONE, at=AT)
    enrol_second_factor(account_id=account, by=SYSTEM, at=AT)
    with pytest.raises(SecondFactorExists):
        enrol_second_factor(account_id=account, by=SYSTEM, at=AT)
    with pytest.raises(NotFound):
        enrol_second_factor(account_id="ac-unknown", by=SYSTEM, at=AT)


def test_guessing_passwords_is_stopped_even_with_the_right_one() -> None:
    an_account("holder")
    client = Client()
    for _ in range(5):
        sign_in(client, "holder", "wrong-password")
    assert "登录失败次数过多" in sign_in(client, "holder").content.decode()
    assert client.get("/").content == b"anyone"


def test_the_code_is_shown_on_the_demonstration_only(settings: Settings) -> None:
    enrol_second_factor(account_id=an_official("clerk"), by=SYSTEM, at=AT)
    client = Client()
    sign_in(client, "clerk")
    settings.DEMO = False
    assert "demo-code" not in client.get("/account/code/").content.decode()
    settings.DEMO = True
    shown = re.search(r'id="demo-code">(\d{6})<', client.get("/account/code/").content.decode())
    assert shown
    assert client.post("/account/code/", {"code": shown[1]}).status_code == 302


@pytest.mark.parametrize("path", ["/account/confirm/?next=/staff/", "/account/security/confirm/?next=/staff/"])
def test_the_confirmation_page_posts_to_itself_and_leads_on(path: str) -> None:
    secret = enrol_second_factor(account_id=an_official("clerk"), by=SYSTEM, at=AT)
    client = Client()
    sign_in(client, "clerk")
    client.post("/account/code/", {"code": code_of(secret)})
    cache.clear()  # a code works once; here time has passed
    page = client.get(path).content.decode()
    main = page[page.index("<main") :]
    name = "code" if "security" in path else "password"
    assert re.findall(r'<input[^>]* name="(code|password)"', main) == [name]
    assert 'action="' not in main[main.index("q-entrance") : main.index("</main>")]
    assert 'aria-invalid="true"' in client.post(path, {name: "wrong-one"}).content.decode()
    done = client.post(path, {name: code_of(secret) if name == "code" else PASSWORD, "next": "/staff/"})
    assert (done.status_code, done.headers["Location"]) == (302, "/staff/")


def test_an_idle_session_ends(settings: Settings) -> None:
    _, account = an_account("holder")
    client = Client()
    sign_in(client, "holder")
    client.get("/")
    session = client.session
    session["seen_at"] -= settings.SESSION_IDLE_SECONDS + 1
    session.save()
    assert client.get("/").content == b"anyone"
    assert get_user_model().objects.filter(public_id=account).exists()


def test_nobody_signs_up() -> None:
    answer = Client().post("/account/signup/", {"username": "intruder", "password1": PASSWORD})
    assert "暂未开放" in answer.content.decode()
    assert not get_user_model().objects.filter(username="intruder").exists()


def test_signing_in_never_leads_to_another_site() -> None:
    an_account("holder")
    answer = Client().post("/account/login/?next=https://elsewhere.example/", {"login": "holder", "password": PASSWORD})
    assert "elsewhere" not in answer.headers["Location"]
