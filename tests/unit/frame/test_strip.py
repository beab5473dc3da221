"""The clock strip as arithmetic: what must hold for every set of clocks."""

from datetime import date, timedelta
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from quandun.frame.components import ClockState, PauseValue, StripBar
from quandun.frame.strip import draw, fitted

DAY = date(2026, 6, 18)
days = st.integers(-700, 700).map(lambda n: DAY + timedelta(days=n))


@st.composite
def bars(make: st.DrawFn) -> StripBar:
    start = make(days)
    due = make(st.none() | st.integers(0, 400).map(lambda n: start + timedelta(days=n)))
    opened = make(st.integers(-20, 300))
    pause = PauseValue(start + timedelta(days=opened), make(st.none() | st.just(start + timedelta(days=opened + 14))), "鉴定")
    stopped = make(st.none() | st.integers(0, 500).map(lambda n: start + timedelta(days=n)))
    state = make(st.sampled_from(get_args(ClockState)))
    return StripBar("办案期限", state, start, due, stopped, (pause,) if make(st.booleans()) else ())


@given(st.lists(bars(), min_size=1, max_size=6), st.sampled_from([340.0, 860.0]))
def test_a_strip_keeps_everything_inside_the_drawing(made: list[StripBar], width: float) -> None:
    strip = draw(made, today=DAY, width=width)
    pieces = [piece for bar in strip.bars for piece in (bar.main, *bar.holes, *([bar.late] if bar.late else []))]
    assert all(piece.x >= 0 and piece.x + piece.width <= width + 4 and piece.width > 0 for piece in pieces)
    assert 0 <= strip.today_x <= width
    assert all(0 <= tick.x <= width for tick in strip.ticks)


@given(bars())
def test_a_pause_is_drawn_inside_its_bar(bar: StripBar) -> None:
    drawn = draw([bar], today=DAY, width=860).bars[0]
    assert all(drawn.main.x <= hole.x and hole.x + hole.width <= drawn.main.x + drawn.main.width + 4 for hole in drawn.holes)


def test_the_last_day_still_in_time_lies_inside_the_bar() -> None:
    last = StripBar("申辩", "running", date(2026, 6, 10), DAY)
    strip = draw([last], today=DAY, width=860)
    assert strip.bars[0].main.x + strip.bars[0].main.width > strip.today_x


def test_a_clock_shows_a_late_part_only_after_its_last_day() -> None:
    on_time = draw([StripBar("送达", "overdue", date(2026, 6, 1), DAY)], today=DAY, width=860).bars[0]
    late = draw([StripBar("送达", "overdue", date(2026, 6, 1), date(2026, 6, 15))], today=DAY, width=860).bars[0]
    assert on_time.late is None
    assert late.late is not None
    assert abs(late.late.x - late.main.x - late.main.width) < 0.02


def test_a_long_name_is_cut_to_its_room() -> None:
    assert fitted("先行登记保存处理期限", 80) == "先行登记…"
    assert fitted("办案期限", 80) == "办案期限"
