"""`quandun law …`: law asked from the command line; one module of this folder per command, and the folder is the list.

A module has `add_arguments(law)`, which registers its command and sets `run`: it takes the parsed arguments and returns the exit
code. Exit 0 done. Exit 1 the answer is no: no such parameter, nothing in force that day, not obtained, not allowed. Exit 2 the
question cannot be used: no such day, no term, a file that cannot be read.
"""

import argparse
from importlib import import_module
from pkgutil import iter_modules


def add_arguments(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law` with its own commands."""
    law = sub.add_parser("law", help="法：查询法律参数、计算法定期间").add_subparsers(dest="law_command", required=True, metavar="命令")
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}").add_arguments(law)
