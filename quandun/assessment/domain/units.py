"""Lists of responsible units (责任单位) in brackets or after a label, and who leads, supports or is meant collectively.

Nothing here knows a city: a unit is recognised by the grammar of its name (an organ word at its end, an
administrative level at its start), never by a list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quandun.assessment.domain.normalise import depth_changes, fold

_ROLE_WORDS = r"(?:责任|牵头|主责|主办|承办|承担|落实|负责|配合|协办|协同|协助|参与|参加|实施|支持|主管|完成|执行|协作|督导)"
_LABEL = re.compile(
    rf"(?:各?(?:市级|省级|区级|县级|市直|主要|第一|共同|主|分工|各项)?{_ROLE_WORDS}(?:[、和及]?{_ROLE_WORDS})?(?:单位|部门|处室|科室|机构|主体|地区|市县)(?:[和及、](?:责任|配合|参与|牵头)?(?:单位|部门))?|牵头|配合|参与|责任分工|工作分工|任务分工)："
)
_OTHER_LABEL = re.compile(
    r"(?:适用范围|完成时限|完成时间|时限要求|时间要求|进度要求|进度安排|时间节点|责任人|责任领导|牵头领导|分管领导|实施时间|备注|时限)："
)
_SUFFIX = (
    r"(?:局|委|厅|办|部|院|室|处|署|司|会|社|行|关|区|县|市|镇|乡|街道|旗|盟|州|府|中心|公司|集团|学校|大学|学院|研究所|协会|联合会|总工会|组|队|站|馆|台|"
    r"单位|部门|企业|机构|法院|检察院|海关|支行|分行|管委会|园区|片区|示范区|主管部门|团市委|团省委|妇联|工商联|科协|残联|文联|侨联|银行|报|所|庭|党校|军分区|银保监|大队|支队|总队|税务|烟草|邮政|电网|电力|仲裁)"
)
_UNIT_END = re.compile(rf"{_SUFFIX}(?:（[^（）]{{1,30}}）)?$")
_UNIT_START = r"(?:市|省|区|县|州|国家|中国|全国|中共|各|团[市省区县]委|人民银行|国务院|自治区|兵团|最高)"
_BARE_PLACE = re.compile(
    r"^(?:有关|相关)?(?:县级市|县|市|区|旗|州|乡镇?|镇|街道(?:办事处)?|功能区|开发区|园区|新区|管委会|地级市|县区|市县|县市)(?:（[^（）]*）)?(?:人民政府|政府|党委)?$"
)
_COLLECTIVE = re.compile(
    r"^(?:各|有关|相关|其他|全市|全省|市直各|省直各|市级各|省级各|市有关|市相关|省有关|省相关)|成员单位$|(?:有关|相关)(?:部门|单位|地区)$"
)
_OPEN = re.compile(
    r"等(?:有关|相关|各|多个|[一二三四五六七八九十\d]+(?:个|家))?(?:部门|单位|机构|地区|企业|省市|区县|市|地)?(?:按职责分工|分工|共同)?$"
)
_LEADS = re.compile(r"(?:共同|联合|分别)?牵头(?:负责|组织|落实|实施)?$|为?牵头(?:单位|部门)$")
_SUPPORTS = re.compile(r"(?:共同|协同|积极|分别)?(?:配合|参与|协助|协办|参加)(?:实施|落实)?$")
_ACTS = re.compile(
    r"(?:按(?:照)?(?:各自)?职责(?:分工)?|根据职责分工|依职责|按分工|分工|共同|分别|均|具体|联合|会同)*(?:负责|落实|实施|承担|推进|组织实施)(?:落实)?$"
)
_LIST_LIMIT = 4000  # characters of one unit list; the longest seen has under 400
_BRACKET_LIMIT = 600  # a bracket without a label is looked at no further
FIRST_LEADS = re.compile(
    r"(?:排在?第一|列在?第一|第一(?:个|家)?|排名第一|首位|排序第一|列首位)[^。；）]{0,12}(?:为|是|系)?[^。；）]{0,6}牵头|牵头(?:单位|部门)[^。；）]{0,8}(?:排在?|列)(?:第一|首位)"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the list writes it. `role`: responsible | lead | support. `collective`: 各区、县级市 and the like."""

    name: str
    role: str
    collective: bool = False


@dataclass(frozen=True, slots=True)
class UnitList:
    """One list in the text, from `start` to `end` (brackets included)."""

    start: int
    end: int
    units: tuple[Unit, ...]
    open_ended: bool
    notes: tuple[str, ...] = ()  # what was unclear, in Chinese


def lists_in(text: str) -> list[UnitList]:
    """Return the unit lists of a passage in the order they stand."""
    folded = fold(text)
    depths = depth_changes(folded)
    found: list[UnitList] = []
    offset = 0
    label = _LABEL.search(folded)
    while offset < len(folded):
        opening = folded.find("（", offset)
        if label and label.start() < offset:  # searched again only when passed: long texts stay linear
            label = _LABEL.search(folded, offset)
        if label and (opening < 0 or label.start() < opening) and depths[label.start()] == 0 and _stands_alone(folded, label.start()):
            end = _end_of_bare(folded, label.end())
            found.append(_read(text, folded, label.start(), end, label.start(), end, ()))
            offset = end
            continue
        if opening < 0:
            if label and not _stands_alone(folded, label.start()):
                offset = label.end()
                continue
            break
        close, closed = _closing(folded, opening)
        inside = folded[opening + 1 : close]
        if _LABEL.match(inside) or _is_unlabelled(inside, folded, opening, close):
            notes: list[str] = []
            if not closed:
                notes.append("责任单位清单没有右括号，读到段末为止")
            elif (text[opening] in "（【") != (text[close] in "）】"):
                notes.append("责任单位清单的括号一半全角、一半半角，按一对括号读")
            found.append(_read(text, folded, opening, min(close + 1, len(folded)), opening + 1, close, tuple(notes)))
            offset = close + 1
        else:
            offset = opening + 1
    return found


def _stands_alone(folded: str, start: int) -> bool:
    return start == 0 or folded[start - 1] in "。！？；"


def _end_of_bare(folded: str, start: int) -> int:
    for offset in range(start, len(folded)):
        if folded[offset] in "。！？":
            return offset + 1
    return len(folded)


def _closing(folded: str, opening: int) -> tuple[int, bool]:
    depth = 0
    labelled = _LABEL.match(folded, opening + 1) is not None
    limit = min(len(folded), opening + (_LIST_LIMIT if labelled else _BRACKET_LIMIT))
    for offset in range(opening, limit):
        if folded[offset] == "（":
            depth += 1
        elif folded[offset] == "）":
            depth -= 1
            if depth == 0:
                return offset, True
        elif folded[offset] == "。" and offset - opening > 3 and labelled:
            return offset, False
    return limit, False


def _is_unlabelled(inside: str, folded: str, opening: int, close: int) -> bool:
    """Say whether a bracket without a label is a list: （市发展改革委牵头，市财政局配合）at the end of a sentence."""
    ends_sentence = close + 1 >= len(folded) or folded[close + 1] in "。；" or (opening and folded[opening - 1] in "。；")
    if folded[close : close + 1] != "）" or not ends_sentence or "。" in inside or len(inside) < 4:
        return False
    acts = any(pattern.search(inside) for pattern in (_LEADS, _SUPPORTS, _ACTS))
    if not acts:
        return False
    clauses = [_bare(part) for part in re.split(r"[、，；]", inside)]
    return all(_UNIT_END.search(clause) or _BARE_PLACE.match(clause) or _OPEN.search(clause) for clause in clauses if clause)


def _bare(clause: str) -> str:
    for pattern in (_LEADS, _SUPPORTS, _ACTS):
        clause = pattern.sub("", clause)
    return clause


def _read(text: str, folded: str, start: int, end: int, inner_start: int, inner_end: int, notes: tuple[str, ...]) -> UnitList:
    units: list[Unit] = []
    open_ended = False
    remarks = list(notes)
    for role, lower, upper in _clauses(folded, inner_start, inner_end):
        names: list[Unit] = []
        for name in _items(text, folded, lower, upper):
            unit_names, item_role, is_open = _item(name, role)
            open_ended = open_ended or is_open
            for unit_name in unit_names:
                if len(unit_name) > 40 or (not _UNIT_END.search(fold(unit_name)) and not _COLLECTIVE.search(unit_name)):
                    remarks.append(f"“{unit_name[:20]}”不像单位名称，照原文收录")
                names.append(Unit(unit_name, item_role, _COLLECTIVE.search(fold(unit_name)) is not None))
        if names and role == "responsible":
            names = _spread_roles(names, folded[lower:upper])
        units.extend(names)
    unique = {unit.name: unit for unit in reversed(units)}
    ordered = [unit for index, unit in enumerate(units) if unit.name not in {other.name for other in units[:index]}]
    if len(unique) != len(units):
        remarks.append("同一清单中有单位重复列出，只计一次")
    return UnitList(start, end, tuple(ordered), open_ended, tuple(remarks))


def _clauses(folded: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield (role, from, to) for each labelled stretch; a label that is no role (适用范围：) ends the list."""
    role = "responsible"
    lower = start
    offset = start
    while offset < end:
        label = _LABEL.match(folded, offset, end)
        if label:
            if offset > lower:
                yield role, lower, offset
            role = _role_of(label.group())
            lower = offset = label.end()
            continue
        if _OTHER_LABEL.match(folded, offset, end):
            if offset > lower:
                yield role, lower, offset
            following = _LABEL.search(folded, offset, end)
            if not following:
                return
            lower = offset = following.start()
            continue
        offset += 1
    if end > lower:
        yield role, lower, end


def _role_of(label: str) -> str:
    if re.search(r"牵头|主责|主办|第一责任", label):
        return "lead"
    if re.search(r"配合|协办|协同|协助|参与|参加|支持|协作", label):
        return "support"
    return "responsible"


def _items(text: str, folded: str, start: int, end: int) -> list[str]:
    parts: list[str] = []
    depth = 0
    lower = start
    for offset in range(start, end):
        if folded[offset] == "（":
            depth += 1
        elif folded[offset] == "）":
            depth -= 1
        elif depth <= 0 and folded[offset] in "、，；。/":
            parts.append(text[lower:offset])
            lower = offset + 1
    parts.append(text[lower:end])
    joined: list[str] = []
    for part in (part for part in parts if part):
        if joined and _BARE_PLACE.match(fold(part)) and re.match(r"^各", joined[-1]):
            joined[-1] += "、" + part  # 各区、县级市 is one addressee
        else:
            joined.append(part)
    return joined


def _item(name: str, role: str) -> tuple[list[str], str, bool]:
    """Return the unit names of one item, its role, and whether the item leaves the list open (等)."""
    item_role = role
    if re.match(r"^各[^、]*(?:牵头|配合|责任|参与|实施)(?:单位|部门)$", name):
        return [name], role, False  # 各项目牵头单位 names a circle of units, not a role in this task
    for pattern, meaning in ((_LEADS, "lead"), (_SUPPORTS, "support"), (_ACTS, "")):
        shorter = pattern.sub("", name)
        if shorter != name:
            item_role = meaning or item_role
            name = shorter
    is_open = False
    opened = _OPEN.search(name)
    if opened and opened.start() > 0:
        is_open = True
        name = name[: opened.start()]
    names: list[str] = []
    roles = re.split(r"会同|协同|联合", name)
    for part in roles:
        names.extend(_split_and(part))
    return [part for part in names if part], item_role, is_open


def _split_and(name: str) -> list[str]:
    """Split at 和 or 及 only where a whole unit stands on both sides (市财政局和市商务局, but not 市文化和旅游局)."""
    for found in re.finditer(r"以及|和|及|与", name):
        left, right = name[: found.start()], name[found.end() :]
        if _UNIT_END.search(fold(left)) and re.match(_UNIT_START, right) and _UNIT_END.search(fold(right)) and len(left) > 1:
            return [left, *_split_and(right)]
    return [name]


def _spread_roles(names: list[Unit], clause: str) -> list[Unit]:
    """A role word at the end of a run of names holds for the run: 市法院、市检察院配合 makes both support."""
    runs = re.split(r"[，；]", clause)
    if not re.search(r"牵头|配合|参与|协助|协办", clause):
        return names
    roles: dict[str, str] = {}
    for run in runs:
        meaning = "lead" if _LEADS.search(run) else "support" if _SUPPORTS.search(run) else ""
        if meaning:
            for unit in names:
                if fold(unit.name) in run:
                    roles[unit.name] = meaning
    return [Unit(unit.name, roles.get(unit.name, unit.role), unit.collective) for unit in names]
