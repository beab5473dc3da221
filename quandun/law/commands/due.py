"""`quandun law due`: the day a period leads to, with its reasoning."""

import argparse

from quandun.kernel.clocks import iso_beijing
from quandun.law import api
from quandun.law.cards import due_card
from quandun.law.typed import print_json, read_closing_time, read_day, read_extension, read_moment, read_pause, read_restart


def add_arguments(law: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law due`."""
    asked = law.add_parser("due", help="计算届满日，逐行写明理由和条文")
    asked.add_argument("ref", metavar="ID[.VALUE]", help="期限，例如 mp-register-preserve.decide_within；曾用编号一直有效")
    when = "事由发生之日或者时刻，例如 2026-09-03 或 2026-09-03T10:20；没有写时区的是北京时间。向前计算的期限写将要发生之日"
    asked.add_argument("--starts", metavar="WHEN", required=True, help=when)
    pause = "不计入的日子，自 A 起至 B 前一日止，例如 2026-09-08..2026-09-10=鉴定；没有写事由的是试算；可以重复"
    asked.add_argument("--pause", metavar="A..B[=事由]", action="append", default=[], help=pause)
    extend = "延长，例如 mp-seizure-period.extension=20:局长；没有写长度的延长到条文的上限；可以重复"
    asked.add_argument("--extend", metavar="REF[=长度][:批准人]", action="append", default=[], help=extend)
    asked.add_argument("--restart", metavar="DATE[=事由]", action="append", default=[], help="条文规定重新计算的，自该日重新计算；可以重复")
    asked.add_argument("--closes", metavar="HH:MM", help="受理机关停止业务活动的时间，例如 17:30；不写则为末日 24 时")
    asked.add_argument("--on", metavar="DATE", help="以哪一日有效的法律为准；不写则为起算之日")
    asked.add_argument("--json", action="store_true", help="以 JSON 输出")
    asked.set_defaults(run=due)


def due(args: argparse.Namespace) -> int:
    """Print the day and the reasoning."""
    starts = read_moment(args.starts)
    found = api.due(
        args.ref,
        starts=starts,
        pauses=[read_pause(text) for text in args.pause],
        extensions=[read_extension(text) for text in args.extend],
        restarts=[read_restart(text) for text in args.restart],
        closes=read_closing_time(args.closes) if args.closes is not None else None,
        on=read_day(args.on) if args.on else None,
    )
    when = iso_beijing(found.last_instant) if found.last_instant else found.last_day.isoformat()
    if args.json:
        print_json(due_card(found, starts))
        return 0
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
