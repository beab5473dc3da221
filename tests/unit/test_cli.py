"""The command line: light, plain-spoken, with the promised exit codes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import cli
from quandun.kernel.errors import PlatformError

ROOT = Path(__file__).resolve().parents[2]


def quandun(*words: str, **env: str) -> "subprocess.CompletedProcess[str]":
    """Run the command in a process of its own, outside the project's folder."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("QUANDUN_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-P", "-m", "config.cli", *words],
        cwd="/", env={**clean, "PYTHONPATH": str(ROOT), **env}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("word", cli.WORDS)
def test_every_word_has_its_commands_and_its_line_in_the_overview(word: str) -> None:
    assert f"\n  {word} " in cli.overview()
    said = quandun(word, "--help")
    assert said.returncode == 0, said.stderr
    assert f"quandun {word}" in said.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("law", "due", "mp-register-preserve.decide_within", "--starts", "2026-09-03"),
        ("plan", "read", str(ROOT / "cities/jinan/plan.txt")),
        ("access",),
        ("city", "check", str(ROOT / "cities/jinan")),
    ],
)
def test_a_plain_word_loads_no_django(words: tuple[str, ...]) -> None:
    program = f"import sys; from config.cli import main; code = main({list(words)!r}); print('django' in sys.modules, code)"
    said = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert said.stdout.splitlines()[-1] == "False 0", said.stderr


def test_no_word_and_help_show_the_overview() -> None:
    assert quandun().stdout == quandun("--help").stdout == cli.overview() + "\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("lawful",), "没有“lawful”这个命令"),
        (("law",), "缺少 命令"),
        (("law", "due"), "缺少 ID[.VALUE], --starts"),
        (("law", "due", "x", "--starts"), "--starts 缺少值"),
        (("law", "guess"), "不能是 'guess'"),
        (("law", "show", "x", "y"), "多余的参数 y"),
        (("serve", "--port", "many"), "--port 的值 'many' 不可用"),
        (("law", "due", "mp-register-preserve.decide_within", "--starts", "yesterday"), "yesterday"),
    ],
)
def test_unusable_input_is_one_line_and_exit_2(words: tuple[str, ...], says: str) -> None:
    said = quandun(*words)
    assert (said.returncode, said.stdout) == (2, "")
    assert says in said.stderr
    assert said.stderr.count("\n") == 1


def test_a_setting_that_stops_the_start_is_one_line_and_exit_2() -> None:
    said = quandun("ledger", "check", QUANDUN_MISPELT="1")
    assert said.returncode == 2
    assert said.stderr.count("\n") == 1
    assert "QUANDUN_MISPELT" in said.stderr


def test_a_database_never_prepared_is_one_line(tmp_path: Path) -> None:
    said = quandun("assess", QUANDUN_VAR=str(tmp_path))
    assert said.returncode == 2
    assert said.stderr.count("\n") == 1
    assert "数据库尚未就绪" in said.stderr


class Refused(PlatformError):
    """A planted no."""

    exit_code = 1
    says = "不行。"
    do = "改日再来。"


@pytest.mark.parametrize(("raised", "code"), [(Refused(), 1), (KeyboardInterrupt(), 130), (SystemExit(3), 3), (SystemExit("stop"), 2)])
def test_what_a_command_raises_becomes_its_exit_code(
    raised: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(argv: list[str]) -> int:
        raise raised

    monkeypatch.setattr(cli, "_run", run)
    assert cli.main(["law"]) == code
    if isinstance(raised, Refused):
        assert capsys.readouterr().err == "不行。改日再来。\n"


def test_a_fault_of_our_own_stays_loud(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(argv: list[str]) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "_run", run)
    with pytest.raises(ZeroDivisionError):
        cli.main(["law"])


def test_a_reader_that_has_seen_enough_ends_it_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    said = subprocess.run(
        [sys.executable, "-P", "-m", "config.cli", "plan", "read", ROOT / "cities/jinan/plan.txt"],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=writing, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (said.returncode, said.stderr) == (141, "")
