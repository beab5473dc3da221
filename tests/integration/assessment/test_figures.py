"""A figure counts what the records say on a day; the plan in force is the latest, the same text is one plan."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from quandun.assessment import api as assessment
from quandun.assessment import indicators, registry
from quandun.assessment.errors import IndicatorRefused
from quandun.assessment.models import PlanVersion
from quandun.kernel.actors import ANYONE, Actor
from quandun.kernel.errors import NotAllowed
from quandun.people.domain.city import read_city
from tests.integration.worlds import World, a_city, at, day_of

SYSTEM, AT = Actor.system("tests"), at(date(2026, 12, 1))


def _plan(more: str = "") -> bytes:
    return read_city(a_city()).plan_path.read_bytes() + more.encode()


def test_a_case_not_filed_is_no_penalty_case_closed(world: World) -> None:
    case_id = world.case_before("decline_filing")
    world.take(case_id, "decline_filing")
    figure = assessment.figure("closed_penalty_cases", on=day_of("decline_filing"), by=ANYONE)
    assert figure.value == 0  # 不予立案 ends a clue, not a case


def test_an_open_case_does_not_count(world: World) -> None:
    world.case_before("file_case")
    assert assessment.figure("closed_penalty_cases", on=date(2026, 12, 1), by=ANYONE).value == 0


def test_a_case_closed_counts_from_its_closing_day_on(world: World) -> None:
    case_id = world.case_before("close_case")
    world.take(case_id, "close_case")
    closed = day_of("close_case")
    values = [assessment.figure("closed_penalty_cases", on=closed + timedelta(days=more), by=ANYONE).value for more in (-1, 0, 1)]
    assert values == [0, 1, 1]


def test_the_same_text_is_one_plan_and_another_supersedes_it(world: World) -> None:
    first = PlanVersion.objects.get().public_id
    assert assessment.load_plan(content=_plan(), by=SYSTEM, at=AT) == first
    second = assessment.load_plan(content=_plan("\n"), by=SYSTEM, at=AT)
    assert second != first and assessment.matrix(on=date(2026, 12, 1), by=ANYONE).plan_id == second
    assert PlanVersion.objects.get(public_id=first).superseded_at == AT


def test_a_file_that_counts_fines_is_refused_before_any_figure_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Path(indicators.__path__[0]) / "filed_cases.py"
    (tmp_path / "fines_imposed.py").write_text(own.read_text("utf-8").replace('"filed_cases"', '"fines_imposed"'), "utf-8")
    monkeypatch.setattr(indicators, "__path__", [str(tmp_path)])
    with pytest.raises(IndicatorRefused, match="fines"):
        registry.installed_indicators.__wrapped__()


def test_no_installed_indicator_is_refused() -> None:
    assert len(registry.installed_indicators.__wrapped__()) == len(list(Path(indicators.__path__[0]).glob("[a-z]*.py")))


def test_an_unknown_indicator_is_not_found(world: World) -> None:
    with pytest.raises(NotAllowed):
        assessment.figure("fines_collected", on=date(2026, 12, 1), by=ANYONE)
