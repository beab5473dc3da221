"""知识产权人民调解组织区县覆盖率: districts with a mediation body on the register, of all districts."""

from functools import partial

from quandun.assessment.counting import member_records
from quandun.assessment.domain.indicator import Indicator
from quandun.people import api as people

INDICATOR = Indicator(
    key="mediation_body",
    name="知识产权人民调解组织区县覆盖率",
    name_en="Districts with a mediation body",
    unit="%",
    method="当日名录中有知识产权人民调解组织的区县数，除以全部区县数。",
    method_en="Districts that have a mediation body on the register that day, of all districts of the city.",
    records=partial(member_records, "mediation_body"),
    measure="coverage_of_districts",
    whole=lambda: len(people.districts()),
)
