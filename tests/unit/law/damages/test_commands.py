"""`quandun law damages` as it is typed: exit codes, JSON, the memorandum."""

import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from config import cli
from tests.unit.law.damages.worlds import PUNITIVE, facts, quantity


def run(tmp_path: Path, *words: str, **changes: Any) -> int:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(facts(**changes), ensure_ascii=False), encoding="utf-8")
    return cli.main(["law", "damages", str(path), *words])


def test_it_prints_both_lines_and_that_the_court_decides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, punitive=PUNITIVE) == 0
    said = capsys.readouterr().out
    assert "仅以已证明的计：750,000.00 元" in said and "按主张计：750,000.00 元" in said
    assert said.rstrip().endswith("赔偿数额由人民法院依法确定。")


def test_it_answers_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "--json") == 0
    assert json.loads(capsys.readouterr().out)["readings"][0]["proved"]["total_fen"] == 30_000_000


def test_a_no_is_exit_one_and_unusable_facts_are_exit_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, punitive={**PUNITIVE, "multiple": quantity("6")}) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert run(tmp_path, claim="-1") == 2
    assert capsys.readouterr().err.startswith("facts.json 第1行：")
    assert cli.main(["law", "damages", str(tmp_path / "none.json")]) == 2


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_it_writes_the_memorandum(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"memo.{form}"
    assert run(tmp_path, "--memo", str(out), punitive=PUNITIVE) == 0
    capsys.readouterr()
    made = out.read_bytes()
    if form == "pdf":
        assert made.startswith(b"%PDF-1.7")
        return
    document = Document(io.BytesIO(made))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "赔偿数额由人民法院依法确定" in text and "一、事实与结论" in text
    assert any("网店" in cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert any(name.endswith(".png") for name in zipfile.ZipFile(io.BytesIO(made)).namelist())


def test_a_missing_printer_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "quandun.documents.domain.memoranda", None)
    assert run(tmp_path, "--memo", str(tmp_path / "memo.pdf")) == 2
    assert "没有安装文书模块" in capsys.readouterr().err
    assert not (tmp_path / "memo.pdf").exists()


def test_a_memorandum_that_cannot_be_written_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "--memo", str(tmp_path / "memo.odt")) == 2
    assert "应当以 .docx 或者 .pdf 结尾" in capsys.readouterr().err
    assert run(tmp_path, "--memo", str(tmp_path / "no" / "memo.pdf")) == 2
    assert "不能写入“memo.pdf”" in capsys.readouterr().err
