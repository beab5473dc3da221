"""`quandun law diff`: what changes in the law between two days."""

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from quandun.kernel.clocks import day_text
from quandun.law import api
from quandun.law.cards import change_card
from quandun.law.typed import print_json, read_day, shown
from quandun.law.values import Entry


def add_arguments(law: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law diff`."""
    asked = law.add_parser("diff", help="两日之间哪些规定开始、失效、变化，哪些只换了条文")
    asked.add_argument("first", metavar="DATE", help="前一日，例如 2026-11-25")
    asked.add_argument("last", metavar="DATE", help="后一日（当日发生的变化算在内），例如 2027-01-01")
    asked.add_argument("--json", action="store_true", help="以 JSON 输出")
    asked.set_defaults(run=diff)


def diff(args: argparse.Namespace) -> int:
    """Print what changes after the first day up to the last."""
    first, last = read_day(args.first), read_day(args.last)
    changes = api.diff(first, last)
    if args.json:
        print_json({"after": first.isoformat(), "until": last.isoformat(), "changes": [change_card(change) for change in changes]})
    else:
        for line in _lines(changes, first, last):
            print(line)
    return 0


def _lines(changes: tuple[api.Change, ...], first: date, last: date) -> Iterator[str]:
    span = f"{day_text(first)}之后至{day_text(last)}"
    if not changes:
        yield f"{span}：没有变化"
        return
    counts = Counter(change.kind for change in changes)
    yield f"{span}：{'，'.join(f'{api.CHANGE_KINDS[kind]} {counts[kind]} 项' for kind in api.CHANGE_KINDS if counts[kind])}"
    for (on, kind), group in groupby(changes, key=lambda change: (change.on, change.kind)):
        yield f"\n自{day_text(on)}起 · {api.CHANGE_KINDS[kind]}"
        for change in group:
            yield f"  {change.ref}  {change.value.name_zh}"
            if change.old:
                yield f"    原：{_said(change.old, change.value.rule.unit)}"
            for entry in (change.new, *change.rivals) if change.new else ():
                yield f"    新：{_said(entry, change.value.rule.unit)}"


def _said(entry: Entry, unit: str) -> str:
    number = f"未取得（{entry.missing}）" if entry.value is None else entry.value_zh or shown(entry.value, unit)
    return f"{number}——{entry.source}"
