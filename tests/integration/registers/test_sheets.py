"""Existing registers come from the sheets offices have: all rows or none, every fault with its row."""

import json
from datetime import date
from pathlib import Path

import pytest

from config import cli
from quandun.documents.api import next_number
from quandun.ledger import api as ledger
from quandun.registers import api as registers
from quandun.registers import services
from quandun.registers.models import PrivateDetails, RegisterEntry
from tests.integration.registers.entries import admitted
from tests.integration.worlds import BUREAU, World

HEADER = "序号,单位名称,统一社会信用代码,单位类型,所在区县,行业领域,直通车联系人,联系电话,入库日期,入库依据"
ROWS = (
    "1,东桥茶厂,99000000TEST000101,重点企业,东桥区,茶,甄,0539-1,2025年6月1日,市局〔2025〕3号",
    "2,西原茶叶协会,99000000TEST000102,行业协会,990121,,甄,0539-2,2026/1/15,市局〔2026〕1号",
    "3,西原商城,99000000TEST000103,电商平台,西原县,,甄,0539-3,,",
)
UNITS = "key_protected_unit"


def _sheet(tmp_path: Path, *rows: str, encoding: str = "utf-8-sig", header: str = HEADER) -> str:
    path = tmp_path / "名录.csv"
    path.write_bytes("\r\n".join((header, *rows, "")).encode(encoding))
    return str(path)


def _import(path: str, *more: str) -> int:
    return cli.main(["registers", "import", UNITS, path, "--unit", BUREAU, *more])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_decided_rows_are_members_from_their_day_and_the_rest_wait(
    world: World, tmp_path: Path, encoding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _import(_sheet(tmp_path, *ROWS, encoding=encoding)) == 0
    assert capsys.readouterr().out == "知识产权保护重点单位库：已导入 3 条，其中在库 2 条，待决定 1 条。\n"
    counts = [len(registers.members(UNITS, on=day)) for day in (date(2025, 5, 31), date(2025, 6, 1), date(2026, 1, 15))]
    assert counts == [0, 1, 2]
    assert {one.unit_id for one in registers.members(UNITS, on=date(2026, 1, 15))} == {world.unit()}
    assert PrivateDetails.objects.filter(answers__contact_phone="0539-1").count() == 1


def test_every_fault_is_named_with_its_row_and_nothing_is_imported(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    admitted(world, UNITS, credit_code="99000000TEST000103")
    before = RegisterEntry.objects.count(), len(ledger.facts())
    wrong = (
        ROWS[0],
        ",坏行,12,小卖部,火星区,,,0539,,会议",
        ROWS[0].replace("2025年6月1日", "2025年6月31日"),
        ROWS[2],
        ROWS[1].replace("市局〔2026〕1号", ""),
    )
    assert _import(_sheet(tmp_path, *wrong), "--json") == 2
    said = capsys.readouterr()
    faults = [(one["row"], one["column"]) for one in json.loads(said.out)["faults"]]
    assert faults == [
        (3, "统一社会信用代码"),
        (3, "单位类型"),
        (3, "所在区县"),
        (3, "直通车联系人"),
        (3, "入库日期"),
        (4, "统一社会信用代码"),
        (4, "入库日期"),
        (5, "统一社会信用代码"),
        (6, "入库依据"),
    ]
    assert "共 9 处问题，一条也没有导入" in said.err
    assert (RegisterEntry.objects.count(), len(ledger.facts())) == before


def test_what_fails_halfway_leaves_nothing(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows are one transaction: a failure in the last undoes the first."""
    made = [0]

    def stumbles(scope: str) -> int:
        made[0] += 1
        if made[0] == 3:
            raise OSError("the disk is full")
        return next_number(scope)

    monkeypatch.setattr(services, "next_number", stumbles)
    with pytest.raises(OSError):
        _import(_sheet(tmp_path, *ROWS))
    assert not RegisterEntry.objects.exists()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04", "XLSX"),
        (b"", "空的"),
        ("甲,乙\r\n1,2\r\n".encode(), "不是表头"),
        ("单位名称\r\n东桥\r\n".encode(), "缺少必填的列"),
    ],
)
def test_a_file_that_is_no_such_sheet_is_one_line(
    world: World, tmp_path: Path, data: bytes, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "名录.csv"
    path.write_bytes(data)
    assert _import(str(path)) == 2
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1 and "名录.csv" in said


def test_unknown_files_registers_and_units_are_one_line(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _import(str(tmp_path / "没有.csv")) == 2
    assert cli.main(["registers", "import", "nothing", "x.csv", "--unit", BUREAU]) == 2
    assert cli.main(["registers", "import", UNITS, _sheet(tmp_path, *ROWS), "--unit", "nowhere"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 3 and "可用的名录有：" in said and "没有登记编码为“nowhere”的单位" in said


def test_no_cell_of_an_export_runs_as_a_formula(world: World, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    admitted(world, UNITS, name="=HYPERLINK(1)", industry="@SUM(A1)")
    assert cli.main(["registers", "export", UNITS, "--on", "2026-03-05"]) == 0
    out = capsysbinary.readouterr().out.decode("utf-8-sig")
    assert ",'=HYPERLINK(1)," in out and ",'@SUM(A1)," in out


def test_the_export_of_a_day_lists_who_was_on_the_register_then(world: World, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    admitted(world, UNITS)
    assert cli.main(["registers", "export", UNITS, "--on", "2026-03-04", "--json"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["members"] == []
