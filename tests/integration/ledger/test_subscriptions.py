"""News: in order, at least once, effect and cursor together, one room's fault is its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from quandun.kernel.errors import InvariantBroken
from quandun.ledger import api as ledger
from quandun.ledger import subscriptions
from quandun.ledger.models import Cursor
from tests.integration.ledger.samples import AT, BY, Sealed, sealed

pytestmark = pytest.mark.usefixtures("log")


def append(kind: str, n: int = 0) -> str:
    with transaction.atomic():
        return ledger.append(kind, about=("zz-one",), body={"n": n}, by=BY, at=AT).entry_id


def test_facts_come_in_order_and_only_the_kinds_asked_for() -> None:
    had: list[str] = []
    all_kinds: list[int] = []
    ledger.subscriber("test.exact", kinds=("test.one",))(lambda fact: had.append(fact.id))
    ledger.subscriber("test.prefix", kinds=("test.*",))(lambda fact: all_kinds.append(fact.body["n"]))
    ids = [append("test.one" if n % 3 == 0 else "test.two", n) for n in range(450)]
    append("other.one")
    assert ledger.deliver_once() == 0  # nothing is news before it has a place
    ledger.sequence_once(at=AT)
    assert ledger.deliver_once() == 600
    assert had == ids[::3]
    assert all_kinds == list(range(450))
    assert ledger.deliver_once() == 0
    assert ledger.lagging() == []


def test_a_failing_handler_holds_up_only_itself_and_is_seen() -> None:
    had: list[int] = []
    broken = [True]

    @ledger.subscriber("test.fails", kinds=("test.*",))
    def fails(fact: ledger.Fact) -> None:
        sealed()  # an effect that must not survive the failure
        if fact.body["n"] == 2 and broken[0]:
            raise ZeroDivisionError
        had.append(fact.body["n"])

    others: list[int] = []
    ledger.subscriber("test.works", kinds=("test.*",))(lambda fact: others.append(fact.body["n"]))
    for n in range(4):
        append("test.one", n)
    ledger.sequence_once(at=AT)
    ledger.deliver_once()
    ledger.deliver_once()
    assert (had, others) == ([0, 1], [0, 1, 2, 3])
    assert Sealed.objects.count() == 2
    lag = ledger.lagging()[0]
    assert (lag.subscriber, lag.next_index, lag.size, lag.failures, lag.trouble) == ("test.fails", 2, 4, 2, "ZeroDivisionError")
    assert ledger.deliver_once(stuck_too=False) == 0
    broken[0] = False
    assert ledger.deliver_once() == 2
    assert (had, ledger.lagging()) == ([0, 1, 2, 3], [])


def test_a_worker_that_dies_between_effect_and_cursor_repeats_neither() -> None:
    ledger.subscriber("test.writes", kinds=("test.*",))(lambda fact: None if sealed() else None)

    class Killed(BaseException):
        pass

    def killed(fact: ledger.Fact) -> None:
        sealed()
        raise Killed

    ledger.forget_subscriber("test.writes")
    ledger.subscriber("test.writes", kinds=("test.*",))(killed)
    append("test.one")
    ledger.sequence_once(at=AT)
    with pytest.raises(Killed):
        ledger.deliver_once()
    assert (Sealed.objects.count(), Cursor.objects.count()) == (0, 0)
    ledger.forget_subscriber("test.writes")
    ledger.subscriber("test.writes", kinds=("test.*",))(lambda fact: None if sealed() else None)
    assert ledger.deliver_once() == 1
    assert (Sealed.objects.count(), Cursor.objects.get().next_index) == (1, 1)


def test_the_effect_is_not_committed_before_the_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.subscriber("test.writes", kinds=("test.*",))(lambda fact: None if sealed() else None)
    append("test.one")
    ledger.sequence_once(at=AT)
    with monkeypatch.context() as killed:
        killed.setattr(subscriptions, "_save", lambda cursor, index: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            ledger.deliver_once()
    assert Sealed.objects.count() == 0
    assert (ledger.deliver_once(), Sealed.objects.count()) == (1, 1)


def test_two_workers_at_once_give_each_fact_one_effect() -> None:
    for n in range(40):
        append("test.one", n)
    ledger.sequence_once(at=AT)
    ledger.subscriber("test.writes", kinds=("test.*",))(lambda fact: None if sealed(number=fact.body["n"]) else None)
    start = threading.Barrier(3)

    def run(_: int) -> None:
        try:
            start.wait()
            ledger.deliver_once()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(run, range(3)))
    ledger.deliver_once()
    assert list(Sealed.objects.order_by("id").values_list("number", flat=True)) == list(range(40))


def test_an_erased_fact_is_passed_over() -> None:
    had: list[int] = []
    ids = [append("test.one", n) for n in range(3)]
    ledger.erase(ids[1], reason="申请", by=BY, at=AT)
    ledger.sequence_once(at=AT)
    ledger.subscriber("test.reads", kinds=("test.*",))(lambda fact: had.append(fact.body["n"]))
    ledger.deliver_once()
    assert (had, ledger.lagging()) == ([0, 2], [])


def test_two_subscribers_of_one_name_are_refused() -> None:
    ledger.subscriber("test.same", kinds=("test.*",))(test_an_erased_fact_is_passed_over)  # type: ignore[arg-type]  # any function will do
    with pytest.raises(InvariantBroken):
        ledger.subscriber("test.same", kinds=("test.*",))(test_two_subscribers_of_one_name_are_refused)  # type: ignore[arg-type]  # as above
