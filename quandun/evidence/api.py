"""Front door of evidence (电子证据保管)."""

from quandun.evidence.selectors import ExhibitView, exhibit, exhibits, exhibits_about
from quandun.evidence.services import Deposit, deposit_exhibit

__all__ = ["Deposit", "ExhibitView", "deposit_exhibit", "exhibit", "exhibits", "exhibits_about"]
