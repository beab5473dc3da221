"""Targets (目标) in a passage: a stated number with its unit, or a dated aim without one (milestone).

Not a target: ordinals (第二十五次), sessions (十九届), idioms (“三合一”), scores (25分), ages, document numbers,
and what somebody is paid (奖补100万元) or must not exceed to be paid.
"""

import re
from dataclasses import dataclass
from datetime import date

from quandun.assessment.domain.dates import DueText, dues_in
from quandun.assessment.domain.normalise import depth_changes, fold

_SCALE = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "百万": 1_000_000, "千万": 10_000_000}
_COUNTED = (
    "个百分点|百分点|平方公里|平方米|立方米|万人次|人次|工作日|公里|亿元|万元|小时|个工作日|套次|场次|件次|家次|"
    "名|家|人|个|项|件|套|场|所|处|条|座|台|亩|吨|元|批|户|种|类|倍|篇|部|支|只|张|辆|米|期|次|款|对|株|头|天|日|分钟|年|月|岁|分|级|号|届|度"
)
_NUMBER = re.compile(
    rf"(?P<value>\d[\d,，]*(?:\.\d+)?)(?:(?:到|至|-|—|～|~)(?P<upto>\d+(?:\.\d+)?))?(?P<scale>百万|千万|百|千|万|亿)?(?P<more>余|多)?(?P<unit>%|‰|％|{_COUNTED})(?P<suffix>以上|及以上|以下|以内|左右|之内)?"
)
_ATTAIN = re.compile(
    r"达到?(?:了)?|不少于|不低于|至少|超过|突破|高于|增至|提高到|提升到|提升至|提高至|增加到|保持在|稳定在|不超过|不高于|控制在|压缩[至到]|缩短[至到]|降[至到低]|减少|低于|提高|提升|增长|覆盖"
)
_VERB = re.compile(
    r"培养|培育|引进|引育|建设|建成|打造|新增|新建|实现|选择|选拔|选派|选聘|遴选|认定|评选|评定|支持|扶持|服务|发布|发展|创建|组织|开展|实施|推广|培训|资助|"
    r"转化|设立|筹建|筹集|布局|建立|形成|完成|推动|引导|带动|集聚|聚集|入库|入选|制定|编制|推出|举办|面向|争取|力争|落地|储备|申报|办理|查处|调解|改造|达标|授权|注册|挖掘|征集|孵化|输送|招引|签约|组建|扩大|选树|培植|动员|发动|加强与"
)
_AT_MOST = re.compile(r"不超过|不高于|控制在|压缩[至到]?|缩短[至到]?|降[至到]|减至|减少到|低于|不多于|至多|最多")
_MORE_THAN = re.compile(r"超过|突破|高于|大于")
_MONEY = re.compile(r"元$")
_PAID = re.compile(
    r"奖励|奖补|奖金|补贴|补助|资助|给予|最高|罚款|罚金|贴息|贷款|奖|补偿|赔偿|扶持资金|一次性|按照?.{0,20}比例|投资额|购置额|注册资本|以上的|及以上的|限额|收费|缴纳"
)
_NOT_BEFORE = re.compile(r"(?:第|前|近|满|皖|鲁|国发|〔\d{4}〕|年|[A-Za-z])$")
_TIME_UNITS = {"年", "月", "日", "天", "小时", "分钟", "工作日", "个工作日"}
_NEVER_UNITS = {"岁", "分", "级", "号", "届", "度"}
_STATE = re.compile(r"更加|显著|明显|大幅|基本|全面|进一步|持续|走在|位居|不断|稳步|初步|日益|有效")


@dataclass(frozen=True, slots=True)
class Target:
    """One target. `op` is >=, <=, >, ~ or None; `due` an inclusive ISO date; `kind` numeric or milestone; `line` of the source."""

    text: str
    metric: str
    op: str | None
    value: int | float | None
    unit: str | None
    due: str | None
    due_text: str | None
    kind: str
    line: int = 0


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


def _clauses(sentence: str) -> list[tuple[int, str]]:
    folded = fold(sentence)
    depths = depth_changes(folded)
    start = 0
    found: list[tuple[int, str]] = []
    for offset, char in enumerate(folded):
        if (
            char in "，；："
            and depths[offset] == 0
            and not (char == "，" and folded[offset - 1 : offset].isdigit() and folded[offset + 1 : offset + 4].isdigit())
        ):
            if offset > start:
                found.append((start, sentence[start:offset]))
            start = offset + 1
    rest = sentence[start:].rstrip("。！？!?")
    if rest:
        found.append((start, rest))
    return found


def targets_in(sentence: str, *, issued: date | None = None, base_year: int | None = None) -> list[Target]:
    """Return the targets that one sentence states."""
    clauses = _clauses(sentence)
    dues = dues_in(sentence, issued=issued, base_year=base_year)
    found: list[Target] = []
    for index, (offset, clause) in enumerate(clauses):
        found.extend(_numeric(sentence, clauses, index, offset, clause, dues))
    if not found:
        milestone = _milestone(clauses, dues)
        if milestone:
            found.append(milestone)
    return found


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _due_for(dues: list[DueText], position: int) -> DueText | None:
    before = [due for due in dues if due.start <= position and (due.bound or due.text.startswith("每"))]
    return before[-1] if before else None


def _numeric(sentence: str, clauses: list[tuple[int, str]], index: int, offset: int, clause: str, dues: list[DueText]) -> list[Target]:
    folded = fold(clause)
    found: list[Target] = []
    end_of_last = 0
    for match in _NUMBER.finditer(folded):
        start = match.start()
        here = offset + start
        if any(due.start <= here < due.end for due in dues) or _NOT_BEFORE.search(folded[:start]):
            continue
        unit = match["unit"].replace("％", "%")
        if unit in _NEVER_UNITS:
            continue
        lead = folded[end_of_last:start]
        attained = _ATTAIN.search(folded[max(0, start - 8) : start]) or match["suffix"]
        if unit in _TIME_UNITS and not _AT_MOST.search(folded[max(0, start - 8) : start]):
            continue
        if (_MONEY.search(unit) or unit == "%" or unit in _TIME_UNITS) and _PAID.search(fold(sentence)[max(0, here - 40) : here + 24]):
            continue
        if _MONEY.search(unit) and not attained:
            continue
        if unit in ("%", "‰", "倍", "个百分点", "百分点") and not attained and not re.search(r"率|比重|占比", lead):
            continue
        context = folded[:start] + (fold(clauses[index - 1][1]) if index else "")
        if not attained and not _VERB.search(context) and not _VERB.search(fold(sentence)[:here]):
            continue
        if re.search(r"对[^，]{0,12}$", folded[:start]) and re.search(r"的$", folded):
            continue  # 对评估等级在3级以上的…: a condition, not an aim
        value = _value(match)
        due = _due_for(dues, here)
        found.append(
            Target(
                _text_of(clauses, index),
                _register_metric(clauses, index, _metric(clause, match), unit),
                _op(folded, match),
                value,
                unit,
                _iso(due.due) if due else None,
                due.text if due else None,
                "numeric",
                0,
            )
        )
        end_of_last = match.end()
    return found


def _value(match: re.Match[str]) -> int | float:
    raw = float(re.sub("[,，]", "", match["value"])) * _SCALE[match["scale"] or ""]
    return int(raw) if raw == int(raw) else raw


def _op(folded: str, match: re.Match[str]) -> str:
    before = folded[max(0, match.start() - 8) : match.start()]
    suffix = match["suffix"] or ""
    if suffix in ("以下", "以内", "之内") or _AT_MOST.search(before):
        return "<="
    if suffix == "左右" or before.endswith("约"):
        return "~"
    if re.search(r"不少于$|不低于$", before):
        return ">="
    if _MORE_THAN.search(before):
        return ">"
    return ">="


def _text_of(clauses: list[tuple[int, str]], index: int) -> str:
    clause = clauses[index][1]
    if index and re.match(r"入库|入选|其中", clause):
        return clauses[index - 1][1] + "，" + clause
    return clause


def _metric(clause: str, match: re.Match[str]) -> str:
    subject = clause[: match.start()]
    thing = re.split(r"[、“]?(?:\d|以上|左右)", clause[match.end() :])[0]
    subject = re.sub(r"(?:达到?|不少于|不低于|至少|超过|突破|提高|提升|增长)+[至到]?$", "", subject)
    subject = re.sub(r"^(?:实现|确保|力争|争取|推动|到?20\d\d年[年底末前]*)+", "", subject)
    if thing and not re.search(r"率$|数$|量$|比重$", subject):
        return (subject + thing) if len(subject) > 4 else thing
    return subject or clause


def _register_metric(clauses: list[tuple[int, str]], index: int, metric: str, unit: str) -> str:
    """Name the register a number counts, where the clause beside it sets that register up (建立…库)."""
    neighbours = [clauses[at][1] for at in (index - 1, index + 1) if 0 <= at < len(clauses)]
    for neighbour in neighbours:
        register = re.match(r"(?:建立|建成|组建|建设)([^，、]{2,30}(?:库|名录))$", neighbour)
        if register and metric.startswith("入库"):
            return f"{register.group(1)}{metric}数"
        if register and re.match(r"选择|遴选|选取|认定", clauses[index][1]):
            return f"{register.group(1)}入库{'单位' if unit == '家' else ''}数（{metric}）"
    return metric


def _milestone(clauses: list[tuple[int, str]], dues: list[DueText]) -> Target | None:
    if re.search(r"享受|给予|奖励|补贴|补助", "，".join(clause for _, clause in clauses)):
        return None  # how long a benefit is paid is no aim
    limits = [
        due for due in dues if due.bound and due.kind in ("date", "period", "relative") and (due.due is not None or due.kind == "relative")
    ]
    if not limits:
        return None
    due = limits[0]
    at = next((i for i, (offset, clause) in enumerate(clauses) if offset <= due.start < offset + len(clause) + 1), None)
    if at is None:
        return None
    offset, clause = clauses[at]
    rest = clause[due.end - offset :]
    parts = [clause]
    following = clauses[at + 1 :]
    if not rest and following:
        parts.append(following[0][1])
        rest = following[0][1]
        following = following[1:]
    if not rest:
        return None
    subjects = [rest]
    if _STATE.search(rest):
        for _, extra in following:
            if re.match(r"为", extra) or not _STATE.search(extra):
                break
            parts.append(extra)
            subjects.append(extra)
    metric = "、".join(re.split(_STATE, subject)[0] or subject for subject in subjects) if len(subjects) > 1 else _aim(rest)
    return Target("，".join(parts), metric, None, None, None, _iso(due.due), due.text, "milestone")


def _aim(text: str) -> str:
    named = re.sub(r"^(?:建设|建成|创建|打造|制定|完成|形成|构建|基本)+", "", text)
    return named.rsplit("的", 1)[-1] if "的" in named and len(named.rsplit("的", 1)[-1]) > 3 else named
