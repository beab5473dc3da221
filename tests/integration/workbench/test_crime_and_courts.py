"""Criminal standards, courts and competence on pages: what is not filled in is not known, what is not to hand is not guessed."""

from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import Settings

from quandun.kernel.clocks import FixedClock
from quandun.law import api as law
from quandun.workbench import court_form
from quandun.workbench.court_form import CourtForm
from quandun.workbench.crime_form import CrimeForm
from tests.integration.worlds import at

TODAY = date(2026, 11, 25)
SALES = {
    "on": "2026-11-25",
    "offender": "person",
    "act1_from": "2026-03-01",
    "act1_until": "2026-05-20",
    "act1_sales": "60000",
    "act1_sales_exhibit": "证据3",
    "act1_illegal_income": "8000.50",
}


@pytest.fixture
def guest(db: None, settings: Settings) -> Iterator[Client]:
    settings.CLOCK = FixedClock(at(TODAY))
    yield Client()


def compared(client: Client, more: Mapping[str, str] | None = None, status: int = 200, article: str = "214") -> str:
    answer = client.post(f"/law/crime/{article}/", {**SALES, **(more or {})})
    assert answer.status_code == status, answer.content.decode()[-4000:]
    return answer.content.decode()


def test_a_figure_proved_above_the_standard_reaches_it(guest: Client) -> None:
    text = compared(guest)
    assert "law-state-met" in text and "达到" in text and "销售金额：60,000.00 元" in text
    assert "涉嫌销售假冒注册商标的商品罪" in text and "侵权人" not in text


def test_a_figure_without_exhibit_reaches_nothing(guest: Client) -> None:
    text = compared(guest, {"act1_sales_exhibit": ""})
    assert 'law-answer-day law-state-unknown">尚不能判断' in text and "未证明" in text


def test_an_act_before_the_new_interpretation_is_compared_with_both(guest: Client) -> None:
    text = compared(guest, {"act1_from": "2025-03-01", "act1_until": "2025-03-20"})
    assert "法释〔2025〕5号" in text and "旧解释" in text


def test_suspicion_is_answered_apart_from_the_standard(guest: Client) -> None:
    text = compared(guest, {"act1_sales": "100", "reasonable": "yes", "police": "yes"})
    assert "law-state-required" in text and "应当移送" in text


def test_who_denies_suspicion_says_why(guest: Client) -> None:
    assert "应当写明理由" in compared(guest, {"reasonable": "no"}, 422)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("act1_from", ""),
        ("act1_sales", "-1"),
        ("act1_sales", "很多"),
        ("act1_until", "2026-01-01"),
        ("act1_from", "2027-03-01"),
        ("offender", "dog"),
    ],
)
def test_unusable_facts_are_refused(guest: Client, field: str, typed: str) -> None:
    text = compared(guest, {field: typed}, 422)
    assert "law-answer-day" not in text and ("q-error" in text or "q-notice-refusal" in text)


@pytest.mark.parametrize("article", list(law.CRIME_ARTICLES))
def test_the_form_of_every_article_says_only_what_the_law_room_reads(article: str, guest: Client) -> None:
    assert guest.get(f"/law/crime/{article}/").status_code == 200
    offence = law.CRIME_ARTICLES[article]
    said = QueryDict(mutable=True)
    said.update({"on": "2026-11-25", "offender": "unit", "act1_from": "2026-03-01", "searched": "yes", "penalty1_on": "2025-12-01"})
    said.update({"penalty1_kind": "administrative", "penalty1_for": article, "several": "yes", "bankruptcy": "no", "circumvention": "on"})
    said.update({f"act1_{key}": "7" for key in offence.measures} | {f"el_{one.key}": "yes" for one in offence.elements})
    form = CrimeForm(article, said, today=TODAY)
    assert form.is_valid(), form.errors
    facts = law.read_crime(law.Fact(form.facts(), ""))
    assert len(facts.acts[0].amounts) == len(offence.measures) and facts.is_unit and facts.penalties
    assert all(claim.holds for claim in (facts.elements or {}).values())
    assert ("several" in offence.flags) == (facts.several is True) and ("circumvention" in offence.flags) == facts.circumvention
    assert law.assess_crime(facts).article == article


def test_an_unknown_article_has_no_page(guest: Client) -> None:
    assert guest.get("/law/crime/212/").status_code == 404
    assert all(f"/law/crime/{key}/" in guest.get("/law/crime/").content.decode() for key in law.CRIME_ARTICLES)


COURT = {"on": "2026-09-16", "case": "civil", "matter": "trademark", "dispute": "infringement", "claim": "800000"}
PLACE = {"place1_kind": "defendant_domicile", "place1_city": "济南市", "place1_district": "历下区"}


def found(client: Client, more: Mapping[str, str] | None = None, status: int = 200) -> str:
    answer = client.get(f"/law/court/?{urlencode({**COURT, **PLACE, **(more or {})})}")
    assert answer.status_code == status
    return answer.content.decode()


def test_a_court_is_found_with_reasons_and_a_missing_annex_is_named(guest: Client) -> None:
    text = found(guest)
    assert "中级人民法院" in text and "未配置" in text and "法〔2022〕109号" in text and "第二审" in text


def test_a_place_that_founds_nothing_is_refused_with_the_reason(guest: Client) -> None:
    assert "不能据以管辖的地点" in found(guest, {"place1_kind": "performance"})


def test_what_does_not_fit_together_is_refused(guest: Client) -> None:
    assert "授权确权纠纷是行政案件" in found(guest, {"dispute": "validity"}, 422)
    assert "q-error" in found(guest, {"claim": "很多"}, 422)
    assert guest.get("/law/court/").status_code == 200


def test_every_choice_of_the_court_form_is_one_the_law_room_knows() -> None:
    for name, choices in (("case", court_form.CASES), ("matter", court_form.MATTERS), ("place1_kind", court_form.PLACES)):
        for key in choices:
            form = CourtForm(QueryDict(urlencode({**COURT, **PLACE, name: key})), city="", first_shown={})
            assert form.is_valid(), form.errors
            law.read_court(law.Fact(form.facts(), ""))
    for key in court_form.BODIES:
        form = CourtForm(QueryDict(urlencode({**COURT, "case": "administrative", "defendant_body": key})), city="", first_shown={})
        assert form.is_valid() and law.read_court(law.Fact(form.facts(), "")).defendant_body == key


def test_the_table_of_competence_shows_every_row_and_marks_what_is_not_to_hand(guest: Client) -> None:
    text = guest.get("/law/competence/?on=2026-11-25").content.decode()
    rows = list(law.competences(on=TODAY))
    assert text.count('class="law-line"') == len(rows) and "集成电路布图设计" in text
    absent = [row for row in rows if isinstance(row, law.NotConfigured)]
    assert absent and all(str(row.facts["instrument"]) in text for row in absent)
    assert guest.get("/law/competence/?on=yesterday").status_code == 422


def test_a_patent_body_may_neither_seize_nor_fine(guest: Client) -> None:
    text = guest.get("/law/competence/?on=2026-11-25").content.decode()
    row = text.split("专利权 · 侵权·行政裁决")[1].split("</li></ul>")[0]
    assert "没有这项职权" in row


@pytest.mark.parametrize("statute", list(law.SELLER_DEFENCES))
def test_a_seller_proves_each_condition_or_nothing_follows(guest: Client, statute: str) -> None:
    questions = law.SELLER_DEFENCES[statute].questions
    said = {"on": "2026-09-16"} | dict.fromkeys(questions, "yes")
    unproved = guest.post(f"/law/seller/{statute}/", said).content.decode()
    proved = guest.post(f"/law/seller/{statute}/", said | {f"{key}_exhibit": "证据5" for key in questions}).content.decode()
    denied = guest.post(f"/law/seller/{statute}/", said | {questions[0]: "no"}).content.decode()
    assert "law-state-unproved" in unproved and "law-state-established" in proved and "law-state-not_established" in denied


def test_the_sellers_rule_keeps_the_other_statutes_apart(guest: Client) -> None:
    text = guest.post("/law/seller/trademark/", {"on": "2026-09-16"}).content.decode()
    assert "第六十条第二款" in text and "专利民事赔偿另有规定" in text
    assert "第七十四条第二款" in guest.post("/law/seller/trademark/", {"on": "2027-01-02"}).content.decode()
    assert guest.post("/law/seller/trademark/", {"on": "soon"}).status_code == 422
    assert guest.get("/law/seller/honour/").status_code == 404
