"""Which characters a font can draw (字符覆盖). typst prints an empty box for a missing glyph and says nothing, so we look first.

Reads the `cmap` table itself (OpenType 1.9, formats 4 and 12): the answer then comes from the very file that is
printed with, and fontTools stays out of the product.
"""

import struct
from functools import lru_cache
from pathlib import Path

from quandun.documents.errors import FontUnreadable

_SUFFIXES = frozenset({".otf", ".ttf", ".ttc", ".otc"})


def font_files(folder: Path) -> tuple[Path, ...]:
    """Return the font files directly in `folder`, sorted by name."""
    return tuple(sorted(path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES))


def coverage_of_folder(folder: Path) -> frozenset[int]:
    """Return every code point that some font in `folder` can draw."""
    covered: frozenset[int] = frozenset()
    for path in font_files(folder):
        covered |= _coverage_of_version(path, path.stat().st_mtime_ns)
    return covered


def coverage_of_font(path: Path) -> frozenset[int]:
    """Return the code points of one font file, or of all faces of a collection. Raises FontUnreadable."""
    data = path.read_bytes()
    try:
        offsets = struct.unpack_from(f">{struct.unpack_from('>I', data, 8)[0]}I", data, 12) if data[:4] == b"ttcf" else (0,)
        covered: set[int] = set()
        for table in {_cmap_offset(data, offset) for offset in offsets}:  # faces of a collection may share a table
            covered |= _read_cmap(data, table)
    except (struct.error, ValueError) as fault:
        raise FontUnreadable(file=path.name, what=str(fault)) from fault
    return frozenset(covered)


@lru_cache(maxsize=32)
def _coverage_of_version(path: Path, _modified_ns: int) -> frozenset[int]:
    return coverage_of_font(path)


def _cmap_offset(data: bytes, face: int) -> int:
    (tables,) = struct.unpack_from(">H", data, face + 4)
    for index in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, face + 12 + 16 * index)
        if tag == b"cmap":
            return int(offset)
    raise ValueError("no cmap table")


def _read_cmap(data: bytes, table: int) -> set[int]:
    """Return the code points of the Unicode subtables (platforms 0 and 3) in formats 4 and 12."""
    (count,) = struct.unpack_from(">H", data, table + 2)
    covered: set[int] = set()
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, table + 4 + 8 * index)
        if platform not in (0, 3) or (platform, encoding) in {(0, 5), (3, 0)}:  # variation sequences; symbol fonts
            continue
        (kind,) = struct.unpack_from(">H", data, table + offset)
        if kind == 12:
            covered |= _read_format_12(data, table + offset)
        elif kind == 4:
            covered |= _read_format_4(data, table + offset)
    if not covered:
        raise ValueError("no Unicode cmap of format 4 or 12")
    return covered


def _read_format_12(data: bytes, at: int) -> set[int]:
    (groups,) = struct.unpack_from(">I", data, at + 12)
    covered: set[int] = set()
    for index in range(groups):
        first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * index)
        if last > 0x10FFFF or first > last:
            raise ValueError("cmap group out of range")
        covered.update(range(first + (glyph == 0), last + 1))  # glyph 0 is the empty box
    return covered


def _read_format_4(data: bytes, at: int) -> set[int]:
    segments = struct.unpack_from(">H", data, at + 6)[0] // 2
    shape = f">{segments}H"
    ends = struct.unpack_from(shape, data, at + 14)
    starts = struct.unpack_from(shape, data, at + 16 + 2 * segments)
    deltas = struct.unpack_from(shape, data, at + 16 + 4 * segments)
    ranges_at = at + 16 + 6 * segments
    ranges = struct.unpack_from(shape, data, ranges_at)
    covered: set[int] = set()
    for index, (first, last, delta, jump) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for point in range(first, last + 1):
            if point == 0xFFFF:
                continue
            glyph = point
            if jump:
                (glyph,) = struct.unpack_from(">H", data, ranges_at + 2 * index + jump + 2 * (point - first))
                if glyph == 0:
                    continue
            if (glyph + delta) & 0xFFFF:
                covered.add(point)
    return covered
