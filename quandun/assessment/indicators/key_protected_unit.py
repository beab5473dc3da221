"""在库的重点单位: key protected units on the register."""

from functools import partial

from quandun.assessment.counting import member_records
from quandun.assessment.domain.indicator import Indicator

INDICATOR = Indicator(
    key="key_protected_unit",
    name="在库的知识产权保护重点单位",
    name_en="Key protected units on the register",
    unit="家",
    method="当日在重点单位库中的单位；暂停、移出和期满的不计。",
    method_en="Units on the register that day; those suspended, removed or past their term do not count.",
    records=partial(member_records, "key_protected_unit"),
)
