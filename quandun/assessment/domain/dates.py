"""Dates and terms as plans write them: 2025年年底前, 到2025年, 2021年12月31日, “十四五”末, 印发之日起30日内, 定期."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from quandun.assessment.domain.normalise import fold

_CN = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_FIVE_YEARS = {"十一五": 2010, "十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}
_POINT = re.compile(
    r"(?P<to>(?:力争|争取|确保)?(?:到|至|在|于)?)(?P<year>20\d{2}|二[〇○零][一二三四五六七八九〇○零]{2})年"
    r"(?:(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})日|(?P<mend>底|末|上旬|中旬|下旬)?)|(?P<half>上半年|下半年|第?[一二三四1-4]季度)(?:末|底)?|(?P<yend>年?(?:底|末|终))|(?P<start>年?初))?"
    r"(?P<before>(?:之|以)?前)?(?P<by>期间)?"
)
# No year is written: the year of the plan is meant (6月底前, 年底前, 上半年).
_POINT_OF_THE_YEAR = re.compile(
    r"(?<![\d年每])(?:(?:到|至|在|于)?(?:今年|当年|本年)?(?:(?P<month>1[0-2]|[1-9])月(?:份)?(?:(?P<day>\d{1,2})日(?:之|以)?前|底(?:之|以)?前?|末(?:之|以)?前?|份?(?:之|以)?前|(?:上|中|下)旬(?:之|以)?前?|(?=完成|取得|建成|启动|前|起步|上线|投用))"
    r"|(?P<half>上半年|下半年|第?[一二三四]季度)(?:末|底)?(?:之|以)?前?|(?P<yend>(?<![\u4e00-\u9fff])年(?:底|末|内)(?:之|以)?前?|(?:今年|当年|本年)(?:年?底|年?末|内)?(?:之|以)?前?|年底(?:之|以)?前)))"
)
_SPAN = re.compile(r"(?P<from>20\d{2})(?:年)?(?:到|至|-|—|–|－|~|～)+(?P<year>20\d{2})年")
_PLAN_END = re.compile(r"(?:到|至)?“?(?P<name>十[一二三四五]五)”?(?:时期|规划期|期)?(?:末|期末|结束)")
_WITHIN_YEARS = re.compile(
    r"(?:(?P<base>20\d{2})年起)?(?:用)?(?P<years>\d{1,2}|[一二两三四五六七八九十])年(?:左右)?(?:之?内|以内|左右时间|时间)"
)
_AFTER_ISSUE = re.compile(
    r"(?:自|从|在)?(?:本?[\u4e00-\u9fff]{0,6}?)(?:印发|发布|公布|施行|下发|实施|出台)(?:之日起?|后|起)(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个)?(?P<unit>工作日|日|天|月|年)(?:之?内|以内)?(?:(?:之|以)?前)?"
)
_CADENCE = re.compile(
    r"每(?:年|季度|半年|个?月|周|两年|季)(?:底|末|初)?|定期|常态化(?=开展|推进|实施|组织)|(?:长期|持续|常态化|滚动)(?:推进|坚持|开展|落实|实施|优化)?(?=[。；）]|$)|持续推进|长期坚持|适时|年度|按进度推进"
)
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


@dataclass(frozen=True, slots=True)
class Dating:
    """What a plan's times are reckoned from.

    `issued` is the day of the document (印发之日起…); `base_year` the first year of a stated span (2012年起5年内);
    `plan_year` the year meant where none is written (6月底前), by default the year of issue.
    """

    issued: date | None = None
    base_year: int | None = None
    plan_year: int | None = None

    @property
    def year(self) -> int | None:
        """The year meant where none is written."""
        return self.plan_year or (self.issued.year if self.issued else None)


UNDATED = Dating()


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
            current = 2 if char == "两" else int(_CN[char])
    return total + current


def _month_end(year: int, month: int) -> date | None:
    if not 1 <= month <= 12:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


def _point_date(found: re.Match[str]) -> date | None:
    return _day_in(_arabic(found["year"]), found)


def _day_in(year: int, found: re.Match[str]) -> date | None:
    """Return the last day of the month, half or quarter that a match names in `year`."""
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


def dues_in(text: str, dating: Dating = UNDATED) -> list[DueText]:
    """Return every date or term of a passage in order; of two that overlap the one that starts first, or the longer."""
    folded = fold(text)
    found: list[DueText] = []

    def take(match: re.Match[str], due: date | None, kind: str, *, bound: bool = True) -> None:
        found.append(DueText(match.start(), match.end(), text[match.start() : match.end()], due, kind, bound))

    for match in _SPAN.finditer(folded):
        take(match, date(int(match["year"]), 12, 31), "period", bound=False)
    for match in _POINT_OF_THE_YEAR.finditer(folded):
        bound = match["half"] is None or match.group()[-1] in "前末底"
        take(match, _day_in(dating.year, match) if dating.year else None, "date", bound=bound)
    for match in _POINT.finditer(folded):
        take(match, _point_date(match), "date", bound=any(match[name] for name in ("to", "before", "yend", "mend", "by")))
    for match in _PLAN_END.finditer(folded):
        take(match, date(_FIVE_YEARS[match["name"]], 12, 31), "period")
    for match in _WITHIN_YEARS.finditer(folded):
        base = int(match["base"]) if match["base"] else dating.base_year
        take(match, date(base + _arabic(match["years"]) - 1, 12, 31) if base else None, "period")
    for match in _AFTER_ISSUE.finditer(folded):
        take(match, _after(dating.issued, match["count"], match["unit"]), "relative")
    for match in _CADENCE.finditer(folded):
        take(match, None, "cadence", bound=False)
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
    """Return the first year of the span a plan states for itself (2012年起5年内), if it does."""
    found = re.search(r"(20\d{2})年起\d{1,2}年", fold(text))
    return int(found.group(1)) if found else None


def plan_year_of(title: str) -> int | None:
    """Return the one year a plan is for, if its title names it (2023年工作要点, not 2021—2023年)."""
    years = re.findall(r"20\d{2}", fold(title))
    return int(years[0]) if len(years) == 1 and re.search(years[0] + "年?(?!版|号)", title) else None


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
