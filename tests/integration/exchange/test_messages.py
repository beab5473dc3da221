"""A message leaves only with its transaction, and once."""

from datetime import date

import pytest
from django.db import transaction

from quandun.exchange import api as exchange
from quandun.exchange import services
from quandun.exchange.models import Message
from quandun.kernel.actors import Actor
from quandun.ledger import api as ledger
from tests.integration.worlds import at, settle

SYSTEM, AT = Actor.system("tests"), at(date(2026, 9, 1))


def _notice() -> exchange.PenaltyNotice:
    return exchange.PenaltyNotice(
        decision_number="临东〔2026〕1号",
        party_name="某",
        credit_code="",
        kind="行政处罚",
        content="罚款",
        basis="法",
        authority="局",
        decided_on=date(2026, 9, 1),
        document_sha256="0" * 64,
    )


@pytest.mark.django_db
def test_a_message_rolled_back_never_leaves() -> None:
    with transaction.atomic():
        exchange.queue(system="credit_publicity", about="ca-x", payload=_notice(), by=SYSTEM, at=AT)
        transaction.set_rollback(True)
    settle()
    assert not Message.objects.exists() and exchange.messages_about("ca-x") == []


@pytest.mark.django_db
def test_a_queued_message_is_delivered_by_its_own_news_once() -> None:
    message = exchange.queue(system="credit_publicity", about="ca-x", payload=_notice(), by=SYSTEM, at=AT)
    settle()
    (sent,) = exchange.messages_about("ca-x")
    assert sent.id == message and sent.receipt.startswith("SIM-")
    assert services.deliver(message_id=message, by=SYSTEM, at=at(date(2026, 9, 2))) == sent.receipt
    assert exchange.messages_about("ca-x") == [sent]
    assert [fact.kind for fact in ledger.facts(about=message)] == ["exchange.message_queued", "exchange.message_answered"]
