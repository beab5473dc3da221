"""办结的知识产权行政处罚案件: penalty cases closed since the plan was issued."""

from collections.abc import Iterator
from datetime import date

from quandun.assessment.counting import case_record
from quandun.assessment.domain.indicator import CountedRecord, Indicator
from quandun.cases import api as cases

PENALTY = "administrative_penalty"


def _records(first: date, last: date) -> Iterator[CountedRecord]:
    for case in cases.counted_cases():
        if case.closed_on is not None and first <= case.closed_on <= last and case.kind == PENALTY:
            yield case_record(case, case.closed_on)


INDICATOR = Indicator(
    key="closed_penalty_cases",
    name="办结的知识产权行政处罚案件",
    name_en="Administrative penalty cases closed",
    unit="件",
    method="方案印发之日起结案的行政处罚案件；不予立案的不算。",
    method_en="Penalty cases closed since the plan was issued; a clue that was not filed is none.",
    records=_records,
)
