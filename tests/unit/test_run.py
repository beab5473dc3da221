"""`make test` cannot pass by not running: the runner's own arithmetic."""

import sys
from pathlib import Path

import pytest

from tests import run
from tests.run import Part

PASSING, FAILING, SKIPPING = "def test_a(): ...\n", "def test_b(): assert 0\n", "import pytest\ndef test_c(): pytest.skip('cold')\n"


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "LOGS", tmp_path)


def part(folder: Path, source: str, *, counts: bool = True) -> Part:
    (folder / "test_planted.py").write_text(source, encoding="utf-8")
    made = Part("planted", [sys.executable, "-m", "pytest", "-c", "/dev/null", "-p", "no:cacheprovider", folder], counts=counts)
    made.run()
    return made


@pytest.mark.parametrize(
    ("source", "counts"),
    [
        (PASSING, (1, 0, 0)),
        (PASSING + FAILING, (1, 1, 0)),
        (PASSING + SKIPPING, (1, 0, 1)),
        ("", (0, 1, 0)),  # found no tests
        (PASSING + "import no_such_module\n", (0, 1, 0)),
        ("import os\ndef test_a(): os._exit(0)\n", (0, 1, 0)),  # died politely, without a report
    ],
)
def test_a_part_counts_what_came_of_it(source: str, counts: tuple[int, int, int], tmp_path: Path) -> None:
    made = part(tmp_path, source)
    assert (made.passed, made.failed, len(made.skipped)) == counts


def test_a_program_that_is_not_there_is_a_failure() -> None:
    made = Part("planted", ["/no/such/program"], counts=False)
    made.run()
    assert (made.passed, made.failed) == (0, 1)


def test_the_summary_ends_with_one_line_and_names_what_was_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    good, skipping = Part("plain", [], passed=3, failed=0), Part("SQLite", [], passed=2, failed=0, skipped=["a.b: cold"])
    assert run.summary([good, skipping], ["browser (BROWSER=0)"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "5 passed, 0 failed"
    assert "counts: plain 3 · SQLite 2" in lines
    assert "left out: browser (BROWSER=0)" in lines
    assert "skipped in SQLite: a.b: cold" in lines


def test_a_part_that_never_ran_fails_the_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.summary([Part("plain", [], passed=3, failed=0), Part("browser", [])], []) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "3 passed, 1 failed"
