"""What joins the rooms: navigation doors, the parts of a city folder, the city's own law."""

from datetime import date, datetime
from pathlib import Path

from config.city_parts import register_checks
from quandun.assessment import api as assessment
from quandun.assessment.domain.city_parts import read_goals
from quandun.frame.api import NavItem, navigation
from quandun.kernel.actors import Actor
from quandun.law import api as law
from quandun.people.domain.city import read_city, register_loader
from quandun.registers import api as registers


def join_rooms(city: Path) -> None:
    """Join the rooms for the city of that folder."""
    if (city / "law").is_dir():
        law.load(city / "law")
    register_checks()
    register_loader("registers", load_goals_of)
    register_loader("assessment", load_plan_of)
    for item in DOORS:
        navigation.register(item)


def load_plan_of(folder: Path, by: Actor, at: datetime) -> None:
    """Load and bind the folder's plan; units and districts are there already."""
    assessment.load_city_plan(folder=folder, plan=read_city(folder).plan_path, by=by, at=at)


def load_goals_of(folder: Path, by: Actor, at: datetime) -> None:
    """Load the folder's goals for registers; `read_city` has found no fault in them."""
    goals = [
        registers.GoalOfPlan(
            kind=goal.register,
            op=goal.op,
            value=f"{goal.value:g}",
            unit=goal.unit,
            measure=goal.measure,
            sentence=goal.sentence,
            source=goal.source,
            stated_on=date.fromisoformat(goal.stated_on),
            due_on=date.fromisoformat(goal.due) if goal.due else None,
        )
        for goal in read_goals(folder, [])
    ]
    registers.load_goals(goals=goals, by=by, at=at)


DOORS = (
    NavItem("首页", "Home", "portal:home", 0, "portal.home"),
    NavItem("举报", "Report", "intake:start", 10, "intake.start_report"),
    NavItem("查进度", "Track", "intake:track", 20, "intake.track"),
    NavItem("处罚公示", "Published decisions", "disclosure:published", 30, "disclosure.list_published"),
    NavItem("名录", "Registers", "registers:directory", 35, "registers.view_register"),
    NavItem("方案与考核", "Plan", "assessment:matrix", 40, "assessment.view_matrix"),
    NavItem("法律工作台", "Law", "workbench:index", 45, "workbench.read_law"),
    NavItem("存证日志", "Log", "evidence:log", 50, "evidence.view_receipt"),
    NavItem("办案台", "Desk", "cases:desk", 60, "cases.view_desk"),
    NavItem("名录管理", "Register desk", "registers:desk", 65, "registers.view_desk"),
    NavItem("公示管理", "Publications", "disclosure:worklist", 70, "disclosure.check_publication"),
)
