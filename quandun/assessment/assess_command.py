"""`quandun assess`: every indicator and target recomputed from records, as shown at the end of a day."""

import argparse
import json
from datetime import date

from django.conf import settings

from quandun.assessment.selectors import Figure, Matrix, TargetView, matrix
from quandun.kernel.actors import ANYONE
from quandun.kernel.clocks import legal_day

STANDING_WORDS = {
    "reached": "已达到",
    "not_reached": "未达到",
    "overdue": "到期未达到",
    "open": "未到期",
    "unbound": "未绑定指标",
    "no_records": "没有可算的记录",
    "judged": "约数，由人判断",
}


def add_arguments(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the word."""
    assess = sub.add_parser("assess", help="按记录重算全部指标和目标")
    assess.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="截至哪一天，默认今天")
    assess.add_argument("--json", action="store_true", help="以 JSON 输出")
    assess.set_defaults(run=_assess)


def _assess(args: argparse.Namespace) -> int:
    view = matrix(on=args.on or legal_day(settings.CLOCK.now()), by=ANYONE)
    if args.json:
        print(json.dumps(_as_json(view), ensure_ascii=False, indent=1))
        return 0
    print(f"{view.title}  截至 {view.on}：{len(view.tasks)} 项任务与保障，{len(view.units)} 个责任单位，{view.assignments} 项责任")
    for target in view.targets:
        print(f"目标 {_target_line(target)}")
    for figure in view.figures.values():
        late = f"；其后补登 {len(figure.reckoned.late)} 条，不改当天的数字" if figure.reckoned.late else ""
        print(
            f"指标 {figure.name}：{figure.shown + figure.unit if figure.shown else '没有可算的记录'}（{len(figure.records)} 条记录{late}）"
        )
        for record in figure.records:
            print(f"  {record.day} {record.label} {record.id}")
    return 0


def _target_line(target: TargetView) -> str:
    number = f"（任务 {target.task_number}）" if target.task_number else "（总体）"
    goal = "节点" if target.milestone else f"{target.op}{target.value}{target.unit}"
    due = f"，{target.due_on} 前" if target.due_on else ""
    shown = f"，现为 {target.figure.shown}{target.figure.unit}" if target.figure and target.figure.shown else ""
    word = "到期，尚无完成报告" if target.milestone and target.standing == "overdue" else STANDING_WORDS[target.standing]
    return f"{number}{target.text}：{goal}{due}{shown}，{word}"


def _as_json(view: Matrix) -> dict[str, object]:
    return {
        "on": view.on.isoformat(),
        "plan": {"id": view.plan_id, "title": view.title, "issued_on": view.version.issued_on.isoformat(), "sha256": view.version.sha256},
        "assignments": view.assignments,
        "targets": [_target_json(target) for target in view.targets],
        "figures": {key: _figure_json(figure) for key, figure in view.figures.items()},
    }


def _target_json(target: TargetView) -> dict[str, object]:
    return {
        "id": target.id,
        "task": target.task_number or None,
        "text": target.text,
        "op": target.op or None,
        "goal": target.value or None,
        "unit": target.unit or None,
        "due": target.due_on.isoformat() if target.due_on else None,
        "indicator": target.indicator or None,
        "figure": target.figure.shown or None if target.figure else None,
        "standing": target.standing,
        "reached": _reached(target),
        "reached_on": target.reached_on.isoformat() if target.reached_on else None,
        "basis": target.figure.method if target.figure else (f"进展报告 {target.report_id}" if target.report_id else None),
        "records": [record.id for record in target.figure.records] if target.figure else [],
    }


def _reached(target: TargetView) -> bool | None:
    """Return what the records say; None where they say nothing: unbound, no records, a milestone nobody has reported."""
    if target.milestone:
        return True if target.standing == "reached" else None
    return {"reached": True, "not_reached": False, "overdue": False}.get(target.standing)


def _figure_json(figure: Figure) -> dict[str, object]:
    return {
        "name": figure.name,
        "value": figure.shown or None,
        "unit": figure.unit,
        "measure": figure.measure,
        "records": [record.id for record in figure.records],
        "of": figure.reckoned.whole,
        "entered_late": [record.id for record in figure.reckoned.late],
    }
