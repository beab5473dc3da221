"""Commands of assessment: read, compare, load, list and export plans. Importing this module loads no Django."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from quandun.assessment.domain import comparison
from quandun.assessment.domain.normalise import LIMIT_BYTES, Decoded, decode
from quandun.assessment.domain.plan_reader import Plan, as_json, counts, read_plan
from quandun.assessment.domain.taskbook import as_csv, as_markdown
from quandun.assessment.errors import PlanUnreadable


def add_arguments(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `plan` with its own commands; each sets `run`, which takes the parsed arguments and returns the exit code."""
    plan = sub.add_parser("plan", help="实施方案：读、载入、比对、导出").add_subparsers(dest="plan_command", required=True, metavar="命令")
    read = plan.add_parser("read", help="读一份实施方案、行动计划或若干措施（文本或 Markdown）")
    read.add_argument("file", metavar="FILE", type=Path, help="方案文件，UTF-8、UTF-16 或 GB18030，不超过 20 MB")
    read.add_argument("--json", action="store_true", help="以 JSON 输出全部内容")
    read.set_defaults(run=read_command)
    load = plan.add_parser("load", help="载入一份方案，成为现行方案，旧方案留存")
    load.add_argument("file", metavar="FILE", type=Path, help="方案文件")
    load.add_argument("--issued-on", type=date.fromisoformat, metavar="DATE", help="印发日期，只在方案没有写明时使用")
    load.set_defaults(run=load_command)
    listed = plan.add_parser("list", help="列出载入过的方案")
    listed.add_argument("--json", action="store_true", help="以 JSON 输出")
    listed.set_defaults(run=list_command)
    compare = plan.add_parser("compare", help="比对两份方案：任务、措辞、单位、目标；相同退出码 0，不同 1")
    compare.add_argument("old", metavar="OLD", help="旧方案：文件，或载入过的方案编号 pl-…")
    compare.add_argument("new", metavar="NEW", help="新方案：文件或编号")
    compare.add_argument("--json", action="store_true", help="以 JSON 输出")
    compare.set_defaults(run=compare_command)
    export = plan.add_parser("export", help="导出载入过的方案")
    export.add_argument("id", metavar="ID", help="方案编号 pl-…，见 quandun plan list")
    export.add_argument(
        "--as", dest="form", choices=("text", *EXPORTS), default="text", help="text 原文一字不差；json、csv、md 为读出的内容"
    )
    export.add_argument("-o", "--output", type=Path, metavar="FILE", help="写入文件，默认标准输出")
    export.set_defaults(run=export_command)


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


EXPORTS: dict[str, Callable[[Plan], str]] = {
    "json": lambda plan: json.dumps(as_json(plan), ensure_ascii=False, indent=1) + "\n",
    "csv": as_csv,
    "md": as_markdown,
}


def load_command(args: argparse.Namespace) -> int:
    """Load a plan file as the plan in force; 0 loaded, 2 unusable."""
    from django.conf import settings

    from quandun.assessment.services import bind_to_city, load_plan
    from quandun.kernel.actors import Actor

    _named(args.file)
    by, at = Actor.system("plan"), settings.CLOCK.now()
    plan_id = load_plan(content=args.file.read_bytes(), issued_on=args.issued_on, by=by, at=at)
    bound = bind_to_city(plan_id=plan_id, folder=settings.CITY_DIR, by=by, at=at)
    print(f"已载入 {plan_id}。按城市资料 {settings.CITY_DIR.name} 绑定 {bound} 处，其余目标显示为未绑定指标。")
    return 0


def list_command(args: argparse.Namespace) -> int:
    """Print every version, the latest loaded first."""
    from quandun.assessment.selectors import versions
    from quandun.kernel.actors import ANYONE

    found = versions(by=ANYONE)
    if args.json:
        rows = [
            {
                "id": one.id,
                "title": one.title,
                "document_number": one.document_number or None,
                "issued_on": one.issued_on.isoformat(),
                "loaded_on": one.loaded_on.isoformat(),
                "superseded_on": one.superseded_on.isoformat() if one.superseded_on else None,
                "sha256": one.sha256,
            }
            for one in found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for one in found:
        state = f"{one.superseded_on} 起由新方案接替" if one.superseded_on else "现行"
        print(f"{one.id}  {one.title}  {one.issued_on} 印发，{one.loaded_on} 载入，{state}")
    if not found:
        print("还没有载入方案。载入：quandun plan load 文件")
    return 0


def compare_command(args: argparse.Namespace) -> int:
    """Print what changed; 0 nothing, 1 something, 2 unusable."""
    found = comparison.compare(_plan_of(args.old), _plan_of(args.new))
    if args.json:
        print(json.dumps(comparison.as_json(found), ensure_ascii=False, indent=1))
        return 0 if found.equal else 1
    print(f"{found.old_title} → {found.new_title}")
    print(
        f"任务：新增 {found.counted('added')}，删去 {found.counted('removed')}，"
        f"改动 {found.counted('changed')}，未变 {found.counted('same')}"
    )
    for label, names in (("新增单位", found.units_added), ("不再列出的单位", found.units_removed)):
        if names:
            print(f"{label}：{'、'.join(names)}")
    for task in found.tasks:
        if task.change != "same":
            _print_task_change(task)
    for target in found.overall:
        _print_target_change(target, "总体目标")
    return 0 if found.equal else 1


def export_command(args: argparse.Namespace) -> int:
    """Write a stored plan: its bytes as they were, or what was read in them."""
    from quandun.assessment.selectors import original
    from quandun.kernel.actors import ANYONE

    _, content = original(args.id, by=ANYONE)
    data = content if args.form == "text" else EXPORTS[args.form](read_plan(decode(content).text)).encode()
    if args.output:
        args.output.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
    return 0


_CHANGE_WORDS = {"added": "新增", "removed": "删去", "changed": "改动"}


def _print_task_change(task: comparison.TaskChange) -> None:
    number = task.new_number if task.old_number in ("", task.new_number) else f"{task.old_number}→{task.new_number or '无'}"
    print(f"{_CHANGE_WORDS[task.change]} {number} {task.title[:40]}")
    if task.change == "changed" and task.reworded:
        print("  措辞：" + "".join(_marked(kind, text) for kind, text in task.pieces).replace("\n", " "))
    for label, names in (
        ("新增单位", task.units_added),
        ("减少单位", task.units_removed),
        ("新任牵头", task.leads_added),
        ("不再牵头", task.leads_removed),
    ):
        if names and task.change == "changed":
            print(f"  {label}：{'、'.join(names)}")
    for target in task.targets:
        _print_target_change(target, "  目标")


def _print_target_change(target: comparison.TargetChange, label: str) -> None:
    if target.change != "same":
        print(f"{label}{_CHANGE_WORDS[target.change]}：{target.old}（{target.old_goal}）→ {target.new}（{target.new_goal}）")


def _marked(kind: str, text: str) -> str:
    """Return wording with changes marked, long unchanged parts shortened."""
    if kind == "same":
        return text if len(text) <= 24 else f"{text[:10]}…{text[-10:]}"
    return f"〔+{text}〕" if kind == "added" else f"〔-{text}〕"


def _plan_of(name: str) -> Plan:
    """Return the plan of a file or of a loaded version's id."""
    if name.startswith("pl-") and not Path(name).exists():
        from quandun.assessment.selectors import original
        from quandun.kernel.actors import ANYONE

        return read_plan(decode(original(name, by=ANYONE)[1]).text)
    return read_plan(_named(Path(name)).text)


def _named(path: Path) -> Decoded:
    """Return the file's text; a refusal names the file, for commands that are given two."""
    try:
        return _decoded(path)
    except PlanUnreadable as error:
        raise PlanUnreadable(what=f"{path}：{error.facts['what']}", limit_mb=error.facts["limit_mb"]) from error


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
