"""立案的案件: cases filed since the plan was issued, by kind."""

from collections.abc import Iterator
from datetime import date

from quandun.assessment.counting import case_record
from quandun.assessment.domain.indicator import CountedRecord, Indicator
from quandun.cases import api as cases


def _records(first: date, last: date) -> Iterator[CountedRecord]:
    for case in cases.counted_cases():
        if case.filed_on is not None and first <= case.filed_on <= last:
            yield case_record(case, case.filed_on)


INDICATOR = Indicator(
    key="filed_cases",
    name="立案的案件",
    name_en="Cases filed",
    unit="件",
    method="方案印发之日起立案的案件，按案件种类分列。",
    method_en="Cases filed since the plan was issued, by kind of case.",
    records=_records,
)
