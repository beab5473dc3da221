"""`quandun law awards`: awarded ÷ claimed from closed cases."""

import argparse
from pathlib import Path

from quandun.law import api
from quandun.law.typed import print_json


def add_arguments(law: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law awards`."""
    asked = law.add_parser("awards", help="已结案件的判赔比：判赔数额 ÷ 请求数额的分布")
    asked.add_argument("cases", metavar="CASES.json", help="已结案件，格式见 docs/law/court.md")
    asked.add_argument("--smallest-group", metavar="N", type=int, default=api.SMALLEST_GROUP, help="每组至少几件才显示，只能调大")
    asked.add_argument("--json", action="store_true", help="以 JSON 输出")
    asked.set_defaults(run=awards)


def awards(args: argparse.Namespace) -> int:
    """Print the distributions; 1 when there are too few cases to show any, 2 when the file cannot be used."""
    cases = api.read_closed_cases(api.read_facts(Path(args.cases)))
    statistics = api.award_statistics(cases, smallest_group=args.smallest_group)
    if args.json:
        print_json(api.as_json(statistics))
    else:
        print("\n".join(api.award_lines(statistics)))
    return 1 if statistics.all.withheld else 0
