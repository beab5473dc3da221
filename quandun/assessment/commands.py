"""Commands of assessment: read a plan. Importing this module loads no Django."""

import argparse
import json
import sys
from pathlib import Path

from quandun.assessment.domain.normalise import LIMIT_BYTES, Decoded, decode
from quandun.assessment.domain.plan_reader import Plan, as_json, counts, read_plan
from quandun.assessment.errors import PlanUnreadable


def add_arguments(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `plan` with its own commands; each sets `run`, which takes the parsed arguments and returns the exit code."""
    plan = sub.add_parser("plan", help="实施方案：读成任务、责任单位、目标").add_subparsers(
        dest="plan_command", required=True, metavar="命令"
    )
    read = plan.add_parser("read", help="读一份实施方案、行动计划或若干措施（文本或 Markdown）")
    read.add_argument("file", metavar="FILE", type=Path, help="方案文件，UTF-8、UTF-16 或 GB18030，不超过 20 MB")
    read.add_argument("--json", action="store_true", help="以 JSON 输出全部内容")
    read.set_defaults(run=read_command)


def read_command(args: argparse.Namespace) -> int:
    """Print what the plan says; 0 read, 2 unusable input with one line on stderr."""
    try:
        decoded = _decoded(args.file)
    except PlanUnreadable as error:
        print(f"{args.file}：{error.sentence()}", file=sys.stderr)
        return error.exit_code
    plan = read_plan(decoded.text)
    if args.json:
        values = as_json(plan)
        values["encoding"] = decoded.encoding
        if decoded.encoding != "utf-8" and isinstance(values["warnings"], list):
            values["warnings"].insert(0, {"line": 1, "code": "encoding", "message": _encoding_note(decoded)})
        print(json.dumps(values, ensure_ascii=False, indent=1))
    else:
        for part in (plan, *plan.further):
            _print(part)
        if decoded.encoding != "utf-8":
            print(f"提示：{_encoding_note(decoded)}")
    return 0


def _encoding_note(decoded: Decoded) -> str:
    return f"文件不是 UTF-8，已按 {decoded.encoding.upper()} 读取"


def _decoded(path: Path) -> Decoded:
    limit_mb = LIMIT_BYTES // 1024 // 1024
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise PlanUnreadable(what="这是文件夹，不是文件", limit_mb=limit_mb)
        if size > LIMIT_BYTES:  # looked at before reading: a wrong file may be larger than the memory
            raise PlanUnreadable(what=f"文件有 {size / 1024 / 1024:.0f} MB，超过上限", limit_mb=limit_mb)
        return decode(path.read_bytes())
    except FileNotFoundError as error:
        raise PlanUnreadable(what="没有这个文件", limit_mb=limit_mb) from error
    except OSError as error:
        raise PlanUnreadable(what=f"打不开文件（{error.strerror}）", limit_mb=limit_mb) from error


def _print(plan: Plan) -> None:
    figures = counts(plan)
    print(plan.title)
    for label, value in (
        ("文号", plan.document_number or ""),
        ("印发", "、".join(plan.issuers)),
        ("日期", plan.date or ""),
    ):
        if value:
            print(f"{label}：{value}")
    print(f"任务 {figures['tasks']} 项，保障措施 {figures['safeguards']} 项，举措 {figures['measures']} 条")
    print(
        f"责任单位 {figures['unique_units']} 个，分工 {figures['assignments']} 处"
        f"（任务 {figures['assignments_tasks']}，保障 {figures['assignments_safeguards']}）"
    )
    print(f"数字目标 {figures['targets_numeric']} 个，节点目标 {figures['targets_milestone']} 个")
    for group in plan.groups:
        print(f"{group.number}{group.title}：{len(group.tasks)} 项")
        for task in group.tasks:
            print(f"  {task.label}{task.title[:40]}（{len(task.units)} 个单位）")
    for safeguard in plan.safeguards:
        print(f"  {safeguard.label}{safeguard.title[:40]}（{len(safeguard.units)} 个单位）")
    for warn in plan.warnings:
        print(f"提示：第 {warn.line} 行：{warn.message}")
    print()
