"""Writes of exchange: queue, and record the answer."""

from datetime import datetime

from django.db import transaction
from pydantic import BaseModel

from quandun.exchange.models import Message
from quandun.exchange.systems import credit_publicity
from quandun.kernel.actors import Actor
from quandun.kernel.ids import new_id
from quandun.ledger import api as ledger
from quandun.people.api import allow


@transaction.atomic
def queue(*, system: str, about: str, payload: BaseModel, by: Actor, at: datetime) -> str:
    """Queue a message to an outside system (报送) and return its public id; it leaves only if the transaction commits."""
    allow(by, "exchange.queue")
    message = Message.objects.create(public_id=new_id("ms"), system=system, about=about, payload=payload.model_dump_json(), queued_at=at)
    ledger.append("exchange.message_queued", about=(message.public_id, about), body={"system": system}, by=by, at=at, rows=(message,))
    return message.public_id


@transaction.atomic
def deliver(*, message_id: str, by: Actor, at: datetime) -> str:
    """Hand a queued message to its system and record the receipt. Delivering twice records once."""
    allow(by, "exchange.deliver")
    message = Message.objects.select_for_update().get(public_id=message_id)
    if message.answered_at is None:
        # The only counterpart of this slice is the simulated one; a live connector will sit beside it in systems/.
        message.receipt = credit_publicity.simulated_counterpart(message.payload)
        message.answered_at = at
        message.save(update_fields=["receipt", "answered_at"])
        body = {"receipt": message.receipt, "simulated": not credit_publicity.LIVE}
        ledger.append("exchange.message_answered", about=(message_id, message.about), body=body, by=by, at=at, rows=(message,))
    return message.receipt
