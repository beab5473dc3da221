"""Every id and value name of the collection stays a name for ever: `law due` answers or refuses it in one line."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from quandun.kernel.clocks import beijing
from quandun.law import api

COLLECTED = json.loads((Path(__file__).parents[2] / "vectors" / "law_collected.json").read_text(encoding="utf-8"))
NAMES = [(one, value) for one in COLLECTED for value in one["values"]]
LENGTHS = ("calendar_day", "working_day", "month", "year", "hour")
REFUSALS = {api.NotATerm, api.ValueNotObtained}


def asked_on(one: dict[str, object], value: dict[str, object]) -> date:
    """Return a day on which the value is in force and the rules of counting are, too."""
    starts = [entry.effective.start for entry in api.current().find(f"{one['id']}.{value['name']}").history]
    collected = date.fromisoformat(str(one["effective_from"]))
    # A collection dated by its older text may name a number only the newer one has.
    return max(collected if collected in starts else starts[0], date(2021, 7, 15)) + timedelta(days=1)


def test_the_collection_is_whole() -> None:
    assert (len(COLLECTED), len(NAMES)) == (371, 622)


@pytest.mark.parametrize(("one", "value"), NAMES, ids=[f"{one['id']}.{value['name']}" for one, value in NAMES])
def test_it_is_answered_or_refused_in_one_line(one: dict[str, object], value: dict[str, object]) -> None:
    day = asked_on(one, value)
    starts = beijing(day) if value["unit"] == "hour" else day
    try:
        found = api.due(f"{one['id']}.{value['name']}", starts=starts)
    except api.LawError as refusal:
        assert type(refusal) in REFUSALS
        assert refusal.exit_code == (1 if value["value"] is None else 2)
        assert len(refusal.sentence().splitlines()) == 1
        return
    assert value["unit"] in LENGTHS and found.steps
    assert (found.last_instant is not None) == (value["unit"] == "hour")
    assert found.value.value == value["value"] and found.value.unit == value["unit"]


def test_most_lengths_answer() -> None:
    """A length that answers nobody's question (`counts: none`) is refused; the others must not be lost among the refusals."""
    terms = [one for one, value in NAMES if api.current().find(f"{one['id']}.{value['name']}").is_term]
    lengths = [value for _, value in NAMES if value["unit"] in LENGTHS]
    assert len(terms) > 0.75 * len(lengths)
