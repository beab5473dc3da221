"""法定期限内作出决定的案件占比: whether a decision was in time is the case clock's answer, through `law`."""

from collections.abc import Iterator
from datetime import date

from quandun.assessment.counting import case_record
from quandun.assessment.domain.indicator import CountedRecord, Indicator
from quandun.cases import api as cases


def _records(first: date, last: date) -> Iterator[CountedRecord]:
    for case in cases.counted_cases():
        if case.decided_on is not None and first <= case.decided_on <= last:
            yield case_record(case, case.decided_on, favourable_from=case.decided_on if case.decided_in_time else None)


INDICATOR = Indicator(
    key="decided_in_time",
    name="法定期限内作出决定的案件",
    name_en="Cases decided within the statutory period",
    unit="%",
    method="方案印发之日起作出决定的案件中，没有超过法定办案期限（含依法延长、扣除的时间）的占比。",
    method_en="The share decided within the statutory period, lawful extensions and excluded time allowed for, since the plan was issued.",
    records=_records,
    measure="share",
)
