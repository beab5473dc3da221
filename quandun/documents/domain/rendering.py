"""From a template and the facts of a file to a PDF (排版). Plain Python around the typst compiler; no Django, no clock.

Equal facts give equal bytes: only the committed font (and, when given, a folder of further fonts) is used, the
moment written into the PDF is the document's own date, and nothing outside the library folder can be read.
"""

import json
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Final, TypeAlias

import typst

from quandun.documents.domain.coverage import coverage_of_folder, font_files
from quandun.documents.errors import MissingField, MissingGlyphs, TemplateBroken

JSON: TypeAlias = "None | bool | int | float | str | Sequence[JSON] | Mapping[str, JSON]"

_ROOM = Path(__file__).parent.parent
LIBRARY = _ROOM / "typst"  # layout.typ and what it imports; templates say `#import "/layout.typ": *`
FONTS = _ROOM / "fonts"

_PDF_STANDARD: Final = "a-2b"  # ISO 19005-2 level b: what archives take (电子文件长期保存格式)
_LAID_OUT_ALONE = frozenset("\n")  # needs no glyph
_BEIJING = timezone(timedelta(hours=8))  # typst wants a fixed offset; China has had one since 1991

_MISSING_KEY = re.compile(r'(?:dictionary does not contain key|missing key) \\?"(?P<key>[^"\\]+)\\?"')
_PLACE = re.compile(r"┌─ (?P<file>.*):(?P<line>\d+):(?P<column>\d+)")
_CHAIN = re.compile(r"[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+")
# layout.typ renames what typst or its own functions are called; people are told the name in the data.
_NAMES_IN_DATA = {"document-facts": "document", "ip-right": "right", "casefile": "case"}
_DATE = re.compile(r"^(\d{4})年(\d{1,2})月(\d{1,2})日$")


def render_pdf(template: Path, data: Mapping[str, JSON], *, library: Path = LIBRARY, extra_fonts: Path | None = None) -> bytes:
    """Return the PDF/A-2b that `template` (a .typ file) makes of `data`; equal input gives equal bytes.

    `data` is what docs/decisions/0005 lists: `document`, `unit`, `case`, `party`, `answers`, …; `document.date_text`
    (2026年9月7日) dates the PDF. `extra_fonts` is a folder of fonts for characters the committed font lacks.
    Raises MissingGlyphs (character and field), MissingField (the key), TemplateBroken. May be called from any thread.
    """
    source = template.read_bytes()
    fonts = _fonts(extra_fonts)
    _require_glyphs(template, source, data, library, fonts.covered)
    inputs = {"data": json.dumps(data, ensure_ascii=False, separators=(",", ":")), "fonts": json.dumps(fonts.families)}
    try:
        made = _compiler(library, fonts).compile(
            source, sys_inputs=inputs, format="pdf", pdf_standards=[_PDF_STANDARD], timestamp=_moment(template, data)
        )
    except typst.TypstError as fault:
        raise _explained(fault, template, source, library) from fault
    if not isinstance(made, bytes):
        raise TemplateBroken(template=template.name, what="没有产生 PDF")
    return made


@dataclass(frozen=True, slots=True)
class _FontSet:
    key: tuple[tuple[str, int], ...]  # files and their times: a changed folder is a new set
    loaded: typst.Fonts
    families: list[str]
    covered: frozenset[int]


_font_sets: dict[tuple[tuple[str, int], ...], _FontSet] = {}
_mine = threading.local()


def _fonts(extra: Path | None) -> _FontSet:
    folders = [FONTS] if extra is None else [FONTS, extra]
    key = tuple((str(path), path.stat().st_mtime_ns) for folder in folders for path in font_files(folder))
    known = _font_sets.get(key)
    if known is None:
        loaded = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in folders])
        # A full CJK collection holds one face per region with different shapes: ours first, then simplified Chinese.
        families = sorted(set(loaded.families()), key=lambda name: ("Quandun" not in name, " SC" not in name, name))
        known = _FontSet(key, loaded, families, frozenset().union(*(coverage_of_folder(folder) for folder in folders)))
        _font_sets[key] = known
    return known


def _compiler(library: Path, fonts: _FontSet) -> typst.Compiler:
    # One per thread: a typst.Compiler used by two threads at once raises "Already borrowed". Kept: a warm one is some ten times faster.
    if not hasattr(_mine, "compilers"):
        _mine.compilers = {}
    compilers: dict[tuple[Path, tuple[tuple[str, int], ...]], typst.Compiler] = _mine.compilers
    key = (library, fonts.key)
    if key not in compilers:
        compilers[key] = typst.Compiler(root=library, font_paths=fonts.loaded)
    return compilers[key]


def _require_glyphs(template: Path, source: bytes, data: Mapping[str, JSON], library: Path, covered: frozenset[int]) -> None:
    """Refuse text no font can draw, naming the first place and every character missing there."""
    texts: list[tuple[str, str]] = [(f"模板 {template.name}", source.decode("utf-8"))]
    texts += [(f"版式 {path.name}", path.read_text("utf-8")) for path in sorted(library.glob("*.typ"))]
    for where, text in _strings(data, ""):
        missing = _missing(text, covered)
        if missing:
            raise MissingGlyphs(characters=missing, where=where)
    for where, text in texts:
        missing = _missing(text, covered)
        if missing:
            raise MissingGlyphs(characters=missing, where=where)


def _missing(text: str, covered: frozenset[int]) -> str:
    return "".join(dict.fromkeys(c for c in text if ord(c) not in covered and c not in _LAID_OUT_ALONE))


def _strings(value: JSON, path: str) -> Iterator[tuple[str, str]]:
    """Yield every string with its field path, e.g. `party.name`, `answers.goods[2].name`."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _strings(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, Sequence):
        for index, inner in enumerate(value):
            yield from _strings(inner, f"{path}[{index}]")


def _moment(template: Path, data: Mapping[str, JSON]) -> datetime:
    """Return noon of the document's date in Beijing: typst writes UTC, and noon falls on the same date in both."""
    document = data.get("document")
    text = document.get("date_text") if isinstance(document, Mapping) else None
    match = _DATE.match(text) if isinstance(text, str) else None
    if match is None:
        raise MissingField(template=template.name, field="document.date_text")
    day = date(*(int(part) for part in match.groups()))
    return datetime(day.year, day.month, day.day, 12, tzinfo=_BEIJING)


def _explained(fault: typst.TypstError, template: Path, source: bytes, library: Path) -> MissingField | TemplateBroken:
    """Turn typst's complaint into ours; a missing key is named by the whole chain that asked for it."""
    match = _MISSING_KEY.search(fault.message)
    if match is None:
        return TemplateBroken(template=template.name, what=f"{fault.message}（{_where(fault, template)}）")
    key = match["key"]
    place = _PLACE.search(fault.diagnostic)
    if place is not None:
        inside = library / Path(place["file"]).name
        lines = (inside.read_text("utf-8") if inside.is_file() else source.decode("utf-8")).splitlines()
        line, column = lines[int(place["line"]) - 1], int(place["column"])
        for chain in _CHAIN.finditer(line):
            # typst counts columns from 0 and points at the key inside the chain
            if chain.start() <= column <= chain.end() and key in chain[0].split("."):
                first, *rest = chain[0].split(".")
                parts = [_NAMES_IN_DATA.get(first, first), *rest]
                return MissingField(template=template.name, field=".".join(parts[: parts.index(key) + 1]))
    return MissingField(template=template.name, field=key)


def _where(fault: typst.TypstError, template: Path) -> str:
    place = _PLACE.search(fault.diagnostic)
    if place is None:
        return template.name
    name = Path(place["file"]).name
    return f"{template.name if name.startswith('__') else name} 第 {place['line']} 行"  # typst has its own name for bytes
