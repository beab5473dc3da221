"""存证的证据材料: exhibits taken into custody since the plan was issued."""

from collections.abc import Iterator
from datetime import date

from quandun.assessment.domain.indicator import CountedRecord, Indicator
from quandun.evidence import api as evidence
from quandun.kernel.clocks import legal_day


def _records(first: date, last: date) -> Iterator[CountedRecord]:
    for exhibit in evidence.exhibits():
        day = legal_day(exhibit.received_at)
        if first <= day <= last:
            # The file's own name may name people; only that it is an exhibit is said.
            yield CountedRecord(id=exhibit.id, kind="exhibit", label="证据材料", unit_id="", day=day, recorded_on=day)


INDICATOR = Indicator(
    key="evidence_deposited",
    name="存证的证据材料",
    name_en="Exhibits taken into custody",
    unit="件",
    method="方案印发之日起收存并写入存证日志的证据材料。",
    method_en="Exhibits taken into custody and committed to the log since the plan was issued.",
    records=_records,
)
