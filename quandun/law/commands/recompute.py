"""`quandun law recompute`: the day of every open clock of a file, in one pass that may be stopped and goes on where it stopped."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from quandun.law import api
from quandun.law.clock_files import answers
from quandun.law.errors import BadClocks
from quandun.law.statutes import city_law

Progress = Callable[[int, int], None]  # (bytes read, of)
_EVERY = 5_000  # lines between two looks at the progress


def add_arguments(law: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law recompute`."""
    asked = law.add_parser("recompute", help="重新计算一个文件中的全部期限；中途停止后再次运行，从停下的地方继续")
    asked.add_argument(
        "clocks", metavar="CLOCKS.jsonl", type=Path, help='每行一个期限，例如 {"id": 1, "ref": "mp-pay-fine", "starts": "2026-09-03"}'
    )
    asked.add_argument("--out", metavar="DUE.jsonl", type=Path, required=True, help="结果，每行与期限文件的同一行对应")
    asked.add_argument("--city-law", metavar="DIR", type=Path, help="本市的法，例如 cities/某市/law；不写则只用全国的法")
    asked.set_defaults(run=recompute)


def recompute(args: argparse.Namespace) -> int:
    """Write a line of answer for each line of clocks; the file of answers appears only when it is whole."""
    law = city_law(args.city_law) if args.city_law else api.current()
    part = Path(f"{args.out}.part")
    try:
        with args.clocks.open("rb") as clocks:
            done = _resume(part, _key(law, clocks))
            with part.open("ab") as out:
                total = done + _write(law, clocks, out, done, _bar() if sys.stderr.isatty() else None)
        part.replace(args.out)
        _key_file(part).unlink()
    except OSError as fault:
        raise BadClocks(where=fault.filename or str(args.clocks), reason=f"不能打开（{fault.strerror}）") from fault
    print(f"{args.out}：{total}个期限")
    return 0


def _write(law: api.Law, clocks: BinaryIO, out: BinaryIO, done: int, progress: Progress | None) -> int:
    size = os.fstat(clocks.fileno()).st_size
    lines = islice(clocks, done, None)
    written = 0
    try:
        for answer in answers(law, lines, first=done + 1):
            out.write(answer.encode() + b"\n")
            written += 1
            if progress and written % _EVERY == 0:
                progress(min(clocks.tell(), size), size)
    except KeyboardInterrupt:
        print(f"\n已停在第{done + written}行；再次运行同一命令，从下一行继续", file=sys.stderr)
        raise
    if progress:
        progress(size, size)
    return written


def _resume(part: Path, key: str) -> int:
    """Return how many lines stand answered already, for the same clocks under the same law; what is half written goes."""
    key_file = _key_file(part)
    if not part.exists() or not key_file.exists() or key_file.read_text() != key:
        part.write_bytes(b"")
        key_file.write_text(key)
        return 0
    whole = lines = 0
    with part.open("r+b") as written:
        for line in _whole_lines(written):
            whole += len(line)
            lines += 1
        written.truncate(whole)
    return lines


def _whole_lines(written: BinaryIO) -> Iterator[bytes]:
    return (line for line in written if line.endswith(b"\n"))


def _key(law: api.Law, clocks: BinaryIO) -> str:
    """Return what must be the same for a part to be worth keeping."""
    stat = os.fstat(clocks.fileno())
    return sha256(f"{law.edition} {stat.st_size} {stat.st_mtime_ns}".encode()).hexdigest()


def _key_file(part: Path) -> Path:
    return Path(f"{part}.key")


def _bar() -> Progress:
    def show(done: int, size: int) -> None:
        end = "\n" if done >= size else ""
        print(f"\r计算 {done * 100 // max(size, 1)}%", end=end, file=sys.stderr, flush=True)

    return show
