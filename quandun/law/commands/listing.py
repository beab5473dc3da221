"""`quandun law list`: every parameter of law, by instrument or by domain."""

import argparse
import sys
from itertools import groupby

from quandun.law import api
from quandun.law.cards import parameter_card
from quandun.law.typed import parameter_line, print_json


def add_arguments(law: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law list`."""
    asked = law.add_parser("list", help="列出法律参数，按法律文件或者领域归类")
    asked.add_argument("--by", choices=("instrument", "domain"), default="instrument", help="归类方式（默认 instrument）")
    asked.add_argument("--instrument", metavar="字词", default="", help="只列名称中有该字词的法律文件")
    asked.add_argument("--domain", metavar="DOMAIN", default="", help="只列一个领域，例如 market-penalty")
    asked.add_argument("--json", action="store_true", help="以 JSON 输出")
    asked.set_defaults(run=listing)


def listing(args: argparse.Namespace) -> int:
    """Print the parameters asked for; exit 1 when there is none."""
    chosen = [
        parameter
        for parameter in api.current().parameters.values()
        if args.instrument in parameter.instrument and args.domain in ("", parameter.domain)
    ]
    chosen.sort(key=lambda parameter: (getattr(parameter, args.by), parameter.id))
    if args.json:
        print_json([parameter_card(parameter) for parameter in chosen])
    else:
        for heading, group in groupby(chosen, key=lambda parameter: str(getattr(parameter, args.by))):
            print(heading)
            for parameter in group:
                print(f"  {parameter_line(parameter)}")
    if not chosen:
        print("没有符合条件的法律参数。", file=sys.stderr)
        return 1
    return 0
