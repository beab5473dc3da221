"""Every figure that is no term stands in `figures.yaml`, copied from the article whose words stand above it.

A figure is a number, a yes or no, or a text with a digit in it (a date, a list of articles). `day` is the day the law is asked.
"""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from quandun.law import api

GROUPS = yaml.safe_load((Path(__file__).parent / "figures.yaml").read_text(encoding="utf-8"))


def frozen(value: object) -> object:
    return tuple(frozen(part) for part in value) if isinstance(value, list) else value


def is_figure(value: object) -> bool:
    if isinstance(value, tuple | dict):
        return any(is_figure(part) for part in (value.values() if isinstance(value, dict) else value))
    return bool(re.search(r"\d", value)) if isinstance(value, str) else value is not None


@pytest.mark.parametrize("group", GROUPS, ids=lambda g: g["name"].replace(" ", "-"))
def test_the_figures_are_those_of_the_article(group: dict[str, object]) -> None:
    on, figures = group["day"], group["figures"]
    assert isinstance(on, date) and isinstance(figures, dict)
    for key, figure in figures.items():
        found = api.value(f"{group['law']}.{key}", on=on).value
        assert (found, type(found)) == (frozen(figure), type(frozen(figure))), key


def test_every_figure_in_force_since_any_day_is_among_them() -> None:
    shown = set()
    for group in GROUPS:
        for key in group["figures"]:
            answer = api.value(f"{group['law']}.{key}", on=group["day"])
            shown.add((answer.ref, answer.effective.start))
    figures = {
        (value.ref, entry.effective.start)
        for parameter in api.current().parameters.values()
        for value in parameter.values.values()
        for entry in value.history
        if is_figure(entry.value) and not value.is_term
    }
    assert figures - shown == set()
