"""`quandun law find`: parameters of law by words."""

import argparse
import sys

from quandun.law import api
from quandun.law.cards import parameter_card
from quandun.law.typed import parameter_line, print_json


def add_arguments(law: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law find`."""
    asked = law.add_parser("find", help="按字词查找法律参数：名称、条文、内容、编号")
    asked.add_argument("words", metavar="字词", nargs="+", help="例如 商标 罚款；几个字词都要有")
    asked.add_argument("--limit", metavar="N", type=int, default=20, help="至多列出几项，0 为全部（默认 20）")
    asked.add_argument("--json", action="store_true", help="以 JSON 输出")
    asked.set_defaults(run=find)


def find(args: argparse.Namespace) -> int:
    """Print what was found, best first; exit 1 when nothing was."""
    found = api.find(args.words)
    shown = found[: args.limit] if args.limit > 0 else found
    if args.json:
        print_json([parameter_card(one.parameter) for one in shown])
    else:
        for one in shown:
            print(parameter_line(one.parameter))
        if len(shown) < len(found):
            print(f"另有{len(found) - len(shown)}项，可用 --limit 0 全部列出", file=sys.stderr)
    if not found:
        print(f"没有找到与“{' '.join(args.words)}”有关的法律参数。请换用条文中的字词。", file=sys.stderr)
        return 1
    return 0
