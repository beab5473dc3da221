"""Reads of exchange."""

from dataclasses import dataclass
from datetime import datetime

from quandun.exchange.models import Message


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message and what came back."""

    id: str
    system: str
    about: str
    queued_at: datetime
    answered_at: datetime | None
    receipt: str


def messages_about(about: str) -> list[MessageView]:
    """Return the messages about an object in the order queued."""
    return [
        MessageView(row.public_id, row.system, row.about, row.queued_at, row.answered_at, row.receipt)
        for row in Message.objects.filter(about=about).order_by("id")
    ]
