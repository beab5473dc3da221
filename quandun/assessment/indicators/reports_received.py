"""收到的举报: reports received since the plan was issued."""

from collections.abc import Iterator
from datetime import date

from quandun.assessment.domain.indicator import CountedRecord, Indicator
from quandun.intake import api as intake
from quandun.kernel.clocks import legal_day


def _records(first: date, last: date) -> Iterator[CountedRecord]:
    for report in intake.reports():
        day = legal_day(report.received_at)
        if first <= day <= last:
            yield CountedRecord(id=report.id, kind="report", label="举报", unit_id="", day=day, recorded_on=day)


INDICATOR = Indicator(
    key="reports_received",
    name="收到的举报",
    name_en="Reports received",
    unit="件",
    method="方案印发之日起提交成功的举报。",
    method_en="Reports submitted since the plan was issued.",
    records=_records,
)
