"""`quandun law …` run in the test's own process."""

import argparse

from quandun.kernel.errors import PlatformError
from quandun.law import commands


def run(*words: str) -> int:
    """Run as the command line does: the exit code of the command, or of the error it raised."""
    parser = argparse.ArgumentParser(prog="quandun")
    commands.add_arguments(parser.add_subparsers(required=True))
    args = parser.parse_args(["law", *words])
    try:
        code = args.run(args)
    except PlatformError as error:
        print(error.sentence())
        code = error.exit_code
    assert isinstance(code, int)
    return code
