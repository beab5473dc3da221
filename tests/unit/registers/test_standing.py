"""How an entry stands on a day is computed from its transitions, with two times."""

from datetime import date

import pytest

from quandun.kernel.clocks import beijing
from quandun.registers.domain.standing import Move, State, Transition, obstacle, spans, standing


def told(move: Move, effective_on: date, recorded_on: date | None = None, ends_on: date | None = None) -> Transition:
    return Transition(move, effective_on, beijing(recorded_on or effective_on), ends_on)


MARCH, MAY, JUNE, JULY = date(2026, 3, 1), date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("history", "on", "state"),
    [
        ((), MAY, "absent"),
        ((told("nominate", MARCH),), MAY, "nominated"),
        ((told("nominate", MARCH), told("refuse", MAY)), MAY, "refused"),
        ((told("nominate", MARCH), told("admit", MAY)), MAY, "admitted"),
        ((told("nominate", MARCH), told("admit", MAY)), date(2026, 4, 30), "nominated"),
        ((told("nominate", MARCH), told("admit", MARCH), told("suspend", MAY)), MAY, "suspended"),
        ((told("nominate", MARCH), told("admit", MARCH, ends_on=MAY)), date(2026, 4, 30), "admitted"),
        ((told("nominate", MARCH), told("admit", MARCH, ends_on=MAY)), MAY, "lapsed"),
        ((told("nominate", MARCH), told("admit", MARCH, ends_on=JUNE), told("suspend", MAY)), JUNE, "lapsed"),
        ((told("nominate", MARCH), told("admit", MARCH, ends_on=MAY), told("renew", JUNE, ends_on=JULY)), JUNE, "admitted"),
        ((told("nominate", MARCH), told("admit", MARCH), told("remove", MAY)), JULY, "removed"),
    ],
)
def test_the_standing_of_a_day(history: tuple[Transition, ...], on: date, state: State) -> None:
    assert standing(history, on=on).state == state


def test_what_was_recorded_later_was_not_known_before() -> None:
    history = (told("nominate", MARCH), told("admit", MARCH), told("remove", MAY, recorded_on=JUNE))
    assert standing(history, on=MAY).state == "removed"
    assert standing(history, on=MAY, known_on=MAY).state == "admitted"


def test_a_move_must_fit_the_state_and_the_order() -> None:
    history = (told("nominate", MARCH), told("admit", MAY))
    assert obstacle(history, "suspend", effective_on=MAY) == ""
    assert obstacle(history, "suspend", effective_on=MARCH) == "order"
    assert obstacle(history, "reinstate", effective_on=JUNE) == "state"


def test_a_late_renewal_leaves_the_gap_that_was_shown() -> None:
    history = (told("nominate", MARCH), told("admit", MARCH, ends_on=MAY), told("renew", MAY, recorded_on=JUNE, ends_on=JULY))
    first, second = spans(history)
    assert (first.first, first.ended_on, first.shown_until) == (MARCH, MAY, MAY)
    assert (second.first, second.shown_from, second.ended_on) == (MAY, JUNE, JULY)
