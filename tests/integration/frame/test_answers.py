"""Headers, language, refusals and failures, as a browser or a machine receives them."""

import json
import logging
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from quandun.frame import catalogue
from quandun.frame.middleware import CONTENT_SECURITY_POLICY
from tests.integration.frame.urls import SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.frame.urls")]


@pytest.mark.parametrize("path", ["/", "/account/login/", "/no-such-page/", "/refusing/", "/broken/"])
def test_every_answer_carries_the_headers(path: str) -> None:
    headers = Client(raise_request_exception=False).get(path).headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cache-Control"] == "no-cache, private" or "no-store" in headers["Cache-Control"]


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'")


def test_a_refusal_says_what_which_article_and_what_next() -> None:
    answer = Client().get("/refusing/")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "还差 3 日。" in text
    assert "示范规定 第一条" in text
    assert "请到期后再办。" in text


@pytest.mark.parametrize(("path", "accept"), [("/api/refusing/", "*/*"), ("/refusing/", "application/json")])
def test_a_machine_gets_problem_json(path: str, accept: str) -> None:
    answer = Client().get(path, headers={"Accept": accept})
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = json.loads(answer.content)
    assert (body["code"], body["facts"], body["article"], body["next"]) == (
        "tests.too_early",
        {"days": 3},
        "示范规定 第一条",
        "请到期后再办。",
    )


def test_a_request_that_is_too_long_is_refused_in_one_sentence_before_it_is_read(settings: Settings) -> None:
    settings.REQUEST_LIMIT_BYTES = 1024**2
    at_the_limit = Client().generic("POST", "/", b"x" * 1024**2, content_type="application/octet-stream")
    over = Client().generic("POST", "/", b"x" * (1024**2 + 1), content_type="application/octet-stream")
    assert (at_the_limit.status_code, over.status_code) == (200, 413)
    assert "1 MB" in over.content.decode() and over.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert Client().get("/", headers={"Content-Length": "many"}).status_code == 413


def test_a_refusal_of_absence_tells_a_machine_nothing() -> None:
    body = Client().get("/hidden/", headers={"Accept": "application/json"}).content.decode()
    assert json.loads(body)["facts"] == {}
    assert "13900000000" not in body
    assert "cases.read" not in body


def test_an_htmx_request_gets_the_notice_without_the_page() -> None:
    text = Client().get("/refusing/", headers={"HX-Request": "true"}).content.decode()
    assert "还差 3 日。" in text
    assert "<html" not in text


def test_an_unexpected_failure_shows_and_logs_an_id_and_never_the_message(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        answer = Client(raise_request_exception=False).get("/broken/")
    text = answer.content.decode()
    incident = next(word for word in text.replace(">", " ").replace("<", " ").split() if word.startswith("in-"))
    assert answer.status_code == 500
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("quandun")]
    assert any(incident in line and "RuntimeError" in line for line in ours)
    assert SECRET not in text
    assert not any(SECRET in line for line in ours)


def test_chinese_stands_unless_the_visitor_chose() -> None:
    client = Client(headers={"Accept-Language": "en-US"})
    assert '<html lang="zh-CN"' in client.get("/account/login/").content.decode()
    answer = client.post("/language/", {"language": "en", "next": "/account/login/"})
    assert answer.headers["Location"] == "/account/login/"
    page = client.get("/account/login/")
    assert '<html lang="en"' in page.content.decode()
    assert page.headers["Content-Language"] == "en"


def test_a_refusal_is_told_in_english(settings: Settings, tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[3]
    target = tmp_path / "en" / "LC_MESSAGES"
    target.mkdir(parents=True)
    (target / "django.po").write_bytes(catalogue.po_file(root).read_bytes())
    catalogue.compile_all(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    client = Client()
    client.post("/language/", {"language": "en"})
    assert "There is nothing here" in client.get("/no-such-page/").content.decode()


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_the_way_back_never_leads_to_another_site(target: str) -> None:
    assert Client().post("/display/", {"size": "large", "next": target}).headers["Location"] == "/"


def test_large_text_and_dark_are_remembered_by_a_cookie() -> None:
    client = Client()
    client.post("/display/", {"size": "large", "next": "/account/login/"})
    client.post("/display/", {"theme": "dark", "next": "/account/login/"})
    page = client.get("/account/login/").content.decode()
    assert 'class="q-large"' in page
    assert 'data-bs-theme="dark"' in page


def test_a_hostile_display_cookie_is_the_default() -> None:
    client = Client()
    client.cookies["quandun_display"] = 'x"><script>.large'
    assert "<script>." not in client.get("/account/login/").content.decode()


def test_the_design_page_is_not_there_in_earnest(settings: Settings) -> None:
    settings.DEMO = False
    assert Client().get("/design/").status_code == 404
    settings.DEMO = True
    assert Client().get("/design/").status_code == 200


def test_a_form_without_its_token_is_refused_kindly() -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "这张表单已过期" in answer.content.decode()


def test_a_submission_id_is_asked_for() -> None:
    assert Client().post("/once/").status_code == 400
    assert Client().post("/once/", {"submission_id": "x' or 1=1 --------------"}).status_code == 400
    assert Client().post("/once/", {"submission_id": "su-abcdefghijklmnop"}).content == b"su-abcdefghijklmnop"
    assert Client().post("/once/", headers={"Idempotency-Key": "key-0123456789abcdef"}).content == b"key-0123456789abcdef"
