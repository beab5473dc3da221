"""The drawings hold what they say, inside their frame."""

from datetime import date, datetime, timedelta

import pytest

from quandun.kernel.clocks import BEIJING
from quandun.kernel.ranges import DayRange
from quandun.law import api as law
from quandun.workbench.domain import calendar_picture, history_picture
from quandun.workbench.domain.calendar_picture import CalendarPicture
from quandun.workbench.domain.history_picture import HistoryRow, Piece

TODAY = date(2026, 11, 25)
OLD, NEW = DayRange(date(2019, 11, 1), date(2027, 1, 1)), DayRange(date(2027, 1, 1))


@pytest.mark.parametrize("width", [340.0, 860.0])
def test_a_history_stays_inside_its_drawing_and_meets_at_the_day_of_change(width: float) -> None:
    row = HistoryRow("罚款倍数上限" * 12, (Piece(OLD, "不超过5倍", "now"), Piece(NEW, "不超过5倍" * 40, "ahead")))
    picture = history_picture.draw([row], today=TODAY, today_text="今天", width=width)
    now, ahead = picture.rows[0].pieces
    assert 0 <= now.x < picture.today.x < ahead.x and ahead.x + ahead.width <= width
    assert abs(now.x + now.width - ahead.x) < 3
    assert picture.rows[0].name.endswith("…") and (ahead.text.endswith("…") or not ahead.text)
    assert all(0 < mark.x < width for mark in picture.years)


def test_an_old_text_does_not_squeeze_the_change_of_next_year() -> None:
    ancient = Piece(DayRange(date(1996, 10, 1), date(2027, 1, 1)), "5日", "now")
    picture = history_picture.draw([HistoryRow("期限", (ancient, Piece(NEW, "7日", "ahead")))], today=TODAY, today_text="今天", width=860)
    now, ahead = picture.rows[0].pieces
    assert ahead.width > 40 and ahead.text == "7日" and now.x >= 0


def test_a_text_that_ended_before_the_drawing_begins_is_not_drawn() -> None:
    gone = Piece(DayRange(date(1990, 1, 1), date(1995, 1, 1)), "3日", "past")
    picture = history_picture.draw([HistoryRow("期限", (gone, Piece(OLD, "5日", "now")))], today=TODAY, today_text="今天", width=860)
    assert [piece.text for piece in picture.rows[0].pieces] == ["5日"]


def laid_out(ref: str, start: date, pauses: list[law.Pause] | None = None, extensions: tuple[str, ...] = ()) -> CalendarPicture:
    due = law.due(ref, starts=start, pauses=pauses or [], extensions=extensions)
    return calendar_picture.draw(due, start=start, pauses=pauses or [], calendar=law.calendar())


def parts(picture: CalendarPicture) -> dict[date, str]:
    return {cell.day: cell.part for week in picture.weeks for cell in week.cells if cell.part != "outside"}


def test_working_days_are_counted_over_the_national_holiday() -> None:
    picture = laid_out("mp-register-preserve.decide_within", date(2026, 9, 28))
    drawn = parts(picture)
    assert drawn[date(2026, 9, 28)] == "start" and drawn[date(2026, 10, 13)] == "due"
    assert [day.day for day, part in drawn.items() if part == "counted"] == [29, 30, 8, 9, 10, 12]
    assert {day.day for day, part in drawn.items() if part == "rest"} == {1, 2, 3, 4, 5, 6, 7, 11}
    marks = {cell.day.day: cell.mark for week in picture.weeks for cell in week.cells if cell.mark}
    assert marks[10] == "班" and marks[1] == "休" and 3 not in marks  # a Saturday rests anyway
    numbers = {cell.day.day: cell.number for week in picture.weeks for cell in week.cells if cell.number}
    assert numbers == {29: 1, 30: 2, 8: 3, 9: 4, 10: 5, 12: 6, 13: 7}


def test_a_day_rolled_over_is_not_a_day_counted() -> None:
    drawn = parts(laid_out("mp-decision-period.base", date(2026, 9, 7)))
    assert drawn[date(2026, 12, 6)] == "counted" and drawn[date(2026, 12, 7)] == "due"
    rolled = parts(laid_out("mp-admin-suit.direct", date(2026, 4, 2)))  # the sixth month ends on 2026-10-02, in the holiday
    assert rolled[date(2026, 10, 3)] == "rolled" and rolled[date(2026, 10, 8)] == "due"


def test_a_backward_period_runs_from_the_last_day_for_notice_to_the_event() -> None:
    hearing = date(2026, 10, 12)
    drawn = parts(laid_out("mp-hearing-request.notice_before", hearing))
    assert drawn[hearing] == "start" and drawn[date(2026, 9, 23)] == "due"
    assert sum(part == "counted" for part in drawn.values()) == 7 and "rolled" not in drawn.values()


def test_a_year_without_notice_is_drawn_with_its_weekends() -> None:
    drawn = parts(laid_out("mp-register-preserve.decide_within", date(2026, 12, 30)))
    assert drawn[date(2027, 1, 2)] == "rest" and drawn[date(2027, 1, 8)] == "due"


def test_paused_days_are_hatched_and_not_numbered() -> None:
    pause = law.Pause(DayRange(date(2026, 9, 8), date(2026, 9, 10)), law.TRIAL_GROUND)
    picture = laid_out("mp-decision-period.base", date(2026, 9, 7), [pause])
    drawn = parts(picture)
    assert [day.day for day, part in drawn.items() if part == "paused"] == [8, 9]
    assert max(cell.number or 0 for week in picture.weeks for cell in week.cells) == 90


def test_a_long_period_leaves_quiet_weeks_out_and_says_how_many() -> None:
    first, last = date(2026, 9, 7), date(2026, 12, 7)
    weeks = (last - first).days // 7 + 1
    picture = laid_out("mp-decision-period.base", first)
    assert sum(week.skipped or 1 for week in picture.weeks) == weeks
    assert sum(bool(week.skipped) for week in picture.weeks) == 1 and len(picture.weeks) < weeks


def test_a_week_with_a_pause_is_never_left_out() -> None:
    pause = law.Pause(DayRange(date(2026, 10, 20), date(2026, 10, 22)), law.TRIAL_GROUND)
    picture = laid_out("mp-decision-period.base", date(2026, 9, 7), [pause])
    assert parts(picture)[date(2026, 10, 21)] == "paused"
    assert sum(bool(week.skipped) for week in picture.weeks) == 2


def test_cells_stand_beside_and_not_on_each_other() -> None:
    picture = laid_out("mp-register-preserve.decide_within", date(2026, 9, 28))
    places = [(cell.x, cell.y) for week in picture.weeks for cell in week.cells]
    assert len(set(places)) == len(places)
    assert all(0 < x < picture.width and 0 < y < picture.height for x, y in places)


def test_a_period_of_hours_is_shown_on_its_days() -> None:
    moment = datetime(2026, 9, 3, 22, 15, tzinfo=BEIJING)
    term = next(v for p in law.current().parameters.values() for v in p.values.values() if v.is_term and v.rule.unit == "hour")
    due = law.due(term.ref, starts=moment, on=date(2026, 9, 3))
    picture = calendar_picture.draw(due, start=moment.date(), pauses=[], calendar=law.calendar())
    drawn = parts(picture)
    assert drawn[due.last_day] == "due" and due.last_day - moment.date() >= timedelta(days=0)
    assert not any(cell.number for week in picture.weeks for cell in week.cells)
