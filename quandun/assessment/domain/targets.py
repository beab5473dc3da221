"""Targets (目标) in a sentence: a stated number with its unit, or a dated aim without one (milestone).

`value` is the plain number with its scale word multiplied in (2万家 = 20000 家, 500亿元 = 50000000000 元); of a range
(3—5家) it is the end that still has to be met. `due` is the last day of what the sentence itself states.
"""

import re
from dataclasses import dataclass, replace

from quandun.assessment.domain.dates import UNDATED, Dating, DueText, dues_in
from quandun.assessment.domain.marks import number_of
from quandun.assessment.domain.normalise import depth_changes, fold
from quandun.assessment.domain.quantities import QUANTITY, VERB, Number, is_paid, is_part_of_text, is_target, op_of, range_of, value_of

_AT_LEAST_ONE = re.compile(
    r"(?:至少|不少于|不低于)[^，。\d]{0,8}?(?P<value>[一二两三四五六七八九十])(?P<unit>个|家|名|项|件|场|次|所|条|批|处|支|座)"
)
_PERCENT = re.compile(r"百分之(?P<value>[一二两三四五六七八九十百]{1,5})(?:点(?P<tenths>[一二三四五六七八九]))?")
_DOUBLED = re.compile(r"翻(?P<times>[一两二三])番")
_NUMERALS = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
_STATE = re.compile(r"更加|显著|明显|大幅|基本|全面|进一步|持续|走在|位居|不断|稳步|初步|日益|有效")


@dataclass(frozen=True, slots=True)
class Target:
    """One target. `op` is >=, >, <=, ~ or None; `due` an inclusive ISO date; `kind` numeric or milestone; `line` of the source.

    `upper` is the other end of a range (3—5家).
    """

    text: str
    metric: str
    op: str | None
    value: int | float | None
    unit: str | None
    due: str | None
    due_text: str | None
    kind: str
    line: int = 0
    upper: int | float | None = None


@dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch of a sentence between commas, with its offset in the sentence."""

    offset: int
    text: str


def sentences_of(text: str) -> list[tuple[int, str]]:
    """Split wording at 。！？ outside quotation marks and brackets; return (offset, sentence with its stop)."""
    folded = fold(text)
    depths = depth_changes(folded)
    quotes = 0
    start = 0
    found: list[tuple[int, str]] = []
    for offset, char in enumerate(folded):
        if char in "“《":
            quotes += 1
        elif char in "”》":
            quotes = max(0, quotes - 1)
        elif char in "。！？" and depths[offset] == 0 and quotes == 0:
            found.append((start, text[start : offset + 1]))
            start = offset + 1
        elif char == "。":
            quotes = 0 if depths[offset] == 0 and quotes > 1 else quotes
    if start < len(text):
        found.append((start, text[start:]))
    return found


def targets_in(sentence: str, dating: Dating = UNDATED) -> list[Target]:
    """Return the targets that one sentence states."""
    clauses = _clauses(sentence)
    dues = dues_in(sentence, dating)
    folded = fold(sentence)
    found: list[Target] = []
    for index in range(len(clauses)):
        found.extend(_numeric(folded, clauses, index, dues, dating))
    if not found:
        milestone = _milestone(clauses, dues)
        if milestone:
            found.append(milestone)
    return found


def due_from_list(target: Target, due: str | None, text: str) -> Target:
    """Give a target that states no time itself the time limit of its task's list (完成时限：2023年底前)."""
    if target.due or target.due_text or target.kind != "numeric":
        return target
    return replace(target, due=due, due_text=text)


def _clauses(sentence: str) -> list[_Clause]:
    folded = fold(sentence)
    depths = depth_changes(folded)
    start = 0
    found: list[_Clause] = []
    for offset, char in enumerate(folded):
        digits = 4 if char == "，" else 2  # 1,200 and 2.5:1 are one number
        in_number = char in "，：" and folded[offset - 1 : offset].isdigit() and folded[offset + 1 : offset + digits].isdigit()
        if char in "，；：" and depths[offset] == 0 and not in_number:
            if offset > start:
                found.append(_Clause(start, sentence[start:offset]))
            start = offset + 1
    rest = sentence[start:].rstrip("。！？!?")
    if rest:
        found.append(_Clause(start, rest))
    return found


def _numeric(sentence: str, clauses: list[_Clause], index: int, dues: list[DueText], dating: Dating) -> list[Target]:
    clause = clauses[index]
    folded = fold(clause.text)
    found: list[Target] = []
    last: int | None = None
    for match in QUANTITY.finditer(folded):
        here = clause.offset + match.start()
        if any(due.start <= here < due.end for due in dues):
            continue
        number = Number(
            sentence,
            folded,
            here,
            match.start(),
            match.end(),
            value_of(match["value"], match["scale"]),
            match["unit"],
            match["suffix"] or "",
            last,
        )
        if not is_target(number):
            continue
        op = found[-1].op or ">=" if number.chained and found else op_of(number)
        value, upper = range_of(match, op)
        found.append(_target(clauses, index, number, op, value, upper, dues, dating, found[-1].metric if found else None))
        last = match.end()
    if not found:
        found.extend(_worded(sentence, clauses, index, dues, dating))
    return found


def _worded(sentence: str, clauses: list[_Clause], index: int, dues: list[DueText], dating: Dating) -> list[Target]:
    """Targets in words: 翻一番, 至少建设一个."""
    clause = clauses[index]
    folded = fold(clause.text)
    doubled = _DOUBLED.search(folded)
    if doubled:
        times = 2 ** _NUMERALS[doubled["times"]]
        number = Number(sentence, folded, clause.offset + doubled.start(), doubled.start(), doubled.end(), times, "倍", "", None)
        return [_target(clauses, index, number, ">=", times, None, dues, dating)]
    percent = _PERCENT.search(folded)
    if percent:
        share = number_of(percent["value"]) + _NUMERALS.get(percent["tenths"] or "零", 0) / 10
        number = Number(sentence, folded, clause.offset + percent.start(), percent.start(), percent.end(), share, "%", "", None)
        return [_target(clauses, index, number, op_of(number), share, None, dues, dating)] if is_target(number) else []
    least = _AT_LEAST_ONE.search(folded)
    if least:
        value = _NUMERALS[least["value"]]
        number = Number(
            sentence, folded, clause.offset + least.start("value"), least.start("value"), least.end(), value, least["unit"], "", None
        )
        if not any(refuses(number) for refuses in (is_paid, is_part_of_text)):
            return [_target(clauses, index, number, ">=", value, None, dues, dating)]
    return []


def _target(
    clauses: list[_Clause],
    index: int,
    number: Number,
    op: str,
    value: float,
    upper: float | None,
    dues: list[DueText],
    dating: Dating,
    previous: str | None = None,
) -> Target:
    due = _due_for(dues, clauses, number, dating)
    return Target(
        _text_of(clauses, index),
        _register_metric(clauses, index, _metric(clauses[index], number, dues, previous), number.unit),
        op,
        _plain(value),
        number.unit or None,
        due.due.isoformat() if due and due.due else None,
        due.text if due else None,
        "numeric",
        0,
        None if upper is None else _plain(upper),
    )


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _due_for(dues: list[DueText], clauses: list[_Clause], number: Number, dating: Dating) -> DueText | None:
    """Return the time that holds for a number: the last stated before it in its sentence, or one that closes it (…，2023年底前完成)."""
    before = [due for due in dues if due.start <= number.at and _limits(due, clauses, dating)]
    if before:
        return before[-1]
    part_end = number.sentence.find("；", number.at)
    for due in dues:
        if due.start > number.at and due.bound and (part_end < 0 or due.start < part_end):
            return due if re.match(r"[^，；\d]{0,3}(?:完成|实现|建成|达到|落实|到位)?[。；）]?$", number.sentence[due.end :]) else None
    return None


def _limits(due: DueText, clauses: list[_Clause], dating: Dating) -> bool:
    """Say whether a stated time binds: it says 前, 底, 到, or 每; or it opens a clause and is not past (2023年，新增…)."""
    if due.bound or due.text.startswith("每"):
        return True
    opens = any(clause.offset == due.start for clause in clauses)
    clause = next((clause for clause in clauses if clause.offset <= due.start < clause.offset + len(clause.text)), None)
    if clause and not opens:  # 一网通办率2022年达到80%、2023年达到85%
        before = clause.text[: due.start - clause.offset]
        opens = (
            re.match(r"(?:达到?|实现|完成|突破|超过|不低于)", clause.text[due.end - clause.offset :]) is not None
            and before[-1:] not in "较比与"
        )
    return opens and due.kind == "date" and due.due is not None and (dating.issued is None or due.due.year >= dating.issued.year)


def _text_of(clauses: list[_Clause], index: int) -> str:
    clause = clauses[index].text
    if index and re.match(r"入库|入选|其中", clause):
        return clauses[index - 1].text + "，" + clause
    return clause


def _metric(clause: _Clause, number: Number, dues: list[DueText], previous: str | None) -> str:
    """Name what is counted: the words before the number, and the thing after it."""
    start = max([number.after_target or 0, *(due.end - clause.offset for due in dues if clause.offset <= due.start < number.at)])
    subject = clause.text[min(start, number.start) : number.start]
    if number.chained and previous:
        return previous
    if number.after_target is not None:  # 选拔100名甲、200名乙: the second counts 乙 alone
        subject = subject.rsplit("、", 1)[-1]
    following = QUANTITY.search(fold(clause.text), number.end)
    thing = clause.text[number.end : following.start() if following else len(clause.text)]
    if following:
        thing = re.split(r"、(?=[^、]*$)|[和及与](?=[^、和及与]{0,4}$)", thing)[0]
    thing = re.sub(r"^（[^）]*）?", "", thing).strip("、和及与").removeprefix("的")
    subject = re.sub(r"(?:达到?|不少于|不低于|至少|超过|突破|提高|提升|增长|力争|控制在|保持在|分别|约)+[至到]?$", "", subject).lstrip(
        "“、，"
    )
    subject = re.sub(r"^(?:[“‘]|实现|确保|力争|争取|推动|重点|全市|全省)+", "", subject)
    if thing and thing not in "”）" and not re.search(r"率$|数$|量$|比重$|额$", subject):
        bare = re.sub(rf"^(?:{VERB.pattern})+", "", subject)
        return (bare + thing) if len(bare) > 3 and not re.match("的", thing) else thing
    return subject or thing or clause.text


def _register_metric(clauses: list[_Clause], index: int, metric: str, unit: str) -> str:
    """Name the register a number counts, where the clause beside it sets that register up (建立…库)."""
    neighbours = [clauses[at].text for at in (index - 1, index + 1) if 0 <= at < len(clauses)]
    for neighbour in neighbours:
        register = re.match(r"(?:建立|建成|组建|建设)([^，、]{2,30}(?:库|名录))$", neighbour)
        if register and metric.startswith("入库"):
            return f"{register.group(1)}{metric}数"
        if register and re.match(r"选择|遴选|选取|认定", clauses[index].text):
            return f"{register.group(1)}入库{'单位' if unit == '家' else ''}数（{metric}）"
    return metric


def _milestone(clauses: list[_Clause], dues: list[DueText]) -> Target | None:
    """A dated aim without a number: 2025年年底前，创建试验区."""
    if re.search(r"享受|给予|奖励|补贴|补助", "，".join(clause.text for clause in clauses)):
        return None  # how long a benefit is paid is no aim
    limits = [
        due for due in dues if due.bound and due.kind in ("date", "period", "relative") and (due.due is not None or due.kind == "relative")
    ]
    if not limits:
        return None
    due = limits[0]
    at = next((i for i, clause in enumerate(clauses) if clause.offset <= due.start < clause.offset + len(clause.text) + 1), None)
    if at is None:
        return None
    rest = clauses[at].text[due.end - clauses[at].offset :]
    parts = [clauses[at].text]
    following = clauses[at + 1 :]
    if not rest and following:
        parts.append(following[0].text)
        rest = following[0].text
        following = following[1:]
    if not rest:
        return None
    subjects = [rest]
    if _STATE.search(rest):
        for extra in following:
            if re.match(r"为", extra.text) or not _STATE.search(extra.text):
                break
            parts.append(extra.text)
            subjects.append(extra.text)
    metric = "、".join(re.split(_STATE, subject)[0] or subject for subject in subjects) if len(subjects) > 1 else _aim(rest)
    return Target("，".join(parts), metric, None, None, None, due.due.isoformat() if due.due else None, due.text, "milestone")


def _aim(text: str) -> str:
    named = re.sub(r"^(?:建设|建成|创建|打造|制定|完成|形成|构建|基本)+", "", text)
    return named.rsplit("的", 1)[-1] if "的" in named and len(named.rsplit("的", 1)[-1]) > 3 else named
