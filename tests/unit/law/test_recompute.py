"""`quandun law recompute`: every clock of a file in one pass, which may be stopped and goes on where it stopped."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quandun.law import api, clock_files
from quandun.law.commands import recompute
from tests.unit.law.command_line import run

CLOCKS = [
    {"id": "a", "ref": "mp-pay-fine", "starts": "2026-10-16"},
    {"id": "b", "ref": "mp-seizure-urgent-report", "starts": "2026-09-11T10:20"},
    {"ref": "mp-serve-decision.serve_within", "starts": "2026-12-25"},
    {
        "ref": "mp-decision-period.base",
        "starts": "2026-09-07",
        "pauses": [{"from": "2026-09-08", "until": "2026-09-10", "ground": "权利人辨认或者鉴别"}],
    },
    {"ref": "mp-decision-period.base", "starts": "2026-09-07", "pauses": [{"from": "2026-09-08", "ground": "检测"}]},
    {"ref": "mp-seizure-period", "starts": "2026-09-11", "extensions": [{"ref": "mp-seizure-period.extension", "length": 20}]},
    {"ref": "mp-seizure-period", "starts": "2026-09-11", "extensions": ["mp-seizure-period.extension"]},
    {"ref": "pa-major-conclude.base", "starts": "2026-03-02", "restarts": [{"day": "2026-05-11", "ground": "变更请求"}]},
    {"ref": "mp-reconsideration-apply", "starts": "2026-10-16", "closes": "17:30", "on": "2026-10-17"},
]
ANSWERS = [
    {"id": "a", "due": "2026-11-02", "provisional": False},
    {"id": "b", "due": "2026-09-12T10:20:00+08:00", "provisional": False},
    {"due": "2027-01-05", "provisional": True},
    {"due": "2026-12-08", "provisional": False},
    {"refused": "law.pause_still_open"},
    {"due": "2026-10-31", "provisional": False},
    {"due": "2026-11-10", "provisional": False},
    {"due": "2026-08-11", "provisional": False},
    {"due": "2026-12-15T17:30:00+08:00", "provisional": False},
]


@pytest.fixture
def clocks(tmp_path: Path) -> Path:
    path = tmp_path / "clocks.jsonl"
    path.write_text("".join(json.dumps(clock, ensure_ascii=False) + "\n" for clock in CLOCKS), encoding="utf-8")
    return path


def answers(path: Path) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        assert bool(line.pop("says", "")) == ("refused" in line)
    return lines


def test_each_line_is_answered_by_the_line_of_its_number(clocks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = clocks.with_name("due.jsonl")
    assert run("recompute", str(clocks), "--out", str(out)) == 0
    assert answers(out) == ANSWERS
    assert capsys.readouterr() == (f"{out}：9个期限\n", "")
    assert sorted(p.name for p in clocks.parent.iterdir()) == ["clocks.jsonl", "due.jsonl"]


def stop_after(lines: int) -> Callable[..., object]:
    """Return `answers` as if somebody pressed Ctrl-C after so many lines."""
    whole = clock_files.answers

    def stopped(*args: object, **more: object) -> object:
        for number, answer in enumerate(whole(*args, **more)):  # type: ignore[arg-type]
            if number == lines:
                raise KeyboardInterrupt
            yield answer

    return stopped


def test_a_pass_that_was_stopped_goes_on_where_it_stopped(
    clocks: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, part = clocks.with_name("due.jsonl"), clocks.with_name("due.jsonl.part")
    with monkeypatch.context() as patched:
        patched.setattr(recompute, "answers", stop_after(4))
        with pytest.raises(KeyboardInterrupt):
            run("recompute", str(clocks), "--out", str(out))
    assert "已停在第4行" in capsys.readouterr().err
    assert not out.exists() and len(part.read_bytes().splitlines()) == 4
    marked = b'{"due": "kept"}\n' + b"".join(part.read_bytes().splitlines(keepends=True)[1:]) + b'{"due": "half'
    part.write_bytes(marked)
    assert run("recompute", str(clocks), "--out", str(out)) == 0
    assert answers(out) == [{"due": "kept"}, *ANSWERS[1:]]
    assert not part.exists()


def test_a_part_made_under_another_law_or_of_other_clocks_is_begun_anew(clocks: Path, tmp_path: Path) -> None:
    out, part = clocks.with_name("due.jsonl"), clocks.with_name("due.jsonl.part")
    part.write_bytes(b'{"due": "kept"}\n')
    part.with_name("due.jsonl.part.key").write_text("another")
    assert run("recompute", str(clocks), "--out", str(out)) == 0
    assert answers(out) == ANSWERS


def test_a_city_may_load_its_own_law(clocks: Path, tmp_path: Path) -> None:
    calendars = tmp_path / "law" / "calendars"
    calendars.mkdir(parents=True)
    (calendars / "2027.yaml").write_text(
        "year: 2027\nnotice: 试验通知\nnumber: 试〔2026〕1号\nissued_on: 2026-11-25\nconfidence: verified\nread_from: 试验\n"
        "off_days: [{name: 元旦, first_day: 2027-01-01, last_day: 2027-01-03}]\nmakeup_workdays: []\n",
        encoding="utf-8",
    )
    out, before = clocks.with_name("due.jsonl"), api.current()
    assert run("recompute", str(clocks), "--out", str(out), "--city-law", str(tmp_path / "law")) == 0
    assert answers(out)[2] == {"due": "2027-01-06", "provisional": False}
    assert api.current() is before


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "{",
        '{"ref": "mp-pay-fine"}',
        '{"ref": 5, "starts": "2026-10-16"}',
        '{"ref": "mp-pay-fine", "starts": 20261016}',
        '{"ref": "mp-pay-fine", "starts": "2026-02-30"}',
        '{"ref": "mp-pay-fine", "starts": "2026-10-16", "colour": "red"}',
        '{"ref": "mp-pay-fine", "starts": "2026-10-16", "pauses": [{"from": "2026-10-20", "until": "2026-10-19", "ground": "检测"}]}',
        '{"ref": "mp-pay-fine", "starts": "2026-10-16", "extensions": [{"ref": "x", "length": "many"}]}',
    ],
)
def test_a_line_that_is_no_clock_is_named(line: str, clocks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clocks.write_bytes(clocks.read_bytes() + line.encode() + b"\n")
    out = clocks.with_name("due.jsonl")
    assert run("recompute", str(clocks), "--out", str(out)) == 2
    assert "第10行" in capsys.readouterr().out
    assert not out.exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("recompute", str(tmp_path / "none.jsonl"), "--out", str(tmp_path / "due.jsonl")) == 2
    assert "none.jsonl" in capsys.readouterr().out
