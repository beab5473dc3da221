"""`quandun plan read`: what it prints, and one clear line for what it cannot read."""

import json
from argparse import ArgumentParser
from pathlib import Path

import pytest

from quandun.assessment import commands
from quandun.assessment.errors import PlanUnreadable

ROOT = Path(__file__).parents[3]
PLAN = ROOT / "tests" / "cities" / "linchuan" / "plan.md"


def run(*words: str) -> int:
    parser = ArgumentParser()
    commands.add_arguments(parser.add_subparsers(required=True))
    args = parser.parse_args(list(words))
    code = args.run(args)
    assert isinstance(code, int)
    return code


def test_it_prints_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("plan", "read", str(PLAN)) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("临川市知识产权保护行动计划\n")
    assert "任务 3 项" in shown
    assert "责任单位 3 个，分工 5 处" in shown


def test_it_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("plan", "read", str(PLAN), "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert [group["title"] for group in shown["groups"]] == ["加强保护", "优化服务"]
    assert shown["groups"][1]["tasks"][0]["targets"][0]["due"] == "2025-12-31"


def test_it_reads_gb18030_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(PLAN.read_text("utf-8").encode("gb18030"))
    assert run("plan", "read", str(path), "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["title"] == "临川市知识产权保护行动计划"
    assert shown["warnings"][0]["code"] == "encoding"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_it_reads_utf_16_with_its_mark(tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str) -> None:
    path = tmp_path / "plan.txt"
    mark = "" if encoding == "utf-16" else "\ufeff"
    path.write_bytes((mark + PLAN.read_text("utf-8")).encode(encoding))
    assert run("plan", "read", str(path), "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["title"], shown["encoding"]) == ("临川市知识产权保护行动计划", "utf-16")
    assert shown["warnings"][0]["message"] == "文件不是 UTF-8，已按 UTF-16 读取"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "文件是空的"),
        (b" \n\n", "文件是空的"),
        (b"%PDF-1.7 \xe2\xe3", "二进制"),
        (b"PK\x03\x04word", "二进制"),
        (bytes(range(256)) * 8, "二进制"),
        (b"\xff\xff\xff\xfe\x81", "不是 UTF-8、UTF-16 或 GB18030"),
        (b"\xff\xfe\x00\xd8\x00", "不是 UTF-8、UTF-16 或 GB18030"),
        (b"plain english only", "没有找到汉字"),
    ],
)
def test_it_refuses_what_is_no_plan_with_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, says: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    assert run("plan", "read", str(path)) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert says in shown.err


def test_it_refuses_a_huge_file_before_reading_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.txt"
    with path.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    assert run("plan", "read", str(path)) == 2
    assert "50 MB，超过上限" in capsys.readouterr().err


def test_it_refuses_a_missing_file_and_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("plan", "read", str(tmp_path / "none.txt")) == 2
    assert "没有这个文件" in capsys.readouterr().err
    assert run("plan", "read", str(tmp_path)) == 2
    assert "这是文件夹" in capsys.readouterr().err


def test_it_compares_two_files_and_says_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.md"
    other.write_text(PLAN.read_text("utf-8").replace("50家以上", "80家以上").replace("、东桥区", ""), "utf-8")
    assert run("plan", "compare", str(PLAN), str(PLAN)) == 0
    assert "未变 3" in capsys.readouterr().out
    assert run("plan", "compare", str(PLAN), str(other)) == 1
    shown = capsys.readouterr().out
    assert "改动 1，未变 2" in shown and "减少单位：东桥区" in shown and "（>=50家）" in shown and "（>=80家）" in shown
    assert run("plan", "compare", str(PLAN), str(other), "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["equal"], found["units_removed"]) == (False, ["东桥区"])


def test_a_file_that_cannot_be_compared_is_named(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    with pytest.raises(PlanUnreadable, match="empty.txt：文件是空的") as refusal:
        run("plan", "compare", str(PLAN), str(empty))
    assert refusal.value.exit_code == 2
