"""Whatever is recorded and however late: stretches of membership say on every day what the standing says."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from quandun.kernel.clocks import beijing
from quandun.registers.domain.standing import POSSIBLE_FROM, Move, Span, Transition, obstacle, spans, standing

FIRST = date(2026, 1, 1)
DAYS = 70
MANY = settings(max_examples=500)


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


STEP = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 3), st.none() | st.integers(1, 9))


@st.composite
def histories(draw: st.DrawFn) -> tuple[Transition, ...]:
    """Histories the engine would take: recorded in order, effective in order, late or early, terms that run out."""
    made: list[Transition] = [Transition("nominate", FIRST, beijing(FIRST))]
    recorded = effective = 0
    for late, later, choice, length in draw(st.lists(STEP, min_size=1, max_size=6)):
        recorded, effective = recorded + late, effective + later
        moves = sorted(move for move in POSSIBLE_FROM if move != "refuse" and not obstacle(made, move, effective_on=_day(effective)))
        if not moves:
            break
        move: Move = moves[choice % len(moves)]
        ends_on = _day(effective + length) if length and move in ("admit", "renew") else None
        made.append(Transition(move, _day(effective), beijing(_day(recorded)), ends_on))
    return tuple(made)


def _shown_on(span: Span, day: date) -> bool:
    return span.shown_from <= day and (span.shown_until is None or day < span.shown_until)


@MANY
@given(histories())
def test_what_was_shown_on_a_day_is_told_by_exactly_one_stretch(history: tuple[Transition, ...]) -> None:
    found = spans(history)
    for day in map(_day, range(DAYS)):
        shown = standing(history, on=day, known_on=day).state == "admitted"
        assert sum(_shown_on(span, day) for span in found) == shown, day


@MANY
@given(histories())
def test_nothing_is_shown_before_it_counts_and_known_lateness_is_the_only_difference(history: tuple[Transition, ...]) -> None:
    for span in spans(history):
        assert span.first <= span.shown_from
        assert span.ended_on is None or (span.shown_until is not None and span.ended_on <= span.shown_until)


@MANY
@given(histories())
def test_when_everything_is_known_at_once_stretches_and_standing_agree(history: tuple[Transition, ...]) -> None:
    prompt = tuple(replace(one, recorded_at=beijing(one.effective_on)) for one in history)
    found = spans(prompt)
    for day in map(_day, range(DAYS)):
        member = any(span.first <= day and (span.ended_on is None or day < span.ended_on) for span in found)
        assert member == (standing(prompt, on=day).state == "admitted"), day
