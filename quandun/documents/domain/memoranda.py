"""Printing a memorandum (测算说明) as PDF or DOCX. Plain Python; no Django, no clock.

A memorandum is a working paper composed by an earlier room: it carries no number, seal or verification code. The PDF is
fixed (PDF/A, the committed font, every character checked). The DOCX is for people who go on writing in it: it names common
Chinese faces and leaves the choice to the reader's machine, so no glyph is checked there.
"""

import json
from io import BytesIO
from typing import Any, Final, Literal

import typst
from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

from quandun.documents.domain.rendering import FONTS, JSON, LIBRARY, render_pdf
from quandun.documents.errors import TemplateBroken
from quandun.law.api import Memorandum

_TEMPLATE: Final = LIBRARY / "memorandum.typ"
_PIXELS_PER_INCH: Final = 200
_TEXT_WIDTH_CM: Final = 16.2  # A4 less the margins
_LATIN, _CHINESE = "Times New Roman", "宋体"
_PICTURE_ALONE: Final = """\
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: json(bytes(sys.inputs.fonts)))
#image(bytes(sys.inputs.picture), format: "svg")
"""


def print_memorandum(memorandum: Memorandum, form: Literal["docx", "pdf"]) -> bytes:
    """Return the memorandum as bytes. Raises MissingGlyphs (PDF), TemplateBroken."""
    return _pdf(memorandum) if form == "pdf" else _docx(memorandum)


def _pdf(memorandum: Memorandum) -> bytes:
    data: dict[str, JSON] = {
        "title": memorandum.title,
        "subtitle": memorandum.subtitle,
        "document": {"date_text": memorandum.dated},
        "blocks": list(memorandum.blocks),
    }
    return render_pdf(_TEMPLATE, data)


def _docx(memorandum: Memorandum) -> bytes:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21 - _TEXT_WIDTH_CM) / 2)
    _name_fonts(document)
    document.core_properties.title = f"{memorandum.title}：{memorandum.subtitle}"
    document.core_properties.author = ""
    title = document.add_heading(memorandum.title, level=0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in (memorandum.subtitle, memorandum.dated):
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in memorandum.blocks:
        _add(document, block)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _name_fonts(document: DocxDocument) -> None:
    # Word takes Chinese characters from `eastAsia`; without it a Latin face draws them as it can.
    for name in ("Normal", "Title", "Heading 1", "List Number", "Caption"):
        style = document.styles[name]
        style.font.name = _LATIN
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), _CHINESE)
    document.styles["Normal"].font.size = Pt(11)


def _add(document: DocxDocument, block: dict[str, Any]) -> None:
    if "heading" in block:
        document.add_heading(block["heading"], level=1)
    elif "text" in block:
        document.add_paragraph(block["text"]).paragraph_format.first_line_indent = Pt(22)
    elif "list" in block:
        # Numbered in the text: Word's own numbering would run on from list to list.
        for number, item in enumerate(block["list"], 1):
            document.add_paragraph(f"{number}. {item}").paragraph_format.left_indent = Pt(22)
    elif "table" in block:
        _add_table(document, block["table"])
    elif "picture" in block:
        document.add_picture(BytesIO(_png(block["picture"])), width=Cm(_TEXT_WIDTH_CM))
        document.add_paragraph(block["says"], style="Caption").alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add_table(document: DocxDocument, asked: dict[str, Any]) -> None:
    table = document.add_table(rows=1, cols=len(asked["head"]), style="Table Grid")
    _fill(table, 0, asked["head"], bold=True)
    for at, row in enumerate(asked["rows"], 1):
        table.add_row()
        _fill(table, at, row, bold=False)
    whole = sum(asked["widths"])
    for column, width in zip(table.columns, asked["widths"], strict=True):
        for cell in column.cells:
            cell.width = Cm(_TEXT_WIDTH_CM * width / whole)
    document.add_paragraph()


def _fill(table: Table, at: int, values: list[str], *, bold: bool) -> None:
    for cell, value in zip(table.rows[at].cells, values, strict=True):
        run = cell.paragraphs[0].add_run(value)
        run.bold = bold
        run.font.size = Pt(9.5)


def _png(svg: str) -> bytes:
    """Return the picture in pixels: Word of some ages shows no SVG."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    inputs = {"picture": svg, "fonts": json.dumps(fonts.families())}
    compiler = typst.Compiler(root=LIBRARY, font_paths=fonts)
    made = compiler.compile(_PICTURE_ALONE.encode(), sys_inputs=inputs, format="png", ppi=_PIXELS_PER_INCH)
    if not isinstance(made, bytes):
        raise TemplateBroken(template="picture", what="没有产生图片")
    return made
