"""期限内公示的处罚决定占比: decisions published within the statutory period, those never published counted as late."""

from collections.abc import Iterator
from datetime import date, timedelta

from quandun.assessment.counting import case_record
from quandun.assessment.domain.indicator import CountedRecord, Indicator
from quandun.cases import api as cases
from quandun.disclosure import api as disclosure
from quandun.kernel.clocks import legal_day


def _records(first: date, last: date) -> Iterator[CountedRecord]:
    for case in cases.counted_cases():
        if case.decided_on is None or case.publish_by is None:
            continue
        publication = disclosure.publication_of_case(case.id)
        published_on = legal_day(publication.published_at) if publication and publication.published_at else None
        in_time = published_on is not None and published_on <= case.publish_by
        # A decision is counted once it can be judged: the day it was published in time, else the day after the last day.
        day = published_on if published_on is not None and in_time else case.publish_by + timedelta(days=1)
        if first <= day <= last:
            yield case_record(
                case, day, favourable_from=published_on if in_time else None, rests_on=(publication.id,) if publication and in_time else ()
            )


INDICATOR = Indicator(
    key="decisions_published_in_time",
    name="法定期限内公示的处罚决定",
    name_en="Penalty decisions published within the statutory period",
    unit="%",
    method="应当公示的处罚决定中，在法定期限内公示的占比；到期没有公示的，从次日起计为逾期。",
    method_en="The share published in time of the decisions to be published; one not published is late once its last day has passed.",
    records=_records,
    measure="share",
)
