"""监测识别的比对线索: leads found by comparing signs; each is a lead until a named person decides."""

from collections.abc import Iterator
from datetime import date

from quandun.assessment.domain.indicator import CountedRecord, Indicator
from quandun.identification import api as identification
from quandun.kernel.clocks import legal_day


def _records(first: date, last: date) -> Iterator[CountedRecord]:
    for finding in identification.findings():
        day = legal_day(finding.found_at)
        if first <= day <= last:
            yield CountedRecord(id=finding.id, kind="finding", label="比对线索", unit_id="", day=day, recorded_on=day)


INDICATOR = Indicator(
    key="likeness_leads_found",
    name="监测识别的比对线索",
    name_en="Leads found by comparison",
    unit="条",
    method="方案印发之日起平台比对得出的线索；线索由办案人员判断，不等于侵权。",
    method_en="Leads the platform found by comparison since the plan was issued; an officer decides on each, a lead is no infringement.",
    records=_records,
)
