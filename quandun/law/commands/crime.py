"""`quandun law crime`: whether the figures of a case reach a criminal standard, and whether it goes to the police."""

import argparse
from pathlib import Path

from quandun.law import api
from quandun.law.typed import print_json


def add_arguments(law: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law crime`."""
    asked = law.add_parser("crime", help="对照侵犯知识产权犯罪的数额标准，并审查是否应当移送公安机关")
    asked.add_argument("facts", metavar="FACTS.json", help="事实材料，格式见 docs/law/crime.md")
    asked.add_argument("--json", action="store_true", help="以 JSON 输出")
    asked.set_defaults(run=crime)


def crime(args: argparse.Namespace) -> int:
    """Print the answer; 0 whatever it is, 2 when the facts cannot be used."""
    answer = api.assess_crime(api.read_crime(api.read_facts(Path(args.facts))))
    if args.json:
        print_json(api.as_json(answer))
    else:
        print("\n".join(api.crime_lines(answer)))
    return 0
