"""办结的知识产权行政处罚案件: penalty cases closed since the plan was issued."""

from datetime import date

from quandun.assessment.domain.indicator import CountedRecord, Indicator
from quandun.cases import api as cases

TASK_OF_ADMINISTRATIVE_PROTECTION = 3


def _records(first: date, last: date) -> list[CountedRecord]:
    return [
        CountedRecord(case.id, case.number, case.unit_id, case.closed_on, "case")
        for case in cases.closed_between(first, last)
        if TASK_OF_ADMINISTRATIVE_PROTECTION in case.task_numbers
    ]


INDICATOR = Indicator(
    key="closed_penalty_cases",
    name="办结的知识产权行政处罚案件",
    name_en="Administrative penalty cases closed",
    unit="件",
    tasks=(TASK_OF_ADMINISTRATIVE_PROTECTION,),
    records=_records,
)
