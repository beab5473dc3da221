"""A memorandum composed by an earlier room is printed as PDF and DOCX."""

import io

import pytest
from docx import Document

from quandun.documents.domain.memoranda import print_memorandum
from quandun.documents.errors import MissingGlyphs
from quandun.law.api import Memorandum

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20"><text x="0" y="15">图一</text></svg>'
BLOCKS = (
    {"heading": "一、标题"},
    {"text": "一段 #文字，不是 *标记*。"},
    {"list": ["甲", "乙"]},
    {"table": {"head": ["名目", "数额"], "rows": [["律师费", "1 元"]], "widths": [1, 2]}},
    {"picture": PICTURE, "says": "一幅图"},
)


def memorandum(*blocks: dict[str, object], subtitle: str = "某案") -> Memorandum:
    return Memorandum("测算说明", subtitle, "2026年9月7日", blocks or BLOCKS)


def test_the_pdf_is_the_same_for_the_same_facts() -> None:
    made = print_memorandum(memorandum(), "pdf")
    assert made.startswith(b"%PDF-1.7")
    assert made == print_memorandum(memorandum(), "pdf")


@pytest.mark.parametrize("where", ["subtitle", "text", "picture"])
def test_a_character_no_font_can_draw_stops_the_pdf(where: str) -> None:
    strange = "\U0001f600"
    blocks: dict[str, tuple[dict[str, object], ...]] = {
        "subtitle": (),
        "text": ({"text": strange},),
        "picture": ({"picture": PICTURE.replace("图一", strange), "says": "图"},),
    }
    with pytest.raises(MissingGlyphs):
        print_memorandum(memorandum(*blocks[where], subtitle=strange if where == "subtitle" else "某案"), "pdf")


def test_the_docx_holds_every_block_and_names_a_chinese_face() -> None:
    document = Document(io.BytesIO(print_memorandum(memorandum(), "docx")))
    text = [paragraph.text for paragraph in document.paragraphs]
    for expected in ("测算说明", "某案", "2026年9月7日", "一、标题", "一段 #文字，不是 *标记*。", "1. 甲", "2. 乙", "一幅图"):
        assert expected in text
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["名目", "数额"], ["律师费", "1 元"]]
    assert len(document.inline_shapes) == 1
    assert 'w:eastAsia="宋体"' in document.styles["Normal"].element.xml
