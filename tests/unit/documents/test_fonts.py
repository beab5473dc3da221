"""The committed font: what it holds, and that our reader of character maps tells the truth."""

from pathlib import Path

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from quandun.documents.domain.coverage import coverage_of_folder, coverage_of_font, font_files
from quandun.documents.domain.rendering import FONTS
from quandun.documents.errors import FontUnreadable

FONT = FONTS / "NotoSerifSC-Quandun.otf"


def small_font(path: Path, text: str, *, kind: int = 4) -> Path:
    """Save a font of a few characters whose only character map is of format `kind`."""
    font = TTFont(FONT)
    subsetter = Subsetter(Options())
    subsetter.populate(text=text)
    subsetter.subset(font)
    table = CmapSubtable.newSubtable(kind)
    table.platformID, table.platEncID, table.language = 3, 10 if kind == 12 else 1, 0
    table.cmap = font.getBestCmap()
    font["cmap"].tables = [table]
    font.save(path)
    return path


def standard_characters() -> str:
    lines = (FONTS / "standard_characters.txt").read_text("utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def test_the_list_holds_the_8105_standard_characters_once_each() -> None:
    assert len(standard_characters()) == len(set(standard_characters())) == 8_105


def test_the_font_draws_every_standard_character_and_what_documents_need_beside_them() -> None:
    needed = standard_characters() + "〇〔〕《》「」“”‘’—…·①⑳㈠⑴√×→℃№㎡￥０Ａａ／Àéüß" + "".join(map(chr, range(0x20, 0x7F)))
    assert set(map(ord, needed)) - coverage_of_font(FONT) == set()


def test_our_reader_agrees_with_fonttools() -> None:
    assert coverage_of_font(FONT) == frozenset(TTFont(FONT).getBestCmap())


@pytest.mark.parametrize("kind", [4, 12])
def test_our_reader_reads_each_format(tmp_path: Path, kind: int) -> None:
    path = small_font(tmp_path / "one.otf", "济南泉ABC〇", kind=kind)
    assert coverage_of_font(path) == frozenset(map(ord, "济南泉ABC〇"))


def test_our_reader_reads_every_face_of_a_collection(tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [TTFont(small_font(tmp_path / "a.otf", "甲乙")), TTFont(small_font(tmp_path / "b.otf", "丙"))]
    collection.save(tmp_path / "all.ttc")
    assert coverage_of_font(tmp_path / "all.ttc") == frozenset(map(ord, "甲乙丙"))


def test_a_damaged_font_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.otf").write_bytes(FONT.read_bytes()[:200])
    with pytest.raises(FontUnreadable) as refused:
        coverage_of_folder(tmp_path)
    assert "broken.otf" in refused.value.sentence()


def test_the_font_stays_small_and_carries_its_licence() -> None:
    assert FONT.stat().st_size <= 6_000_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")
    assert font_files(FONTS) == (FONT,)
