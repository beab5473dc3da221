"""What begins a heading (一、 · （一） · 1. · 1.1 · （1） · 专栏), and when a paragraph is finished."""

import re
from collections.abc import Sequence
from dataclasses import replace

from quandun.assessment.domain.blocks import Block
from quandun.assessment.domain.normalise import depth_changes, fold
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
    ("item", re.compile(rf"(?:任务|行动|举措|措施|工程)({_CHINESE})[：、.]")),
    ("number", re.compile(r"(?:任务|行动|举措|措施|工程)(\d{1,2})[：、.]")),
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
RANK = {"heading": 0, "item": 1, "number": 2, "decimal": 3, "point": 4, "box": 5}
_TERMINAL = "。！？；：!?;:"
_CLOSING = '”’）》」』"'
STOPS = re.compile(r"[。！？；：，]")
PLAN_WORD = r"(?:方案|计划|措施|政策|意见|要点|规划|办法|分工|任务书|清单|细则|行动)"
LIST_LOOKED_AT = 600  # characters looked back for the bracket that opens a unit list
HEADING_LIMIT = 45  # characters; a longer first line without a full stop is a broken paragraph, not a title


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


def read_right(block: Block) -> Block:
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
    text = text[-LIST_LOOKED_AT:]
    folded = fold(text)
    opening = folded.rfind("（")
    while opening >= 0 and not starts_with_label(folded[opening + 1 : opening + 40]):
        opening = folded.rfind("（", 0, opening)
    if opening < 0 or depth_changes(folded[opening:])[-1] == 0:
        return is_whole_list(text[folded.rfind("。") + 1 :], following)
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


def is_heading(text: str, kind: str) -> bool:
    folded = fold(text)
    if STOPS.search(re.sub(r"“[^”]*”|（[^（）]*）", "", folded)) and kind != "heading":
        return False
    return "。" not in folded and len(folded) <= HEADING_LIMIT and depth_changes(folded)[-1] == 0


def mark_of(block: Block) -> Mark | None:
    return None if block.row else mark_at(fold(block.text))


def text_after(lines: Sequence[Block], index: int) -> str:
    return lines[index + 1].text if index + 1 < len(lines) else ""


def box_mark(mark: Mark, last: int) -> Mark:
    """Tell 专栏7 5G融合 (blank removed: 专栏75G融合) from 专栏75 by what number is due."""
    kind, number, label = mark
    if number != last + 1 and number > 9 and number // 10 == last + 1:
        return kind, number // 10, label[:-1]
    return mark
