"""Sheets come in as offices have them; what goes out runs in no spreadsheet."""

import pytest

from quandun.kernel.spreadsheets import neutral, plain, written
from quandun.registers.domain.spreadsheet import LIMIT_BYTES, Unreadable, rows_of

COLUMNS = ("单位名称", "类型", "电话")
SHEET = "单位名称,类型\r\n东桥茶厂,企业\r\n,\r\n西原协会,协会\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_both_encodings_are_read_and_empty_rows_keep_their_number(encoding: str) -> None:
    rows = rows_of(SHEET.encode(encoding), columns=COLUMNS, required=("单位名称",))
    assert [(row.number, row.cells["单位名称"]) for row in rows] == [(2, "东桥茶厂"), (4, "西原协会")]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空的"),
        (b" \r\n,,\r\n", "空的"),
        (b"PK\x03\x04rest", "XLSX"),
        (b"\x89PNG\x00\x00", "不是文本"),
        (b"\xff\xff\xff", "UTF-8 也不是 GB18030"),
        (b"x" * (LIMIT_BYTES + 1), "超过 20 MB"),
        ("某某名单,,\r\n单位名称,类型,\r\n".encode(), "第 1 行不是表头"),
        ("单位名称,类形\r\nA,B\r\n".encode(), "不认识的列 类形"),
        ("单位名称,单位名称\r\nA,B\r\n".encode(), "写了两次"),
        ("类型\r\nA\r\n".encode(), "缺少必填的列 单位名称"),
        ("单位名称\r\n".encode(), "只有表头"),
        ("单位名称,类型\r\nA,B,多的\r\n".encode(), "第 2 行有 3 格"),
        (("单位名称\r\n" + "长" * 200_000 + "\r\n").encode(), "写法有误"),
    ],
)
def test_what_is_no_such_table_is_said_in_one_line(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        rows_of(data, columns=COLUMNS, required=("单位名称",))


ATTACKS = ("=1+1", "+86 531", "-2", "@SUM(A1)", "\tx", "\rx", "＝1+1", "＋86", "－2", "＠SUM(A1)", " =1", "'=1", "''@x")


@pytest.mark.parametrize("cell", ATTACKS)
def test_no_cell_runs_and_what_was_made_neutral_reads_as_before(cell: str) -> None:
    assert neutral(cell).startswith("'")
    assert plain(neutral(cell)).strip() == cell.strip()


def test_ordinary_cells_are_left_alone() -> None:
    for cell in ("东桥茶厂", "'引号'", "3-4号", ""):
        assert neutral(cell) == cell and plain(cell) == cell


def test_a_written_file_reads_back() -> None:
    data = written(COLUMNS, [("=cmd|' /C calc'!A0", "a,b", "第一行\n第二行")])
    assert data.startswith(b"\xef\xbb\xbf") and b",=" not in data and b"\n=" not in data
    (row,) = rows_of(data, columns=COLUMNS, required=())
    assert dict(row.cells) == {"单位名称": "=cmd|' /C calc'!A0", "类型": "a,b", "电话": "第一行\n第二行"}
