"""The plan reader against small plans in the layouts of many offices, each read by hand first."""

import pytest

from quandun.assessment.domain.plan_reader import read_plan
from tests.unit.assessment.styles import Style, read_tasks, styles

STYLES = styles()


@pytest.mark.parametrize("style", STYLES, ids=[style.name for style in STYLES])
def test_it_reads_every_style_as_a_clerk_does(style: Style) -> None:
    plan = read_plan(style.text)
    frame = {"title": plan.title, "number": plan.document_number, "date": plan.date, "issuers": "、".join(plan.issuers)}
    assert {key: frame[key] for key in style.frame} == style.frame
    assert read_tasks(plan) == style.tasks
