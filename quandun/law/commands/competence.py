"""`quandun law competence`: which body acts on which right, with which powers; without options the whole table."""

import argparse
from collections.abc import Iterator

from quandun.law import api
from quandun.law.typed import print_json, read_day

_GRANTED = {True: "可以", False: "不可以", None: "未配置"}


def add_arguments(law: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law competence`."""
    asked = law.add_parser("competence", help="查询职权：权利 × 行为 × 程序 → 机关、级别、措施、批准人")
    asked.add_argument("--right", metavar="R", help="权利，例如 trademark")
    asked.add_argument("--act", metavar="A", help="行为，例如 infringement", default="infringement")
    asked.add_argument("--procedure", metavar="P", help="程序，例如 penalty", default="penalty")
    asked.add_argument("--on", metavar="DATE", required=True, help="以哪一日有效的法律为准")
    asked.add_argument("--json", action="store_true", help="以 JSON 输出")
    asked.set_defaults(run=competence)


def competence(args: argparse.Namespace) -> int:
    """Print one row, or the table; exit 1 where the text is not to hand."""
    on = read_day(args.on)
    if args.right:
        found = api.competence(right=args.right, act=args.act, procedure=args.procedure, on=on)
        if args.json:
            print_json(api.as_json(found))
        else:
            print("\n".join(_lines(found)))
        return 0
    rows = list(api.competences(on=on))
    if args.json:
        print_json([api.as_json(row) if isinstance(row, api.Competence) else {"missing": row.sentence()} for row in rows])
        return 0
    for row in rows:
        if isinstance(row, api.Competence):
            print(f"{row.label_zh}：{row.body_zh}（{row.level_zh}）——{row.source}")
        else:
            print(f"{row.facts['what']}：未配置，{row.facts['instrument']}")
    return 0


def _lines(found: api.Competence) -> Iterator[str]:
    yield f"{found.label_zh}：{found.body_zh}，{found.level_zh}——{found.source}"
    for condition in found.conditions:
        yield f"  条件：{condition}"
    rule = found.procedural_rule
    yield f"  程序：{rule.name_zh}" + (f"，未配置（{rule.missing}）" if rule.missing else f"——{rule.source}")
    for power in found.powers:
        approver = f"，由{power.approver_zh}批准（{power.approver_source}）" if power.approver_zh else ""
        reason = f"：{power.reason}" if power.reason else ""
        yield f"  {_GRANTED[power.granted]}{power.name_zh}{approver}{reason}" + (f"——{power.source}" if power.source else "")
    if found.note:
        yield f"  说明：{found.note}"
    if not found.confirmed:
        yield "  待确认：机关或者程序规定的依据未经核对原文"
