"""Every example of `tests/law/*.yaml` holds, and every term of law has one.

The dates were not taken from the code under test. Those of the demonstration were worked out by hand; the others by counting
day after day from the words of each article and the holiday notice of 2026, with the length read from the article, and then
read over against a calendar. Where the last day falls in a year without notice the weekends alone are known: `provisional`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml

from quandun.kernel.clocks import BEIJING
from quandun.kernel.ranges import DayRange
from quandun.law import api, terms

HERE = Path(__file__).parent
NO_EXAMPLES = ("figures", "superseded", "texts")
KEYS = {"name", "law", "starts", "due", "on", "pauses", "extend", "provisional", "refused"}


@dataclass(frozen=True)
class Example:
    name: str
    law: str
    starts: date | datetime
    due: date | datetime | None
    on: date | None
    pauses: tuple[api.Pause, ...]
    extend: tuple[str, ...]
    provisional: bool
    refused: str


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING) if "T" in text else date.fromisoformat(text)


def _read(path: Path) -> list[Example]:
    # BaseLoader keeps every scalar as written, so that a date with and without a time look the same to the reader.
    examples = []
    for raw in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader):  # noqa: S506  BaseLoader builds only text
        assert set(raw) <= KEYS, f"{path.name}: {raw['name']} has unknown keys {set(raw) - KEYS}"
        assert ("due" in raw) != ("refused" in raw), f"{path.name}: {raw['name']} says either due or refused"
        examples.append(
            Example(
                name=raw["name"],
                law=raw["law"],
                starts=_moment(raw["starts"]),
                due=_moment(raw["due"]) if "due" in raw else None,
                on=date.fromisoformat(raw["on"]) if "on" in raw else None,
                pauses=tuple(
                    api.Pause(DayRange(date.fromisoformat(p["from"]), date.fromisoformat(p["until"])), p["ground"])
                    for p in raw.get("pauses", ())
                ),
                extend=tuple(raw.get("extend", ())),
                provisional=raw.get("provisional") == "true",
                refused=raw.get("refused", ""),
            )
        )
    return examples


EXAMPLES = [example for path in sorted(HERE.glob("*.yaml")) if not path.name.startswith(NO_EXAMPLES) for example in _read(path)]


def outcome(law: api.Law, example: Example) -> tuple[date | datetime | None, bool, str]:
    """What a body of law answers to an example: when it is due, whether provisionally, or the code of the refusal."""
    try:
        found = terms.due(law, example.law, starts=example.starts, pauses=example.pauses, extensions=example.extend, on=example.on)
    except api.LawError as refusal:
        return None, False, refusal.code
    return found.last_instant or found.last_day, found.provisional, ""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.name.replace(" ", "-"))
def test_it_holds_that(example: Example) -> None:
    assert outcome(api.current(), example) == (example.due, example.provisional, example.refused)


def test_every_term_of_law_has_an_example() -> None:
    law = api.current()
    shown = {law.find(ref).ref for example in EXAMPLES if example.due for ref in (example.law, *example.extend)}
    terms = {value.ref for parameter in law.parameters.values() for value in parameter.values.values() if value.is_term}
    assert terms - shown == set()


def test_there_are_at_least_250_and_each_reads_differently() -> None:
    assert len(EXAMPLES) >= 250
    names = [example.name for example in EXAMPLES]
    assert len(names) == len(set(names))
