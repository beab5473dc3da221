"""在库的鉴定专家: appraisal experts on the register; forensic and overseas experts are other registers."""

from functools import partial

from quandun.assessment.counting import member_records
from quandun.assessment.domain.indicator import Indicator

INDICATOR = Indicator(
    key="appraisal_expert",
    name="在库的鉴定专家",
    name_en="Appraisal experts on the register",
    unit="人",
    method="当日在鉴定专家库中的专家，不含司法鉴定专家和海外维权专家；暂停、移出和期满的不计。",
    method_en="Experts on the register that day, not the forensic and overseas ones; suspended, removed or lapsed ones do not count.",
    records=partial(member_records, "appraisal_expert"),
)
