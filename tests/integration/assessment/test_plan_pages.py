"""What the public sees of the plan, and what it does not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from quandun.assessment import api as assessment
from quandun.assessment import selectors
from quandun.cases.models import Case
from quandun.kernel.actors import ANYONE, Actor
from quandun.kernel.clocks import FixedClock
from quandun.people import api as people
from quandun.people.domain.city import read_city
from tests.integration.assessment.counted_world import LAST, whole
from tests.integration.worlds import World, a_city, at


@pytest.fixture
def guest(world: World, settings: Settings) -> Iterator[Client]:
    """A guest after the whole story, in a city that lets a figure stand beside a task of the market unit and the court."""
    folder = a_city()
    (folder / "figures.yaml").write_text("- task: 3\n  title: 建设服务平台\n  indicators: [filed_cases]\n", "utf-8")
    plan = read_city(folder).plan_path
    assessment.load_city_plan(folder=folder, plan=plan, by=Actor.system("tests"), at=at(date(2026, 1, 5)))
    whole(world)
    settings.CLOCK = FixedClock(at(LAST))
    yield Client()


def _page(guest: Client, path: str) -> str:
    answer = guest.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_court_page_lists_its_tasks_and_shows_no_progress(guest: Client, world: World) -> None:
    court, market = (_page(guest, f"/plan/unit/{world.unit(key)}/") for key in ("court", "market"))
    assert "建设服务平台" in court and "建设服务平台" in market
    assert "立案的案件" in market and "立案的案件" not in court
    assert "不计分、不督办" in court and "不计分、不督办" not in market
    assert "到期，尚无完成报告" in market and "到期，尚无完成报告" not in court


def test_a_guest_sees_a_cases_number_only_after_its_decision_was_published(guest: Client) -> None:
    page = _page(guest, "/plan/figure/filed_cases/")
    published, unpublished = Case.objects.order_by("id")
    assert published.number in page and unpublished.number not in page
    assert unpublished.public_id in page and "公示前只显示编号" in page


@pytest.mark.parametrize("kind", ["court", "procuratorate", "congress", "cppcc"])
def test_who_judges_or_oversees_is_not_scored(world: World, kind: str) -> None:
    unit = people.unit_by_key("market")
    assert selectors.is_scored(unit) and not selectors.is_scored(replace(unit, kind=kind))


def test_no_page_of_the_plan_orders_units_by_a_figure(guest: Client) -> None:
    """Units stand in the city folder's order on the matrix, whatever the records say."""
    view = assessment.matrix(on=LAST, by=ANYONE)
    page = _page(guest, "/plan/")
    places = [page.index(f"/plan/unit/{unit.id}/") for unit in view.units]
    assert places == sorted(places) and [unit.key for unit in view.units] == ["market", "court", "dongqiao"]


def test_the_original_is_downloaded_byte_for_byte(guest: Client) -> None:
    view = assessment.matrix(on=LAST, by=ANYONE)
    answer = guest.get(f"/plan/version/{view.plan_id}/text/")
    assert answer.content == assessment.original(view.plan_id, by=ANYONE)[1]
    assert guest.get(f"/plan/version/{view.plan_id}/exe/").status_code == 404


def test_nonsense_for_a_day_is_today_and_a_day_before_any_plan_says_so(guest: Client) -> None:
    assert "2026年12月1日" in _page(guest, "/plan/?on=yesterday")
    early = guest.get("/plan/?on=2020-01-01")
    assert early.status_code == 404 and "2020-01-01 这一天还没有方案" in early.content.decode()
