"""One case from report to closing with real papers: what its records show, and what they must not show."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from quandun.assessment import api as assessment
from quandun.cases import api as cases
from quandun.disclosure import api as disclosure
from quandun.documents import api as documents
from quandun.exchange import api as exchange
from quandun.kernel.actors import ANYONE, Actor
from quandun.ledger import api as ledger
from quandun.matters import api as matters
from quandun.store import api as store
from tests.integration import worlds
from tests.integration.worlds import PARTY_ID, PARTY_PHONE, REPORTER_NAME, REPORTER_PHONE, ROAD, TRADER, World, a_world, at, settle

PUBLISHED, CLOSED = date(2026, 11, 6), date(2026, 11, 10)

pytestmark = pytest.mark.django_db


@dataclass
class Told:
    """A closed and published case, and the data every paper was made from."""

    world: World
    case: str
    matter: str
    publication: str
    papers: list[tuple[str, str]]  # template, data as JSON


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Told]:
    papers: list[tuple[str, str]] = []
    real = documents.render_pdf

    def noted(template: Path, data: Mapping[str, Any], **more: Any) -> bytes:  # JSON of any document
        papers.append((template.stem, json.dumps(data, ensure_ascii=False)))
        return real(template, data, **more)

    with django_db_blocker.unblock(), worlds.rolled_back(), mock.patch("quandun.documents.api.render_pdf", noted):
        world = a_world()
        matter = world.report()
        settle()
        case_id = world.case(matter)
        for step, day in ROAD:
            if step not in ("record_publication", "close_case"):
                world.take(case_id, step, day)
        by, when = world.who("publisher"), at(PUBLISHED)
        publication = disclosure.propose_publication(case_id=case_id, by=by, at=when)
        disclosure.check_publication(publication_id=publication, by=world.who("reviewer"), at=when)
        prepared = disclosure.prepare_publication(publication_id=publication, by=by, at=when)
        disclosure.publish(publication_id=publication, prepared=prepared, by=by, at=when)
        settle()
        world.take(case_id, "close_case", CLOSED)
        settle()
        yield Told(world, case_id, matter, publication, papers)


def test_every_paper_lies_in_the_store_under_its_digest_and_in_the_log(told: Told) -> None:
    issued = documents.documents_about(told.case)
    assert len(issued) >= 21 and len({one.number for one in issued if one.number}) >= 19
    for one in issued:
        content = store.read_object(one.sha256)
        assert content.startswith(b"%PDF-") and len(content) == one.size_bytes
        fact = next(fact for fact in ledger.facts(about=one.id) if fact.kind == "documents.document_issued")
        assert [digests.sha256 for digests in fact.objects] == [one.sha256]


def test_numbers_of_a_word_have_no_gap(told: Told) -> None:
    by_word: dict[str, list[int]] = {}
    for one in documents.documents_about(told.case):
        if one.number and one.kind != "publication_copy":
            word, _, place = one.number.partition("〔2026〕")
            by_word.setdefault(word, []).append(int(place.removesuffix("号")))
    assert by_word and all(sorted(places) == list(range(1, len(places) + 1)) for places in by_word.values())


def _where(canary: str) -> list[str]:
    """Return table.column of every place in the database that shows a text, plain or as JSON escapes it."""
    forms = {canary, json.dumps(canary)[1:-1]}
    found: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    text = bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
                    if any(form in text for form in forms):
                        found.append(f"{table}.{column}")
    return sorted(set(found))


@pytest.mark.parametrize("canary", [REPORTER_NAME, REPORTER_PHONE])
def test_who_reported_stands_in_no_column_and_on_no_paper(told: Told, canary: str) -> None:
    assert _where(canary) == []
    assert [template for template, data in told.papers if canary in data] == []
    opened = matters.unseal_reporter(matter_id=told.matter, reason="法院调取证据需要", by=told.world.who("bureau_head"), at=at(CLOSED))
    assert canary in opened.values()  # it is there, sealed
    assert _where(canary) == []  # and opening it wrote it nowhere


def test_the_search_would_find_a_canary(told: Told) -> None:
    assert "cases_happened.answers" in _where(PARTY_PHONE)
    assert "cases_happened.answers" in _where(TRADER)
    assert any(PARTY_ID in data for _, data in told.papers)


def test_an_unsealing_is_a_fact_with_its_reason(told: Told) -> None:
    matters.unseal_reporter(matter_id=told.matter, reason="法院调取证据需要", by=told.world.who("bureau_head"), at=at(CLOSED))
    fact = next(fact for fact in ledger.facts(about=told.matter) if fact.kind == "matters.reporter_unsealed")
    assert fact.body == {"reason": "法院调取证据需要"}


def test_the_published_copy_hides_telephone_and_identity_and_names_the_trader(told: Told) -> None:
    view = disclosure.publication(told.publication, by=ANYONE)
    shown = "\n".join(text for _, text in view.texts)
    copies = [data for template, data in told.papers if template == "publication_copy"]
    assert len(copies) == 1
    for text in (shown, copies[0]):
        assert PARTY_PHONE not in text and PARTY_ID not in text
        assert TRADER in text
    counted = dict(view.covered)
    assert counted["通讯方式"] == 2 and counted["身份证件号码"] == 2  # in the party's line and in the facts
    assert all(PARTY_PHONE not in str(message) for message in exchange.messages_about(told.case))


def test_the_authority_is_told_once_and_answers(told: Told) -> None:
    sent = exchange.messages_about(told.case)
    assert len(sent) == 1 and sent[0].receipt
    settle()
    assert exchange.messages_about(told.case) == sent


def test_the_case_counts_on_its_closing_day_and_not_the_day_before(told: Told) -> None:
    before = assessment.figure("closed_penalty_cases", on=CLOSED - timedelta(days=1), by=ANYONE)
    after = assessment.figure("closed_penalty_cases", on=CLOSED, by=ANYONE)
    assert before.value == 0 and before.records == ()
    assert after.value == 1 and [record.id for record in after.records] == [told.case]


def test_the_reporter_sees_what_was_done_and_no_more(told: Told) -> None:
    by = Actor("li-r", frozenset({"reporter", "anyone"}), about=told.matter)
    done = [one.done for one in matters.progress(told.matter, by=by)]
    penalty = next(one for one in cases.case_types() if one.key == worlds.PENALTY)
    assert done == [penalty.step(step).name for step, _ in ROAD if penalty.step(step).public]
    assert matters.matter(told.matter, by=by).stage == "已结案"


def test_the_log_is_sound(told: Told) -> None:
    report = ledger.check()
    assert report.faults == () and report.size > 200


CHANGES = {
    "matters_matter": ("title", "public_id", "matter"),
    "cases_case": ("number", "public_id", "case"),
    "cases_happened": ("step", "step", "decide"),
    "cases_proposal": ("proposed_by", "step", "decide"),
    "cases_proposalsignature": ("name", "capacity", "bureau_head"),
    "documents_document": ("number", "kind", "penalty_decision"),
    "disclosure_publication": ("party_name", "public_id", "publication"),
    "evidence_exhibit": ("purpose", "name", "照片.png"),
    "exchange_message": ("receipt", "system", "credit_publicity"),
    "identification_finding": ("sign", "sign", "云山纺"),
    "intake_report": ("happened", "used_sign", "云山纺"),
    "rights_trademark": ("name", "number", "88000001"),
    "people_unit": ("organ_word", "key", worlds.BUREAU),
    "people_post": ("role", "role", "bureau_head"),
    "assessment_planversion": ("title", "title", "临川市知识产权保护行动计划"),
}


@pytest.mark.parametrize("table", CHANGES)
def test_a_row_changed_behind_its_back_is_found_and_its_entry_named(told: Told, table: str) -> None:
    column, key, value = CHANGES[table]
    value = {"matter": told.matter, "case": told.case, "publication": told.publication}.get(value, value)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'SELECT public_id FROM "{table}" WHERE "{key}" = %s', [value])
        touched = {row[0] for row in cursor.fetchall()}
        assert touched, "the row to change is not there"
        cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE "{key}" = %s', ["改", value])
        faults = ledger.check().faults
    assert {fault.what.split()[1] for fault in faults} == touched
    for fault in faults:
        assert ledger.fact(fault.entry_id) is not None
