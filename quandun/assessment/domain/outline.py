"""From blocks to a tree of numbered headings (一、 · （一） · 1.), whatever way the file was broken into lines.

Three hazards are met here. A page break may fall inside a word, so an open paragraph takes up the next block.
Lines may have been joined, so a marker may stand in the middle of a line. And a plan may restart, run on or skip
its numbers, so numbers are believed where they stand at a line start, and checked for order only in mid-line.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from quandun.assessment.domain.blocks import Block
from quandun.assessment.domain.normalise import depth_changes, fold
from quandun.assessment.domain.tables import Row
from quandun.assessment.domain.unit_lists import starts_with_label
from quandun.assessment.domain.units import is_unit, without_verbs

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CHINESE = "[一二三四五六七八九十百]{1,4}"
_H = rf"(?:第({_CHINESE})(?:章|部分|篇)、?|({_CHINESE})(?:、|\.|，(?=[\u4e00-\u9fff]{{4,20}}$)))"
_P = rf"（({_CHINESE})）[、.]?|第({_CHINESE})条"
_N = r"(?:任务)?(\d{1,3})[.、](?:(?!\d)|(?=\d{3,}[\u4e00-\u9fff]))"  # 11.121人才… is item 11, 5.5% is none
_BOX = r"专栏(\d{1,2}|[一二三四五六七八九十]{1,3})"
_MARKS = (("heading", re.compile(_H)), ("item", re.compile(_P)), ("number", re.compile(_N)), ("box", re.compile(_BOX)))
# Marks that are believed at the start of a line only: in mid-line they are too often something else.
_UNIT_OF_MEASURE = "万亿千百倍个项家件名元%‰条亩吨米"
_LINE_MARKS = (
    ("item", re.compile(rf"(?:任务|行动|举措|措施|工程)({_CHINESE}|\d{{1,2}})[：、.]")),
    ("decimal", re.compile(rf"\d{{1,2}}\.(\d{{1,2}})[.、]?(?=[\u4e00-\u9fff“《])(?![{_UNIT_OF_MEASURE}])")),  # 2.3 under section 2
    ("point", re.compile(r"（(\d{1,2})）、?|(\d{1,2})）、?")),
)
# Scanning reads 1. as l. and （一） as （—）; a dash for 一 is believed where a first heading is due.
_MISREAD = (
    (re.compile(r"^[lIi|!](?=[.、][\u4e00-\u9fff])"), "1"),
    (re.compile(r"^(\d)[lI|](?=[.、][\u4e00-\u9fff])"), r"\g<1>1"),
    (re.compile(r"^(\d)[OoQ](?=[.、][\u4e00-\u9fff])"), r"\g<1>0"),
    (re.compile(r"^[—–\-－](?=、[\u4e00-\u9fff])"), "一"),
    (re.compile(r"^（[—–\-－]）(?=[\u4e00-\u9fff])"), "（一）"),
)
Mark = tuple[str, int, str]  # kind, number, label as folded
_RANK = {"heading": 0, "item": 1, "number": 2, "decimal": 3, "point": 4, "box": 5}
_TERMINAL = "。！？；：!?;:"
_CLOSING = '”’）》」』"'
_STOPS = re.compile(r"[。！？；：，]")
PLAN_WORD = r"(?:方案|计划|措施|政策|意见|要点|规划|办法|分工|任务书|清单|细则|行动)"
_JOINED_TITLE = re.compile(rf"(?<=[。）])(?P<title>[^。！？；：，]{{4,60}}?{PLAN_WORD}(?:（[^（）]{{1,20}}）)?)(?=为|根据|按照|依据)")
_MARK_STARTS = frozenset("第（专任0123456789一二三四五六七八九十百")
_TITLE_LOOKED_AT = 900  # characters looked back from a first heading for the title of the plan
_MARGIN = 60  # characters; no page is wider
_WRAPPED_LINES = 12  # fewer lines tell nothing of a margin
_LIST_LOOKED_AT = 600  # characters looked back for the bracket that opens a unit list
HEADING_LIMIT = 45  # characters; a longer first line without a full stop is a broken paragraph, not a title
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


def number_of(numeral: str) -> int:
    """Return the value of a Chinese or Arabic numeral below 1000 (二十三 → 23)."""
    if numeral.isdigit():
        return int(numeral)
    total = 0
    current = 0
    for char in numeral:
        if char in "十百":
            total += (current or 1) * (10 if char == "十" else 100)
            current = 0
        else:
            current = _DIGITS.get(char, 0)
    return total + current


def mark_at(folded: str, offset: int = 0) -> Mark | None:
    """Return (kind, number, label as folded) of the marker that stands at `offset`, or None."""
    for kind, pattern in _MARKS if offset else (*_LINE_MARKS, *_MARKS):
        found = pattern.match(folded, offset)
        if found and (found.end() < len(folded) or kind == "box" or "章" in found.group()):
            numeral = next(group for group in found.groups() if group)
            return kind, number_of(numeral), found.group()
    return None


def _read_right(block: Block) -> Block:
    """Return a line with a number at its start that scanning misread put right."""
    for pattern, right in _MISREAD:
        if block.row is None and pattern.match(fold(block.text)):
            return replace(block, text=pattern.sub(right, fold(block.text)[:4]) + block.text[4:])
    return block


def is_open(text: str) -> bool:
    """Say whether a paragraph is unfinished: no full stop at its end, or a bracket still open."""
    folded = fold(text)
    if depth_changes(folded)[-1] > 0 or folded.count("“") > folded.count("”"):
        return True
    return folded.rstrip(_CLOSING)[-1:] not in _TERMINAL and not folded.endswith("）")


def ends_with_list(text: str, following: str) -> bool:
    """Say whether a paragraph ends with a unit list whose closing bracket was lost, or that never had brackets."""
    text = text[-_LIST_LOOKED_AT:]
    folded = fold(text)
    opening = folded.rfind("（")
    while opening >= 0 and not starts_with_label(folded[opening + 1 : opening + 40]):
        opening = folded.rfind("（", 0, opening)
    if opening < 0 or depth_changes(folded[opening:])[-1] == 0:
        return is_whole_list(text, following)
    closes_later = 0 <= fold(following).find("）") < (fold(following) + "（").find("（")
    return not closes_later and is_whole_list(text[opening + 1 :], following)


def is_whole_list(text: str, following: str) -> bool:
    """Say whether a line is a unit list without brackets that does not run on into the line `following`."""
    folded = fold(text)
    if not starts_with_label(text) or folded[-1:] in "、，：" or depth_changes(folded)[-1] > 0:
        return False
    last = re.split("[、，；：]", folded)[-1]
    rest = re.split("[、，；。]", fold(following))
    if fold(following)[:1] in "、，" or (len(rest) > 1 and len(rest[0]) <= 8 and is_unit(last + rest[0], strong=True)):
        return False  # 市委组|织部、…: the page ended inside a name
    return is_unit(without_verbs(last)[0]) or re.search(r"\d{1,2}月|年|底|前|长期|持续", last) is not None


def _is_heading(text: str, kind: str) -> bool:
    folded = fold(text)
    if _STOPS.search(re.sub(r"“[^”]*”|（[^（）]*）", "", folded)) and kind != "heading":
        return False
    return "。" not in folded and len(folded) <= HEADING_LIMIT and depth_changes(folded)[-1] == 0


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
    lines = [_read_right(block) for block in blocks]
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
        open_before = is_open(tail) and not (last and _is_heading(tail, last[0])) and not ends_with_list(tail, _text_after(lines, index))
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
            found = _box_mark(found, counts.last.get("box", 0))
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


def _text_after(lines: Sequence[Block], index: int) -> str:
    return lines[index + 1].text if index + 1 < len(lines) else ""


def _breaks_here(folded: str, start: int, offset: int, last: Mark | None, found: Mark) -> bool:
    before = folded[offset - 1]
    if found[0] == "box":
        return before in "。）"
    if before in "。！？" or (before == "）" and _closes_list(folded, offset - 1)):
        return True
    if before == "：":  # 实施如下重点项目：2.…, 通知如下：一、…
        return found[0] == "heading" and found[1] == 1 if last is None else _RANK[found[0]] > _RANK[last[0]]
    if before == "”" and folded[offset - 2] in "。！？":
        return True
    if last is None:
        title = folded[start:offset]
        return found[0] == "heading" and found[1] == 1 and re.search(PLAN_WORD + r"(?:（[^（）]*）)?$", title) is not None
    title = folded[start + len(last[2]) : offset]
    return _RANK[found[0]] > _RANK[last[0]] and len(title) <= HEADING_LIMIT and not _STOPS.search(title) and before not in "、至到和及“"


def _closes_list(folded: str, close: int) -> bool:
    """Say whether the bracket that closes at `close` is a unit list: it has a label, a closing verb, or stands after a full stop."""
    depth = 0
    for opening in range(close, max(-1, close - _LIST_LOOKED_AT), -1):
        depth += (folded[opening] == "）") - (folded[opening] == "（")
        if depth == 0:
            inside = folded[opening + 1 : close]
            return folded[opening - 1 : opening] in ("。", "；") or starts_with_label(inside) or without_verbs(inside)[1] != ""
    return False


_DATE_LINE = re.compile(
    r"^[（(]?((?:19|20)\d{2}|[二〇○零一三四五六七八九]{4})年(\d{1,2}|[一二三四五六七八九十]{1,2})月(\d{1,2}|[一二三四五六七八九十]{1,3})日[）)]?$"
)
_JOINED_SIGNATURE = re.compile(
    r"(?<=[。！）])(?P<organ>[\u4e00-\u9fff]{2,40}(?:办公厅|办公室|政府|委员会|局|厅|部|国务院|院|委))(?P<date>20\d{2}年\d{1,2}月\d{1,2}日)(?P<remark>（此件[^（）]{2,14}）)?$"
)
_DISCLOSURE = re.compile(
    r"^（[^（）]{0,6}有?删减）$|^（此件.{2,14}）$|^（(?:信息公开形式|公开方式|公开属性).{2,14}）$|^信息公开(?:选项|形式|类别)：.{2,10}$"
)
_APPENDIX_LINE = re.compile(r"^附(?:件|表|录)[\d一二三四五六七八九十]{0,3}：?$")
_APPENDIX = re.compile(r"^附(?:件|表|录)?\d*[:：]?$|^附件[:：\d一二三]")


def is_date_line(text: str) -> bool:
    """Say whether a line is nothing but a date."""
    return _DATE_LINE.match(fold(text)) is not None


def is_appendix_line(text: str) -> bool:
    """Say whether a line is nothing but 附件 and its number."""
    return _APPENDIX_LINE.match(fold(text)) is not None


def is_disclosure(text: str) -> bool:
    """Say whether a line states how far the document is public (此件公开发布)."""
    return _DISCLOSURE.match(fold(text)) is not None


def drafts_of(blocks: Sequence[Block]) -> list[Draft]:
    """Split a file into its plans and build the tree of each."""
    lines = unfold(blocks)
    bounds = [0]
    seen_heading = False
    for index, block in enumerate(lines):
        mark = _mark_of(block)
        if mark or block.row:
            seen_heading = seen_heading or mark is None or mark[0] == "heading"
            continue
        if seen_heading and _begins_plan(lines, index):
            bounds.append(index)
            seen_heading = False
    return [_draft(lines[start:end]) for start, end in zip(bounds, [*bounds[1:], len(lines)], strict=True)]


def _mark_of(block: Block) -> Mark | None:
    return None if block.row else mark_at(fold(block.text))


def _begins_plan(lines: Sequence[Block], index: int) -> bool:
    """Say whether another plan begins at a line: it reads like a plan's title, or stands under 附件, and a first heading follows."""
    folded = fold(lines[index].text)
    if is_appendix_line(lines[index - 1].text):
        return len(folded) <= HEADING_LIMIT and not _STOPS.search(folded) and _plan_follows(lines, index, ("heading", "item", "number"))
    return _PLAN_TITLE.match(folded) is not None and _plan_follows(lines, index, ("heading",)) and not is_open(lines[index - 1].text)


def _plan_follows(lines: Sequence[Block], index: int, kinds: Sequence[str]) -> bool:
    for block in lines[index + 1 : index + 40]:
        mark = _mark_of(block)
        if block.row:
            return True
        if mark:
            return mark[0] in kinds and mark[1] == 1
    return False


def _draft(lines: Sequence[Block]) -> Draft:
    marks = [_mark_of(block) for block in lines]
    first = next((i for i, mark in enumerate(marks) if mark and mark[0] == "heading"), None)
    if first is None:
        first = next((i for i, mark in enumerate(marks) if mark or lines[i].row), len(lines))
    table = next((i for i, block in enumerate(lines) if block.row), first)
    first = min(first, table)
    body, tail = _without_tail(list(lines[first:]))
    return Draft(list(lines[:first]), _tree(body), tail)


def _without_tail(body: list[Block]) -> tuple[list[Block], list[Block]]:
    """Take signature, date, disclosure and appendices off the end of a plan."""
    body = [*body[:-1], *_signature_apart(body[-1])] if body else body
    for index, block in enumerate(body):
        if _APPENDIX.match(fold(block.text)) and len(block.text) <= 40 and index and not is_open(body[index - 1].text):
            body = body[:index]
            break
    tail: list[Block] = []
    while body and (is_disclosure(body[-1].text) or is_date_line(body[-1].text)):
        tail.insert(0, body.pop())
    if any(is_date_line(block.text) for block in tail):
        while (
            body
            and len(body[-1].text) <= 30
            and not _STOPS.search(fold(body[-1].text))
            and not mark_at(fold(body[-1].text))
            and not body[-1].row
        ):
            tail.insert(0, body.pop())
    return body, tail


def _signature_apart(block: Block) -> list[Block]:
    """Give the signature lines of their own where they were joined to the last sentence (…报告。国务院2018年11月7日)."""
    found = None if block.row else _JOINED_SIGNATURE.search(fold(block.text))
    if not found:
        return [block]
    cuts = [0, *(found.start(name) for name in ("organ", "date", "remark") if found[name]), len(block.text)]
    return [replace(block, text=block.text[start:end]) for start, end in zip(cuts, cuts[1:], strict=False)]


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
                mark = _box_mark(mark, boxes)
                boxes = mark[1]
            node = _node(mark, block, broken=len(block.text) >= width)
            if mark[0] == "box" and current.kind == "box":
                stack.pop()
            elif mark[0] != "box":
                _close(stack, node.kind)
            stack[-1].children.append(node)
            stack.append(node)
            open_before = not node.title and is_open(node.text) and not ends_with_list(node.text, _text_after(body, index))
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
        open_before = is_open(last) and not ends_with_list(last, _text_after(body, index))
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


def _box_mark(mark: Mark, last: int) -> Mark:
    """Tell 专栏7 5G融合 (blank removed: 专栏75G融合) from 专栏75 by what number is due."""
    kind, number, label = mark
    if number != last + 1 and number > 9 and number // 10 == last + 1:
        return kind, number // 10, label[:-1]
    return mark


def _last_paragraph(node: Node) -> str:
    taken: list[str] = []
    length = 0
    for piece in reversed(node.pieces):
        taken.append(piece.text)
        length += len(piece.text)
        if piece.starts_paragraph or length > _LIST_LOOKED_AT:  # enough to see whether it is closed; keeps long texts linear
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
    marked = [block for block in body if (_mark_of(block) or ("", 0, ""))[0] == "number"]
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
    if kind == "box" or (rest and not broken and _is_heading(rest, kind)):
        node.title = rest
        return node
    known = _TITLE_WORD.match(fold(rest)) if kind == "heading" else None
    if known and not _STOPS.match(fold(rest)[known.end() : known.end() + 1]):
        node.title = rest[: known.end()]
        rest = rest[known.end() :]
    if rest:
        node.pieces.append(Piece(block.line, rest, True))
    return node
