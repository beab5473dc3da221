"""Commands of people: check a city folder, load it. Importing this module loads no Django."""

import argparse
import json
import sys
from pathlib import Path

from quandun.people.domain.city import CityFolderFaulty, read_city


def add_arguments(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `city` with its own commands; each sets `run`, which takes the parsed arguments and returns the exit code."""
    city = sub.add_parser("city", help="城市资料夹：检查、载入").add_subparsers(dest="city_command", required=True, metavar="命令")

    checked = city.add_parser("check", help="检查城市资料夹，列出每一处问题的文件和行")
    checked.add_argument("folder", metavar="DIR", type=Path, help="城市资料夹")
    checked.add_argument("--json", action="store_true", help="以 JSON 输出")
    checked.set_defaults(run=check)

    loaded = city.add_parser("load", help="载入城市资料夹")
    loaded.add_argument("folder", metavar="DIR", type=Path, help="城市资料夹")
    loaded.add_argument("--json", action="store_true", help="以 JSON 输出")
    loaded.set_defaults(run=load)


def check(args: argparse.Namespace) -> int:
    """Print every fault as `file:line: what；remedy`; 0 when there is none, 1 when there are, 2 when DIR is no folder."""
    folder: Path = args.folder
    if not folder.is_dir():
        print(f"{folder}：没有这个文件夹。请写城市资料夹的路径，例如 cities/<城市>。", file=sys.stderr)
        return 2
    try:
        city = read_city(folder)
    except CityFolderFaulty as error:
        if args.json:
            faults = [{"file": fault.file, "line": fault.line, "what": fault.what, "remedy": fault.remedy} for fault in error.faults]
            print(json.dumps({"ok": False, "faults": faults}, ensure_ascii=False, indent=1))
        else:
            for fault in error.faults:
                print(fault.sentence())
        return 1
    figures = {"units": len({row.key for row in city.units}), "bodies": len(city.bodies), "districts": len(city.districts)}
    if args.json:
        print(json.dumps({"ok": True, "name": city.name, **figures, "faults": []}, ensure_ascii=False, indent=1))
    else:
        print(f"{city.name}：责任单位 {figures['units']} 个，其他机构 {figures['bodies']} 个，区县 {figures['districts']} 个，没有问题。")
    return 0


def load(args: argparse.Namespace) -> int:
    """Load the folder into the database; same exit codes as `check`.

    The only command of this module that needs Django: the caller sets it up first. The actor is the system itself.
    """
    problem = check(argparse.Namespace(folder=args.folder, json=args.json)) if not args.folder.is_dir() else 0
    if problem:
        return problem
    try:
        city = read_city(args.folder)
    except CityFolderFaulty:
        return check(args)
    # Imported here because `check` must run without Django and without a database.
    from quandun.kernel.actors import Actor
    from quandun.kernel.clocks import SystemClock
    from quandun.people.services import load_city_folder

    figures = load_city_folder(folder=args.folder, by=Actor.system("city"), at=SystemClock().now())
    if args.json:
        print(json.dumps({"ok": True, "name": city.name, **figures}, ensure_ascii=False, indent=1))
    else:
        print(f"{city.name}：已载入责任单位 {figures['units']} 行、其他机构 {figures['bodies']} 个、区县 {figures['districts']} 个。")
    return 0
