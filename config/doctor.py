"""`quandun doctor`: looks at this machine and its settings, one line each; ends 1 when something must be mended."""

import argparse
import json
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pysqlite3

from config import browsers
from config.cli import setup_django
from quandun.kernel.errors import PlatformError


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is well, and what to do if not. `needed=False`: the site runs without it."""

    name: str
    ok: bool
    says: str
    needed: bool = True

    def line(self) -> str:
        """Return the line people read."""
        return f"{'正常' if self.ok else '有误' if self.needed else '提示'}  {self.name}：{self.says}"


def add_arguments(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `doctor`."""
    word = sub.add_parser("doctor", help="检查本机与设置")
    word.add_argument("--json", action="store_true", help="以 JSON 输出")
    word.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    findings = list(examine())
    if args.json:
        print(json.dumps([asdict(one) for one in findings], ensure_ascii=False, indent=1))
    else:
        for one in findings:
            print(one.line())
    return 1 if any(not one.ok and one.needed for one in findings) else 0


def examine() -> Iterator[Finding]:
    """Yield every finding; what needs settings comes after them and is left out when they do not load."""
    yield Finding("Python", sys.version_info >= (3, 11), f"{sys.version.split()[0]}（需要 3.11 以上）")
    yield Finding("SQLite", sys.modules["sqlite3"] is pysqlite3, f"{pysqlite3.sqlite_version}（pysqlite3）")
    browser = browsers.chromium()
    yield Finding("Chromium", browser is not None, str(browser or "没有找到；浏览器测试和网页取证需要它"), needed=False)
    fonts = browsers.has_chinese_fonts()
    yield Finding("中文字体", fonts, "已安装" if fonts else "没有找到；截图会缺字，请安装 fonts-noto-cjk", needed=False)
    yield (loaded := _settings())
    if loaded.ok:
        for look in (_folders, _log_key, _database, _safety):
            yield look()


def _settings() -> Finding:
    try:
        setup_django()
    except (SystemExit, PlatformError, ImportError, ValueError) as fault:
        return Finding("设置", False, str(fault))
    from django.conf import settings  # only now: doctor must speak even where Django cannot load
    from django.core.exceptions import ImproperlyConfigured

    try:
        return Finding("设置", True, f"{os.environ['DJANGO_SETTINGS_MODULE']}，城市资料夹 {settings.CITY_DIR.name}")
    except ImproperlyConfigured as fault:
        return Finding("设置", False, str(fault))


def _folders() -> Finding:
    from django.conf import settings

    folders: tuple[Path, ...] = (settings.VAR, settings.OBJECTS_DIR, settings.HEAD_DIR)
    closed = [str(folder) for folder in folders if not os.access(_nearest(folder), os.W_OK)]
    return Finding("数据目录", not closed, f"不能写入 {'、'.join(closed)}" if closed else "可以写入")


def _nearest(folder: Path) -> Path:
    return next(path for path in (folder, *folder.parents) if path.exists())


def _log_key() -> Finding:
    from django.conf import settings

    path: Path = settings.LOG_KEY_FILE
    if not path.exists():
        return Finding("日志签名密钥", False, f"还没有 {path}；第一次启动时生成", needed=False)
    readable = path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    return Finding("日志签名密钥", not readable, "其他账户可以读取，请 chmod 600" if readable else "只有本账户可以读取")


def _database() -> Finding:
    from django.db import DatabaseError, connection

    from config.serve import waiting_migrations

    try:
        waiting = waiting_migrations()
    except DatabaseError as fault:
        return Finding("数据库", False, f"{connection.vendor} 连接不上：{fault}")
    state = f"还缺 {waiting} 项变更，请运行 quandun serve --prepare" if waiting else "已是最新"
    return Finding("数据库", not waiting, f"{connection.vendor}，{state}")


def _safety() -> Finding:
    from django.db import DatabaseError

    from quandun.ledger.api import refuse_unsafe

    try:
        refuse_unsafe()
    except PlatformError as fault:
        return Finding("安全检查", False, fault.sentence())
    except DatabaseError as fault:
        return Finding("安全检查", False, f"数据库尚未就绪（{str(fault).splitlines()[0]}）")
    return Finding("安全检查", True, "写入方式、签名密钥、日志长度都符合要求")
