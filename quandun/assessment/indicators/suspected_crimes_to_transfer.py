"""认为涉嫌犯罪、应当移送公安机关的案件: cases found to be suspected crimes."""

from collections.abc import Iterator
from datetime import date

from quandun.assessment.counting import case_record
from quandun.assessment.domain.indicator import CountedRecord, Indicator
from quandun.cases import api as cases


def _records(first: date, last: date) -> Iterator[CountedRecord]:
    for case in cases.counted_cases():
        if case.to_transfer_on is not None and first <= case.to_transfer_on <= last:
            yield case_record(case, case.to_transfer_on, kind="transfer")


INDICATOR = Indicator(
    key="suspected_crimes_to_transfer",
    name="认为涉嫌犯罪、应当移送公安机关的案件",
    name_en="Cases found to be suspected crimes, to be transferred to the police",
    unit="件",
    method="方案印发之日起，承办单位审查认为涉嫌犯罪、应当移送公安机关的案件。",
    method_en="Cases in which, since the plan was issued, the unit found a suspected crime to be transferred to the police.",
    records=_records,
)
