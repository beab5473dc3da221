"""`quandun assess`: every indicator and target recomputed from records, as of a day."""

import argparse
import json
from datetime import date

from django.conf import settings

from quandun.assessment.selectors import matrix
from quandun.kernel.actors import ANYONE
from quandun.kernel.clocks import legal_day


def add_arguments(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the word."""
    assess = sub.add_parser("assess", help="按记录重算全部指标和目标")
    assess.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="截至哪一天，默认今天")
    assess.add_argument("--json", action="store_true", help="以 JSON 输出")
    assess.set_defaults(run=_assess)


def _assess(args: argparse.Namespace) -> int:
    view = matrix(on=args.on or legal_day(settings.CLOCK.now()), by=ANYONE)
    figures = {one.key: one for task in view.tasks for one in task.figures}
    targets = [(task.number, one) for task in view.tasks for one in task.targets]
    if args.json:
        print(
            json.dumps(
                {
                    "on": view.on.isoformat(),
                    "plan": view.title,
                    "assignments": view.assignments,
                    "figures": {key: {"value": one.value, "records": [r.id for r in one.records]} for key, one in figures.items()},
                    "targets": [{"task": number, "text": one.text, "bound_to": one.indicator or None} for number, one in targets],
                },
                ensure_ascii=False,
                indent=1,
            )
        )
        return 0
    print(f"{view.title}  截至 {view.on}：{len(view.tasks)} 项任务与保障，{len(view.units)} 个责任单位，{view.assignments} 项责任")
    for one in figures.values():
        print(f"指标 {one.name}：{one.value} {one.unit}")
        for record in one.records:
            print(f"  {record.day} {record.label} {record.id}")
    for number, target in targets:
        print(f"目标（任务 {number}）{target.text}：{'未绑定指标' if not target.indicator else target.indicator}")
    return 0
