"""How a case or a member of a register becomes a counted record: what everybody may read is said, never a party or a contact."""

from collections.abc import Iterator
from datetime import date

from quandun.assessment.domain.indicator import CountedRecord
from quandun.cases.api import CountedCase
from quandun.people import api as people
from quandun.registers import api as registers


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


def member_records(register: str, first: date, last: date) -> Iterator[CountedRecord]:
    """Yield the memberships of a register that touch [first, last], of members who left too; one on its first day counts from then on.

    `part` is the district, by which a figure is listed and a coverage reckoned; a suspended or lapsed member has a membership that ended.
    """
    districts = {one.code: one for one in people.districts()}
    for one in registers.memberships(register):
        if one.admitted_on <= last and (one.removed_on is None or one.removed_on > first):
            district = districts.get(one.district_code)
            yield CountedRecord(
                id=one.id,
                kind="register_member",
                label=one.label,
                unit_id=one.unit_id,
                day=one.admitted_on,
                recorded_on=one.recorded_on,
                ended_on=one.removed_on,
                end_recorded_on=one.removal_recorded_on,
                part=district.name if district else "",
                part_en=district.name_en if district else "",
            )
