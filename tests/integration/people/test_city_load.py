"""A city folder loaded into the tables."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from quandun.kernel.errors import PlatformError
from quandun.ledger import api as ledger
from quandun.people import api as people
from quandun.people.models import District, Unit, UnitName
from tests.integration.worlds import BUREAU, DISTRICT, SYSTEM, a_city, at, settle

AT = at(date(2026, 1, 5))
# The log notes each loading; nothing else may change.
LOG = ("ledger_", "django_", "sqlite_", "frame_cache")


@pytest.fixture
def folder() -> Iterator[Path]:
    made = a_city()
    yield made
    shutil.rmtree(made.parent)


def _everything() -> dict[str, list[tuple[object, ...]]]:
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            if not table.startswith(LOG):
                cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
                found[table] = cursor.fetchall()
    return found


@pytest.mark.django_db
def test_the_same_folder_twice_changes_nothing(folder: Path) -> None:
    first = people.load_city_folder(folder=folder, by=SYSTEM, at=AT)
    before = _everything()
    assert people.load_city_folder(folder=folder, by=SYSTEM, at=at(date(2026, 2, 2))) == first
    assert _everything() == before
    settle()
    assert not ledger.check().faults


@pytest.mark.django_db
def test_a_district_finds_its_bureau(folder: Path) -> None:
    people.load_city_folder(folder=folder, by=SYSTEM, at=AT)
    bureau = people.enforcement_unit_of(DISTRICT)
    assert bureau is not None and bureau.key == BUREAU and bureau.reconsideration_body == "东桥区人民政府"
    assert people.enforcement_unit_of("990199") is None


@pytest.mark.django_db
def test_a_folder_with_a_fault_is_loaded_not_at_all(folder: Path) -> None:
    bodies = folder / "bodies.tsv"
    bodies.write_text(bodies.read_text(encoding="utf-8").replace("990121", "990999"), encoding="utf-8")
    with pytest.raises(PlatformError):
        people.load_city_folder(folder=folder, by=SYSTEM, at=AT)
    assert Unit.objects.count() == District.objects.count() == UnitName.objects.count() == 0


@pytest.mark.django_db
def test_a_plan_that_names_an_unknown_unit_takes_the_units_with_it(folder: Path) -> None:
    plan = folder / "plan.md"
    plan.write_text(plan.read_text(encoding="utf-8").replace("（责任单位：市法院）", "（责任单位：市茶叶局）"), encoding="utf-8")
    with pytest.raises(PlatformError):
        people.load_city_folder(folder=folder, by=SYSTEM, at=AT)
    assert Unit.objects.count() == 0
