"""The API on law: the answers of the command line over HTTP, and a description that names every route."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from quandun.kernel.clocks import FixedClock
from quandun.law import api as law
from quandun.workbench.urls import urlpatterns
from tests.integration.worlds import at


@pytest.fixture
def guest(db: None, settings: Settings) -> Iterator[Client]:
    settings.CLOCK = FixedClock(at(date(2026, 11, 25)))
    yield Client(enforce_csrf_checks=True)


def got(client: Client, path: str, status: int = 200) -> Any:
    answer = client.get(f"/api/v1/law/{path}")
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


def test_a_due_date_is_answered_as_on_the_command_line(guest: Client) -> None:
    said = got(guest, "due?ref=cs-ex-officio-3-working-days.respond_within&starts=2026-06-05")
    assert said["due"] == "2026-06-10" and said["provisional"] is False and len(said["steps"]) > 2
    assert said["article"] and said["confidence"] == "verified"


def test_pauses_extensions_and_moments_are_read(guest: Client) -> None:
    paused = got(guest, "due?ref=mp-decision-period.base&starts=2026-09-07&pause=2026-09-08..2026-09-10")
    assert paused["due"] == "2026-12-08"
    longer = got(guest, "due?ref=mp-seizure-period.base&starts=2026-09-11&extend=mp-seizure-period.extension")
    assert longer["due"] == "2026-11-10"


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("due?starts=2026-06-05", 422, "workbench.question_incomplete"),
        ("due?ref=mp-no-such&starts=2026-06-05", 404, "law.unknown_parameter"),
        ("due?ref=mp-decision-period.base&starts=2026-02-30", 422, "law.bad_start"),
        ("due?ref=mp-decision-period.base&starts=2026-09-07&pause=x", 422, "law.bad_pause"),
        ("parameters/mp-no-such", 404, "law.unknown_parameter"),
        ("parameters/mp-decision-period?on=soon", 422, "law.bad_option"),
        ("diff?first=2027-01-01&last=2026-01-01", 422, "law.bad_option"),
        ("competence?right=layout_design&act=infringement&procedure=penalty", 422, "law."),
    ],
)
def test_a_refusal_is_a_problem_with_a_stable_code(guest: Client, path: str, status: int, code: str) -> None:
    said = got(guest, path, status)
    assert said["code"].startswith(code) and said["title"] and said["next"] is not None


def test_a_parameter_is_found_and_shown(guest: Client) -> None:
    listed = got(guest, "parameters?q=先行登记保存")
    assert listed["count"] == len(listed["parameters"]) and listed["parameters"][0]["id"] == "mp-register-preserve"
    shown = got(guest, "parameters/mp-trademark-fine-2027?on=2027-01-01")
    assert shown["id"] == "mp-trademark-fine" and "第七十四条" in shown["in_force"]["mp-trademark-fine.repeat_count"]["source"]


def test_changes_are_listed(guest: Client) -> None:
    said = got(guest, "diff?first=2026-11-25&last=2027-01-01")
    assert {one["ref"] for one in said["changes"]} == {one.ref for one in law.diff(date(2026, 11, 25), date(2027, 1, 1))}


FACTS = {
    "damages": {"title": "x", "right": "trademark", "act": {"from": "2026-03-01"}, "as_of": "2026-11-25", "statutory": {"value": "100000"}},
    "crime": {"article": "214", "on": "2026-11-25", "acts": [{"from": "2026-03-01", "amounts": {"sales": {"fen": 6_000_000}}}]},
    "seller": {"statute": "trademark", "on": "2026-09-16"},
    "court": {"on": "2026-09-16", "case": "civil", "matter": "trademark"},
}


@pytest.mark.parametrize("what", list(FACTS))
def test_facts_are_answered_without_account_or_token(guest: Client, what: str) -> None:
    answer = guest.post(f"/api/v1/law/{what}", json.dumps(FACTS[what]), content_type="application/json")
    assert answer.status_code == 200 and json.loads(answer.content) and answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("what", list(FACTS))
@pytest.mark.parametrize("body", ["{", "[]", '{"on": 1, "on": 2}', "\xff", '{"no": "such"}', "[" * 100_000, '"' + "x" * 300_000 + '"'])
def test_facts_that_cannot_be_used_are_refused(guest: Client, what: str, body: str) -> None:
    answer = guest.post(f"/api/v1/law/{what}", body.encode("latin-1"), content_type="application/json")
    assert answer.status_code == 422 and json.loads(answer.content)["code"].startswith("law.")


def test_the_description_names_exactly_the_routes(guest: Client) -> None:
    described = got(guest, "openapi.json")
    routes = {"/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(one.pattern)) for one in urlpatterns if str(one.pattern).startswith("api/")}
    assert set(described["paths"]) == routes and described["openapi"].startswith("3.1")
    schema = described["paths"]["/api/v1/law/damages"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert schema["$defs"] == law.damages_facts_schema()["$defs"]
