"""The lines of a plan that carry wording, and the rows of its tables, each with its line number."""

from collections.abc import Iterator
from dataclasses import dataclass

from quandun.assessment.domain.normalise import lines_of, wording_of
from quandun.assessment.domain.tables import Row, rows_in


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the file without layout. `line` counts from 1; `gap` = a blank line stood before it; `row` = it is a row of a table."""

    line: int
    text: str
    heading: bool = False
    gap: bool = False
    row: Row | None = None


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the lines that carry wording, in order."""
    lines = lines_of(text)
    rows = rows_in(lines)
    gap = True
    for index, raw in enumerate(lines):
        if index in rows:
            row = rows[index]
            if row:
                yield Block(index + 1, row.title + row.wording, gap=gap, row=row)
            gap = False
            continue
        wording, heading = wording_of(raw)
        if not wording:
            gap = gap or not raw.strip()
            continue
        yield Block(index + 1, wording, heading, gap)
        gap = False
