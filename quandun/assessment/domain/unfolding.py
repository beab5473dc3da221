"""Lines that were joined are cut again where a marker, or the title of another plan, stands in the middle of one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from quandun.assessment.domain.blocks import Block
from quandun.assessment.domain.marks import (
    HEADING_LIMIT,
    LIST_LOOKED_AT,
    PLAN_WORD,
    RANK,
    STOPS,
    Mark,
    box_mark,
    ends_with_list,
    is_heading,
    is_open,
    mark_at,
    read_right,
    text_after,
)
from quandun.assessment.domain.normalise import depth_changes, fold
from quandun.assessment.domain.unit_lists import starts_with_label
from quandun.assessment.domain.units import without_verbs

_JOINED_TITLE = re.compile(rf"(?<=[。）])(?P<title>[^。！？；：，]{{4,60}}?{PLAN_WORD}(?:（[^（）]{{1,20}}）)?)(?=为|根据|按照|依据)")
_MARK_STARTS = frozenset("第（专任0123456789一二三四五六七八九十百")
_TITLE_LOOKED_AT = 900  # characters looked back from a first heading for the title of the plan


@dataclass(slots=True)
class _Counts:
    """The last number taken of each kind: what tells a marker in mid-line from a number in a sentence."""

    last: dict[str, int] = field(default_factory=dict)

    def accepts(self, kind: str, number: int) -> bool:
        """Say whether a number is due: the next one, or 1 again (（一） starts again, or runs on, under every 一、)."""
        return number == self.last.get(kind, 0) + 1 or (number == 1 and kind != "heading")

    def take(self, kind: str, number: int) -> None:
        self.last[kind] = number


def unfold(blocks: Iterable[Block]) -> list[Block]:
    """Split lines in which a marker of a new heading, or the title of another plan, stands in the middle."""
    counts = _Counts()
    result: list[Block] = []
    open_before = False
    lines = [read_right(block) for block in blocks]
    for index, block in enumerate(lines):
        if block.row:
            result.append(block)
            open_before = False
            continue
        folded = fold(block.text)
        head = mark_at(folded)
        if head and open_before and not counts.accepts(head[0], head[1]):
            head = None
        cuts, last = _cuts(folded, head, counts)
        for start, end in zip(cuts, [*cuts[1:], len(folded)], strict=True):
            result.append(Block(block.line, block.text[start:end], block.heading and start == 0, block.gap and start == 0))
        tail = block.text[cuts[-1] :]
        open_before = is_open(tail) and not (last and is_heading(tail, last[0])) and not ends_with_list(tail, text_after(lines, index))
    return result


def _cuts(folded: str, head: Mark | None, counts: _Counts) -> tuple[list[int], Mark | None]:
    """Return the offsets at which a line is to be cut, and the last marker in it."""
    cuts = [0]
    if head:
        counts.take(head[0], head[1])
    last = head
    depths = depth_changes(folded)
    offset = len(head[2]) if head else 1
    while offset < len(folded):
        found = mark_at(folded, offset) if depths[offset] == 0 and folded[offset] in _MARK_STARTS else None
        if found and found[0] == "box":
            found = box_mark(found, counts.last.get("box", 0))
        if not found or not _breaks_here(folded, cuts[-1], offset, last, found):
            offset += 1
            continue
        title = _title_before(folded, cuts[-1], offset) if found[:2] == ("heading", 1) and counts.last.get("heading") else None
        if title:  # another plan begins in this line: its numbers start again
            cuts.extend(title)
            counts.last.clear()
        if counts.accepts(found[0], found[1]):
            counts.take(found[0], found[1])
            cuts.append(offset)
            last = found
        offset += len(found[2])
    return cuts, last


def _title_before(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the title of a plan stands that was joined to its preamble (…行动计划为深入实施…), looking back from 一、."""
    found = list(_JOINED_TITLE.finditer(folded, max(start, end - _TITLE_LOOKED_AT), end))
    return (found[-1].start("title"), found[-1].end("title")) if found else None


def _breaks_here(folded: str, start: int, offset: int, last: Mark | None, found: Mark) -> bool:
    before = folded[offset - 1]
    if found[0] == "box":
        return before in "。）"
    if before in "。！？" or (before == "）" and _closes_list(folded, offset - 1)):
        return True
    if before == "：":  # 实施如下重点项目：2.…, 通知如下：一、…
        return found[0] == "heading" and found[1] == 1 if last is None else RANK[found[0]] > RANK[last[0]]
    if before == "”" and folded[offset - 2] in "。！？":
        return True
    if last is None:
        title = folded[start:offset]
        return found[0] == "heading" and found[1] == 1 and re.search(PLAN_WORD + r"(?:（[^（）]*）)?$", title) is not None
    title = folded[start + len(last[2]) : offset]
    return RANK[found[0]] > RANK[last[0]] and len(title) <= HEADING_LIMIT and not STOPS.search(title) and before not in "、至到和及“"


def _closes_list(folded: str, close: int) -> bool:
    """Say whether the bracket that closes at `close` is a unit list: it has a label, a closing verb, or stands after a full stop."""
    depth = 0
    for opening in range(close, max(-1, close - LIST_LOOKED_AT), -1):
        depth += (folded[opening] == "）") - (folded[opening] == "（")
        if depth == 0:
            inside = folded[opening + 1 : close]
            return folded[opening - 1 : opening] in ("。", "；") or starts_with_label(inside) or without_verbs(inside)[1] != ""
    return False
