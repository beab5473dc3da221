"""Writes of the rights vault."""

from datetime import date, datetime, timedelta

from django.db import transaction

from quandun.kernel.actors import Actor
from quandun.kernel.errors import NotAllowed
from quandun.kernel.ids import new_id
from quandun.ledger import api as ledger
from quandun.people.api import allow
from quandun.rights.errors import AlreadyRegistered
from quandun.rights.models import TradeMark


@transaction.atomic
def register_mark(
    *,
    number: str,
    name: str,
    owner_id: str,
    classes: str,
    goods: str,
    valid_from: date,
    last_day: date,
    by: Actor,
    at: datetime,
) -> str:
    """Enter a registered trade mark in the vault (登记权利) and return its public id.

    The actor must act for the owner. `last_day` is the last valid day, as the certificate prints it.
    Raises AlreadyRegistered when the vault holds the number.
    """
    allow(by, "rights.register_mark")
    if by.organisation_id != owner_id:
        raise NotAllowed(act="rights.register_mark", actor=by.id)
    if TradeMark.objects.filter(number=number).exists():
        raise AlreadyRegistered(number=number)
    mark = TradeMark.objects.create(
        public_id=new_id("tm"),
        number=number,
        name=name,
        owner_id=owner_id,
        classes=classes,
        goods=goods,
        valid_from=valid_from,
        valid_until=last_day + timedelta(days=1),
    )
    ledger.append("rights.mark_registered", about=(mark.public_id, owner_id), body={"number": number}, by=by, at=at, rows=(mark,))
    return mark.public_id
