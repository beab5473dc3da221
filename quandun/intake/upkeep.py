"""What runs by itself: drafts nobody submitted lose what was typed into them."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from quandun.intake.models import Draft
from quandun.intake.services import DRAFT_LIVES
from quandun.ledger import api as ledger

log = logging.getLogger("quandun.intake")


def register() -> None:
    """Put the job on the schedule."""
    ledger.job("intake.forget_old_drafts", every=timedelta(days=1))(forget_old_drafts)


def forget_old_drafts(payload: Mapping[str, object], at: datetime) -> None:
    """Empty the drafts whose code has expired: a name and telephone number typed and abandoned are not kept (个人信息保护法 第十九条)."""
    emptied = Draft.objects.filter(report_id="", saved_at__lt=at - DRAFT_LIVES).exclude(answers={}).update(answers={})
    log.info("intake.drafts_emptied", extra={"drafts": emptied})
