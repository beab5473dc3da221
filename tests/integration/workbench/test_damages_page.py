"""The damages workbench on a page: what is typed becomes the law room's facts, and nothing else happens to it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from quandun.kernel.clocks import FixedClock
from quandun.law import api as law
from quandun.ledger import api as ledger
from quandun.workbench import damages_form
from tests.integration.workbench.conftest import SignIn
from tests.integration.worlds import World, at

FACTS = {
    "title": "网店销售",
    "act_from": "2026-03-01",
    "act_to": "2026-05-01",
    "as_of": "2026-11-25",
    "exhibit1": "平台销售数据",
    "exhibit2": "审计报告",
    "exhibit3": "律师函",
    "gain1_name": "网店",
    "gain1_revenue": "1,000,000",
    "gain1_revenue_exhibit": "E1",
    "gain1_margin": "30",
    "gain1_margin_exhibit": "E2",
    "gain1_margin_low": "20%",
    "gain1_margin_high": "40",
    "cost1_name": "律师费",
    "cost1": "50000",
    "cost1_exhibit": "E2",
}
ACROSS = {"act_to": "2027-02-01", "as_of": "2027-06-01"}
PUNITIVE = {"multiple": "2.5", "intent0": "on", "intent0_exhibit": "E3", "serious0": "on", "serious0_exhibit": "E3"}


@pytest.fixture
def guest(db: None, settings: Settings) -> Iterator[Client]:
    settings.CLOCK = FixedClock(at(date(2026, 11, 25)))
    yield Client()


def reckoned(client: Client, more: Mapping[str, str] | None = None, status: int = 200) -> str:
    answer = client.post("/law/damages/trademark/", {**FACTS, **(more or {})})
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def test_a_reckoning_shows_method_formula_and_both_totals(guest: Client) -> None:
    text = reckoned(guest)
    assert text.count("350,000.00 元") >= 2 and "销售收入 1,000,000 元 × 营业利润率 30%" in text
    assert law.COURT_DECIDES in text and "已证明的" in text and "tornado-0-title" in text


def test_an_unproved_number_counts_only_as_claimed(guest: Client) -> None:
    text = reckoned(guest, {"gain1_margin_exhibit": ""})
    days = re.findall(r'law-answer-day">([^<]*)<', text)
    assert days == ["由法院酌定", "350,000.00 元"] and "侵权获利·网店·营业利润率" in text


def test_punitive_damages_multiply_the_base_and_leave_costs_aside(guest: Client) -> None:
    assert "800,000.00 元" in reckoned(guest, PUNITIVE)  # 300,000 × 2.5 + 50,000


def test_what_was_done_before_punitive_damages_existed_counts_once(guest: Client) -> None:
    earlier = {"gain_rows": "2", "gain2_amount": "100000", "gain2_amount_exhibit": "E2", "gain2_once": "on"}
    assert "900,000.00 元" in reckoned(guest, {**PUNITIVE, **earlier})  # 300,000 × 2.5 + 100,000 + 50,000


def test_an_act_across_two_laws_shows_both_readings(guest: Client) -> None:
    text = reckoned(guest, ACROSS)
    assert text.count("law-answer-day") == 4 and "tornado-1-title" in text and "第七十七条" in text
    chosen = reckoned(guest, {**ACROSS, "governed_by": "2027-01-01"})
    assert chosen.count("law-answer-day") == 2


def test_a_franchise_dispute_rests_on_the_clause_its_user_states(guest: Client) -> None:
    facts = {**FACTS, "gain1_revenue": "", "gain1_margin": "", "gain1_margin_low": "", "gain1_margin_high": "", "loss1_amount": "80000"}
    without = guest.post("/law/damages/franchise/", facts)
    assert without.status_code == 422 and "law-answer-day" not in without.content.decode()
    stated = guest.post("/law/damages/franchise/", {**facts, "citation": "民法典 第五百八十四条"})
    assert stated.status_code == 200 and "由使用者提供" in stated.content.decode() and "130,000.00 元" in stated.content.decode()


def test_what_the_law_forbids_is_refused_with_the_article(guest: Client) -> None:
    text = reckoned(guest, {**PUNITIVE, "multiple": "6"}, 422)
    assert "q-notice-refusal" in text and "依据" in text and "law-answer-day" not in text
    assert 'value="1,000,000"' in text  # nothing typed is lost


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("gain1_revenue", "很多"),
        ("gain1_margin", "250"),
        ("act_from", "2026-02-30"),
        ("claim", "-5"),
        ("gain1_revenue_exhibit", "E8"),
        ("title", ""),
    ],
)
def test_unusable_input_is_refused_in_one_sentence(guest: Client, field: str, typed: str) -> None:
    text = reckoned(guest, {field: typed}, 422)
    assert ("q-notice-refusal" in text or "q-error" in text) and "law-answer-day" not in text


def test_hostile_words_stay_words(guest: Client) -> None:
    text = reckoned(guest, {"gain1_name": "<script>alert(1)</script>", "title": "<b>x</b>"})
    assert "<script>alert" not in text and "<b>x" not in text


def test_rows_are_added_without_script_and_keep_what_was_typed(guest: Client) -> None:
    text = reckoned(guest, {"add": "gain", "gain_rows": "1"})
    assert 'name="gain2_revenue"' in text and 'value="1,000,000"' in text and "law-answer-day" not in text
    full = reckoned(guest, {"add": "gain", "gain_rows": "99"})
    assert f'name="gain{damages_form.MOST_ROWS}_revenue"' in full and f'name="gain{damages_form.MOST_ROWS + 1}_' not in full


@pytest.mark.parametrize(("paper", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_a_memorandum_is_handed_out(guest: Client, paper: str, begins: bytes) -> None:
    answer = guest.post("/law/damages/trademark/", {**FACTS, "paper": paper})
    assert answer.status_code == 200 and answer.content.startswith(begins)
    assert answer.headers["Content-Disposition"].endswith(f'.{paper}"') and answer.headers["Cache-Control"] == "no-store"


def test_every_right_has_its_form_and_an_unknown_one_has_none(guest: Client) -> None:
    for right in damages_form.RIGHTS:
        assert guest.get(f"/law/damages/{right}/").status_code == 200, right
        assert f"/law/damages/{right}/" in guest.get("/law/damages/").content.decode()
    assert guest.get("/law/damages/honour/").status_code == 404


def test_the_form_asks_what_the_law_room_takes() -> None:
    schema = law.damages_facts_schema()["$defs"]
    assert list(damages_form.RIGHTS) == schema["facts"]["properties"]["right"]["enum"]
    roles = set(damages_form.SALES_ROLES) | set(damages_form.LICENCE_ROLES)
    assert roles | {"name", "margin_kind", "multiplied"} == set(schema["part"]["properties"])
    assert [key for key, _ in damages_form.MARGIN_KINDS] == schema["part"]["properties"]["margin_kind"]["enum"]


def test_nothing_is_stored(world: World, sign_in: SignIn) -> None:
    before = ledger.facts()
    reckoned(sign_in("officer"), PUNITIVE)
    assert ledger.facts() == before


def test_an_officer_takes_names_of_exhibits_from_an_own_case_and_nobody_elses(world: World, sign_in: SignIn) -> None:
    case_id = world.case_before("ask_identification")
    path = f"/law/damages/trademark/?case={case_id}"
    mine = sign_in("officer").get(path).content.decode()
    assert 'value="照片.png"' in mine and case_id in mine
    for name in ("", "neighbour officer", "holder", "supervisor"):
        assert sign_in(name).get(path).status_code == 404, name
        assert case_id not in sign_in(name).get("/law/damages/trademark/").content.decode()
