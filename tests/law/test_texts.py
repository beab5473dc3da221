"""Every value in force since any day stands in `texts.yaml` under its text, with first and last day, article and confidence."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from quandun.law import api
from quandun.law.statutes import Law
from quandun.law.values import ParameterValue

TEXTS = yaml.safe_load((Path(__file__).parent / "texts.yaml").read_text(encoding="utf-8"))
DAY = timedelta(days=1)


def values(law: Law, name: str, start: date) -> list[ParameterValue]:
    """The values a line speaks of: the one it names, else all that its rule has since that day."""
    found = [law.find(name)] if "." in name else list(law.parameter(name).values.values())
    return [value for value in found if any(entry.effective.start == start for entry in value.history)]


def lines() -> Iterator[tuple[str, date, date | None, str, str, str]]:
    for text in TEXTS:
        for name, said in text["rules"].items():
            article, _, confidence = said.rpartition(" · ")
            yield name, text["from"], text.get("until"), text["text"], article, confidence


@pytest.mark.parametrize(
    ("name", "first", "last", "instrument", "article", "confidence"), list(lines()), ids=lambda part: str(part)[:40].replace(" ", "-")
)
def test_it_stands_there_from_its_first_day_to_its_last(
    name: str, first: date, last: date | None, instrument: str, article: str, confidence: str
) -> None:
    law = api.current()
    found = values(law, name, first)
    assert found
    for value in found:
        (entry,) = [entry for entry in value.history if first in entry.effective]
        assert (entry.instrument, entry.article, entry.confidence) == (instrument, article, confidence), value.ref
        assert not any(entry is other for other in value.history if first - DAY in other.effective), value.ref
        assert entry.effective.end == (last + DAY if last else None), value.ref


def test_no_value_is_left_out() -> None:
    law = api.current()
    said = {(value.ref, first) for name, first, *_ in lines() for value in values(law, name, first)}
    there = {(v.ref, e.effective.start) for p in law.parameters.values() for v in p.values.values() for e in v.history}
    assert there - said == set()
