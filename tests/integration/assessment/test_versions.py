"""A new plan supersedes without erasing; targets are bound by the city's words, and what no longer fits is unbound, dated."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from quandun.assessment import api as assessment
from quandun.assessment import registry
from quandun.assessment.domain.indicator import CountedRecord, Indicator
from quandun.assessment.errors import NoPlanInForce, PlanUnreadable, PlanWithoutDate, PlanWithoutTasks
from quandun.assessment.models import Assignment, Binding, PlanTask
from quandun.kernel.actors import ANYONE, Actor
from quandun.people.domain.city import read_city
from tests.integration.assessment.plan_world import DAY, people_of_the_plan, task
from tests.integration.worlds import World, a_city, at

SYSTEM = Actor.system("tests")
RELOADED = date(2026, 10, 1)
LEADS = "（牵头单位：市市场监管局，配合单位：市法院、各区县）"


@pytest.fixture
def folder() -> Iterator[Path]:
    made = a_city()
    yield made
    shutil.rmtree(made.parent)


def _load(content: str, on: date = RELOADED, issued_on: date | None = None) -> str:
    return assessment.load_plan(content=content.encode(), issued_on=issued_on, by=SYSTEM, at=at(on))


def _text(folder: Path) -> str:
    return read_city(folder).plan_path.read_text("utf-8")


def test_an_earlier_day_shows_the_plan_then_in_force_with_its_reports(world: World, folder: Path) -> None:
    people_of_the_plan(world)
    old = assessment.matrix(on=DAY, by=ANYONE)
    report_id = assessment.report_progress(
        task_id=task("1").id, period_from=DAY, period_to=DAY, text="遴选重点单位二十家。", by=world.who("liaison"), at=at(DAY)
    )
    new_id = _load(_text(folder).replace("50家以上", "80家以上").replace("2026年3月2日", "2026年9月30日"))
    then = assessment.matrix(on=DAY, by=ANYONE)
    assert (then.plan_id, then.tasks, then.targets) == (old.plan_id, old.tasks, old.targets)
    new = assessment.matrix(on=RELOADED, by=ANYONE)
    assert new.plan_id == new_id and new.targets[0].value == "80" and old.targets[0].value == "50"
    old_task = next(one for one in old.tasks if one.number == "1")
    assert [one.id for one in assessment.reports(by=world.who("liaison"), task_id=old_task.id)] == [report_id]
    view, _ = assessment.matrix_of_task(old_task.id, on=RELOADED, by=ANYONE)
    assert view.version.superseded_on == RELOADED


def test_an_older_plan_loaded_later_does_not_come_into_force(world: World, folder: Path) -> None:
    in_force = assessment.matrix(on=RELOADED, by=ANYONE).plan_id
    _load(_text(folder).replace("2026年3月2日", "2025年3月2日"))
    assert assessment.matrix(on=RELOADED, by=ANYONE).plan_id == in_force
    assert [one.superseded_on for one in assessment.versions(by=ANYONE)] == [RELOADED, None]


def test_before_the_first_plan_there_is_none(world: World) -> None:
    with pytest.raises(NoPlanInForce):
        assessment.matrix(on=date(2026, 3, 1), by=ANYONE)


def test_the_original_comes_back_byte_for_byte(world: World, folder: Path) -> None:
    content = ("\ufeff" + _text(folder)).replace("\n", "\r\n").encode("gb18030")
    plan_id = assessment.load_plan(content=content, by=SYSTEM, at=at(RELOADED))
    assert assessment.original(plan_id, by=ANYONE)[1] == content


def test_roles_segments_and_collective_units_are_kept_as_read(world: World, folder: Path) -> None:
    _load(re.sub("（责任单位：市市场监管局、东桥区）", LEADS, _text(folder)))
    first = task("1", RELOADED)
    assert list(first.roles.values()) == ["lead", "support"]
    [segment] = first.segments
    assert [(unit.name, unit.role) for unit in segment.units] == [("市市场监管局", "lead"), ("市法院", "support"), ("各区县", "support")]
    assert first.collective == ("各区县",) and segment.units[2].unit_id == ""


@pytest.mark.parametrize(
    ("content", "fault"), [(b"%PDF-1.7", PlanUnreadable), ("# 通知\n\n请各单位参加会议。\n".encode(), PlanWithoutTasks)]
)
def test_what_is_no_plan_is_not_loaded(world: World, content: bytes, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        assessment.load_plan(content=content, by=SYSTEM, at=at(RELOADED))


def test_a_plan_without_a_date_needs_one_stated(world: World, folder: Path) -> None:
    undated = _text(folder).replace("2026年3月2日", "")
    with pytest.raises(PlanWithoutDate):
        _load(undated)
    _load(undated, issued_on=date(2026, 9, 1))
    assert assessment.matrix(on=RELOADED, by=ANYONE).version.issued_on == date(2026, 9, 1)


# Binding ------------------------------------------------------------------------------------------------------------


def _members(first: date, last: date) -> list[CountedRecord]:
    days = [date(2026, 9, 5), date(2026, 9, 20)]
    return [
        CountedRecord(id=f"rm-{day}", kind="register_member", label="甲", unit_id="", day=day, recorded_on=day)
        for day in days
        if day <= last
    ]


def _indicator(**more: object) -> Indicator:
    said: dict[str, object] = {"key": "key_protected_unit", "unit": "家", "measure": "count", **more}
    return Indicator(name="重点单位", name_en="Key units", method="在册的。", method_en="On the register.", records=_members, **said)  # type: ignore[arg-type]


def _install(monkeypatch: pytest.MonkeyPatch, indicator: Indicator) -> None:
    installed = {**registry.installed_indicators(), indicator.key: indicator}
    monkeypatch.setattr("quandun.assessment.selectors.installed_indicators", lambda: installed)


def test_a_target_without_an_indicator_is_unbound_and_never_zero(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    without = {key: one for key, one in registry.installed_indicators().items() if key != "key_protected_unit"}
    monkeypatch.setattr("quandun.assessment.selectors.installed_indicators", lambda: without)
    [target] = task("1").targets
    assert (target.standing, target.figure, target.indicator) == ("unbound", None, "")
    assert Binding.objects.get().indicator == "key_protected_unit"  # the city asks; no such indicator stands in the folder


def test_a_target_bound_to_an_indicator_shows_its_figure_against_the_goal(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _install(monkeypatch, _indicator())
    [target] = task("1").targets
    assert (target.indicator, target.figure and target.figure.shown, target.standing) == ("key_protected_unit", "1", "not_reached")
    assert task("1", date(2026, 9, 30)).targets[0].figure.value == 2  # type: ignore[union-attr]


@pytest.mark.parametrize("more", [{"measure": "share"}, {"unit": "人"}])
def test_an_indicator_that_measures_something_else_is_not_bound(
    world: World, monkeypatch: pytest.MonkeyPatch, more: dict[str, object]
) -> None:
    _install(monkeypatch, _indicator(**more))
    assert task("1").targets[0].standing == "unbound"


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("50家以上企业", "60家以上企业"), ("遴选50家以上企业", "扶持50家以上企业"), ("1. 建立重点单位名单", "4. 建立重点单位名单")],
)
def test_another_plan_is_never_bound_by_chance(world: World, folder: Path, monkeypatch: pytest.MonkeyPatch, was: str, becomes: str) -> None:
    """Another number, another sentence, another task: the goals of the folder quote the old plan and bind nothing."""
    _install(monkeypatch, _indicator())
    plan = read_city(folder).plan_path
    plan.write_text(_text(folder).replace(was, becomes), "utf-8")
    assessment.load_city_plan(folder=folder, plan=plan, by=SYSTEM, at=at(RELOADED))
    [target] = [one for one in assessment.matrix(on=RELOADED, by=ANYONE).targets if one.unit == "家"]
    assert target.standing == "unbound"


def test_a_goal_whose_number_is_not_the_targets_binds_nothing(world: World, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _install(monkeypatch, _indicator())
    plan, goals = read_city(folder).plan_path, folder / "register_goals.yaml"
    goals.write_text(goals.read_text("utf-8").replace("value: 50", "value: 40"), "utf-8")
    assessment.load_city_plan(folder=folder, plan=plan, by=SYSTEM, at=at(RELOADED))
    assert task("1", RELOADED).targets[0].standing == "unbound"


def test_a_binding_taken_back_ends_dated_and_the_days_before_still_show_it(
    world: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _install(monkeypatch, _indicator())
    (folder / "register_goals.yaml").write_text("goals: {}\n", "utf-8")
    assessment.load_city_plan(folder=folder, plan=read_city(folder).plan_path, by=SYSTEM, at=at(RELOADED))
    assert [task("1", day).targets[0].indicator for day in (DAY, RELOADED)] == ["key_protected_unit", ""]
    assert Binding.objects.get().ended_at == at(RELOADED)


def test_figures_stand_beside_the_task_the_city_names_word_for_word(world: World, folder: Path) -> None:
    figures = folder / "figures.yaml"
    plan = read_city(folder).plan_path
    for title, shown in (("加强司法保护", ["filed_cases"]), ("加强司法", [])):
        figures.write_text(f"- task: 2\n  title: {title}\n  indicators: [filed_cases]\n", "utf-8")
        assessment.load_city_plan(folder=folder, plan=plan, by=SYSTEM, at=at(RELOADED))
        assert [figure.key for figure in task("2", RELOADED).figures] == shown


def test_loading_the_same_folder_twice_changes_nothing(world: World, folder: Path) -> None:
    counts = [model.objects.count() for model in (PlanTask, Assignment, Binding)]
    assessment.load_city_plan(folder=folder, plan=read_city(folder).plan_path, by=SYSTEM, at=at(RELOADED))
    assert [model.objects.count() for model in (PlanTask, Assignment, Binding)] == counts
