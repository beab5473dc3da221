"""What earlier texts said (旧规定), kept for the reader: every line of it stands in `superseded.yaml`, copied from the old text."""

from pathlib import Path

import pytest
import yaml

from quandun.law import api
from quandun.law.values import Parameter, Superseded

OLD = yaml.safe_load((Path(__file__).parent / "superseded.yaml").read_text(encoding="utf-8"))


def line(old: Superseded) -> str:
    """One earlier rule as the file writes it; an unknown day is a question mark."""
    return f"{old.instrument} · {old.old_value} · {old.first_day or '?'} – {old.last_day or '?'}"


def history(parameter: Parameter) -> list[str]:
    texts = [parameter.supersedes, *(text.supersedes for text in parameter.later_texts)]
    return [line(old) for supersedes in texts for old in supersedes]


def holds(parameter: Parameter) -> bool:
    """Whether the parameter keeps just what the list says of it."""
    return history(parameter) == list(OLD.get(parameter.id, []))


@pytest.mark.parametrize("id", OLD)
def test_the_earlier_text_said_that(id: str) -> None:
    assert holds(api.parameter(id)), history(api.parameter(id))


def test_no_earlier_text_is_left_out() -> None:
    assert {parameter.id for parameter in api.current().parameters.values() if history(parameter)} == set(OLD)
