"""Other rooms' tests run inside one transaction that is rolled back: the log works there too and the head file stays out of it."""

import pytest
from django.db import transaction

from quandun.ledger import api as ledger
from quandun.ledger import head
from tests.integration.ledger.samples import AT, BY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("run", [1, 2])
def test_a_rolled_back_log_leaves_no_head_behind(run: int) -> None:
    before = head.read() if head.exists() else None
    with transaction.atomic():
        ticket = ledger.append("test.happened", about=("zz-one",), body={"run": run}, by=BY, at=AT)
    receipt = ledger.settle(ticket.entry_id)
    assert receipt is not None
    assert receipt.index == 0  # the run before was rolled back
    assert ledger.check().faults == ()
    assert (head.read() if head.exists() else None) == before
