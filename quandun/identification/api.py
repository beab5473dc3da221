"""Front door of identification (监测识别)."""

from quandun.identification.matchers.marks import Likeness, compare
from quandun.identification.selectors import FindingView, findings, findings_of
from quandun.identification.services import decide_finding, propose_findings

__all__ = ["FindingView", "Likeness", "compare", "decide_finding", "findings", "findings_of", "propose_findings"]
