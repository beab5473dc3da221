"""What a plan says shall be set up or used: registers (库、名录) and platforms (平台) strictly, other kinds as a reading aid."""

import re
from dataclasses import dataclass

from quandun.assessment.domain.normalise import fold

_KINDS = (
    ("registry", r"(?:资源池|专家库|单位库|人才库|项目库|数据库|名录库|[^“”]库|名录)"),
    ("platform", r"(?:服务平台|平台)"),
    ("fund", r"(?:专项资金|互助基金|基金|资金池)"),
    ("document", r"(?:指南|指引|白皮书)"),
    ("programme", r"(?:项目|专项行动|工程)"),
    ("institution", r"(?:分中心|中心|协会|联盟|法庭|工作站|检察办公室|领导小组|示范区|试验区|集聚区|园区)"),
    ("mechanism", r"(?:制度|机制|体系|规则|规程)"),
)
_VERBS = (
    "建立健全|依法适用|适用|推进建立|探索建立|研究制定|建立完善|建立|健全|完善|建成|"
    "建设|搭建|打造|编制|创新推行|推行|依托|加强|组建|运用|用好|开发|制定|创建|"
    "争创|构建|形成|公布|发布|实施|设立|成立|推广|升级|整合|优化|入驻|接入|开展|"
    "加快|布局|上线|发挥|推进"
)
_VERB = re.compile(_VERBS)
_BREAK = re.compile(r"[，。；：！？]")


@dataclass(frozen=True, slots=True)
class System:
    """A named thing of the plan. `kind` registry and platform are strict, the others help the reader."""

    name: str
    kind: str
    line: int = 0


def systems_in(text: str) -> list[tuple[int, System]]:
    """Return (offset, system) for every named register, platform, fund, … of a passage, in order, each name once."""
    folded = fold(text)
    found: list[tuple[int, System]] = []
    start = 0
    for end in [*(match.start() for match in _BREAK.finditer(folded)), len(folded)]:
        found.extend(_in_clause(text, folded, start, end))
        start = end + 1
    seen: set[str] = set()
    unique: list[tuple[int, System]] = []
    for offset, system in found:
        if system.name not in seen:
            seen.add(system.name)
            unique.append((offset, system))
    return unique


def _in_clause(text: str, folded: str, start: int, end: int) -> list[tuple[int, System]]:
    clause = folded[start:end]
    verbs = [match for match in _VERB.finditer(clause) if _quotes_closed(clause[: match.start()])]
    found: list[tuple[int, System]] = []
    for index, verb in enumerate(verbs):
        lower = verb.end()
        upper = verbs[index + 1].start() if index + 1 < len(verbs) else len(clause)
        cut = clause[lower:upper]
        for name_start, name_end, kind in _names(cut):
            name = text[start + lower + name_start : start + lower + name_end]
            found.append((start + lower + name_start, System(name, kind)))
    return found


def _quotes_closed(before: str) -> bool:
    return before.count("“") == before.count("”")


def _names(cut: str) -> list[tuple[int, int, str]]:
    """Return (start, end, kind) of the names in what stands between two verbs: parts of an enumeration, each to its last suffix."""
    result: list[tuple[int, int, str]] = []
    offset = 0
    for part in _enumerated(cut):
        if part != "、" and part:
            ending = _ending(part)
            if ending:
                end, kind = ending
                prefix = re.match(r"(?:一批|一个|一支|各类|了|成为|全市|统一的?|本|有条件的[^、]{0,6}|\d+[个家]|[^、]{0,20}?为主的)", part)
                begin = prefix.end() if prefix and prefix.end() < end - 2 else 0
                for cutter in ("的", "等"):  # 具有较强影响力的双跨平台, 商标权等赔偿规则: the name is what follows
                    at = part.rfind(cutter, begin, end - 5)
                    begin = at + 1 if at >= 0 and "（" not in part[begin:at] else begin
                if end - begin >= 4 or (kind == "registry" and end - begin >= 3):
                    result.append((offset + begin, offset + end, kind))
        offset += len(part)
    return result


def _enumerated(cut: str) -> list[str]:
    """Split at 、 outside quotation marks, keeping the separators so that offsets hold."""
    parts = [""]
    for char in cut:
        if char == "、" and _quotes_closed("".join(parts)):
            parts.extend(("、", ""))
        else:
            parts[-1] += char
    return parts


def _ending(part: str) -> tuple[int, str] | None:
    """Return where the name ends and its kind: at the last suffix, where the part ends or a word of doing follows."""
    best: tuple[int, str] | None = None
    for kind, pattern in _KINDS:
        for match in re.finditer(pattern, part):
            tail = part[match.end() :]
            closes = not tail or re.match(
                r"^(?:建设|作用|功能|运行|管理|等|（|”|选任|培育|推广|应用|服务|工作|改革|和|与|及|的作用|上线|建设和|企业)", tail
            )
            if closes and match.end() > (best[0] if best else 0):
                best = (match.end(), kind)
    return best
