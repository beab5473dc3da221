"""The price of a case type is one folder: manifest, access.csv, a template. Nothing under quandun/ is edited."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from quandun.cases import api as cases
from quandun.cases import case_types, registry
from quandun.cases.domain.types import CaseType
from quandun.cases.errors import BadManifest
from quandun.documents import api as documents
from quandun.kernel.errors import NotAllowed
from quandun.people.domain import access
from tests.integration import worlds
from tests.integration.worlds import World, at

MANIFEST = """
from quandun.cases.domain.types import CaseType, ClockSpec, DocumentSpec, Field, Signer, State, Step

CASE_TYPE = CaseType(
    key="tea_tasting", name="试茶（虚构程序）", name_en="Tea tasting", basis="虚构 第一条", number_word="试茶",
    states=(State("new", "待试", "New"), State("poured", "已冲泡", "Poured"), State("drunk", "已试", "Drunk", final=True)),
    steps=(
        Step("pour", "冲泡", "Pour", "虚构 第二条", ("new",), (Signer("officer", 2),), to_state="poured", sets=frozenset({"hot"}),
             fields=(Field("poured_on", "冲泡日期", "Poured on", kind="date"),)),
        Step("cool", "放凉", "Cool", "虚构 第三条", ("poured",), (Signer("officer"),), needs=frozenset({"hot"}), clears=frozenset({"hot"})),
        Step("drink", "品饮", "Drink", "虚构 第四条", ("poured",), (Signer("reviewer"), Signer("bureau_head")), to_state="drunk",
             documents=("note",), forbids=frozenset({"hot"}), different_from=("pour",), public=True),
    ),
    clocks=(ClockSpec("drink_soon", "及时品饮", "Drink soon", "mp-register-preserve.decide_within", starts_on="pour",
                      starts_from="poured_on", stops_on=("drink",), limits="duty"),),
    documents=(DocumentSpec("note", "试茶记录", "Tasting note", "note", number_word="试记",
                            fields=(Field("taste", "滋味", "Taste", kind="long"),)),),
)
"""
ACCESS = """act,role,relation,state,field,reason
tea_tasting.pour,officer,own_unit,new,*,冲泡由办案人员提请
tea_tasting.cool,officer,own_unit,poured,*,放凉由办案人员登记
tea_tasting.drink,reviewer,own_unit,poured,*,品饮由审核人员提请
"""
TEMPLATE = """#let d = json(bytes(sys.inputs.data))
#set text(font: json(bytes(sys.inputs.fonts)).first(), lang: "zh")
#d.document.title #d.document.number #d.answers.taste #d.clocks.drink_soon.due_text
"""


def _table_over_both(folder: Path) -> access.AccessTable:
    """Compile the platform's access tables and the new folder's as one, as if the folder stood under quandun/."""
    package = Path(access.__file__).parents[2]
    return access.AccessTable(
        *_joined(access.read_table(package.rglob("access.csv"), package), access.read_table(folder.rglob("access.csv"), folder))
    )


def _joined(*tables: access.AccessTable) -> tuple[tuple[access.Row, ...], dict[str, tuple[access.Row, ...]]]:
    by_act: dict[str, tuple[access.Row, ...]] = {}
    for table in tables:
        for act, rows in table.by_act.items():
            by_act[act] = by_act.get(act, ()) + rows
    return tuple(row for table in tables for row in table.rows), by_act


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Install the new folder beside the others for one test."""
    home = tmp_path / "tea_tasting"
    (home / "templates").mkdir(parents=True)
    (home / "__init__.py").write_text('"""试茶."""\n', encoding="utf-8")
    (home / "manifest.py").write_text(MANIFEST, encoding="utf-8")
    (home / "access.csv").write_text(ACCESS, encoding="utf-8")
    (home / "templates" / "note.typ").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(case_types, "__path__", [*case_types.__path__, str(tmp_path)])
    table = _table_over_both(tmp_path)
    monkeypatch.setattr("quandun.people.access.platform_table", lambda: table)
    registry.installed.cache_clear()
    yield home
    registry.installed.cache_clear()
    for name in [name for name in sys.modules if name.startswith("quandun.cases.case_types.tea_tasting")]:
        del sys.modules[name]
    vars(case_types).pop("tea_tasting", None)


def _kind() -> CaseType:
    return next(one for one in cases.case_types() if one.key == "tea_tasting")


@pytest.mark.django_db
def test_a_new_folder_walks_from_opening_to_its_end(folder: Path) -> None:
    world, kind = worlds.a_world(), _kind()
    case_id = world.case(kind=kind.key)
    first, second, third = date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 3)
    world.take(case_id, "pour", first, kind)
    by = world.who("officer")
    file = cases.case_file(case_id, by=by, on=second)
    assert file.number == "临东市监试茶〔2026〕1号"
    assert {clock.key: (clock.last_day, clock.state) for clock in file.clocks} == {"drink_soon": (date(2026, 9, 10), "running")}
    assert [step.key for step in file.steps if not step.obstacles] == ["cool"]
    world.take(case_id, "cool", second, kind)
    done = world.take(case_id, "drink", third, kind)
    assert done.effective and documents.document(done.document_ids[0]).number == "临东市监试记〔2026〕1号"
    file = cases.case_file(case_id, by=by, on=third)
    assert file.final and file.clocks[0].state == "met"


@pytest.mark.django_db
def test_the_folders_own_table_says_who_may(folder: Path) -> None:
    world, kind = worlds.a_world(), _kind()
    case_id = world.case(kind=kind.key)
    for name in ("registrar", "bureau_head", "neighbour officer"):
        with pytest.raises(NotAllowed):
            cases.propose_step(
                case_id=case_id, step="pour", answers={"poured_on": "2026-09-01"}, by=world.who(name), at=at(date(2026, 9, 1))
            )


@pytest.mark.django_db
def test_without_its_table_nobody_may(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world, kind = worlds.a_world(), _kind()
    case_id = world.case(kind=kind.key)
    monkeypatch.setattr("quandun.people.access.platform_table", access.platform_table)
    with pytest.raises(NotAllowed):
        world.propose(case_id, "pour", date(2026, 9, 1), kind)


def test_a_folder_that_contradicts_itself_stops_the_start(folder: Path) -> None:
    (folder / "manifest.py").write_text(MANIFEST.replace('stops_on=("drink",)', 'stops_on=("swallow",)'), encoding="utf-8")
    registry.installed.cache_clear()
    with pytest.raises(BadManifest, match="drink_soon.*swallow"):
        registry.installed()


def test_the_folder_is_gone_after_its_test() -> None:
    assert {one.key for one in cases.case_types()} >= {"administrative_penalty"}
    assert all(one.key != "tea_tasting" for one in cases.case_types())


def test_the_world_knows_the_new_types_signers(folder: Path) -> None:
    assert World().signers("drink", _kind()) == ("reviewer", "bureau_head")
