"""The work calendars carried are those of the notices: a published collection made by others agrees day by day."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from quandun.law import api

YEARS = sorted(api.calendar().years)


def test_every_year_from_2019_to_2026_is_carried_and_none_after() -> None:
    assert list(range(2019, 2027)) == YEARS


@pytest.mark.parametrize("year", YEARS)
def test_each_day_is_working_or_not_as_the_collection_of_others_has_it(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366 if year % 4 == 0 else 365)]
    ours = {day for day in days if api.calendar().is_working(day)}
    assert ours == {day for day in days if chinese_calendar.is_workday(day)}


def test_a_year_names_its_notice_and_what_changed_it() -> None:
    assert api.calendar().year(2025).source == "国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）"
    assert api.calendar().year(2020).source.endswith("（国办发明电〔2019〕16号，经国办发明电〔2020〕1号调整）")


def test_a_decision_period_that_began_last_year_is_counted() -> None:
    found = api.due("mp-decision-period.base", starts=date(2025, 11, 17))
    assert found.last_day == date(2026, 2, 24)  # ninety days end on Sunday 15 February, in the Spring Festival holidays
    assert not found.provisional


def test_working_days_run_over_the_new_year_by_both_notices() -> None:
    found = api.due("mp-clue-verification.verify_within", starts=date(2025, 12, 22))
    assert found.last_day == date(2026, 1, 13)  # 23–31 December: 7; 4 January is a make-up day: 4–10 January: 6; then 12, 13
    assert all(number in "".join(found.steps) for number in ("国办发明电〔2024〕12号", "国办发明电〔2025〕7号"))
