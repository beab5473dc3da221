"""Spreadsheets as offices have them: CSV in UTF-8 or GB18030, columns found by their Chinese label, faults by row.

What goes out is neutral (kernel.spreadsheets); what comes in loses the apostrophe again, so that a file exported here can be imported here.
"""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quandun.kernel.spreadsheets import plain

LIMIT_BYTES = 20 * 1024 * 1024


class Unreadable(Exception):
    """The bytes are no table this room can read; `what` says why in Chinese."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row by column label. `number` is the row's number as a spreadsheet shows it."""

    number: int
    cells: Mapping[str, str]


def rows_of(data: bytes, *, columns: Sequence[str], required: Iterable[str]) -> list[SheetRow]:
    """Return the rows that hold anything; raises Unreadable for what is no such table or lacks required columns.

    The header is the first line that is not empty. A column nobody asked for is refused by name: a misspelt label must not lose data.
    """
    try:
        lines = list(csv.reader(io.StringIO(_decoded(data), newline="")))
    except csv.Error as fault:
        raise Unreadable(f"表格写法有误：{fault}") from fault
    first = next((at for at, cells in enumerate(lines) if any(cell.strip() for cell in cells)), None)
    if first is None:
        raise Unreadable("文件是空的")
    header = [plain(cell) for cell in lines[first]]
    while header and not header[-1]:
        header.pop()
    _check_header(header, first + 1, columns, required)
    rows: list[SheetRow] = []
    for number, cells in enumerate(lines[first + 1 :], start=first + 2):
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            raise Unreadable(f"第 {number} 行有 {len(cells)} 格，表头只有 {len(header)} 列")
        padded = [*cells, *[""] * len(header)]
        rows.append(SheetRow(number, {label: plain(cell) for label, cell in zip(header, padded, strict=False)}))
    if not rows:
        raise Unreadable("只有表头，没有内容")
    return rows


def _check_header(header: Sequence[str], number: int, columns: Sequence[str], required: Iterable[str]) -> None:
    known = set(columns)
    if not known.intersection(header):
        raise Unreadable(f"第 {number} 行不是表头：应当写列名，例如 {'、'.join(columns[:3])}")
    if unknown := [label or "（空）" for label in header if label not in known]:
        raise Unreadable(f"不认识的列 {'、'.join(unknown)}；可用的列有 {'、'.join(columns)}")
    if twice := [label for label, count in Counter(header).items() if count > 1]:
        raise Unreadable(f"列 {'、'.join(twice)} 写了两次")
    if missing := [label for label in required if label not in header]:
        raise Unreadable(f"缺少必填的列 {'、'.join(missing)}")


def _decoded(data: bytes) -> str:
    if len(data) > LIMIT_BYTES:
        raise Unreadable(f"文件有 {len(data):,} 字节，超过 {LIMIT_BYTES // 1024**2} MB")
    if data.startswith(b"PK\x03\x04"):
        raise Unreadable("这是 XLSX 或压缩文件，目前只能导入 CSV，请在表格软件中另存为 CSV")
    if b"\x00" in data:
        raise Unreadable("文件不是文本")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.removeprefix(codecs.BOM_UTF8).decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("文件既不是 UTF-8 也不是 GB18030 编码")
