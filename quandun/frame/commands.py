"""`quandun messages extract | compile`: the catalogue of translations."""

import argparse
import sys
from pathlib import Path

from quandun.frame import catalogue

ROOT = Path(__file__).resolve().parents[2]


def add_arguments(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `messages` with its two verbs."""
    messages = sub.add_parser("messages", help="translations: extract source strings, compile the catalogue").add_subparsers(
        dest="verb", required=True
    )
    extract = messages.add_parser("extract", help="update locale/en from the source; no translation is lost")
    extract.set_defaults(run=_extract)
    compile_ = messages.add_parser("compile", help="compile locale/en for use")
    compile_.set_defaults(run=_compile)


def _extract(args: argparse.Namespace) -> int:
    figures = catalogue.update(ROOT)
    print(f"messages: {figures.strings} strings, {figures.missing} without English, {figures.gone} no longer used")
    return 0


def _compile(args: argparse.Namespace) -> int:
    try:
        made = catalogue.compile_all(ROOT / "locale")
    except catalogue.BadCatalogue as fault:
        print(f"messages: {fault.sentence()}", file=sys.stderr)
        return fault.exit_code
    print(f"messages: compiled {', '.join(path.relative_to(ROOT).as_posix() for path in made)}")
    return 0
