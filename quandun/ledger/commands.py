"""`quandun ledger check | make-key` and `quandun worker`."""

import argparse
import json
import signal
import sys
from threading import Event
from types import FrameType

from quandun.kernel.errors import PlatformError
from quandun.ledger import keys
from quandun.ledger.api import CheckReport, Progress, check, refuse_unsafe, work_forever


def add_arguments(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `ledger` with its verbs, and `worker`."""
    ledger = sub.add_parser("ledger", help="存证日志：核对全部内容，生成签名密钥").add_subparsers(dest="verb", required=True)
    checking = ledger.add_parser("check", help="从条目重新推导并核对；完好为 0，有异常为 1 并逐条列出")
    checking.add_argument("--json", action="store_true", help="以 JSON 输出")
    checking.set_defaults(run=_check)
    key = ledger.add_parser("make-key", help="在设置指定的位置生成签名密钥；已有密钥不会被覆盖")
    key.set_defaults(run=_make_key)
    worker = sub.add_parser("worker", help="启动后台进程：编入日志、传递消息、执行任务；收到 SIGTERM 后办完手头一项再停")
    worker.set_defaults(run=_worker)


def _check(args: argparse.Namespace) -> int:
    report = check(_bar() if sys.stderr.isatty() else None)
    if args.json:
        print(_json(report))
    else:
        print(f"size {report.size}")
        print(f"root {report.root.hex()}")
        if report.waiting:
            print(f"waiting {report.waiting}")
        for fault in report.faults:
            print(fault.line())
    return 1 if report.faults else 0


def _json(report: CheckReport) -> str:
    faults = [{"entry": fault.entry_id, "index": fault.index, "what": fault.what} for fault in report.faults]
    shown = {"size": report.size, "root": report.root.hex(), "waiting": report.waiting, "faults": faults}
    return json.dumps(shown, ensure_ascii=False, indent=2)


def _bar() -> Progress:
    def show(done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        print(f"\r核验 {done:,} / {total:,}", end=end, file=sys.stderr, flush=True)

    return show


def _make_key(args: argparse.Namespace) -> int:
    try:
        made = keys.make()
    except PlatformError as fault:
        print(fault.sentence(), file=sys.stderr)
        return fault.exit_code
    print(made.vkey())
    return 0


def _worker(args: argparse.Namespace) -> int:
    try:
        refuse_unsafe()
    except PlatformError as fault:
        print(fault.sentence(), file=sys.stderr)
        return fault.exit_code
    stop = Event()

    def stop_cleanly(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, stop_cleanly)
    signal.signal(signal.SIGINT, stop_cleanly)
    work_forever(stop)
    return 0
