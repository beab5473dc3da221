"""`quandun registers import | export`: existing registers from spreadsheets, public extracts to spreadsheets."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings

from quandun.kernel.actors import Actor
from quandun.kernel.clocks import legal_day
from quandun.registers.errors import SheetFaulty, SheetUnreadable
from quandun.registers.exporting import csv_of, json_of
from quandun.registers.importing import read_sheet
from quandun.registers.registry import register_of
from quandun.registers.selectors import public_extract
from quandun.registers.services import import_entries


def add_arguments(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `registers` with its verbs."""
    verbs = sub.add_parser("registers", help="名录：导入、导出").add_subparsers(dest="verb", required=True, metavar="命令")
    taking = verbs.add_parser("import", help="从 CSV（UTF-8 或 GB18030）导入既有名录：全部导入，或者逐行列出问题、一条也不导入")
    taking.add_argument("kind", metavar="KIND", help="名录，例如 key_protected_unit")
    taking.add_argument("file", metavar="FILE", type=Path, help="表格文件，列名用字段的中文名称")
    taking.add_argument("--unit", required=True, metavar="KEY", help="管理单位在城市资料夹中的编码")
    taking.add_argument("--json", action="store_true", help="以 JSON 输出")
    taking.set_defaults(run=_import)
    giving = verbs.add_parser("export", help="导出公开名录（CSV，公开栏目）")
    giving.add_argument("kind", metavar="KIND", help="名录，例如 key_protected_unit")
    giving.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="截至哪一天，默认今天")
    giving.add_argument("--json", action="store_true", help="以 JSON 输出")
    giving.set_defaults(run=_export)


def _import(args: argparse.Namespace) -> int:
    kind, at = register_of(args.kind), settings.CLOCK.now()
    try:
        data = args.file.read_bytes()
    except OSError as fault:
        raise SheetUnreadable(file=args.file.name, what=fault.strerror or "打不开") from fault
    try:
        rows = read_sheet(kind, data, args.file.name)
    except SheetFaulty as faulty:
        return _say_faults(faulty, args.json)
    done = import_entries(kind=kind.key, rows=rows, unit_key=args.unit, by=Actor.system("registers"), at=at, progress=_bar())
    admitted = sum(row.admitted_on is not None for row in rows)
    if args.json:
        entries = [{"id": one.entry_id, "number": one.number} for one in done]
        print(json.dumps({"imported": len(done), "admitted": admitted, "entries": entries, "faults": []}, ensure_ascii=False, indent=1))
    else:
        print(f"{kind.name}：已导入 {len(done)} 条，其中在库 {admitted} 条，待决定 {len(done) - admitted} 条。")
    return 0


def _say_faults(faulty: SheetFaulty, as_json: bool) -> int:
    if as_json:
        faults = [{"row": row, "column": column, "what": what} for row, column, what in faulty.faults]
        print(json.dumps({"imported": 0, "admitted": 0, "entries": [], "faults": faults}, ensure_ascii=False, indent=1))
    else:
        for row, column, what in faulty.faults:
            print(f"第 {row} 行“{column}”：{what}")
    print(f"共 {len(faulty.faults)} 处问题，一条也没有导入。请全部改正后再导入。", file=sys.stderr)
    return faulty.exit_code


def _bar() -> Callable[[int, int], None]:
    def show(done: int, total: int) -> None:
        if sys.stderr.isatty():
            print(f"\r导入 {done:,} / {total:,}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return show


def _export(args: argparse.Namespace) -> int:
    extract = public_extract(register_of(args.kind).key, args.on or legal_day(settings.CLOCK.now()))
    if args.json:
        print(json.dumps(json_of(extract), ensure_ascii=False, indent=1))
    else:
        sys.stdout.buffer.write(csv_of(extract))
    return 0
