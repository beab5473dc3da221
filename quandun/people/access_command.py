"""`quandun access`: the compiled table of who may do what, printed for lawyers. Loads no Django."""

import argparse
import json

from quandun.people.domain.access import COLUMNS, ROLES, platform_table


def add_arguments(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the word."""
    access = sub.add_parser("access", help="打印权限总表：行为 × 角色 × 关系 × 状态 × 可见内容")
    access.add_argument("--json", action="store_true", help="以 JSON 输出")
    access.set_defaults(run=_print)


def _print(args: argparse.Namespace) -> int:
    rows = platform_table().rows
    if args.json:
        print(json.dumps([{name: getattr(row, name) for name in (*COLUMNS, "source")} for row in rows], ensure_ascii=False, indent=1))
        return 0
    print("| 行为 | 角色 | 与对象的关系 | 对象状态 | 可见内容 | 理由 | 写在 |")
    print("|---|---|---|---|---|---|---|")
    for row in rows:
        print(f"| {row.act} | {ROLES[row.role]} | {row.relation} | {row.state} | {row.field} | {row.reason} | {row.source} |")
    return 0
