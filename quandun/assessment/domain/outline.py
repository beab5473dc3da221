"""From lines to a tree of numbered headings (一、 · （一） · 1.), and from a file to its plans.

Three hazards are met here. A page break may fall inside a word, so an open paragraph takes up the next line. Lines may
have been cut by the margin, so a first line is a title only where it ends before it. And a plan may restart, run on or
skip its numbers, so numbers are believed where they stand at the start of a line.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quandun.assessment.domain.blocks import Block
from quandun.assessment.domain.frame_lines import is_appendix_line, without_tail
from quandun.assessment.domain.marks import (
    HEADING_LIMIT,
    LIST_LOOKED_AT,
    PLAN_WORD,
    STOPS,
    Mark,
    box_mark,
    ends_with_list,
    is_heading,
    is_open,
    mark_at,
    mark_of,
    text_after,
)
from quandun.assessment.domain.normalise import depth_changes, fold
from quandun.assessment.domain.tables import Row
from quandun.assessment.domain.unfolding import unfold
from quandun.assessment.domain.unit_lists import starts_with_label

_MARGIN = 60  # characters; no page is wider
_WRAPPED_LINES = 12  # fewer lines tell nothing of a margin
_TITLE_WORDS = (
    "总体要求|总体目标|总体思路|指导思想|基本原则|工作原则|工作目标|主要目标|发展目标|目标任务|重点任务|主要任务|工作任务|重点工作|工作重点|主要措施|"
    "重点举措|工作措施|任务分工|行动步骤|工作步骤|实施步骤|时间安排|保障措施|组织保障|组织实施|实施保障|工作要求|工作保障|有关要求|附则"
)
_TITLE_WORD = re.compile(rf"(?:{_TITLE_WORDS})(?:[和及与](?:{_TITLE_WORDS}))?")
_PLAN_TITLE = re.compile(rf"^[^。！？；：，]{{4,70}}{PLAN_WORD}(?:（[^（）]{{1,20}}）)*$")


@dataclass(slots=True)
class Piece:
    """A run of wording from one line of the file; `starts_paragraph` is false where it continues the piece before."""

    line: int
    text: str
    starts_paragraph: bool


@dataclass(slots=True)
class Node:
    """A numbered heading with its own wording and what stands under it.

    `kind`: heading 一、 | item （一） | number 1. | decimal 1.1 | point （1） | box 专栏 | row and group of a table | root.
    `title` is set only where the heading has a line of its own.
    """

    kind: str
    number: int
    label: str
    line: int
    title: str = ""
    pieces: list[Piece] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The node's own wording, without its children."""
        return "".join(piece.text for piece in self.pieces)

    def paragraphs(self) -> list["Passage"]:
        """Return the node's own wording paragraph by paragraph."""
        found: list[list[Piece]] = []
        for piece in self.pieces:
            if piece.starts_paragraph or not found:
                found.append([])
            found[-1].append(piece)
        return [Passage(pieces) for pieces in found]

    def passage(self) -> "Passage":
        """Return the node's own wording as one passage."""
        return Passage(self.pieces)

    def walk(self) -> Iterable["Node"]:
        """Yield this node and everything under it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class Passage:
    """Wording that remembers which line of the file each character came from."""

    pieces: Sequence[Piece]

    @property
    def text(self) -> str:
        """The wording."""
        return "".join(piece.text for piece in self.pieces)

    def line_at(self, offset: int) -> int:
        """Return the line of the file on which the character at `offset` stands."""
        for piece in self.pieces:
            if offset < len(piece.text):
                return piece.line
            offset -= len(piece.text)
        return self.pieces[-1].line if self.pieces else 0

    def paragraph_starts(self) -> list[int]:
        """Return the offsets at which a paragraph begins."""
        starts = []
        offset = 0
        for piece in self.pieces:
            if piece.starts_paragraph:
                starts.append(offset)
            offset += len(piece.text)
        return starts


@dataclass(slots=True)
class Draft:
    """One plan in a file: the lines before its first heading, its tree, and the lines of its signature."""

    front: list[Block]
    root: Node
    tail: list[Block] = field(default_factory=list)


def drafts_of(blocks: Sequence[Block]) -> list[Draft]:
    """Split a file into its plans and build the tree of each."""
    lines = unfold(blocks)
    bounds = [0]
    seen_heading = False
    for index, block in enumerate(lines):
        mark = mark_of(block)
        if mark or block.row:
            seen_heading = seen_heading or mark is None or mark[0] == "heading"
            continue
        if seen_heading and _begins_plan(lines, index):
            bounds.append(index)
            seen_heading = False
    return [_draft(lines[start:end]) for start, end in zip(bounds, [*bounds[1:], len(lines)], strict=True)]


def _begins_plan(lines: Sequence[Block], index: int) -> bool:
    """Say whether another plan begins at a line: it reads like a plan's title, or stands under 附件, and a first heading follows."""
    folded = fold(lines[index].text)
    if is_appendix_line(lines[index - 1].text):
        return len(folded) <= HEADING_LIMIT and not STOPS.search(folded) and _plan_follows(lines, index, ("heading", "item", "number"))
    return _PLAN_TITLE.match(folded) is not None and _plan_follows(lines, index, ("heading",)) and not is_open(lines[index - 1].text)


def _plan_follows(lines: Sequence[Block], index: int, kinds: Sequence[str]) -> bool:
    for block in lines[index + 1 : index + 40]:
        mark = mark_of(block)
        if block.row:
            return True
        if mark:
            return mark[0] in kinds and mark[1] == 1
    return False


def _draft(lines: Sequence[Block]) -> Draft:
    marks = [mark_of(block) for block in lines]
    first = next((i for i, mark in enumerate(marks) if mark and mark[0] == "heading"), None)
    if first is None:
        first = next((i for i, mark in enumerate(marks) if mark or lines[i].row), len(lines))
    table = next((i for i, block in enumerate(lines) if block.row), first)
    first = min(first, table)
    body, tail = without_tail(list(lines[first:]))
    return Draft(list(lines[:first]), _tree(body), tail)


def _tree(body: Sequence[Block]) -> Node:
    root = Node("root", 0, "", body[0].line if body else 0)
    stack = [root]
    inline = _inline_titles(body)
    width = _wrap_width(body)
    open_before = False
    boxes = 0
    for index, block in enumerate(body):
        if block.row:
            _add_row(stack, block.row)
            open_before = False
            continue
        folded = fold(block.text)
        mark = mark_at(folded)
        current = stack[-1]
        if mark and open_before and not _follows(mark, stack):
            mark = None
        if mark:
            if mark[0] == "box":
                mark = box_mark(mark, boxes)
                boxes = mark[1]
            node = _node(mark, block, broken=len(block.text) >= width)
            if mark[0] == "box" and current.kind == "box":
                stack.pop()
            elif mark[0] != "box":
                _close(stack, node.kind)
            stack[-1].children.append(node)
            stack.append(node)
            open_before = not node.title and is_open(node.text) and not ends_with_list(node.text, text_after(body, index))
            continue
        heading = bool(current.title) and not current.pieces
        if heading and is_open_title(current.title):
            current.title += block.text
            continue
        if heading and current.kind == "number" and inline and not block.gap and "。" in folded:
            # Most numbered titles here end with 。 on the same line: this one was cut by a line break.
            current.pieces.append(Piece(current.line, current.title, True))
            current.pieces.append(Piece(block.line, block.text, False))
            current.title = ""
        else:
            labelled = starts_with_label(block.text) and (not current.pieces or depth_changes(fold(_last_paragraph(current)))[-1] == 0)
            current.pieces.append(Piece(block.line, block.text, labelled or not open_before))
        last = _last_paragraph(current) if current.pieces else block.text
        open_before = is_open(last) and not ends_with_list(last, text_after(body, index))
    return root


def _add_row(stack: list[Node], row: Row) -> None:
    """Hang a row of a table under the heading it stands in, and under its group where the table has one."""
    while stack[-1].kind not in ("root", "heading", "item", "group"):
        stack.pop()
    if row.group:
        if stack[-1].kind == "group":
            stack.pop()
        siblings = stack[-1].children
        if not (siblings and siblings[-1].kind == "group" and siblings[-1].label + siblings[-1].title == row.group):
            mark = mark_at(fold(row.group))
            label = row.group[: len(mark[2])] if mark else ""
            siblings.append(Node("group", mark[1] if mark else 0, label, row.line, row.group[len(label) :]))
        stack.append(siblings[-1])
    number = re.match(r"\d{1,3}", fold(row.label))
    node = Node("row", int(number.group()) if number else 0, row.label, row.line, row.title)
    node.pieces.extend(Piece(row.line, text, True) for text in (row.wording, row.lists) if text)
    stack[-1].children.append(node)


def _close(stack: list[Node], kind: str) -> None:
    """Take off the stack what a new node of `kind` ends."""
    kinds = [part.kind for part in stack]
    if kind in kinds:
        del stack[kinds.index(kind) :]
    elif kind == "heading":
        del stack[1:]
    while stack[-1].kind in ("box", "group", "row"):
        stack.pop()
    if kind != "point" and stack[-1].kind == "point":
        stack.pop()


def _last_paragraph(node: Node) -> str:
    taken: list[str] = []
    length = 0
    for piece in reversed(node.pieces):
        taken.append(piece.text)
        length += len(piece.text)
        if piece.starts_paragraph or length > LIST_LOOKED_AT:  # enough to see whether it is closed; keeps long texts linear
            break
    return "".join(reversed(taken))


def is_open_title(title: str) -> bool:
    """Say whether a heading was cut: a quotation mark or bracket in it is not closed."""
    folded = fold(title)
    return folded.count("“") > folded.count("”") or folded.count("《") > folded.count("》") or depth_changes(folded)[-1] > 0


def _follows(mark: Mark, stack: Sequence[Node]) -> bool:
    numbers = [node.number for part in stack for node in part.children if node.kind == mark[0]]
    return mark[1] == 1 or bool(numbers and mark[1] == numbers[-1] + 1)


def _inline_titles(body: Sequence[Block]) -> bool:
    marked = [block for block in body if (mark_of(block) or ("", 0, ""))[0] == "number"]
    return sum("。" in fold(block.text) for block in marked) * 2 > len(marked)


def _wrap_width(body: Sequence[Block]) -> int:
    """Return the length from which a line counts as cut by the margin, as in text copied from a page (a large number if none is)."""
    lengths = sorted((len(block.text) for block in body if not block.row), reverse=True)
    if len(lengths) < _WRAPPED_LINES or lengths[0] > _MARGIN:
        return 10**9
    full = sum(length >= lengths[0] - 3 for length in lengths)
    return lengths[0] - 3 if full * 4 >= len(lengths) else 10**9


def _node(mark: Mark, block: Block, *, broken: bool) -> Node:
    kind, number, label = mark
    rest = block.text[len(label) :]
    node = Node(kind, number, label.rstrip("、") if kind == "item" else block.text[: len(label)], block.line)
    if kind == "box" or (rest and not broken and is_heading(rest, kind)):
        node.title = rest
        return node
    known = _TITLE_WORD.match(fold(rest)) if kind == "heading" else None
    if known and not STOPS.match(fold(rest)[known.end() : known.end() + 1]):
        node.title = rest[: known.end()]
        rest = rest[known.end() :]
    if rest:
        node.pieces.append(Piece(block.line, rest, True))
    return node
