"""Lines that frame a plan: its date, its signature, how far it is public, and where its appendices begin."""

import re
from dataclasses import replace

from quandun.assessment.domain.blocks import Block
from quandun.assessment.domain.marks import STOPS, is_open, mark_at
from quandun.assessment.domain.normalise import fold

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


def without_tail(body: list[Block]) -> tuple[list[Block], list[Block]]:
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
            and not STOPS.search(fold(body[-1].text))
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
