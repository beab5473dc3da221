"""From bytes to clean lines: decode, drop layout (whitespace, Markdown, page numbers).

No character of the wording is changed. Where parsing wants one form of a bracket or digit it looks at `fold(text)`,
which has the same length, so an offset found there holds in the text itself.
"""

import re
import unicodedata
from dataclasses import dataclass

from quandun.assessment.errors import PlanUnreadable

LIMIT_BYTES = 20 * 1024 * 1024
_BINARY = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_BOM = "\ufeff"
_LAYOUT = re.compile(r"[\s\u200b\u2060\ufeff\xad]+")
_MARKDOWN_HEAD = re.compile(r"^[\s\u3000]*(?:>\s*)?(#{1,6})(?=\s|[^#\d])")
# 【责任单位】市司法局: the label stands in a bracket of its own.
_BOXED_LABEL = re.compile(r"[【\[〔［](责任单位|牵头单位|配合单位|责任部门|牵头部门|配合部门|完成时限|完成时间)[】\]〕］][:：]?")
_BULLET = re.compile(r"^[\s\u3000]*(?:>\s*)?[*+•▪■●◆-]\s+(?=\S)")
_PAGE_NUMBER = re.compile(
    r"^(?:[-–—―─·]+\d{1,4}[-–—―─·]+|第\d{1,4}页(?:共\d{1,4}页)?|\d{1,3}/\d{1,3}|\d{1,3}|（page\d+）|第[一二三四五六七八九十]{1,3}页)$",
    re.IGNORECASE,
)
_RULE_LINE = re.compile(r"^[-*_=—]{3,}$")
_FOLD = str.maketrans(
    {
        **dict.fromkeys("([［【〔{｛﹝〖", "（"),
        **dict.fromkeys(")]］】〕}｝﹞〗", "）"),
        **dict.fromkeys(":∶︰﹕ː", "："),
        **dict.fromkeys(",﹐", "，"),
        **dict.fromkeys(";﹔", "；"),
        **dict.fromkeys("﹒．", "."),
        **dict.fromkeys("､﹑`｀", "、"),  # a back-tick is what scanning makes of 、
        **dict.fromkeys("％﹪", "%"),
        **dict.fromkeys("「『〝", "“"),
        **dict.fromkeys("」』〞", "”"),
        "＋": "+", "｡": "。", "仼": "任", "責": "责", "単": "单", "單": "单", "牽": "牵", "頭": "头",  # look-alikes in 责任单位, 牵头单位
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a file, and the encoding it was read in (`utf-8`, `utf-16` or `gb18030`)."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Return the text of a plan file; UTF-16 by its mark, then UTF-8, then GB18030 (the national standard older files are in).

    Raises PlanUnreadable for empty, binary, oversized or undecodable input.
    """
    limit_mb = LIMIT_BYTES // 1024 // 1024
    if len(data) > LIMIT_BYTES:
        raise PlanUnreadable(what=f"文件有 {len(data) / 1024 / 1024:.1f} MB，超过上限", limit_mb=limit_mb)
    if not data.strip():
        raise PlanUnreadable(what="文件是空的", limit_mb=limit_mb)
    if data.startswith(_BINARY) or (b"\x00" in data[:65536] and not data.startswith(_UTF16_MARKS)):
        raise PlanUnreadable(what="这是二进制文件，不是文本", limit_mb=limit_mb)
    text, used = _decoded(data)
    if not used:
        raise PlanUnreadable(what="不是 UTF-8、UTF-16 或 GB18030 编码", limit_mb=limit_mb)
    controls = sum(1 for char in text[:65536] if unicodedata.category(char) in ("Cc", "Cn", "Co") and char not in "\n\r\t\f\v")
    if controls > max(8, len(text[:65536]) // 100):
        raise PlanUnreadable(what="内容不像文字（控制符过多）", limit_mb=limit_mb)
    if not any("\u4e00" <= char <= "\u9fff" for char in text):
        raise PlanUnreadable(what="没有找到汉字", limit_mb=limit_mb)
    return Decoded(text.removeprefix(_BOM), used)


def _decoded(data: bytes) -> tuple[str, str]:
    """Return (text, encoding), or two empty strings where none fits."""
    for encoding in ("utf-16",) if data.startswith(_UTF16_MARKS) else ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return "", ""


def fold(text: str) -> str:
    """Return `text` with brackets, quotes, colons, commas, points and digits in one form; same length, for looking only."""
    folded = text.translate(_FOLD)
    return _paired_quotes(folded) if '"' in folded else folded


def _paired_quotes(text: str) -> str:
    """Give straight quotation marks a side: files copied from law databases open with “ and close with a straight one."""
    chars = list(text)
    is_open = False
    for offset, char in enumerate(chars):
        if char == '"':
            chars[offset] = "”" if is_open else "“"
            is_open = not is_open
        elif char in "“”":
            is_open = char == "“"
    return "".join(chars)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as they stand; a form feed ends a line too."""
    return re.split(r"\r\n|[\n\r\f\v\x85\u2028\u2029]", text)


def wording_of(raw: str) -> tuple[str, bool]:
    """Return the wording of a line and whether it was a Markdown heading.

    Whitespace, bold marks and Markdown marks are dropped; a rule or a page number leaves nothing.
    """
    mark = _MARKDOWN_HEAD.match(raw)
    whole = _LAYOUT.sub("", raw)
    if _PAGE_NUMBER.match(fold(whole)) or _RULE_LINE.match(whole):
        return "", False
    line = raw[mark.end() :] if mark else _BULLET.sub("", raw)
    clean = _LAYOUT.sub("", line).replace("**", "").replace("__", "")
    return _BOXED_LABEL.sub(r"\1：", clean), mark is not None


def depth_changes(folded: str) -> list[int]:
    """Return for every offset how many round brackets are open before it (never below 0)."""
    depth = 0
    depths = []
    for char in folded:
        depths.append(depth)
        if char == "（":
            depth += 1
        elif char == "）":
            depth = max(0, depth - 1)
    depths.append(depth)
    return depths
