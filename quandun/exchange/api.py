"""Front door of exchange (对接)."""

from quandun.exchange.selectors import MessageView, messages_about
from quandun.exchange.services import deliver, queue
from quandun.exchange.systems.credit_publicity import PenaltyNotice

__all__ = ["MessageView", "PenaltyNotice", "deliver", "messages_about", "queue"]
