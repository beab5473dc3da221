"""The same request twice has one effect and one answer."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from quandun.kernel.actors import Actor
from quandun.ledger import api as ledger
from tests.integration.ledger.samples import AT, BY, Sealed, sealed

pytestmark = pytest.mark.usefixtures("log")


def act() -> dict[str, str]:
    row = sealed()
    ledger.append("test.happened", about=(row.public_id,), body={}, by=BY, at=AT, rows=(row,))
    return {"made": row.public_id}


def test_a_repetition_gets_the_first_answer() -> None:
    first = ledger.once("k", by=BY, request={"a": 1}, act=act)
    assert ledger.once("k", by=BY, request={"a": 1}, act=act) == first == ledger.answered("k", by=BY)
    assert Sealed.objects.count() == 1
    assert len(ledger.facts()) == 1


def test_another_request_under_the_key_is_refused() -> None:
    ledger.once("k", by=BY, request={"a": 1}, act=act)
    with pytest.raises(ledger.KeyReused):
        ledger.once("k", by=BY, request={"a": 2}, act=act)
    assert Sealed.objects.count() == 1


def test_another_actor_has_his_own_keys() -> None:
    other = Actor(id="ac-other", roles=frozenset())
    assert ledger.once("k", by=BY, request={}, act=act) != ledger.once("k", by=other, request={}, act=act)
    assert ledger.answered("k", by=Actor(id="ac-third", roles=frozenset())) is None


def test_an_act_that_fails_leaves_no_trace_and_may_be_tried_again() -> None:
    def fails() -> dict[str, str]:
        sealed()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ledger.once("k", by=BY, request={}, act=fails)
    assert (Sealed.objects.count(), ledger.answered("k", by=BY)) == (0, None)
    ledger.once("k", by=BY, request={}, act=act)
    assert Sealed.objects.count() == 1


def test_a_constraint_broken_by_the_act_itself_is_not_taken_for_a_repetition() -> None:
    row = sealed()
    with pytest.raises(IntegrityError):
        ledger.once("k", by=BY, request={}, act=lambda: str(Sealed.objects.create(public_id=row.public_id)))


def test_ten_at_the_same_moment_have_one_effect() -> None:
    start = threading.Barrier(10)

    def run(_: int) -> str:
        try:
            start.wait()
            return ledger.once("k", by=BY, request={"a": 1}, act=act)["made"]
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert len(set(pool.map(run, range(10)))) == 1
    assert (Sealed.objects.count(), len(ledger.facts())) == (1, 1)


def test_it_works_inside_a_transaction_too() -> None:
    with transaction.atomic():
        first = ledger.once("k", by=BY, request={}, act=act)
        assert ledger.once("k", by=BY, request={}, act=act) == first
