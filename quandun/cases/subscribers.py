"""What cases does when news comes."""

from quandun.cases import services
from quandun.cases.triage.table import TriageFacts
from quandun.identification import api as identification
from quandun.intake import api as intake
from quandun.kernel.actors import Actor
from quandun.ledger.api import Fact, subscriber
from quandun.matters import api as matters

SYSTEM = Actor.system("cases")


@subscriber("cases.triage_reported_matter", kinds=("intake.report_received",))
def triage_reported_matter(fact: Fact) -> None:
    """A report came in: propose a road. Identification stands before cases in the log's order of subscribers or not:
    both are asked here, so the order does not matter."""
    matter_id = fact.about[0]
    report = intake.report_of(matter_id)
    identification.propose_findings(matter_id=matter_id, sign=report.used_sign, by=Actor.system("identification"), at=fact.at)
    best = next(iter(identification.findings_of(matter_id)), None)
    facts = TriageFacts(
        right_kind="trade_mark" if matters.matter(matter_id, by=SYSTEM).right_id or best else "unknown",
        likeness="none" if best is None else "identical" if best.identical else "similar",
        district_known=bool(report.district_code),
    )
    services.propose_triage(matter_id=matter_id, facts=facts, by=SYSTEM, at=fact.at)
