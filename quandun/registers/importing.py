"""A spreadsheet of an existing register, read row by row into what `import_entries` takes. Every fault is found in one pass."""

import re
from collections.abc import Mapping
from datetime import date

from quandun.people import api as people
from quandun.registers.domain.answers import identity_of, read_answers
from quandun.registers.domain.kinds import RegisterKind
from quandun.registers.domain.spreadsheet import SheetRow, Unreadable, rows_of
from quandun.registers.errors import SheetFaulty, SheetUnreadable
from quandun.registers.exporting import ADMITTED_ON, LAST_DAY, NUMBER
from quandun.registers.models import RegisterEntry
from quandun.registers.services import ImportedRow
from quandun.registers.wording import FAULTS

DECISION = "入库依据"
SERIAL = "序号"
DECISION_COLUMNS = (ADMITTED_ON, DECISION, LAST_DAY)
IGNORED_COLUMNS = (SERIAL, NUMBER)  # the office's own count; numbers are given here
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")

Fault = tuple[int, str, str]  # row number, column label, what


def read_sheet(kind: RegisterKind, data: bytes, name: str) -> tuple[ImportedRow, ...]:
    """Return the rows of a CSV file; raises SheetUnreadable, or SheetFaulty with every fault of every row.

    Columns are the Chinese labels of the register's fields, and 入库日期, 入库依据, 期限的最后一日 where the row was decided already.
    """
    columns = (*(one.label for one in kind.fields), *DECISION_COLUMNS, *IGNORED_COLUMNS)
    try:
        sheet = rows_of(data, columns=columns, required=[one.label for one in kind.fields if one.required])
    except Unreadable as fault:
        raise SheetUnreadable(file=name, what=fault.what) from fault
    districts = {one.code: one.name for one in people.districts()}
    known = dict(RegisterEntry.objects.filter(kind=kind.key, is_open=True).values_list("identity", "number"))
    seen: dict[str, str] = {identity: f"名录中已有，编号 {number}" for identity, number in known.items()}
    faults: list[Fault] = []
    rows = [_row(kind, row, districts, seen, faults) for row in sheet]
    if faults:
        raise SheetFaulty(tuple(faults))
    return tuple(rows)


def _row(kind: RegisterKind, row: SheetRow, districts: Mapping[str, str], seen: dict[str, str], faults: list[Fault]) -> ImportedRow:
    read = read_answers(kind, {one.key: row.cells.get(one.label, "") for one in kind.fields}, districts)
    faults.extend((row.number, kind.field(key).label, str(FAULTS[code])) for key, code in read.faults)
    identity = identity_of(kind, read.values)
    if not read.faults and identity in seen:
        faults.append((row.number, kind.field(kind.identity[0]).label, seen[identity]))
    seen.setdefault(identity, f"与第 {row.number} 行重复")
    admitted_on, last_day = (_day(row, column, faults) for column in (ADMITTED_ON, LAST_DAY))
    basis = row.cells.get(DECISION, "")
    if admitted_on and not basis:
        faults.append((row.number, DECISION, "没有填写：写了入库日期的，应当写明入库决定的文号或者会议"))
    if not row.cells.get(ADMITTED_ON) and (basis or last_day):
        faults.append((row.number, ADMITTED_ON, "没有填写"))
    if admitted_on and last_day and last_day < admitted_on:
        faults.append((row.number, LAST_DAY, "早于入库日期"))
    if admitted_on and last_day is None and kind.needs_last_day:
        faults.append((row.number, LAST_DAY, "没有填写"))
    return ImportedRow(read.values, admitted_on, basis, last_day)


def _day(row: SheetRow, column: str, faults: list[Fault]) -> date | None:
    text = row.cells.get(column, "").replace(" ", "")
    if not text:
        return None
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        faults.append((row.number, column, f"“{text[:20]}”不是日期，请写成 2026-09-07 的形式"))
        return None
