"""The price of a register is one file. It gets admission, term, pages, export, import and API; nothing under quandun/ is edited."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from config import cli
from quandun.kernel.actors import ANYONE
from quandun.kernel.errors import NotAllowed
from quandun.registers import api as registers
from quandun.registers import kinds, registry
from quandun.registers.errors import BadRegister, LastDayWrong
from tests.integration.registers.entries import REASONS, answers_of, kind_of, nominated
from tests.integration.registers.test_pages import browse, settle_clock
from tests.integration.worlds import BUREAU, World, at

FILE = """
from quandun.registers.domain.kinds import AdmissionCheck, RegisterField, RegisterKind

REGISTER = RegisterKind(
    key="tea_taster", name="试茶员名录（虚构）", name_en="Tea tasters", basis="虚构 第一条", basis_en="Invented, article 1",
    number_word="试茶",
    fields=(
        RegisterField("name", "名号", "Name", public=True),
        RegisterField("tea", "擅长", "Speciality", kind="choice", public=True, choices=(("green", "绿茶", "Green"),)),
        RegisterField("phone", "电话", "Telephone", personal=True),
    ),
    name_field="name", identity=("name",), nominated_by=("registrar",), decided_by=("unit_head",),
    admission="虚构 第二条", admission_en="Invented, article 2", term="虚构 第三条", term_en="Invented, article 3",
    checks=(AdmissionCheck("has_tongue", "尝得出", "Can taste", "虚构 第二条"),), needs_last_day=True,
)
"""
ON, LAST = date(2026, 3, 5), date(2026, 12, 31)


@pytest.fixture
def tea_taster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[registers.RegisterKind]:
    """Install the new file beside the others for one test."""
    (tmp_path / "tea_taster.py").write_text(FILE, encoding="utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path)])
    registry.installed.cache_clear()
    yield kind_of("tea_taster")
    registry.installed.cache_clear()
    sys.modules.pop("quandun.registers.kinds.tea_taster", None)
    vars(kinds).pop("tea_taster", None)


def _admitted(world: World, kind: registers.RegisterKind) -> str:
    entry_id = registers.nominate(kind=kind.key, answers=answers_of(kind), by=world.who("registrar"), at=at(ON)).entry_id
    head = world.who("unit_head")
    with pytest.raises(LastDayWrong):
        registers.admit(entry_id=entry_id, effective_on=ON, basis="会议", checks=["has_tongue"], by=head, at=at(ON))
    registers.admit(entry_id=entry_id, effective_on=ON, basis="会议", checks=["has_tongue"], last_day=LAST, by=head, at=at(ON))
    return entry_id


def test_the_file_alone_gives_the_engine(world: World, tea_taster: registers.RegisterKind) -> None:
    entry_id = _admitted(world, tea_taster)
    assert [one.number for one in registers.members("tea_taster", on=LAST)] == ["试茶0001"]
    assert registers.members("tea_taster", on=date(2027, 1, 1)) == ()
    registers.remove(entry_id=entry_id, effective_on=date(2026, 4, 1), reasons=REASONS, by=world.who("unit_head"), at=at(date(2026, 4, 1)))
    assert registers.entry(entry_id, by=ANYONE, on=date(2026, 4, 1)).standing.state == "removed"


def test_the_file_alone_gives_pages_and_api(
    world: World, tea_taster: registers.RegisterKind, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle_clock(settings, ON)
    entry_id = _admitted(world, tea_taster)
    guest = Client()
    for path in ("/registers/", "/registers/tea_taster/", f"/registers/entry/{entry_id}/"):
        page = guest.get(path)
        assert page.status_code == 200 and "试茶员名录（虚构）" in page.content.decode(), path
    assert guest.get("/api/v1/registers/tea_taster/").json()["members"][0]["values"] == {"name": "名号1", "tea": "green"}
    assert "名号1,绿茶" in guest.get("/api/v1/registers/tea_taster.csv").content.decode("utf-8-sig")
    registrar = browse(world, "registrar", monkeypatch)
    assert "绿茶" in registrar.get("/registers/tea_taster/nominate/").content.decode()


def test_the_file_alone_gives_import_and_export(
    world: World, tea_taster: registers.RegisterKind, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    sheet = tmp_path / "试茶员.csv"
    sheet.write_text("名号,擅长,电话,入库日期,入库依据,期限的最后一日\n陆,绿茶,1,2026-03-05,会议,2026-12-31\n", encoding="gb18030")
    assert cli.main(["registers", "import", "tea_taster", str(sheet), "--unit", BUREAU, "--json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["admitted"] == 1
    assert cli.main(["registers", "export", "tea_taster", "--on", "2026-03-05"]) == 0
    assert "试茶0001,陆,绿茶,2026-03-05,2026-12-31" in capsysbinary.readouterr().out.decode("utf-8-sig")


def test_the_capacities_of_the_file_hold(world: World, tea_taster: registers.RegisterKind) -> None:
    with pytest.raises(NotAllowed):
        nominated(world, "tea_taster")  # an officer; the file says registrar


def test_a_file_that_contradicts_itself_stops_the_start(tea_taster: registers.RegisterKind, tmp_path: Path) -> None:
    (tmp_path / "tea_taster.py").write_text(FILE.replace('name_field="name"', 'name_field="nobody"'), encoding="utf-8")
    registry.installed.cache_clear()
    sys.modules.pop("quandun.registers.kinds.tea_taster", None)
    with pytest.raises(BadRegister, match="tea_taster.*nobody"):
        registry.installed()


def test_the_file_is_gone_after_its_test() -> None:
    assert all(one.key != "tea_taster" for one in registers.kinds())
