"""One entry of a unit list: which unit it names, what role its own words give, whether it is open or collective.

Nothing here knows a city: a unit is recognised by the grammar of its name (an organ word at its end, an
administrative level at its start), never by a list. Names stay as written (市住建局、审批服务局 gives 审批服务局).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from quandun.assessment.domain.labels import role_of
from quandun.assessment.domain.normalise import fold

# An organ word that ends the name of a public body; strong ones are believed without a label before the list.
_STRONG = (
    "局|委|委员会|办|办公室|办公厅|厅|部|署|院|法院|检察院|政府|管委会|办事处|海关|银行|分行|支行|营管部|联合会|总工会|妇联|残联|工商联|科协|文联|侨联|贸促会|"
    "团市委|团省委|团区委|团县委|党校|中心|集团|公司|协会|人大|政协|监委|部门|单位|税务局|分局|总队|支队|大队|军分区|领导小组|专班|工作组|指挥部|联席会议|片区|起步区"
)
_WEAK = (
    "室|处|司|会|社|行|关|区|县|市|镇|乡|街道|旗|盟|州|府|学校|大学|学院|研究所|组|队|站|馆|台|企业|机构|园区|示范区|报|所|庭|税务|烟草|邮政|"
    "电网|电力|燃气|仲裁|金融机构|高校|院校|地方|地区|村|社区|口岸|港|基地|联盟|商会|平台"
)
_TAIL_BRACKET = r"(?:（[^（）]{1,30}(?:（[^（）]{1,12}）[^（）]{0,12})?）)?"
_UNIT_END = re.compile(rf"(?:{_STRONG}|{_WEAK}){_TAIL_BRACKET}$")
_STRONG_END = re.compile(rf"(?:{_STRONG}){_TAIL_BRACKET}$")
_LEVEL_START = re.compile(
    r"(?:市|省|区|县|州|旗|国家|中国|全国|全市|全省|中共|中央|各|团[市省区县州]委|人民银行|人行|国务院|自治区|兵团|最高|相关|有关|驻)"
)
BARE_PLACE = re.compile(
    r"^(?:有关|相关)?(?:县级市|县|市|区|旗|州|盟|乡镇?|镇|街道(?:办事处)?|功能区|开发区|高新区|经开区|园区|新区|管委会|地级市|县区|市县|县市|区县)"
    r"(?:（[^（）]*）)?(?:（[^（）]*）)?(?:人民政府|政府|党委|管委会)?$"
)
_COLLECTIVE = re.compile(
    r"^(?:各|有关|相关|其他|全市|全省|全区|全县|(?:市|省|区|县|州)(?:直|级)?各|[市省区县州](?:直|级)?(?:有关|相关))|成员单位$|牵头单位$|责任单位$|(?:有关|相关)(?:部门|单位|地区|企业)$"
)

# Verbs that close a name and say what the unit does: …牵头, …按职责分工负责, …配合实施.
_HOW = (
    "按(?:照)?(?:各自|自身)?(?:职责|职能|工作|任务|权限)?(?:职责|职能|分工|权限)?(?:范围)?|根据(?:各自)?(?:职责|职能)(?:分工)?|依(?:据|照)?(?:各自)?(?:职责|职能)(?:分工)?|"
    "结合(?:各自)?职责|各司其职|分工|共同|分别|均|具体|联合|积极|密切|协同|组织|统筹|全力|抓好|做好|为主|予以|各自|一并"
)
_DO = "负责|牵头|主办|主责|承办|承担|落实|实施|推进|办理|完成|配合|参与|协助|协办|参加|支持|抓总|组织实施"
# Taken off the end word by word, so that a long run of such words stays linear.
_CLOSING_WORD = re.compile(rf"(?:{_HOW}|{_DO}|好|相关|有关|本项|工作|任务)$")
_SAYS_WHAT = re.compile(rf"{_DO}|按(?:照)?职责分工|分工$")
_AS_ROLE = re.compile(r"为(?:牵头|主办|配合|责任)(?:单位|部门)$")
_LONGEST_WORD = 12  # characters of the longest closing word (按照各自职责分工范围)
_CLOSING_WORDS = 6  # 按职责分工|分别|负责|相关|工作 and one more
_ROLE_BRACKET = re.compile(r"（(?:为)?(?:共同)?(牵头|主责|主办|配合|负责|协办|参与|责任)(?:单位|部门)?）$")
_MARK = re.compile(r"[*＊★☆▲△●◆]")

_OPEN = re.compile(r"等(?![级离])")
_OPEN_REST = re.compile(
    r"^(?:[市省区县州]?(?:直|级)?(?:有关|相关|各|多个|其他|成员|涉及)*(?:[一二三四五六七八九十\d]+(?:个|家))?)"
    r"(?:部门|单位|机构|地区|企业|省市|区县|地方|市|地)*(?:[和及、](?:部门|单位|机构|地区|企业)+)*"
)
_JOIN = re.compile(r"以及|会同|协同|联合|和|及|与|并")
_JOINT_WORDS = ("会同", "协同", "联合")  # the unit before them leads
_LEADING = re.compile(r"^(?:以及|以上|和|及|与|并|均需|需|由|、)+")
_SPLIT_BODIES = re.compile(r"(?:部门|单位|机构|地区|企业)$")

# A separator was dropped where one whole name is followed by another: one that starts with its level (市公安局市司法局), …
_GLUE = re.compile(
    r"(?<=[局委厅院署办部会关府处行联协馆])(?=(?:[市省区县州](?!级|域|情|长)[\u4e00-\u9fff]|团[市省区县州]委|人民银行|人行|国家[\u4e00-\u9fff]|中国[\u4e00-\u9fff]|最高|各[\u4e00-\u9fff]))"
)
# … or, among national bodies without a level, one that ends in an organ word after another did (文化和旅游部海关总署).
_GLUE_NATIONAL = re.compile(r"(?<!社会)(?<=[\u4e00-\u9fff]{2}[部委署会局行])(?=[\u4e00-\u9fff]{2,14}(?:部|委|署|会|局|总公司)$)")
# … or a body named for its place after one named for its level (市文化和旅游局临港海关).
_GLUE_PLACE = re.compile(r"(?:(?<=[^总分]局)|(?<=[院委关]))(?=[\u4e00-\u9fff]{2,4}(?:海关|仲裁办|仲裁委)$)")
_HAS_LEVEL = re.compile(r"[市省区县州](?![场政容])[\u4e00-\u9fff]|国家|中国|全国|中央|最高|人民银行|人行")
_INNER_ORGAN = re.compile(
    r"(?:分局|支局|支队|大队|总队|管委会|交管局|专利局|监管局|能源局|中医药局)$"
)  # may be a part of the body before it
_PART_OF = re.compile(r"各?(?:有关|相关|所属|直属|成员|内设|部门|单位|委办局|处室|科室|司局)")  # 市政府各有关部门: those of the body before
_PARTY_AND_GOVERNMENT = re.compile(r"[市省区县州]委$")  # 市委市政府督查室, 省委省直机关工委 are one body


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the list writes it. `role`: responsible | lead | support; `explicit`: its own words say so; `marked`: with * or ★."""

    name: str
    role: str
    collective: bool = False
    explicit: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What one entry between two separators says."""

    units: tuple[Unit, ...]
    open_ended: bool
    notes: tuple[str, ...] = ()


def is_unit(name: str, *, strong: bool = False) -> bool:
    """Say whether a name ends like a unit or names a circle of units; `strong` asks for an unmistakable organ word."""
    folded = fold(name)
    if strong:
        return len(folded) >= 2 and (_STRONG_END.search(folded) is not None or BARE_PLACE.match(folded) is not None)
    return _UNIT_END.search(folded) is not None or _COLLECTIVE.search(folded) is not None


def is_collective(name: str) -> bool:
    """Say whether a name means several units at once (各区、县级市; 有关部门)."""
    return _COLLECTIVE.search(fold(name)) is not None


def without_verbs(name: str) -> tuple[str, str]:
    """Cut the closing verb off an entry; return the name and the verb ("" where there is none)."""
    if re.match(r"^各[^、]*(?:牵头|配合|责任|参与|实施)(?:单位|部门)$", name):
        return name, ""  # 各项目牵头单位 names a circle of units, not a role in this task
    role = _AS_ROLE.search(name)
    end = role.start() if role else len(name)
    for _ in range(0 if role else _CLOSING_WORDS):
        word = _CLOSING_WORD.search(name, max(0, end - _LONGEST_WORD), end)
        if word is None:
            break
        end = word.start()
    verb = name[end:]
    return (name[:end], verb) if end > 0 and (role or _SAYS_WHAT.search(verb)) else (name, "")


def read_entry(text: str, role: str) -> Entry:
    """Read one entry of a list whose label gave `role`."""
    name = re.sub("、{2,}", "、", _LEADING.sub("", text))
    marked = _MARK.search(name) is not None
    name = _MARK.sub("", name)
    notes: list[str] = []
    bracket = _ROLE_BRACKET.search(fold(name))
    explicit = bracket is not None
    if bracket:
        role, name = role_of(bracket.group(1)), name[: bracket.start()]
    name, verb = without_verbs(name)
    if verb:
        explicit = True
        role = role_of(verb) if role_of(verb) != "responsible" else role
    name, rest, is_open = _opened(name)
    names = _names(name, notes)
    units = [_unit(part, role, explicit, marked, joint=joint and not explicit_lead(verb)) for part, joint in names]
    if rest:
        units.extend(_unit(part, role, explicit, False, joint=False) for part, _ in _names(rest, notes))
    return Entry(tuple(unit for unit in units if unit.name), is_open, tuple(notes))


def explicit_lead(verb: str) -> bool:
    """Say whether the closing verb makes every unit of the entry a lead (甲、乙分别牵头)."""
    return role_of(verb) == "lead" and re.search("分别|均|共同", verb) is not None


def _unit(name: str, role: str, explicit: bool, marked: bool, *, joint: bool) -> Unit:
    return Unit(name, "lead" if joint else role, is_collective(name), explicit or joint, marked)


def _opened(name: str) -> tuple[str, str, bool]:
    """Take 等有关部门 off: return the name before, names that follow it, and whether the list was left open."""
    for found in _OPEN.finditer(name):
        before = name[: found.start()]
        if len(before) < 2 or not is_unit(before):
            continue
        after = _OPEN_REST.sub("", name[found.end() :], count=1)
        after = _LEADING.sub("", after)
        return before, after if is_unit(after) else "", True
    return name, "", False


def _names(name: str, notes: list[str]) -> list[tuple[str, bool]]:
    """Split an entry at 和, 及, 会同 where whole units stand on both sides; True marks the one before 会同."""
    found: list[tuple[str, bool]] = []
    start = 0
    for join in _JOIN.finditer(name):
        left, right = name[start : join.start()], name[join.end() :]
        if left and _is_separator(join.group(), left, right):
            found.append((left, join.group() in _JOINT_WORDS))
            start = join.end()
    found.append((name[start:], False))
    return [(part, joint) for whole, joint in found for part in _unglued(whole, notes)]


def _is_separator(word: str, left: str, right: str) -> bool:
    """Say whether 和 stands between two units (市财政局和市商务局) or inside a name (市文化和旅游局, 有关部门和单位)."""
    if word in _JOINT_WORDS:
        return is_unit(left) and is_unit(right) and not right.startswith(("会", "国", "大学", "社", "工会", "体", "办"))
    if not is_unit(left) or not is_unit(right) or len(left) < 2:
        return False
    if _SPLIT_BODIES.search(left) and not _LEVEL_START.match(right):
        return False
    return _LEVEL_START.match(right) is not None or (is_unit(left, strong=True) and is_unit(right, strong=True) and len(right) > 2)


def _unglued(name: str, notes: list[str]) -> list[str]:
    """Split where a separator was dropped between two whole names, and say so."""
    folded = fold(name)
    cuts = sorted(cut for cut in _glued_at(folded) if folded[:cut].count("（") == folded[:cut].count("）"))
    if not cuts:
        return [name]
    notes.append(f"“{name[:24]}”中间似缺顿号，按 {len(cuts) + 1} 个单位读")
    return [name[start:end] for start, end in zip([0, *cuts], [*cuts, len(name)], strict=True)]


def _glued_at(folded: str) -> Iterator[int]:
    """Yield the offsets at which another whole name begins inside a name; 市政府各有关部门, 教育部相关司局 are one."""
    for found in _GLUE.finditer(folded):
        cut = found.start()
        party = cut == len("市委") and _PARTY_AND_GOVERNMENT.match(folded[:cut])
        if (
            cut >= len("市法院")
            and not party
            and not _PART_OF.match(folded, cut)
            and (is_unit(folded[cut:], strong=True) or folded[cut] == "各")
        ):
            yield cut
    yield from (found.start() for found in _GLUE_PLACE.finditer(folded))
    if _HAS_LEVEL.match(folded):
        return
    for found in _GLUE_NATIONAL.finditer(folded):
        if _PART_OF.match(folded, found.start()):
            continue
        if not _INNER_ORGAN.fullmatch(folded[found.start() :]) and not folded[: found.start()].endswith("总局"):
            yield found.start()
            return


def spread(units: list[Unit]) -> list[Unit]:
    """A verb at the end of a run of names holds for the names before it: 市法院、市检察院配合 makes both support."""
    spread_units: list[Unit] = []
    role, given = "", False
    for unit in reversed(units):
        if unit.explicit:
            role, given = unit.role, True
        elif given:
            unit = replace(unit, role=role)
        spread_units.append(unit)
    return spread_units[::-1]
