"""`quandun law court`: which level of court, and which courts, take a case first."""

import argparse
from pathlib import Path

from quandun.law import api
from quandun.law.typed import print_json


def add_arguments(law: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law court`."""
    asked = law.add_parser("court", help="查找管辖法院：级别、地点、可选的法院、第二审法院")
    asked.add_argument("facts", metavar="FACTS.json", help="案件材料，格式见 docs/law/court.md")
    asked.add_argument("--json", action="store_true", help="以 JSON 输出")
    asked.set_defaults(run=court)


def court(args: argparse.Namespace) -> int:
    """Print the answer; 1 when neither level nor court can be said, 2 when the facts cannot be used."""
    answer = api.find_court(api.read_court(api.read_facts(Path(args.facts))))
    if args.json:
        print_json(api.as_json(answer))
    else:
        print("\n".join(api.court_lines(answer)))
    return 1 if answer.level == "unknown" else 0
