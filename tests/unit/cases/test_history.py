"""The standing of a case is its history folded."""

from datetime import date, timedelta

from quandun.cases.domain.history import answers_by_step, party_of, signing_order, standing, standing_on
from tests.unit.cases.histories import FILED, NOTIFIED, PENALTY, happened


def test_a_case_without_history_stands_at_the_beginning() -> None:
    now = standing(PENALTY, ())
    assert (now.state, now.marks) == ("new", frozenset())


def test_marks_are_set_and_cleared_beside_the_state() -> None:
    asked = (*FILED, happened("ask_identification", date(2026, 9, 8)))
    assert "identification_asked" in standing(PENALTY, asked).marks
    given = standing(PENALTY, (*asked, happened("receive_identification", date(2026, 9, 10))))
    assert given.state == "filed" and "identified" in given.marks and "identification_asked" not in given.marks


def test_any_past_day_is_the_fold_of_what_had_happened_by_its_end() -> None:
    day = date(2026, 8, 30)
    while day <= date(2026, 10, 1):
        prefix = [one for one in NOTIFIED if one.day <= day]
        assert standing_on(PENALTY, NOTIFIED, day) == standing(PENALTY, prefix)
        day += timedelta(days=1)


def test_the_latest_answers_of_a_step_win_and_stand_last() -> None:
    history = (*FILED, happened("inquire", date(2026, 9, 15), inquiry_note="一"), happened("check_crime", date(2026, 9, 16)))
    again = (*history, happened("inquire", date(2026, 9, 17), inquiry_note="二"))
    found = answers_by_step(again)
    assert found["inquire"]["inquiry_note"] == "二" and list(found)[-1] == "inquire"


def test_the_party_is_what_was_last_said_of_it_and_silence_erases_nothing() -> None:
    history = (
        happened("verify_on_site", date(2026, 9, 3), party_name="老吴茶叶店", party_phone="13600000000"),
        happened("inquire", date(2026, 9, 15), party_name="老吴茶行", party_phone=""),
    )
    assert party_of(history) == {"name": "老吴茶行", "phone": "13600000000"}


def test_a_count_of_two_is_two_single_signatures() -> None:
    assert [one.capacity for one in signing_order(PENALTY.step("file_case"))] == ["officer", "officer", "unit_head", "bureau_head"]
