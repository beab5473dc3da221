"""Every page, narrow and wide, light and dark, in both languages: nothing overflows, nothing is refused, everything has a name."""

import re
from datetime import date

import pytest

from quandun.assessment import api as assessment
from quandun.kernel.actors import ANYONE
from quandun.kernel.ids import is_public_id
from tests.browser.conftest import Arrive
from tests.browser.world import World

pytestmark = pytest.mark.browser
WIDTHS = (320, 360, 1280)


def public_pages(site: World) -> list[str]:
    publication = site.closed["publication"]
    return [
        "/",
        "/report/",
        "/report/what/",
        "/report/where/",
        "/report/files/",
        "/report/who/",
        "/report/check/",
        "/track/",
        "/published/",
        f"/published/{publication}/",
        "/plan/",
        "/plan/targets/",
        "/plan/figure/closed_penalty_cases/",
        "/registers/",
        "/registers/key_protected_unit/",
        "/registers/appraisal_expert/",
        "/registers/mediation_body/?district=370103",
        "/plan/figure/decided_in_time/",
        "/plan/versions/",
        "/plan/compare/",
        *plan_pages(),
        "/log/",
        "/access/",
        "/law/",
        "/law/?q=复议&page=2",
        "/law/mp-register-preserve.decide_within/",
        "/law/mp-trademark-fine/",
        "/law/confirmations/",
        "/law/changes/?last=2027-01-01",
        "/law/deadline/",
        "/law/deadline/?ref=mp-decision-period.base&starts=2026-09-07&from1=2026-09-08&to1=2026-09-10&ground1=",
        "/law/damages/",
        "/law/damages/trademark/",
        "/law/crime/",
        "/law/crime/214/",
        "/law/seller/trademark/",
        "/law/court/?on=2026-09-16&case=civil&matter=trademark&claim=800000&place1_kind=defendant_domicile&place1_city=济南市",
        "/law/competence/",
        "/account/login/",
        f"/id/{site.closed['mark']}/",
        "/no-such-page/",
    ]


def plan_pages() -> list[str]:
    """A task with everything about it, a unit that is scored and one that is not."""
    view = assessment.matrix(on=date(2026, 11, 25), by=ANYONE)
    task = next(one for one in view.tasks if one.targets)
    units = (next(one for one in view.units if one.kind == kind) for kind in ("government", "court"))
    return [f"/plan/task/{task.id}/", *(f"/plan/unit/{unit.id}/" for unit in units)]


def official_pages(site: World) -> list[str]:
    pages = ["/", "/desk/", "/registers/desk/", "/registers/key_protected_unit/nominate/"]
    for story in (site.closed, site.open):
        pages += [f"/matter/{story['matter']}/", f"/case/{story['case']}/", f"/case/{story['case']}/facts/"]
    steps = ("seize", "inquire", "check_crime", "tell_reporter_of_filing")
    return pages + [f"/case/{site.open['case']}/step/{step}/" for step in steps]


@pytest.mark.parametrize("width", WIDTHS)
def test_public_pages_are_sound(site: World, arrive: Arrive, width: int) -> None:
    guest = arrive(width=width)
    guest.go("/report/")
    guest.press("开始举报")
    wrong = {}
    for path in public_pages(site):
        status = guest.go(path).status
        if found := guest.faults() + ([f"status {status}"] if status != (404 if "no-such" in path else 200) and "/id/" not in path else []):
            wrong[path] = found
        guest.picture(f"{width}-{path.strip('/').replace('/', '-') or 'home'}")
    assert wrong == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_official_pages_are_sound(site: World, arrive: Arrive, width: int) -> None:
    officer = arrive(width=width, user="officer1")
    site.play_on(9, 9)
    wrong = {}
    for path in official_pages(site):
        status = officer.go(path).status
        if found := officer.faults() + ([f"status {status}"] if status != 200 else []):
            wrong[path] = found
        officer.picture(f"{width}-officer-{path.strip('/').replace('/', '-') or 'home'}")
    assert wrong == {}


def test_every_id_and_reference_of_law_the_demonstration_prints_opens(site: World, arrive: Arrive) -> None:
    printed = {word for line in site.said for word in re.split(r"[^a-z0-9._-]", line)}
    ids = {word for word in printed if is_public_id(word)}
    references = {word for word in printed if re.fullmatch(r"mp-[a-z0-9-]+\.[a-z_]+", word)}
    assert {one[:2] for one in ids} >= {"ca", "do", "ex", "fa", "fi", "li", "ms", "mt", "pb", "tm"} and len(references) > 5
    officer, publisher, liaison = (arrive(user=name) for name in ("officer1", "publisher", "liaison"))
    closed = {one for one in ids | references if {who.go(f"/id/{one}/").status for who in (officer, publisher, liaison)} == {404}}
    assert closed == set()
    assert arrive().go(f"/id/{next(one for one in ids if one.startswith('ms'))}/").status == 404
    assert officer.go("/id/mp-no-such-rule.base/").status == 404


@pytest.mark.parametrize("user", ["registrar", "head", "chief", "reviewer", "publisher", "rightholder"])
def test_everyone_lands_on_a_sound_page_after_the_log_in(site: World, arrive: Arrive, user: str) -> None:
    person = arrive(user=user)
    person.go("/")
    assert (person.page.get_by_role("link", name="进入办案台").count() == 1) == (user != "rightholder")
    assert person.faults() == []


def test_pages_hold_in_english(site: World, arrive: Arrive) -> None:
    guest = arrive(phone=True)
    guest.go("/report/")
    guest.press("开始举报")
    guest.press("English")
    officer = arrive(user="officer1")
    officer.go("/")
    officer.press("English")
    wrong = {}
    for visitor, paths in ((guest, public_pages(site)), (officer, official_pages(site))):
        for path in paths:
            visitor.go(path)
            found = visitor.faults()
            if visitor.page.locator("html").get_attribute("lang") != "en":
                found.append("not in English")
            if found:
                wrong[path] = found
    assert wrong == {}


def test_dark_pages_are_dark(site: World, arrive: Arrive) -> None:
    guest = arrive(phone=True, dark=True)
    guest.go("/report/")
    guest.press("开始举报")
    wrong = {}
    for path in public_pages(site):
        guest.go(path)
        ground = guest.page.evaluate("() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)")
        if sum(ground) > 150 or guest.faults():
            wrong[path] = ground
        guest.picture(f"dark-{path.strip('/').replace('/', '-') or 'home'}")
    assert wrong == {}


PLANTED = {
    "policy": "() => document.body.setAttribute('style', 'color: red')",
    "wider than the screen": "() => { const wide = document.createElement('canvas'); wide.width = 900;"
    " document.querySelector('main').append(wide); }",
    "2 h1": "() => document.querySelector('main').append(document.createElement('h1'))",
    "no label": "() => document.querySelector('main').append(document.createElement('input'))",
    "planted": "() => console.error('planted')",
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(site: World, arrive: Arrive, fault: str) -> None:
    guest = arrive(phone=True)
    guest.go("/track/")
    assert guest.faults() == []
    guest.page.evaluate(PLANTED[fault])
    assert any(fault in found for found in guest.faults())
