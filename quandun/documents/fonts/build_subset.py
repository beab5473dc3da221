"""Build the committed font of all documents (文书字体): a subset of Noto Serif CJK SC.

Run by hand, only when the character set changes; see README.md here. Needs fontTools, Debian's `fonts-noto-cjk`
and, with `--from-unihan`, Debian's `unicode-data`. Writes `NotoSerifSC-Quandun.otf`.
"""

import argparse
import bz2
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).parent
SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
SOURCE_FAMILY = "Noto Serif CJK SC"
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
FAMILY = "Noto Serif SC Quandun"  # "Noto" is not a reserved font name; the suffix keeps it apart from an installed full face
FONT = HERE / "NotoSerifSC-Quandun.otf"
STANDARD_CHARACTERS = HERE / "standard_characters.txt"
STANDARD_CHARACTER_COUNT = 8_105  # 通用规范汉字表 (国发〔2013〕23号)

# What documents need beside the standard characters; a code point the source face lacks is left out.
EXTRA_BLOCKS: tuple[range, ...] = (
    range(0x0020, 0x007F),  # ASCII
    range(0x00A0, 0x0180),  # Latin-1 and Latin Extended-A: names of foreign right holders, trade marks
    range(0x01CD, 0x01DD),  # pinyin vowels
    range(0x0391, 0x03CA),  # Greek letters: units, models
    range(0x0410, 0x0450),  # Cyrillic letters: marks
    range(0x2010, 0x2028),  # dashes, quotation marks, ellipsis
    range(0x2030, 0x2040),  # per mille, primes, reference mark
    range(0x2100, 0x2140),  # ℃ № ™
    range(0x2150, 0x2180),  # fractions, Roman numerals
    range(0x2190, 0x219A),  # arrows
    range(0x2200, 0x2270),  # √ × ≤ ≥
    range(0x2460, 0x2500),  # ①-⑳ ⑴ ⒈
    range(0x2500, 0x2580),  # box drawing
    range(0x25A0, 0x2607),  # ■ □ ○ ● ☆
    range(0x3000, 0x3040),  # CJK punctuation, 〇 〔〕 《》
    range(0x3041, 0x3100),  # kana: marks of Japanese right holders
    range(0x3105, 0x3130),  # bopomofo
    range(0x3200, 0x3400),  # ㈠ ㈱ ㎡ ㎏
    range(0xFE30, 0xFE50),  # vertical forms
    range(0xFF01, 0xFF5F),  # full-width forms
    range(0xFFE0, 0xFFE7),  # ￥
)


def standard_characters_of_unihan(path: Path) -> str:
    """Return the characters that carry kTGH (index in 通用规范汉字表) in a Unihan file, in the order of the table."""
    found: list[tuple[int, str]] = []
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3 and parts[1] == "kTGH":
                # "2013:1234"; a second value would be a later edition of the table
                found.append((int(parts[2].split()[0].split(":")[1]), chr(int(parts[0][2:], 16))))
    return "".join(character for _, character in sorted(found))


def read_standard_characters() -> str:
    """Return the committed list (one hundred a line, `#` lines are notes)."""
    lines = STANDARD_CHARACTERS.read_text("utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def write_standard_characters(characters: str) -> None:
    """Write the list with the note of where it comes from."""
    rows = [characters[i : i + 100] for i in range(0, len(characters), 100)]
    note = (
        "# 通用规范汉字表（国务院 2013 年公布，国发〔2013〕23号），8105 字，按表内序号。\n"
        "# Source: property kTGH of Unihan_OtherMappings.txt, Unicode 15.0 (Unicode License v3).\n"
    )
    STANDARD_CHARACTERS.write_text(note + "\n".join(rows) + "\n", "utf-8")


def build(source: Path) -> None:
    """Write the subset: equal source, equal bytes."""
    wanted = {ord(character) for character in read_standard_characters()}
    for block in EXTRA_BLOCKS:
        wanted.update(block)
    face: TTFont = next(font for font in TTCollection(source, lazy=True).fonts if font["name"].getDebugName(1) == SOURCE_FAMILY)
    options = subset.Options()
    # Kept: kerning of punctuation (halt, palt, chws) that typst squeezes with, and glyph marks. Dropped: vertical writing, variants.
    options.layout_features = ["kern", "palt", "halt", "chws", "locl", "ccmp", "mark", "mkmk", "calt", "liga"]
    options.hinting = False
    options.desubroutinize = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    options.notdef_outline = True
    options.recalc_timestamp = False  # equal input, equal bytes
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(face)
    for record in face["name"].names:
        if record.nameID in {1, 4, 16}:
            record.string = FAMILY
        elif record.nameID == 6:
            record.string = "NotoSerifSCQuandun-Regular"
    face.recalcTimestamp = False  # equal source, equal bytes
    cff = face["CFF "].cff
    cff.fontNames[0] = "NotoSerifSCQuandun-Regular"
    cff[0].FamilyName, cff[0].FullName = FAMILY, FAMILY
    face.save(FONT)
    covered = TTFont(FONT).getBestCmap()
    missing = sorted({ord(character) for character in read_standard_characters()} - set(covered))
    print(f"{FONT.name}: {FONT.stat().st_size:,} bytes, {len(covered):,} code points; standard characters missing: {len(missing)}")
    print(" ".join(f"U+{point:04X}" for point in missing))


def main() -> None:
    """Command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, default=SOURCE, help="NotoSerifCJK-Regular.ttc")
    parser.add_argument("--from-unihan", type=Path, nargs="?", const=UNIHAN, help="write standard_characters.txt anew from Unihan")
    arguments = parser.parse_args()
    if arguments.from_unihan:
        write_standard_characters(standard_characters_of_unihan(arguments.from_unihan))
    count = len(read_standard_characters())
    if count != STANDARD_CHARACTER_COUNT:
        raise SystemExit(f"{STANDARD_CHARACTERS.name} holds {count} characters, the table has {STANDARD_CHARACTER_COUNT}")
    build(arguments.source)


if __name__ == "__main__":
    main()
