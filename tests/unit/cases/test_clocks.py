"""Statutory clocks, computed from history each time they are asked."""

from datetime import date
from pathlib import Path

import pytest

from quandun.cases.domain.clocks import clocks, days_left
from quandun.kernel.ranges import DayRange
from quandun.law import api as law
from quandun.law.statutes import city_law
from tests.unit.cases.histories import FILED, NOTIFIED, PENALTY, clock, happened


def test_no_clock_runs_before_its_start() -> None:
    assert clocks(PENALTY, (), on=date(2026, 12, 1)) == ()
    assert [one.key for one in clocks(PENALTY, FILED, on=date(2026, 9, 6))] == ["clue"]


def test_a_clock_starts_from_the_day_the_answer_names() -> None:
    assert clock("clue", FILED, date(2026, 9, 1)).starts_on == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("on", "state"),
    [(date(2026, 9, 3), "running"), (date(2026, 9, 14), "running"), (date(2026, 9, 15), "spent")],
)
def test_a_power_not_used_in_time_is_spent(on: date, state: str) -> None:
    history = (*FILED[:3], happened("preserve_evidence", date(2026, 9, 3)))
    found = clock("preservation", history, on)
    assert (found.last_day, found.state) == (date(2026, 9, 14), state)
    assert found.open


def test_a_duty_not_done_in_time_is_overdue_and_then_late() -> None:
    history = FILED[:3]
    last = clock("clue", history, date(2026, 9, 3)).last_day
    assert clock("clue", history, date(2026, 10, 30)).state == "overdue"
    done_late = clock("clue", (*history, happened("file_case", date(2026, 10, 30))), date(2026, 11, 1))
    assert (done_late.state, done_late.last_day, done_late.open) == ("late", last, False)
    assert clock("clue", FILED, date(2026, 9, 10)).state == "met"


def test_a_right_not_used_in_time_has_lapsed() -> None:
    assert clock("statement", NOTIFIED, date(2026, 10, 13)).state == "running"
    assert clock("statement", NOTIFIED, date(2026, 10, 14)).state == "lapsed"


def test_an_identification_pauses_the_decision_from_asking_until_the_answer() -> None:
    plain = clock("decision", FILED, date(2026, 9, 8)).last_day
    asked = (*FILED, happened("ask_identification", date(2026, 9, 8)))
    open_pause = clock("decision", asked, date(2026, 9, 12))
    assert open_pause.state == "paused" and open_pause.pauses == (DayRange(date(2026, 9, 8), date(2026, 9, 12)),)
    answered = (*asked, happened("receive_identification", date(2026, 9, 10)))
    closed = clock("decision", answered, date(2026, 10, 8))
    assert closed.state == "running" and closed.pauses == (DayRange(date(2026, 9, 8), date(2026, 9, 10)),)
    assert closed.last_day > plain


def test_a_pause_opened_and_closed_on_one_day_leaves_out_nothing() -> None:
    same_day = (*FILED, happened("ask_identification", date(2026, 9, 8)), happened("receive_identification", date(2026, 9, 8)))
    found = clock("decision", same_day, date(2026, 9, 9))
    assert found.pauses == () and found.last_day == clock("decision", FILED, date(2026, 9, 9)).last_day


def test_two_pauses_both_count() -> None:
    days = (date(2026, 9, 8), date(2026, 9, 10), date(2026, 9, 14), date(2026, 9, 17))
    steps = ("ask_identification", "receive_identification") * 2
    history = (*FILED, *(happened(step, day) for step, day in zip(steps, days, strict=True)))
    assert len(clock("decision", history, date(2026, 9, 18)).pauses) == 2


def test_an_extension_of_the_seizure_moves_its_last_day_and_says_why() -> None:
    seized = (*FILED, happened("seize", date(2026, 9, 11)))
    before = clock("seizure", seized, date(2026, 10, 1))
    after = clock("seizure", (*seized, happened("extend_seizure", date(2026, 10, 9))), date(2026, 10, 10))
    assert (before.last_day, after.last_day) == (date(2026, 10, 11), date(2026, 11, 10))
    assert len(after.why) > len(before.why)


def test_an_extension_after_the_stop_moves_nothing() -> None:
    seized = (*FILED, happened("seize", date(2026, 9, 11)), happened("lift_seizure", date(2026, 9, 20)))
    late = (*seized, happened("extend_seizure", date(2026, 10, 9)))
    assert clock("seizure", late, date(2026, 10, 10)).last_day == clock("seizure", seized, date(2026, 10, 10)).last_day


def test_a_last_day_in_a_year_without_a_calendar_is_provisional() -> None:
    served = (*NOTIFIED, happened("decide", date(2026, 10, 16)), happened("serve_decision", date(2026, 10, 16), served_on="2026-10-16"))
    found = clock("suit", served, date(2026, 10, 20))
    assert found.provisional and found.last_day == date(2027, 4, 16)
    assert not clock("reconsideration", served, date(2026, 10, 20)).provisional


def test_the_notice_of_the_missing_year_makes_an_open_clock_final_because_no_last_day_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = (*NOTIFIED, happened("decide", date(2026, 10, 16)), happened("serve_decision", date(2026, 10, 16), served_on="2026-10-16"))
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "2027.yaml").write_text(
        "year: 2027\nnotice: 试验通知\nnumber: 试〔2026〕1号\nissued_on: 2026-11-25\nconfidence: verified\nread_from: 试验\n"
        "off_days: [{name: 试验, first_day: 2027-04-16, last_day: 2027-04-18}]\nmakeup_workdays: []\n",
        encoding="utf-8",
    )
    assert clock("suit", served, date(2026, 10, 20)).last_day == date(2027, 4, 16)
    monkeypatch.setattr(law, "_loaded", city_law(tmp_path))
    found = clock("suit", served, date(2026, 10, 20))
    assert (found.last_day, found.provisional) == (date(2027, 4, 19), False)


def test_what_happens_later_does_not_change_how_a_day_looked() -> None:
    seized = (*FILED, happened("seize", date(2026, 9, 11)), happened("extend_seizure", date(2026, 10, 9)))
    assert clock("seizure", seized, date(2026, 10, 8)).last_day == date(2026, 10, 11)


def test_days_left_count_down_to_the_last_day_and_below() -> None:
    found = clock("statement", NOTIFIED, date(2026, 10, 1))
    assert [days_left(found, day) for day in (date(2026, 10, 12), date(2026, 10, 13), date(2026, 10, 15))] == [1, 0, -2]


def test_every_clock_names_its_article() -> None:
    served = (*NOTIFIED, happened("decide", date(2026, 10, 16)), happened("serve_decision", date(2026, 10, 16), served_on="2026-10-16"))
    for one in clocks(PENALTY, served, on=date(2026, 10, 20)):
        assert "第" in one.source and "条" in one.source and one.ref.count(".") == 1 and one.why
