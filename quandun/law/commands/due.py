"""`quandun law due`: the last day still in time, with its reasoning."""

import argparse

from quandun.kernel.clocks import iso_beijing
from quandun.law import api
from quandun.law.typed import print_json, read_day, read_moment, read_pause


def add_arguments(law: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law due`."""
    asked = law.add_parser("due", help="计算届满日，逐行写明理由和条文")
    asked.add_argument("ref", metavar="ID[.VALUE]", help="期限，例如 mp-register-preserve.decide_within")
    asked.add_argument(
        "--starts", metavar="WHEN", required=True, help="事由发生之日或者时刻（北京时间），例如 2026-09-03 或 2026-09-03T10:20"
    )
    asked.add_argument("--pause", metavar="A..B[:事由]", action="append", default=[], help="不计入的日子，自 A 起至 B 前一日止；可以重复")
    asked.add_argument("--extend", metavar="REF", action="append", default=[], help="延长，例如 mp-seizure-period.extension；可以重复")
    asked.add_argument("--on", metavar="DATE", help="以哪一日有效的法律为准；不写则为起算之日")
    asked.add_argument("--json", action="store_true", help="以 JSON 输出")
    asked.set_defaults(run=due)


def due(args: argparse.Namespace) -> int:
    """Print the last day still in time and the reasoning."""
    found = api.due(
        args.ref,
        starts=read_moment(args.starts),
        pauses=[read_pause(text) for text in args.pause],
        extensions=args.extend,
        on=read_day(args.on) if args.on else None,
    )
    if args.json:
        answer: dict[str, object] = {"due": found.last_day.isoformat()}
        if found.last_instant is not None:
            answer["due_at"] = iso_beijing(found.last_instant)
        answer.update(
            provisional=found.provisional,
            steps=list(found.steps),
            article=found.value.source,
            confidence=found.confidence,
            confirmed=found.confirmed,
        )
        print_json(answer)
        return 0
    when = iso_beijing(found.last_instant) if found.last_instant else found.last_day.isoformat()
    print(f"{when}{_says(found)}{'（暂定）' if found.provisional else ''}")
    for number, step in enumerate(found.steps, 1):
        print(f"  {number}. {step}")
    return 0


def _says(found: api.Due) -> str:
    """Return what the day is where it is not the last day in time."""
    return {
        "in_time_until": "",
        "expected_by": "（预计，不是法定上限）",
        "runs_until": "（届满）",
        "allowed_after": f"（自{found.allowed_from}起已满）",
        "notify_by": "（最迟通知）",
        "window_from": "（首日）",
    }[found.means]
