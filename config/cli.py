"""`quandun`: one word per room's commands; only the module of the word asked for is loaded.

Exit 0 done, 1 the answer is no, 2 unusable input with one clear line on stderr.
"""

import argparse
import importlib
import os
import re
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from quandun.kernel.errors import PlatformError


class DatabaseNotReady(PlatformError):
    """The database cannot be reached, or lacks tables of this version."""

    code = "cli.database_not_ready"
    says = "数据库尚未就绪：{why}。"
    do = "请运行 quandun doctor 查看原因，或运行 quandun serve --prepare 建好数据库。"


@dataclass(frozen=True, slots=True)
class Word:
    """A first word of the command line: where its commands are, and what they need.

    `plain` are the second words that need no Django ("*": none does); the module of such a word loads without its settings.
    """

    module: str
    says: str
    says_en: str
    plain: frozenset[str] = frozenset()
    profile: str = "config.settings.dev"


_ALL_PLAIN = frozenset({"*"})
WORDS: dict[str, Word] = {
    "plan": Word(
        "quandun.assessment.commands", "读、载入、比对、导出实施方案", "read, load, compare or export a plan", frozenset({"read"})
    ),
    "city": Word("config.city_commands", "检查、载入城市资料夹", "check or load a city folder", frozenset({"check"})),
    "law": Word("config.law_commands", "法律参数、法定期间、损害赔偿", "parameters of law, terms, damages", _ALL_PLAIN),
    "ledger": Word("quandun.ledger.commands", "从条目重新推导并核对存证日志", "re-derive everything from the entries"),
    "assess": Word("quandun.assessment.assess_command", "按记录重算指标和目标", "recompute every indicator from records"),
    "registers": Word("quandun.registers.commands", "导入、导出名录", "import or export a register"),
    "access": Word("quandun.people.access_command", "打印权限总表", "print the table of who may do what", _ALL_PLAIN),
    "serve": Word("config.serve", "启动网站", "serve the site"),
    "worker": Word("quandun.ledger.commands", "启动后台进程", "sequence, notify and run jobs"),
    "demo": Word("config.demo.commands", "演示：一个案件从举报到考核", "one matter, start to end", profile="config.settings.demo"),
    "messages": Word("quandun.frame.commands", "提取、编译英文译文", "extract or compile translations", frozenset({"compile"})),
    "doctor": Word("config.doctor", "检查本机与设置", "check this machine and its settings", _ALL_PLAIN),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(argv)
        sys.stdout.flush()
    except PlatformError as error:
        print(error.sentence(), file=sys.stderr)
        return error.exit_code
    except SystemExit as stop:  # argparse, and settings that refuse to start
        if isinstance(stop.code, str):
            print(stop.code, file=sys.stderr)
            return 2
        return stop.code or 0
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:  # `quandun … | head`: the reader has seen enough; nothing is left to say at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    return code


def setup_django(profile: str = "config.settings.dev") -> None:
    """Load Django under DJANGO_SETTINGS_MODULE, or under `profile` where none is set."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", profile)
    importlib.import_module("django").setup()


def _run(argv: list[str]) -> int:
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(overview())
        return 0
    name, rest = argv[0], argv[1:]
    word = WORDS.get(name)
    if word is None:
        print(f"quandun：没有“{name}”这个命令。运行 quandun --help 查看全部命令。", file=sys.stderr)
        return 2
    needs_django = _needs_django(word, rest)
    if needs_django:
        setup_django(_profile(word))
    parser = Parser(prog="quandun")
    commands = parser.add_subparsers(required=True)
    importlib.import_module(word.module).add_arguments(commands)
    if name not in commands.choices:
        print(f"quandun：“{name}”尚未提供。", file=sys.stderr)
        return 2
    args = parser.parse_args(argv)
    run: Callable[[argparse.Namespace], int] = args.run
    return _on_database(run, args) if needs_django else run(args)


def _on_database(run: Callable[[argparse.Namespace], int], args: argparse.Namespace) -> int:
    """Run a command; a database that is away or was never prepared is one sentence, any other fault of it is ours and stays loud."""
    from django.db import OperationalError, ProgrammingError

    try:
        return run(args)
    except (OperationalError, ProgrammingError) as fault:
        from config.serve import waiting_migrations

        try:
            unready = waiting_migrations() > 0
        except OperationalError:
            unready = True
        if not unready:
            raise
        raise DatabaseNotReady(why=str(fault).splitlines()[0]) from fault


def _profile(word: Word) -> str:
    """Return the profile for a word when none is set: after `make demo` and nothing else, commands look at the demonstration's data."""
    var = Path(os.environ.get("QUANDUN_VAR", "var"))
    only_demo = (var / "demo.sqlite3").exists() and not (var / "quandun.sqlite3").exists() and not os.environ.get("DATABASE_URL")
    return "config.settings.demo" if only_demo else word.profile


def _needs_django(word: Word, rest: list[str]) -> bool:
    if "*" in word.plain:
        return False
    second = next((part for part in rest if not part.startswith("-")), "")
    return not word.plain or second not in word.plain | {""}


def overview() -> str:
    """Return all words with one line each, from the table alone."""
    lines = ["泉盾 quandun：城市知识产权保护平台 / a city's protection of intellectual property", "", "用法：quandun 命令 […]", ""]
    lines += [f"  {name:<10} {word.says} / {word.says_en}" for name, word in WORDS.items()]
    return "\n".join((*lines, "", "quandun 命令 --help 查看一个命令；退出码 0 完成，1 结果为否，2 输入不可用。"))


class Parser(argparse.ArgumentParser):
    """An argument parser whose refusal is one Chinese line; subcommands inherit it."""

    def error(self, message: str) -> NoReturn:
        for pattern, words in _REFUSALS:
            message = re.sub(pattern, words, message)
        self.exit(2, f"{self.prog}：{message}。运行 {self.prog} --help 查看用法。\n")


_REFUSALS = (
    (r"^the following arguments are required: (.*)$", r"缺少 \1"),
    (r"^unrecognized arguments: (.*)$", r"多余的参数 \1"),
    (r"^argument (.*?): invalid choice: (.*?) \(choose from (.*)\)$", r"\1 不能是 \2，可以是 \3"),
    (r"^argument (.*?): invalid (?:int|float|Path|\w+) value: (.*)$", r"\1 的值 \2 不可用"),
    (r"^argument (.*?): expected (?:one|at least one|\d+) arguments?$", r"\1 缺少值"),
    (r"^argument (.*?): not allowed with argument (.*)$", r"\1 不能与 \2 同用"),
    (r"^ambiguous option: (.*) could match (.*)$", r"\1 不明确，可能是 \2"),
)


if __name__ == "__main__":
    sys.exit(main())
