"""What joins the rooms: navigation doors, the parts of a city folder, the city's own law."""

from datetime import datetime
from pathlib import Path

from config.city_parts import register_checks
from quandun.assessment import api as assessment
from quandun.frame.api import NavItem, navigation
from quandun.kernel.actors import Actor
from quandun.law import api as law
from quandun.people.domain.city import read_city, register_loader


def join_rooms(city: Path) -> None:
    """Join the rooms for the city of that folder."""
    if (city / "law").is_dir():
        law.load(city / "law")
    register_checks()
    register_loader("assessment", load_plan_of)
    for item in DOORS:
        navigation.register(item)


def load_plan_of(folder: Path, by: Actor, at: datetime) -> None:
    """Load the folder's plan into the plan ledger; units and districts are there already."""
    text = read_city(folder).plan_path.read_text(encoding="utf-8")
    assessment.load_plan(text=text, by=by, at=at)


DOORS = (
    NavItem("首页", "Home", "portal:home", 0, "portal.home"),
    NavItem("举报", "Report", "intake:start", 10, "intake.start_report"),
    NavItem("查进度", "Track", "intake:track", 20, "intake.track"),
    NavItem("处罚公示", "Published decisions", "disclosure:published", 30, "disclosure.list_published"),
    NavItem("方案与考核", "Plan", "assessment:matrix", 40, "assessment.view_matrix"),
    NavItem("法律工作台", "Law", "workbench:index", 45, "workbench.read_law"),
    NavItem("存证日志", "Log", "evidence:log", 50, "evidence.view_receipt"),
    NavItem("办案台", "Desk", "cases:desk", 60, "cases.view_desk"),
    NavItem("公示管理", "Publications", "disclosure:worklist", 70, "disclosure.check_publication"),
)
