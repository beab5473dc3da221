"""`quandun serve`: the site by granian, with the log's worker beside it where the profile says so."""

import argparse
import multiprocessing
import socket
import sys
import threading
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from quandun.kernel.errors import PlatformError
from quandun.ledger import api as ledger

BLOCKING_THREADS = 8
KILL_TIMEOUT_SECONDS = 5  # without it a worker holding a PostgreSQL connection did not end on SIGTERM


class PortTaken(PlatformError):
    """Another program listens there already."""

    code = "serve.port_taken"
    says = "端口 {port} 不能使用（{why}）。"
    do = "请换一个端口，例如 --port 8001。"


class NotPrepared(PlatformError):
    """The database lacks tables of this version."""

    code = "serve.not_prepared"
    exit_code = 1
    says = "数据库还缺少本版本的 {count} 项变更。"
    do = "请先备份，再运行 quandun serve --prepare。"


def add_arguments(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `serve`."""
    word = sub.add_parser("serve", help="启动网站")
    word.add_argument("--host", default="127.0.0.1", help="监听地址，默认只在本机")
    word.add_argument("--port", type=int, default=8000, help="端口，默认 8000")
    word.add_argument("--workers", type=int, default=1, help="进程数，默认 1；每个进程有 8 个线程")
    word.add_argument("--prepare", action="store_true", help="先更新数据库和静态文件（开发、演示环境总是如此）")
    word.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    if args.prepare or settings.DEBUG or settings.DEMO:
        prepare_database()
    return serve(host=args.host, port=args.port, workers=args.workers)


def prepare_database() -> None:
    """Bring the tables up to this version."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)


def serve(*, host: str = "127.0.0.1", port: int = 8000, workers: int = 1) -> int:
    """Serve until interrupted. Raises PortTaken, NotPrepared, and what the log's start-up check refuses."""
    refuse_taken(host, port)
    refuse_unprepared()
    ledger.refuse_unsafe()
    collect_static()
    connection.close()
    # Fresh processes, not forks: a fork would carry SQLite connections of the worker thread with it.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=BLOCKING_THREADS,
        workers_kill_timeout=KILL_TIMEOUT_SECONDS,
        websockets=False,
        log_level=LogLevels.error,  # its one warning is about the number of threads, which is chosen here
    )
    stop = threading.Event()
    worker = threading.Thread(target=ledger.work_forever, args=(stop,), name="ledger-worker", daemon=True)
    if settings.INLINE_WORKER:
        worker.start()
    print(f"网站已启动：http://{host}:{port}/ （按 Ctrl-C 停止）", flush=True)
    try:
        server.serve()
    finally:
        stop.set()
        if settings.INLINE_WORKER:
            worker.join(timeout=KILL_TIMEOUT_SECONDS)
    return 0


def refuse_taken(host: str, port: int) -> None:
    """Raise PortTaken when nobody could listen there; granian itself would only repeat a traceback."""
    try:
        with socket.create_server((host, port)):
            pass
    except (OSError, OverflowError) as fault:
        raise PortTaken(port=port, why=getattr(fault, "strerror", None) or "号码超出范围") from fault


def refuse_unprepared() -> None:
    """Raise NotPrepared when migrations are waiting."""
    if waiting := waiting_migrations():
        raise NotPrepared(count=waiting)


def waiting_migrations() -> int:
    """Return how many migrations the database lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def collect_static() -> None:
    """Gather and compress static files where the profile serves collected ones and any source is newer."""
    if settings.DEBUG or "Manifest" not in settings.STORAGES["staticfiles"]["BACKEND"]:
        return
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    sources = (storage.path(name) for finder in get_finders() for name, storage in finder.list([]))
    newest = max((Path(source).stat().st_mtime for source in sources), default=0.0)
    if not manifest.exists() or manifest.stat().st_mtime < newest:
        print("准备静态文件……", file=sys.stderr, flush=True)
        call_command("collectstatic", interactive=False, verbosity=0)
