"""Writes of the frame: second factors. Each leaves a fact; the secret itself never enters one."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import get_user_model
from django.db import transaction

from quandun.frame.errors import SecondFactorExists
from quandun.kernel.actors import Actor
from quandun.kernel.errors import NotFound
from quandun.ledger import api as ledger
from quandun.people.api import allow


@transaction.atomic
def enrol_second_factor(*, account_id: str, by: Actor, at: datetime) -> str:
    """Give an account its second factor beforehand (预置动态验证码) and return the secret, which is shown once and handed over.

    Raises NotFound for an unknown account and SecondFactorExists where one is in place: only its holder replaces it.
    """
    allow(by, "frame.enrol_second_factor")
    user = get_user_model().objects.filter(public_id=account_id).first()
    if user is None:
        raise NotFound()
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        raise SecondFactorExists()
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    ledger.append("frame.second_factor_enrolled", about=(account_id,), body={"by_holder": False}, by=by, at=at)
    return str(secret)


@transaction.atomic
def note_second_factor(*, by: Actor, at: datetime) -> None:
    """Record that the holder has set up the account's second factor (启用动态验证码)."""
    allow(by, "frame.manage_own_account")
    ledger.append("frame.second_factor_enrolled", about=(by.id,), body={"by_holder": True}, by=by, at=at)
