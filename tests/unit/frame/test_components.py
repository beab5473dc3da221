"""Components: values in, markup out."""

from datetime import date

import pytest
from django.template import Context, Template

from quandun.frame.components import Badge, ClockValue, Column, Link, PageValue, Row, StripBar, TableValue, TimelineEntry
from quandun.frame.design import samples

HOSTILE = '"><script>alert(1)</script>'


def drawn(markup: str, **values: object) -> str:
    return Template("{% load frame %}" + markup).render(Context(values))


@pytest.mark.parametrize(
    ("markup", "values"),
    [
        ("{% badge x 'info' %}", {"x": HOSTILE}),
        ("{% notice 'refusal' x x x x %}", {"x": HOSTILE}),
        (
            "{% timeline x %}",
            {"x": [TimelineEntry(date(2026, 5, 1), HOSTILE, who=HOSTILE, note=HOSTILE, documents=(Link(HOSTILE, HOSTILE),))]},
        ),
        ("{% clock_card x %}", {"x": ClockValue(HOSTILE, "running", HOSTILE, 3, article=HOSTILE, steps=(HOSTILE,))}),
        ("{% clock_strip x y %}", {"x": [StripBar(HOSTILE, "running", date(2026, 5, 1), date(2026, 6, 1))], "y": date(2026, 5, 8)}),
        ("{% data_table x %}", {"x": TableValue(HOSTILE, (Column(HOSTILE),), (Row((Badge(HOSTILE),)),))}),
    ],
)
def test_a_component_shows_hostile_text_as_text(markup: str, values: dict[str, object]) -> None:
    assert "<script>alert" not in drawn(markup, **values)


def test_a_field_carries_its_help_and_its_error_for_those_who_cannot_see() -> None:
    wrong = samples()["wrong"]
    html = drawn("{% field form.what %}", form=wrong)
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_what_help id_what_error"' in html
    assert 'id="id_what_error"' in html
    assert 'for="id_what"' in html


def test_the_days_left_say_working_days_when_they_are_counted_so() -> None:
    card = drawn("{% clock_card x %}", x=ClockValue("保存", "running", "2026年6月22日", 2, calendar_days=False))
    assert "还剩 2 个工作日" in card


def test_a_lapsed_right_shows_no_days() -> None:
    assert "q-clock-left" not in drawn("{% clock_card x %}", x=ClockValue("听证", "lapsed", "2026年6月10日", -8))


def test_two_strips_on_a_page_do_not_share_ids() -> None:
    bars = [StripBar("办案", "running", date(2026, 5, 1), date(2026, 6, 1))]
    import re

    ids = re.findall(r'id="([^"]+)"', drawn("{% clock_strip x y %}{% clock_strip x y %}", x=bars, y=date(2026, 5, 8)))
    assert len(ids) == len(set(ids)) == 12


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        drawn("{% data_table x %}", x=TableValue("表", (Column("甲"), Column("乙")), (Row(("一",)),)))


@pytest.mark.parametrize(
    ("number", "pages", "shown"),
    [(1, 1, (1,)), (1, 3, (1, 2, 3)), (4, 12, (1, 2, 3, 4, 5, 0, 12)), (6, 12, (1, 0, 5, 6, 7, 0, 12)), (12, 12, (1, 0, 11, 12))],
)
def test_page_numbers_offer_the_ends_and_the_neighbours(number: int, pages: int, shown: tuple[int, ...]) -> None:
    assert PageValue(number, pages).shown == shown
