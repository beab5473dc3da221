"""`python -m quandun.law due …`: the room's commands where it is installed alone, without the rest of the platform."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence

from quandun.kernel.errors import PlatformError
from quandun.law import commands


def main(arguments: Sequence[str]) -> int:
    """Run one command of the room; exit 0 done, 1 the answer is no, 2 unusable input with one line on stderr."""
    parser = argparse.ArgumentParser(prog="python -m quandun.law", description="法：查询法律参数、计算法定期间")
    commands.add_each(parser.add_subparsers(required=True, metavar="命令"))
    args = parser.parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = args.run
    try:
        code = run(args)
        sys.stdout.flush()
    except PlatformError as error:
        print(error.sentence(), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
