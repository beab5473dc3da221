"""Queued messages leave once the queueing fact is in the log."""

from quandun.exchange import services
from quandun.kernel.actors import Actor
from quandun.ledger.api import Fact, subscriber


@subscriber("exchange.deliver_queued", kinds=("exchange.message_queued",))
def deliver_queued(fact: Fact) -> None:
    """Deliver the message just queued; a failure keeps this cursor here and is tried again."""
    services.deliver(message_id=fact.about[0], by=Actor.system("exchange"), at=fact.at)
