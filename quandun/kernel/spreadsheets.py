"""CSV that spreadsheets open as it is and in which no cell runs as a formula (OWASP, CSV injection)."""

import codecs
import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # the wide ones too: some locales of spreadsheets run them


def written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file: UTF-8 with byte order mark, CRLF, no formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([neutral(cell) for cell in header])
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + out.getvalue().encode()


def neutral(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it as a formula: with an apostrophe before it."""
    return f"'{cell}" if cell.lstrip(" \u3000'").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell


def plain(cell: str) -> str:
    """Return the cell without outer space and without the apostrophe that `neutral` puts before a formula."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:].lstrip(" \u3000'").startswith(_FORMULA) else text
