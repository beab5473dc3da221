"""Every value in force since any day stands in `texts.yaml` under its text, with first and last day, article and confidence."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from quandun.law import api
from quandun.law.statutes import Law
from quandun.law.values import Parameter, ParameterValue

TEXTS = [text for path in sorted(Path(__file__).parent.glob("texts*.yaml")) for text in yaml.safe_load(path.read_text(encoding="utf-8"))]
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


def holds(law: Law, name: str, first: date, last: date | None, instrument: str, article: str, confidence: str) -> bool:
    """Whether the law says of every value of a line what the line says."""
    found = values(law, name, first)
    return bool(found) and all(
        (entry.instrument, entry.article, entry.confidence, entry.effective.end)
        == (instrument, article, confidence, last + DAY if last else None)
        for value in found
        for entry in value.history
        if entry.effective.start == first
    )


LINES = list(lines())


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line[0]}-{line[1]}")
def test_it_stands_there_from_its_first_day_to_its_last(line: tuple[str, date, date | None, str, str, str]) -> None:
    law = api.current()
    assert holds(law, *line), [entry for value in values(law, line[0], line[1]) for entry in value.history]


def left_out(law: Law, parameters: Iterable[Parameter]) -> set[tuple[str, date]]:
    """What the law says since a day and the list does not."""
    wanted = {parameter.id: parameter for parameter in parameters}
    said = {
        (value.ref, first)
        for name, first, *_ in LINES
        if law.parameter(name.partition(".")[0]).id in wanted
        for value in values(law, name, first)
    }
    return {(v.ref, e.effective.start) for p in wanted.values() for v in p.values.values() for e in v.history} - said


def test_no_value_is_left_out() -> None:
    assert left_out(api.current(), api.current().parameters.values()) == set()
