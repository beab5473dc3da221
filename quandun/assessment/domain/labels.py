"""The words that announce a unit list (责任单位：…) or a time limit (完成时限：…), what role they give, and who leads by rule.

Everything here looks at folded text (`normalise.fold`).
"""

import re
from dataclasses import dataclass

_ROLE = (
    "第一责任|责任|牵头|主责|主办|承办|承担|落实|负责|配合|协办|协同|协助|协作|参与|参加|"
    "实施|支持|主管|完成|执行|督导|督办|监管|考核|推进|组织"
)
_BODY = "单位|部门|处室|科室|处（科）室|机构|主体|地区|市县|县区|区县|层级"
_LEVEL = "市级|省级|区级|县级|州级|市直|省直|区直|县直|州直|主要|共同|分工|各项|具体"
_LABEL = re.compile(
    rf"(?:各?(?:{_LEVEL}|主|总)?(?:{_ROLE})(?:[、和及与/]?(?:{_ROLE})|（(?:{_ROLE})）){{0,4}}(?:{_BODY})"
    rf"(?:（(?:{_BODY}|{_ROLE}|第?一?[^（）]{{0,6}})）)?(?:[和及、与/](?:{_ROLE}){{0,2}}(?:{_BODY})){{0,3}}"
    r"|牵头|配合|参与|协办|责任分工|工作分工|任务分工|职责分工)：+"
)
# A colon lost or read as a semicolon; believed only at the head of a bracket or of a paragraph.
_LABEL_WITHOUT_COLON = re.compile(rf"(?:{_LEVEL})?(?:责任|牵头|配合|主办|协办|负责|参与)(?:单位|部门)[；.、]?(?=[市省区县州各])")
_PLAIN_LABELS = tuple(
    role + body for role in ("责任", "牵头", "配合", "主办", "协办", "负责", "参与", "承办", "落实") for body in ("单位", "部门")
)
TIME_LABEL = re.compile(
    r"(?:计划|预计|工作)?(?:完成|时限|时间|进度|实施|整改|推进)(?:时限|时间|期限|节点|要求|安排|步骤|进度|日期)(?:要求|安排)?：+|(?:时限|期限|时间|进度)：+"
)
_OTHER_LABEL = re.compile(
    r"(?:适用范围|(?:牵头|责任|分管|包保|包抓|联系)?(?:[市区县省州]|[市区县省州]级)?领导|责任人|联系人|联系电话|备注|说明|依据|政策依据|实施范围|试点范围|试点地区|成果形式|工作成果|目标要求)：+"
)

_LEADS = re.compile("牵头|主责|主办|第一责任")
_SUPPORTS = re.compile("配合|协办|协同|协助|参与|参加|支持|协作")

_FIRST = r"(?:排|列|排列|排名|排序|列名|位列|位于|居于|放)?(?:在|于)?(?:第一|首位|最前|首个|第1)(?:位|个|家|名|顺位)?"
_RULES_FIRST = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_FIRST}的?[^。；）]{{0,14}}(?:为|是|系|即)[^。；，）]{{0,8}}(?:牵头|主办|主责|汇总)",  # 排在第一位的为牵头部门
        rf"(?:牵头|主办|主责)(?:单位|部门)[^。；）]{{0,10}}{_FIRST}",  # 牵头单位排在首位
        rf"{_FIRST}[^。；，）]{{0,10}}(?:负责|承担)(?:总)?牵头",
        rf"{_FIRST}的?[^。；，）]{{0,8}}(?:牵头|负总责)",
    )
)
_RULE_MARKED = re.compile(r"[*＊★☆▲△●◆][^。；）]{0,8}(?:为|是|系|表示)[^。；，）]{0,8}牵头|(?:加粗|标注|标记|带)[*＊★☆▲△●◆]")
_RULE_WORDS = re.compile(r"下同|不再(?:一一|逐一)?(?:列|做|作|注|标)|以下(?:简称|同)|排名不分先后|涉及|除[^，]{0,12}外")


@dataclass(frozen=True, slots=True)
class Label:
    """A label in folded text: where it ends, the role it gives (responsible | lead | support), and what was unclear."""

    end: int
    role: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class LeadRule:
    """A rule that a plan states once for all lists: the first unit leads, or the one with a mark leads."""

    first_leads: bool = False
    marked_leads: bool = False


def label_at(folded: str, offset: int, end: int | None = None) -> Label | None:
    """Return the label that stands at `offset`, exactly written."""
    found = _LABEL.match(folded, offset, len(folded) if end is None else end)
    return Label(found.end(), role_of(found.group())) if found else None


def head_label_at(folded: str, offset: int) -> Label | None:
    """Return the label at the head of a bracket or paragraph, also with its colon lost or one character misread (责仼单位)."""
    exact = label_at(folded, offset)
    if exact:
        return exact
    bare = _LABEL_WITHOUT_COLON.match(folded, offset)
    if bare:
        return Label(bare.end(), role_of(bare.group()), f"“{bare.group()}”后缺冒号，按责任单位清单读")
    word = folded[offset : offset + 4]
    if folded[offset + 4 : offset + 5] in ("：", "；") and "：" not in word:
        for plain in _PLAIN_LABELS:
            if sum(one != other for one, other in zip(word, plain, strict=False)) == 1:
                return Label(offset + 5, role_of(plain), f"“{word}”按“{plain}”读")
    return None


def next_label(folded: str, offset: int, end: int | None = None) -> tuple[int, Label] | None:
    """Return the next exactly written label from `offset` on, with its start."""
    found = _LABEL.search(folded, offset, len(folded) if end is None else end)
    return (found.start(), Label(found.end(), role_of(found.group()))) if found else None


def other_label_at(folded: str, offset: int, end: int) -> tuple[int, bool] | None:
    """Return (end, says a time) of a label that announces no unit (完成时限：, 适用范围：)."""
    time = TIME_LABEL.match(folded, offset, end)
    if time:
        return time.end(), True
    other = _OTHER_LABEL.match(folded, offset, end)
    return (other.end(), False) if other else None


def role_of(words: str) -> str:
    """Return the role a label or a closing verb gives."""
    if _LEADS.search(words):
        return "lead"
    return "support" if _SUPPORTS.search(words) else "responsible"


def lead_rule_in(folded: str) -> LeadRule:
    """Return the rule on who leads that a plan states (排在第一位的为牵头部门，下同)."""
    return LeadRule(
        any(pattern.search(folded) for pattern in _RULES_FIRST),
        _RULE_MARKED.search(folded) is not None,
    )


def is_rule(folded: str) -> bool:
    """Say whether a stretch of a list states a rule and names no unit."""
    return _RULE_WORDS.search(folded) is not None or any(pattern.search(folded) for pattern in (*_RULES_FIRST, _RULE_MARKED))
