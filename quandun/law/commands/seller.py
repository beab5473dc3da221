"""`quandun law seller`: whether a seller who did not know is only told to stop selling."""

import argparse
from pathlib import Path

from quandun.law import api
from quandun.law.typed import print_json


def add_arguments(law: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law seller`."""
    asked = law.add_parser("seller", help="审查不知情销售者的条件：不知道、合法取得、说明提供者")
    asked.add_argument("facts", metavar="FACTS.json", help="材料，格式见 docs/law/crime.md")
    asked.add_argument("--json", action="store_true", help="以 JSON 输出")
    asked.set_defaults(run=seller)


def seller(args: argparse.Namespace) -> int:
    """Print the answer; 0 established, 1 not or not yet, 2 when the facts cannot be used."""
    answer = api.judge_seller(api.read_seller(api.read_facts(Path(args.facts))))
    if args.json:
        print_json(api.as_json(answer))
    else:
        print("\n".join(api.seller_lines(answer)))
    return 0 if answer.state == "established" else 1
