"""Histories written as prose: which step on which day, with which answers, signed by whom."""

from datetime import date

from quandun.cases.case_types.administrative_penalty.manifest import CASE_TYPE
from quandun.cases.domain.clocks import Clock, clocks
from quandun.cases.domain.history import Happening, Signature
from quandun.kernel.clocks import beijing

PENALTY = CASE_TYPE


def signed(capacity: str, person: str, day: date = date(2026, 9, 1)) -> Signature:
    return Signature(capacity, f"ac-{person}", person, person, "", beijing(day))


def happened(step: str, day: date, *signatures: Signature, **answers: object) -> Happening:
    return Happening(step, beijing(day), answers, signatures)


def clock(key: str, history: tuple[Happening, ...], on: date) -> Clock:
    """Return one clock of the penalty procedure as it stands on a day."""
    return next(one for one in clocks(PENALTY, history, on=on) if one.key == key)


FILED = (
    happened("register_source", date(2026, 8, 31), received_on="2026-08-31"),
    happened("confirm_route", date(2026, 9, 1)),
    happened("verify_on_site", date(2026, 9, 3)),
    happened("file_case", date(2026, 9, 7)),
)
NOTIFIED = (
    *FILED,
    happened("inquire", date(2026, 9, 15)),
    happened("check_crime", date(2026, 9, 16)),
    happened("conclude_investigation", date(2026, 9, 22)),
    happened("review_case", date(2026, 9, 24)),
    happened("notify_penalty", date(2026, 9, 30)),
    happened("serve_notice", date(2026, 9, 30), served_on="2026-09-30"),
)
