"""What changed between two versions of a plan, and how it leaves the house as CSV and Markdown."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from quandun.assessment.domain.comparison import Comparison, TaskChange, compare
from quandun.assessment.domain.plan_reader import read_plan
from quandun.assessment.domain.taskbook import as_csv, as_markdown

TEXT = (Path(__file__).parents[2] / "cities" / "linchuan" / "plan.md").read_text("utf-8")


def changes(*replaced: tuple[str, str]) -> Comparison:
    new = TEXT
    for was, becomes in replaced:
        assert was in new
        new = new.replace(was, becomes)
    return compare(read_plan(TEXT), read_plan(new))


def only(comparison: Comparison) -> TaskChange:
    [task] = [one for one in comparison.tasks if one.change != "same"]
    return task


def test_a_plan_equals_itself() -> None:
    assert changes().equal
    assert [task.change for task in changes().tasks] == ["same"] * 3


def test_a_new_wording_is_marked_where_it_is_new() -> None:
    task = only(changes(("完善案件快审机制", "健全案件快审机制")))
    assert task.change == "changed" and task.reworded
    assert [piece for piece in task.pieces if piece[0] != "same"] == [("removed", "完善"), ("added", "健全")]


def test_units_come_and_go() -> None:
    found = changes(("（责任单位：市法院）", "（责任单位：市法院、市司法局）"), ("、东桥区", ""))
    assert (found.units_added, found.units_removed) == (("市司法局",), ("东桥区",))
    assert [(task.units_added, task.units_removed) for task in found.tasks] == [((), ("东桥区",)), (("市司法局",), ()), ((), ())]


def test_a_new_lead_is_said() -> None:
    task = only(changes(("（责任单位：市市场监管局、市法院）", "（牵头单位：市法院，配合单位：市市场监管局）")))
    assert (task.leads_added, task.units_added, task.units_removed) == (("市法院",), (), ())


def test_a_target_with_another_goal_is_the_same_target_changed() -> None:
    [target] = only(changes(("50家以上", "80家以上"))).targets
    assert (target.change, target.old_goal, target.new_goal) == ("changed", ">=50家", ">=80家")


def test_a_task_added_in_front_renumbers_the_others_and_adds_one() -> None:
    new = "1. 开展宣传。举办知识产权宣传活动。（责任单位：市法院）\n\n2. 建立重点单位名单"
    found = changes(("2. 加强司法保护", "3. 加强司法保护"), ("3. 建设服务平台", "4. 建设服务平台"), ("1. 建立重点单位名单", new))
    assert [(task.change, task.old_number, task.new_number) for task in found.tasks] == [
        ("added", "", "1"),
        ("same", "1", "2"),
        ("same", "2", "3"),
        ("same", "3", "4"),
    ]


def test_a_removed_task_stands_where_it_stood() -> None:
    found = changes(("2. 加强司法保护。完善案件快审机制。（责任单位：市法院）\n", ""))
    assert [(task.change, task.title) for task in found.tasks] == [
        ("same", "建立重点单位名单"),
        ("removed", "加强司法保护"),
        ("same", "建设服务平台"),
    ]


def test_the_overall_aims_are_compared_too() -> None:
    found = changes(("到2026年，保护体系更加完善", "到2027年，保护体系更加完善"))
    assert [target.change for target in found.overall] == ["changed"] and not found.equal


def test_the_task_book_has_a_line_for_every_assignment() -> None:
    plan = read_plan(TEXT)
    text = as_csv(plan)
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == sum(len(item.units) for item in plan.items) == 5
    assert (rows[0]["编号"], rows[0]["单位"], rows[0]["责任"]) == ("1", "市市场监管局", "责任")


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_cell_of_the_task_book_is_no_formula(formula: str) -> None:
    plan = read_plan(TEXT.replace("完善案件快审机制", f"{formula}完善案件快审机制"))
    cells = [cell for row in csv.reader(StringIO(as_csv(plan))) for cell in row if "快审" in cell]
    assert cells and all(cell.startswith("'") for cell in cells)


def test_markdown_names_every_task_and_unit_in_order() -> None:
    text = as_markdown(read_plan(TEXT))
    places = [
        text.index(words)
        for words in ("# 临川市", "### 1 建立重点单位名单", "责任单位：市市场监管局、东桥区", "### 2", "## （二）优化服务")
    ]
    assert places == sorted(places)
