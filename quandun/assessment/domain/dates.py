"""Dates and terms as plans write them: 2025年年底前, 到2025年, 2021年12月31日, “十四五”末, 印发之日起30日内, 定期."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from quandun.assessment.domain.normalise import fold

_CN = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_FIVE_YEARS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}
_POINT = re.compile(
    r"(?P<to>(?:力争|争取|确保)?(?:到|至|在|于)?)(?P<year>20\d{2}|二[〇○零][一二三四五六七八九〇○零]{2})年"
    r"(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|(?P<mend>底|末|份|上旬|中旬|下旬)?)|(?P<half>上半年|下半年|第?[一二三四1-4]季度)|(?P<yend>年?(?:底|末|终))|(?P<start>年?初))?"
    r"(?P<before>(?:之|以)?前)?(?P<by>期间)?"
)
_PLAN_END = re.compile(r"(?:到|至)?“?(?P<name>十[二三四五]五)”?(?:时期|规划期)?(?:末|期末|结束)")
_WITHIN_YEARS = re.compile(r"(?:(?P<base>20\d{2})年起)?(?P<years>\d{1,2}|[一二三四五六七八九十])年(?:之?内|以内)")
_AFTER_ISSUE = re.compile(
    r"(?:自)?(?:本\w{1,4})?(?:印发|发布|公布|施行|下发|实施)之日起(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})(?:个)?(?P<unit>工作日|日|天|月|年)(?:之?内|以内)?"
)
_CADENCE = re.compile(r"每(?:年|季度|半年|月|周|两年)(?:底|末|初)?|定期|常态化|持续推进|长期坚持|适时|年度")
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}


@dataclass(frozen=True, slots=True)
class DueText:
    """A stretch of text that says by when. `kind`: date | period | relative | cadence; `due` is inclusive, None if not computable."""

    start: int
    end: int
    text: str
    due: date | None
    kind: str
    bound: bool = True  # a limit (前, 到, 底) and not a mere mention of a year


def _arabic(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    if len(numeral) == 4:
        return int("".join(_CN.get(char, char) for char in numeral))
    from_ten = {"十": 10}
    total = 0
    current = 0
    for char in numeral:
        if char in from_ten:
            total += (current or 1) * 10
            current = 0
        else:
            current = int(_CN[char])
    return total + current


def _month_end(year: int, month: int) -> date | None:
    if not 1 <= month <= 12:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


def _point_date(found: re.Match[str]) -> date | None:
    year = _arabic(found["year"])
    if found["month"]:
        month = int(found["month"])
        if found["day"]:
            try:
                return date(year, month, int(found["day"]))
            except ValueError:
                return None
        return _month_end(year, month)
    if found["half"]:
        if "半年" in found["half"]:
            return date(year, 6, 30) if "上" in found["half"] else date(year, 12, 31)
        quarter = next(char for char in found["half"] if char in _QUARTERS)
        return _month_end(year, _QUARTERS[quarter])
    return date(year, 12, 31)


def dues_in(text: str, *, issued: date | None = None, base_year: int | None = None) -> list[DueText]:
    """Return every date or term of a passage in order.

    `issued` is the day of the document (for 印发之日起…); `base_year` the first year of a stated span (2012年起5年内).
    """
    folded = fold(text)
    found: list[DueText] = []
    for match in _POINT.finditer(folded):
        bound = bool(match["to"] or match["before"] or match["yend"] or match["mend"] or match["by"])
        found.append(DueText(match.start(), match.end(), text[match.start() : match.end()], _point_date(match), "date", bound))
    for match in _PLAN_END.finditer(folded):
        found.append(
            DueText(match.start(), match.end(), text[match.start() : match.end()], date(_FIVE_YEARS[match["name"]], 12, 31), "period")
        )
    for match in _WITHIN_YEARS.finditer(folded):
        base = int(match["base"]) if match["base"] else base_year
        due = date(base + _arabic(match["years"]) - 1, 12, 31) if base else None
        found.append(DueText(match.start(), match.end(), text[match.start() : match.end()], due, "period"))
    for match in _AFTER_ISSUE.finditer(folded):
        found.append(
            DueText(
                match.start(), match.end(), text[match.start() : match.end()], _after(issued, match["count"], match["unit"]), "relative"
            )
        )
    for match in _CADENCE.finditer(folded):
        found.append(DueText(match.start(), match.end(), match.group(), None, "cadence", bound=False))
    found.sort(key=lambda due: (due.start, -due.end))
    kept: list[DueText] = []
    for due_text in found:
        if not kept or due_text.start >= kept[-1].end:
            kept.append(due_text)
    return kept


def _after(issued: date | None, count: str, unit: str) -> date | None:
    if issued is None or unit == "工作日":  # working days need the calendar of `law`; the reader has none
        return None
    number = _arabic(count)
    if unit in "日天":
        return issued + timedelta(days=number)
    months = number * (12 if unit == "年" else 1)
    year, month = divmod(issued.month - 1 + months, 12)
    last = calendar.monthrange(issued.year + year, month + 1)[1]
    return date(issued.year + year, month + 1, min(issued.day, last))


def base_year_of(text: str) -> int | None:
    """Return the first year of the span a plan states for itself (2012年起5年内, 2021-2023年), if it does."""
    found = re.search(r"(20\d{2})年起\d{1,2}年", fold(text))
    return int(found.group(1)) if found else None


def date_of_line(text: str) -> date | None:
    """Return the date of a line that is nothing but a date (2021年7月27日 or 二〇二一年七月二十七日)."""
    found = re.match(
        r"^（?(\d{4}|[二〇○零一三四五六七八九]{4})年(\d{1,2}|[一二三四五六七八九十]{1,2})月(\d{1,2}|[一二三四五六七八九十]{1,3})日）?$",
        fold(text),
    )
    if not found:
        return None
    try:
        return date(_arabic(found.group(1)), _arabic(found.group(2)), _arabic(found.group(3)))
    except ValueError:
        return None
