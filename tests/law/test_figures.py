"""Every figure that is no term stands in `figures.yaml` as a lawyer copied it from the article."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from quandun.law import api

GROUPS = yaml.safe_load((Path(__file__).parent / "figures.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("group", GROUPS, ids=lambda g: g["name"].replace(" ", "-"))
def test_the_figures_are_those_of_the_article(group: dict[str, object]) -> None:
    on, figures = group["day"], group["figures"]
    assert isinstance(on, date) and isinstance(figures, dict)
    for key, figure in figures.items():
        found = api.value(f"{group['law']}.{key}", on=on).value
        assert found == (tuple(figure) if isinstance(figure, list) else figure), key


def test_every_figure_in_force_since_any_day_is_among_them() -> None:
    shown = set()
    for group in GROUPS:
        for key in group["figures"]:
            answer = api.value(f"{group['law']}.{key}", on=group["day"])
            shown.add((answer.ref, answer.effective.start))
    for parameter in api.current().parameters.values():
        for value in parameter.values.values():
            for entry in value.history:
                numbers = entry.value if isinstance(entry.value, tuple) else (entry.value,)
                is_figure = all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers)
                if is_figure and not value.is_term:
                    assert (value.ref, entry.effective.start) in shown
