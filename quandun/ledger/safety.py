"""The refusal of unsafe starts (启动自检): what would lose or falsify acknowledged facts stops `serve`, `demo` and `worker`.

Measured: SQLite WAL with synchronous=NORMAL lost acknowledged rows in every simulated power cut; SQLite 3.7.0 to 3.51.2 can corrupt
a WAL database when two connections meet a reset. See docs/decisions/0004-durability.md.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection

from quandun.ledger import sequencer, triggers
from quandun.ledger.errors import HeadUnreadable, LogKeyMissing, LogKeyUnfit, LogRolledBack, UnsafeStart
from quandun.ledger.models import Tip

Version = tuple[int, ...]


def refuse_unsafe() -> None:
    """Raise UnsafeStart naming every fault; in profile `test` say loudly that durability is relaxed."""
    if settings.RELAXED_SYNC:
        print("注意：当前为测试配置，写入未强制落盘，断电会丢失数据；不得用于真实业务。", file=sys.stderr)
    found = faults()
    if found:
        raise UnsafeStart(faults="；".join(fault.rstrip("。") for fault in found))


def safety_check(*, app_configs: object = None, databases: Sequence[str] | None = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """The same as a Django system check (runs with `migrate` and `check --database default`); the log may not exist yet then."""
    if not databases or "default" not in databases:
        return []
    return [checks.Error(fault, id="ledger.E001") for fault in _database_faults()]


def faults() -> list[str]:
    """Return every reason not to start, in Chinese, [] when it is safe."""
    found = _database_faults()
    if settings.DEBUG and str(getattr(settings, "SETTINGS_MODULE", "")).endswith(".production"):
        found.append("生产配置不得打开 DEBUG")
    try:
        found += [f"数据表 {table} 缺少防改写触发器" for table in triggers.missing(connection)]
        found += _log_faults()
    except DatabaseError as fault:
        found.append(f"日志数据表不可用（{type(fault).__name__}），请先运行 migrate")
    return found


def _log_faults() -> list[str]:
    tip = Tip.objects.filter(pk=1).first()
    rehearsal = settings.DEBUG or settings.DEMO or settings.RELAXED_SYNC
    if not Path(settings.LOG_KEY_FILE).exists() and not (rehearsal and (tip is None or tip.size == 0)):
        return [LogKeyMissing(path=settings.LOG_KEY_FILE).sentence()]
    try:
        sequencer.refuse_rollback()
    except (LogRolledBack, HeadUnreadable, LogKeyMissing, LogKeyUnfit) as fault:
        return [fault.sentence()]
    return []


def _database_faults() -> list[str]:
    return _postgresql_faults() if connection.vendor == "postgresql" else _sqlite_faults()


def _sqlite_faults() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        version = tuple(int(part) for part in cursor.fetchone()[0].split("."))
        cursor.execute("PRAGMA journal_mode")
        journal = str(cursor.fetchone()[0]).lower()
        cursor.execute("PRAGMA synchronous")
        synchronous = int(cursor.fetchone()[0])
    return sqlite_faults(version, journal, synchronous, relaxed=settings.RELAXED_SYNC)


def sqlite_faults(version: Version, journal: str, synchronous: int, *, relaxed: bool) -> list[str]:
    """Judge an SQLite: library version, journal mode, `PRAGMA synchronous` (2 FULL, 3 EXTRA)."""
    found = []
    if journal == "wal" and has_wal_reset_fault(version):
        found.append(f"SQLite {'.'.join(map(str, version))} 在 WAL 模式下有数据损坏缺陷，请使用 3.51.3 及以上（pysqlite3 轮子）")
    if synchronous < 2 and not relaxed:
        found.append("SQLite 的 synchronous 低于 FULL，断电会丢失已确认的数据")
    return found


def has_wal_reset_fault(version: Version) -> bool:
    """Say whether this SQLite has the WAL-reset fault: from 3.7.0, fixed in 3.51.3 and in the branches 3.50.7 and 3.44.6."""
    if version[:2] == (3, 44):
        return version < (3, 44, 6)
    if version[:2] == (3, 50):
        return version < (3, 50, 7)
    return (3, 7, 0) <= version < (3, 51, 3)


def _postgresql_faults() -> list[str]:
    shown = {}
    with connection.cursor() as cursor:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            cursor.execute(f"SHOW {name}")
            shown[name] = str(cursor.fetchone()[0])
    return postgresql_faults(shown, relaxed=settings.RELAXED_SYNC)


def postgresql_faults(shown: dict[str, str], *, relaxed: bool) -> list[str]:
    """Judge a PostgreSQL by its settings fsync, synchronous_commit, full_page_writes."""
    if relaxed:
        return []
    return [f"PostgreSQL 的 {name} 为 {value}，断电会丢失已确认的数据" for name, value in shown.items() if value == "off"]
