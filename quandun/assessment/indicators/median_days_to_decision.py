"""立案到决定的天数中位数: days from filing to decision, the middle one of all decided cases."""

from collections.abc import Iterator
from datetime import date

from quandun.assessment.counting import case_record
from quandun.assessment.domain.indicator import CountedRecord, Indicator
from quandun.cases import api as cases


def _records(first: date, last: date) -> Iterator[CountedRecord]:
    for case in cases.counted_cases():
        if case.decided_on is not None and first <= case.decided_on <= last and case.filed_on is not None:
            yield case_record(case, case.decided_on, amount=(case.decided_on - case.filed_on).days)


INDICATOR = Indicator(
    key="median_days_to_decision",
    name="立案到作出决定的天数（中位数）",
    name_en="Days from filing to decision (median)",
    unit="天",
    method="方案印发之日起作出决定的案件，从立案到决定的自然日天数，取中间的一件。",
    method_en="Calendar days from filing to decision of the cases decided since the plan was issued; the middle one.",
    records=_records,
    measure="median",
)
