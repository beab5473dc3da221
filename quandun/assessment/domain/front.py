"""What stands before and after the tasks: notice title, document number, addressees, issuers, date, title, disclosure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from quandun.assessment.domain.blocks import Block
from quandun.assessment.domain.dates import date_of_line
from quandun.assessment.domain.frame_lines import is_appendix_line, is_date_line, is_disclosure
from quandun.assessment.domain.labels import is_rule
from quandun.assessment.domain.marks import PLAN_WORD
from quandun.assessment.domain.normalise import fold

_DOCUMENT_NUMBER = re.compile(r"（?([\u4e00-\u9fffA-Za-z]{1,12}(?:〔|\[|（|［)20\d{2}(?:〕|\]|）|］)(?:第)?\d{1,5}号)）?")
_ADDRESSEES = re.compile(
    r"^(?:各|市|省|区|县|机关|驻|有关|自治区|国务院|[\u4e00-\u9fff]{2,12}(?:人民政府|委员会|局|厅|部门|单位|公司|办公[厅室]))[^。！？；]*：$"
)
_DATE = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日")
_ORGAN_END = r"(?:办公厅|办公室|人民政府|委员会|管理局|监督局|委|局|厅|部|署|院|会|行)"
_ISSUER_VERB = re.compile(r"(?:关于|印发|转发|发布)")
_RECORD = re.compile(
    r"（?法宝引证码|(?:原文链接|索引号|发布机构|发文机关|发文单位|成文日期|发布日期|发布时间|公开方式|公开日期|主题分类|组配分类|主题词|信息来源|来源|文号|发文字号|名称|"
    r"标题|有效性|效力状态|访问次数|浏览次数|字体|生效日期|时效性|分类)：|https?：//"
)
_QUOTED_TITLE = re.compile(r"《([^《》]+)》")


@dataclass(slots=True)
class Front:
    """Facts of the document around the tasks."""

    title: str = ""
    notice_title: str | None = None
    document_number: str | None = None
    issuers: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    issued: date | None = None
    disclosure: str | None = None
    preamble: list[str] = field(default_factory=list)
    year: int | None = None  # the year meant where none is written, where another plan of the file says it
    remarks: list[tuple[int, str]] = field(default_factory=list)


def read_front(front: Sequence[Block], tail: Sequence[Block]) -> Front:
    """Read the lines before the first heading and the signature after the last."""
    read = Front()
    lines = _rejoined_addressees(_unjoined(_without_records(front), read))
    at = next((i for i, block in enumerate(lines) if _ADDRESSEES.match(fold(block.text))), None)
    signed = _signature(lines, read) if at is not None else (0, 0)
    if at is not None:
        head = lines[:at]
        read.notice_title = "".join(block.text for block in head) or None
        read.addressees = [part for part in re.split(r"[，、；,;](?![^（]*）)", lines[at].text.rstrip("：:")) if part]
        if "，" in fold(lines[at].text):
            read.addressees = [part for part in re.split(r"[，,]", lines[at].text.rstrip("：:")) if part]
        if signed[1]:
            _title(lines[signed[1] :], read)
            read.preamble = [block.text for block in lines[at + 1 : signed[0]]] + read.preamble
        else:
            read.preamble = [block.text for block in lines[at + 1 :]]
    else:
        _title(_without_date_under_title(lines, read), read)
        _from_printed_title(read)
    if tail:
        _signature(tail, read)
    if not read.title:
        read.title = _title_from_notice(read)
    if read.notice_title is None and at is None and read.title.endswith("通知"):
        read.notice_title = read.title
    if not read.issuers and read.notice_title:
        prefix = _ISSUER_VERB.split(read.notice_title)[0]
        read.issuers = split_organs(prefix) if re.search(_ORGAN_END + "$|国务院$", prefix) else []
    return read


def _without_date_under_title(lines: Sequence[Block], read: Front) -> list[Block]:
    """Take out a line that is nothing but a date, as it stands under the title (（2020年6月11日）)."""
    for block in lines:
        if is_date_line(block.text):
            read.issued = date_of_line(block.text)
    return [block for block in lines if not is_date_line(block.text)]


def _from_printed_title(read: Front) -> None:
    """Read title and issuers from a headline (某委办公厅印发《…实施意见》)."""
    found = re.match(r"^([^《》]{4,50}?)(?:关于)?(?:印发|发布|转发)《([^《》]+)》$", read.title)
    if found:
        read.notice_title, read.title = read.title, found.group(2)
        read.issuers = split_organs(found.group(1))


def _without_records(front: Sequence[Block]) -> list[Block]:
    """Drop what a web page or a law database put around the document, lines that only say 附件, and a title given twice."""
    kept: list[Block] = []
    for block in front:
        if is_appendix_line(block.text) or _RECORD.match(fold(block.text)) or (kept and fold(kept[-1].text) == fold(block.text)):
            continue
        kept.append(block)
    return kept


def _rejoined_addressees(lines: list[Block]) -> list[Block]:
    """Put together a line of addressees that was broken: it ends in a colon, and starts some lines before."""
    for end, block in enumerate(lines):
        if not fold(block.text).endswith("：") or _ADDRESSEES.match(fold(block.text)):
            continue
        for start in range(end - 1, max(-1, end - 6), -1):
            joined = "".join(part.text for part in lines[start : end + 1])
            if re.search(r"[。！？；]", fold(joined)):
                break
            if re.match(r"各|机关各|市直各", joined) and _ADDRESSEES.match(fold(joined)):
                return [*lines[:start], Block(lines[start].line, joined, gap=lines[start].gap), *lines[end + 1 :]]
    return lines


def _title_from_notice(read: Front) -> str:
    quoted = _QUOTED_TITLE.findall(read.notice_title or "")
    if len(quoted) == 1 and re.search(PLAN_WORD, quoted[0]):
        return str(quoted[0])
    return read.notice_title or ""


def _unjoined(front: Sequence[Block], read: Front) -> list[Block]:
    """Give every part of the front its own line again, also where lines were joined, and take the document number out."""
    lines: list[Block] = []
    for block in front:
        text = block.text
        number = _DOCUMENT_NUMBER.search(text)
        if number and read.document_number is None and (not lines or len(lines) < 8) and "。" not in text[: number.start()]:
            read.document_number = _number_text(number.group(1), text[: number.start()])
            start = number.start(1) + number.group(1).find(read.document_number)
            before = text[:start].rstrip("（(")
            after = (
                text[start + len(read.document_number) :].lstrip("）)")
                if text[:start].endswith(("（", "("))
                else text[start + len(read.document_number) :]
            )
            lines.extend(Block(block.line, part, block.heading, block.gap) for part in _pieces(before) if part)
            lines.extend(Block(block.line, part) for part in _pieces(after) if part)
            continue
        lines.extend(Block(block.line, part, block.heading, block.gap) for part in _pieces(text) if part)
    return lines


def _number_text(found: str, before: str) -> str:
    """Cut what belongs to the title off a document number that was joined to it (…的通知国发〔2018〕38号)."""
    return re.sub(r"^.*(?:通知|意见|决定|方案)(?=[\u4e00-\u9fff])", "", found) if not before or before[-1] not in "（(" else found


def _pieces(text: str) -> list[str]:
    folded = fold(text)
    cuts = {0, len(text)}
    notice = re.search(r"(?:的通知|的意见|的决定)(?=(?:各|市|省|机关)[^。]{2,120}：)", folded)
    if notice:
        cuts.add(notice.end())
    addressees = re.search(r"^[^。《]*?(?:各|市|省|机关)[^。]{2,120}?：(?=[^。]{4})", folded[notice.end() if notice else 0 :])
    if addressees and (notice or _ADDRESSEES.match(addressees.group())):
        cuts.add((notice.end() if notice else 0) + addressees.end())
    for match in _DATE.finditer(folded):
        before, after = folded[: match.start()], folded[match.end() :]
        stop = max(before.rfind("。"), before.rfind("！"))
        signature = before[stop + 1 :]
        if (
            2 <= len(signature) <= 60
            and (stop >= 0 or not re.search(r"[，、：《]", signature))
            and re.search(_ORGAN_END + "$|国务院$", signature)
        ):
            cuts.update({stop + 1, match.start(), match.end()})
        elif not signature and (not after or after[0] in "（关"):
            cuts.update({match.start(), match.end()})
    for match in re.finditer(r"（此件[^（）]{2,14}）", folded):
        cuts.update({match.start(), match.end()})
    ordered = sorted(cuts)
    return [text[start:end] for start, end in zip(ordered, ordered[1:], strict=False)]


def _signature(lines: Sequence[Block], read: Front) -> tuple[int, int]:
    """Read issuers, date and disclosure; return from where to where the signature stands."""
    dated = [i for i, block in enumerate(lines) if is_date_line(block.text)]
    if not dated:
        return 0, 0
    at = dated[-1]
    read.issued = date_of_line(lines[at].text)
    start = at
    names: list[str] = []
    while start > 0 and not re.search(r"[。！？；：]$", fold(lines[start - 1].text)) and len(lines[start - 1].text) <= 60:
        start -= 1
        names = split_organs(lines[start].text) + names
    read.issuers = names
    end = at + 1
    while end < len(lines) and is_disclosure(lines[end].text):
        read.disclosure = lines[end].text.strip("（()）")
        end += 1
    return start, end


def split_organs(text: str) -> list[str]:
    """Split issuers written without a separator: a new one begins where an organ word is followed by a place or 中共."""
    text = text.strip("，、 ")
    if "、" in text:
        return [part for part in text.split("、") if part]
    found = re.match(r"^中共([\u4e00-\u9fff]{2,6}?)(?:省|市|区|县|州)?委(?:办公[厅室]|员会)?", text)
    if found and found.end() < len(text):
        place = found.group(1)
        rest = text.find(place, found.end())
        if rest == found.end():
            return [text[:rest], *split_organs(text[rest:])]
    for match in re.finditer(_ORGAN_END, text):
        following = text[match.end() :]
        place = re.match(r"[\u4e00-\u9fff]{2,6}?[省市区县州]", following)
        if place and text.startswith(place.group()) and match.end() < len(text):
            return [text[: match.end()], *split_organs(following)]
    return [text]


def _title(lines: Sequence[Block], read: Front) -> None:
    """Take the plan's title off the first lines; what follows is the preamble."""
    parts: list[str] = []
    index = 0
    while index < len(lines):
        text = lines[index].text
        folded = fold(text)
        if re.search(r"[。！？；：]", re.sub(r"《[^》]*》|“[^”]*”", "", folded)):
            break
        parts.append(text)
        index += 1
        goes_on = index < len(lines) and (lines[index].heading or _is_subtitle(fold(lines[index].text)))
        if re.search(PLAN_WORD + r"(?:（[^（）]*）)*$|通知$", folded) and not goes_on:
            break
    if not parts and lines:
        joined = _joined_title(lines[0].text, read)
        if joined:
            parts.append(joined)
            rest = lines[0].text[len(joined) :]
            read.preamble = ([rest] if rest else []) + [block.text for block in lines[1:]]
            read.title = joined
            return
    read.title = "".join(parts)
    read.preamble = [block.text for block in lines[index:] if not is_disclosure(block.text)]


def _is_subtitle(folded: str) -> bool:
    """Say whether a line in brackets belongs to the title (（2023—2025年）); a rule on who leads does not."""
    return re.fullmatch(r"（[^（）]{2,20}）", folded) is not None and not is_rule(folded)


def _joined_title(text: str, read: Front) -> str:
    for quoted in _QUOTED_TITLE.findall(read.notice_title or ""):
        if text.startswith(quoted):
            return str(quoted)
    found = re.match(rf"^[^。，；：]{{4,60}}?{PLAN_WORD}(?=为(?:了|深入|贯彻|全面|进一步|加快|切实|落实|认真)?)", text)
    return found.group() if found else ""
