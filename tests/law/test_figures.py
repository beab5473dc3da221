"""Every figure that is no term stands in `figures.yaml`, copied from the article whose words stand above it.

A figure is a number, a yes or no, or a text with a numeral in it (a date, a list of articles); null where the number is not to
hand and the law must refuse. `day` is the day the law is asked.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from quandun.law import api

GROUPS = [
    group for path in sorted(Path(__file__).parent.glob("figures*.yaml")) for group in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def frozen(value: object) -> object:
    return tuple(frozen(part) for part in value) if isinstance(value, list) else value


def is_figure(value: object) -> bool:
    if isinstance(value, tuple | dict):
        return any(is_figure(part) for part in (value.values() if isinstance(value, dict) else value))
    return bool(re.search("[0-9一二三四五六七八九]", value)) if isinstance(value, str) else value is not None


def answers(law: api.Law, group: dict[str, Any]) -> dict[str, object]:
    """What a body of law answers to a group, in its own words: a figure, or nothing where the number is not to hand."""
    found: dict[str, object] = {}
    for key in group["figures"]:
        try:
            found[key] = law.value(f"{group['law']}.{key}", on=group["day"]).value
        except api.ValueNotObtained:
            found[key] = None
        except api.LawError as refusal:
            found[key] = refusal.code
    return found


def holds(law: api.Law, group: dict[str, Any]) -> bool:
    """Equal in value and in type: yes is not one."""
    found = answers(law, group)
    return all((found[key], type(found[key])) == (frozen(said), type(frozen(said))) for key, said in group["figures"].items())


@pytest.mark.parametrize("group", GROUPS, ids=lambda g: g["name"].replace(" ", "-"))
def test_the_figures_are_those_of_the_article(group: dict[str, Any]) -> None:
    assert holds(api.current(), group), answers(api.current(), group)


def test_every_figure_in_force_since_any_day_is_among_them() -> None:
    shown = set()
    for group in GROUPS:
        for key in group["figures"]:
            value = api.current().find(f"{group['law']}.{key}")
            shown |= {(value.ref, entry.effective.start) for entry in value.history if group["day"] in entry.effective}
    figures = {
        (value.ref, entry.effective.start)
        for parameter in api.current().parameters.values()
        for value in parameter.values.values()
        for entry in value.history
        if (is_figure(entry.value) or entry.value is None) and not value.is_term
    }
    assert figures - shown == set()
