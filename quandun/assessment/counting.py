"""How a case becomes a counted record: the number, the unit and the kind are said, never a party."""

from datetime import date

from quandun.assessment.domain.indicator import CountedRecord
from quandun.cases.api import CountedCase


def case_record(
    case: CountedCase,
    day: date,
    *,
    kind: str = "case",
    favourable_from: date | None = None,
    amount: int = 0,
    rests_on: tuple[str, ...] = (),
) -> CountedRecord:
    """Return the record of a case that counts from `day` on; a step of a case is written down on the day it takes effect."""
    return CountedRecord(
        id=case.id,
        kind=kind,
        label=case.number,
        unit_id=case.unit_id,
        day=day,
        recorded_on=day,
        part=case.kind_name,
        part_en=case.kind_name_en,
        favourable_from=favourable_from,
        amount=amount,
        rests_on=rests_on,
    )
