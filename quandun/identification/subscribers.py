"""What identification does when news comes."""

from quandun.identification import services
from quandun.intake import api as intake
from quandun.kernel.actors import Actor
from quandun.ledger.api import Fact, subscriber


@subscriber("identification.compare_reported_sign", kinds=("intake.report_received",))
def compare_reported_sign(fact: Fact) -> None:
    """A report came in: look for marks its sign resembles."""
    matter_id = fact.about[0]
    report = intake.report_of(matter_id)
    services.propose_findings(matter_id=matter_id, sign=report.used_sign, by=Actor.system("identification"), at=fact.at)
