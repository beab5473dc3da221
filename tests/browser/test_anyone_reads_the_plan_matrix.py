"""The plan as matrix: twenty tasks and safeguards, twenty-seven units, and a figure that opens its records."""

import pytest

from tests.browser.conftest import Arrive
from tests.browser.world import World

pytestmark = pytest.mark.browser


def test_the_matrix_has_twenty_rows_twenty_seven_columns_and_the_plans_dots(site: World, arrive: Arrive) -> None:
    anyone = arrive()
    anyone.go("/plan/")
    table = anyone.page.locator("table.matrix")
    assert table.locator("tbody tr").count() == 20
    assert table.locator("thead th.matrix-unit").count() == 27
    assert table.locator("tbody td").count() == 20 * 27
    assert table.locator(".matrix-dot").count() == 120
    assert anyone.faults() == []
    anyone.picture("plan")


def test_the_first_column_stays_while_the_matrix_is_moved(site: World, arrive: Arrive) -> None:
    anyone = arrive(width=800)
    anyone.go("/plan/")
    before = anyone.page.locator("table.matrix tbody th").first.bounding_box()
    anyone.page.locator(".matrix-scroll").evaluate("frame => { frame.scrollLeft = 300; }")
    after = anyone.page.locator("table.matrix tbody th").first.bounding_box()
    assert before and after and abs(before["x"] - after["x"]) < 2
    assert anyone.faults() == []


def test_on_a_phone_the_same_is_listed_by_task(site: World, arrive: Arrive) -> None:
    anyone = arrive(phone=True)
    anyone.go("/plan/")
    assert anyone.page.locator("table.matrix").is_hidden()
    assert anyone.page.locator(".matrix-cards article").count() == 20
    assert anyone.page.locator(".matrix-units li").count() == 120
    assert anyone.faults() == []
    anyone.picture("plan-phone")


def test_a_figure_opens_the_records_it_counts(site: World, arrive: Arrive) -> None:
    anyone = arrive()
    anyone.go("/plan/")
    anyone.follow("办结的知识产权行政处罚案件")
    assert anyone.page.inner_text(".q-figure").startswith("1")
    anyone.follow("查看公示的处罚决定")
    assert anyone.says("行政处罚决定书")
    anyone.go("/plan/figure/closed_penalty_cases/?on=2026-10-01")
    assert anyone.page.inner_text(".q-figure").startswith("0"), "the day is recomputed, not remembered"
    assert anyone.faults() == []
