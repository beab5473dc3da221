"""`quandun law …` with the one thing law itself cannot do: print a memorandum, which is the trade of `documents`, a later room."""

import argparse
from typing import Literal

from quandun.law import api as law
from quandun.law import commands


def add_arguments(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law` with its own commands, and name the printer of memoranda."""
    law.print_damages_memorandum_with(_print)
    commands.add_arguments(sub)


def _print(memorandum: law.Memorandum, form: Literal["docx", "pdf"]) -> bytes:
    # Loaded only when something is printed: `quandun law due` must start where neither typst nor python-docx is installed.
    try:
        from quandun.documents.domain.memoranda import print_memorandum
    except ModuleNotFoundError as missing:
        raise law.MemorandumNotPrintable(reason=f"没有安装文书模块所需的 {missing.name}") from missing
    return print_memorandum(memorandum, form)
