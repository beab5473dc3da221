"""已答复举报人的举报占比: of the reports received, those whose reporter was told of the filing or the result."""

from collections.abc import Iterator
from datetime import date

from quandun.assessment.domain.indicator import CountedRecord, Indicator
from quandun.cases import api as cases
from quandun.intake import api as intake
from quandun.kernel.clocks import legal_day


def _records(first: date, last: date) -> Iterator[CountedRecord]:
    answers = {case.matter_id: case for case in reversed(cases.counted_cases()) if case.reporter_told_on is not None}
    for report in intake.reports():
        day = legal_day(report.received_at)
        answer = answers.get(report.matter_id)
        if first <= day <= last:
            yield CountedRecord(
                id=report.id,
                kind="report",
                label="举报",
                unit_id=answer.unit_id if answer else "",
                day=day,
                recorded_on=day,
                favourable_from=answer.reporter_told_on if answer else None,
                rests_on=(answer.id,) if answer else (),
            )


INDICATOR = Indicator(
    key="reports_answered",
    name="已答复举报人的举报",
    name_en="Reports answered",
    unit="%",
    method="收到的举报中，已把立案情况或者处理结果告知举报人的占比。",
    method_en="Of the reports received, the share whose reporter was told of the filing or the result.",
    records=_records,
    measure="share",
)
