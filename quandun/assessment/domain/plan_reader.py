"""Read an implementation plan (实施方案、行动计划、若干措施) into tasks, responsible units, targets and systems.

blocks → outline → tasks (unit lists, targets, dates, systems); this module decides which parts of the outline are tasks,
which are safeguards and which the general part. Where the text is ambiguous the reader says so in `warnings`, with the
line. It knows no city and no list of units. The conventions are written down in docs/plan-reader.md.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quandun.assessment.domain.blocks import blocks_of
from quandun.assessment.domain.dates import Dating, base_year_of, plan_year_of
from quandun.assessment.domain.front import Front, read_front
from quandun.assessment.domain.labels import lead_rule_in
from quandun.assessment.domain.normalise import fold
from quandun.assessment.domain.outline import Draft, Node, Passage, Piece, drafts_of
from quandun.assessment.domain.plan import Box, Deadline, Group, Item, Overall, Plan, Safeguard, Segment, Task, Warn, as_json, counts
from quandun.assessment.domain.targets import sentences_of
from quandun.assessment.domain.tasks import Reading, has_list, has_lists, lists_of, overall_of, task_of_node, task_of_passage

__all__ = ["Box", "Deadline", "Group", "Item", "Overall", "Plan", "Safeguard", "Segment", "Task", "Warn", "as_json", "counts", "read_plan"]

_SAFEGUARD = re.compile(
    r"保障措施|(?:组织|实施|工作|制度|支撑|服务|政策|要素|推进)保障|(?:强化|加强|健全|完善|落实)[^，]{0,6}保障$|^保障|组织实施|组织领导|工作要求|有关要求|实施要求|相关要求"
)
_SCHEDULE = re.compile(r"(?:指标|清单|分工表|任务表|一览表|台账|分解表|责任表|任务分工|责任分工|分工方案|任务分解)(?:（[^）]*）)?$")
_OVERALL = re.compile(r"总体|指导思想|基本原则|目标|工作思路|发展思路|总体定位")


def read_plan(text: str) -> Plan:
    """Return the plan a text holds; other plans of the same text are in `further`. Never raises on odd text: it warns."""
    drafts = drafts_of(list(blocks_of(text)))
    fronts = [read_front(draft.front, draft.tail) for draft in drafts]
    for front in fronts[1:]:
        _take_over(front, fronts[0])
    first, *further = (_read(draft, front) for draft, front in zip(drafts, fronts, strict=True))
    if not further:
        return first
    line = drafts[1].front[0].line if drafts[1].front else drafts[1].root.line
    if _is_schedule_of(further[0], first):
        first, further = _with_schedule(first, further[0], line), further[1:]
    if not further:
        return first
    note = Warn(line, "several_plans", f"文件中有 {len(further) + 1} 份方案，其余方案另列")
    return replace(first, further=tuple(further), warnings=(*first.warnings, note))


def _take_over(front: Front, first: Front) -> None:
    """Give a further plan of a file what the notice before the first one says of both."""
    front.notice_title = front.notice_title or first.notice_title
    front.document_number = front.document_number or first.document_number
    front.issuers = front.issuers or first.issuers
    front.issued = front.issued or first.issued
    front.year = plan_year_of(front.title) or plan_year_of(first.title)


def _is_schedule_of(plan: Plan, first: Plan) -> bool:
    """Say whether an attachment is the task schedule (任务分工表、考核指标) of a plan that names no unit itself."""
    return bool(plan.unit_names) and not first.unit_names and _SCHEDULE.search(plan.title) is not None


def _with_schedule(first: Plan, schedule: Plan, line: int) -> Plan:
    """Return the plan whose tasks are those of its schedule; what the plan itself says becomes its general part."""
    own = [sentence for item in first.items for sentence in (item.title, *item.measures)]
    general = Overall(
        first.overall.title if first.overall else first.title,
        (*(first.overall.measures if first.overall else ()), *own),
        (*(first.overall.targets if first.overall else ()), *(target for item in first.items for target in item.targets)),
    )
    note = Warn(line, "schedule", f"正文没有责任单位，任务按附件“{schedule.title}”读")
    return replace(
        first,
        sections=(*first.sections, *schedule.sections),
        overall=general,
        groups=schedule.groups,
        safeguards=schedule.safeguards,
        deadlines=schedule.deadlines,
        warnings=tuple(sorted((*first.warnings, *schedule.warnings, note), key=lambda warn: (warn.line, warn.code))),
    )


def _read(draft: Draft, front: Front) -> Plan:
    whole = fold("".join([*front.preamble, *(node.title + node.text for node in draft.root.walk())]))
    dating = Dating(front.issued, base_year_of(whole), front.year or plan_year_of(front.title))
    reading = Reading(dating, lead_rule_in(whole))
    for line, message in front.remarks:
        reading.warn(line, "front", message)
    _give_lists_to_what_follows(draft.root, reading)
    groups, safeguards, overall = _sections(draft.root, front.title, reading)
    items: list[Item] = [*(task for group in groups for task in group.tasks), *safeguards]
    _check_units(items, reading)
    _check_numbers(groups, reading)
    if not items and not overall:
        reading.warn(1, "nothing_read", "没有读出任务，请核对这是不是一份方案")
    if not front.title:
        reading.warn(1, "no_title", "没有找到方案标题")
    return Plan(
        title=front.title,
        notice_title=front.notice_title,
        document_number=front.document_number,
        issuers=tuple(front.issuers),
        addressees=tuple(front.addressees),
        date=front.issued.isoformat() if front.issued else None,
        disclosure=front.disclosure,
        preamble=tuple(front.preamble),
        sections=tuple(node.label + node.title for node in draft.root.children if node.kind == "heading"),
        overall=overall,
        groups=tuple(group for group in groups if group.tasks),
        safeguards=tuple(safeguards),
        deadlines=tuple(deadline for item in items for deadline in item.deadlines),
        warnings=tuple(sorted(reading.warnings, key=lambda warn: (warn.line, warn.code))),
    )


def _sections(root: Node, title: str, reading: Reading) -> tuple[list[Group], list[Safeguard], Overall | None]:
    """Sort the sections of a plan into groups of tasks, safeguards and the general part."""
    groups: list[Group] = []
    safeguards: list[Safeguard] = []
    overall: Overall | None = None
    running = _running_numbers(root)
    level = _task_level(root)
    sections = root.children if any(node.kind == "heading" for node in root.children) else [root]
    flat = _headings_that_are_tasks(sections)
    for section in sections:
        if section.kind == "root" and not section.children and not has_list(section):
            continue
        numbered_on = running and any(node.kind == "number" for node in section.walk())
        if _OVERALL.search(section.title) and not has_lists(section):
            overall = overall_of(section, reading)
            if not numbered_on:
                continue
        if _SAFEGUARD.search(section.title) and not numbered_on and section not in flat:
            safeguards.extend(_as_safeguard(task) for task in _safeguard_tasks(section, level, reading))
        elif level and _is_plain_section(section):
            reading.warn(section.line, "section_without_units", f"“{section.label}{section.title}”没有任务编号和责任单位，未作为任务")
        elif section in flat:
            if not groups or groups[-1].title != title:
                groups.append(Group("", title, (), section.line))
            groups[-1] = replace(groups[-1], tasks=(*groups[-1].tasks, task_of_node(section, reading)))
        else:
            groups.extend(_groups(section, level, reading))
    return groups, safeguards, overall


def _is_plain_section(section: Node) -> bool:
    """Say whether a section of a plan with unit lists is mere wording (活动时间、适用范围): no number and no list in it."""
    return section.kind == "heading" and not _inner(section) and not has_lists(section) and not _SAFEGUARD.search(section.title)


def _give_lists_to_what_follows(root: Node, reading: Reading) -> None:
    """Where every list stands on a line before its task, hang it under that task.

    Seen by this: a heading ends with a list although it has tasks under it, and the last task of the plan has none.
    """
    leaves = [node for node in root.walk() if not _inner(node) and node.kind != "box"]
    containers = [node for node in root.walk() if _inner(node) and _tail_list(node)]
    if len(leaves) < 2 or not containers or has_list(leaves[-1]):
        return
    waiting: list[Piece] = []
    for node in list(root.walk()):
        own = _tail_list(node)
        if waiting and not _inner(node):
            reading.warn(waiting[0].line, "list_before", "责任单位清单写在任务之前，按归属其后的任务读")
            node.pieces.extend(waiting)
            waiting = []
        if own:
            node.pieces[:] = [piece for piece in node.pieces if piece not in own]
            waiting = own


def _tail_list(node: Node) -> list[Piece]:
    """Return the pieces of a node's last paragraph if it is nothing but a unit list."""
    paragraphs = node.paragraphs()
    if not paragraphs:
        return []
    last = paragraphs[-1]
    found = lists_of(last)
    alone = len(found) == 1 and found[0].start == 0 and found[0].end >= len(last.text.rstrip("。；"))
    return list(last.pieces) if alone else []


def _inner(node: Node) -> list[Node]:
    """Return the children of a node that are no boxes (专栏)."""
    return [child for child in node.children if child.kind != "box"]


def _task_level(root: Node) -> str | None:
    """Return the kind of node that most unit lists stand in, None in a plan without lists."""
    kinds = Counter(node.kind for node in root.walk() if node.kind != "box" and has_list(node))
    return kinds.most_common(1)[0][0] if kinds else None


def _is_group(node: Node, level: str | None) -> bool:
    """Say whether a node only gathers tasks: what stands under it has lists of its own, or nothing in it has one."""
    inner = _inner(node)
    if not inner:
        return False
    if any(has_lists(child) for child in inner):
        return not _share_one_list(inner)
    if has_list(node) or all(child.kind == "point" for child in inner):
        return False
    return node.kind != level


def _share_one_list(inner: Sequence[Node]) -> bool:
    """Say whether the only list under a node stands on a line of its own after the last child: it covers them all."""
    *before, last = inner
    return (
        bool(before)
        and bool(_tail_list(last))
        and not _inner(last)
        and len(last.paragraphs()) > 1
        and not any(has_lists(child) for child in before)
    )


def _leaves(section: Node, level: str | None) -> Iterator[Node]:
    """Yield the nodes that are tasks."""
    for child in _inner(section):
        if _is_group(child, level):
            yield from _leaves(child, level)
        else:
            yield child


def _groups(section: Node, level: str | None, reading: Reading) -> list[Group]:
    groups: list[Group] = []
    direct: list[Task] = []
    if section.kind != "root" and _inner(section) and not _is_group(section, level):
        direct.append(task_of_node(section, reading))
        return [Group(section.label, section.title, tuple(direct), section.line)]
    for child in _inner(section):
        if _is_group(child, level):
            tasks = tuple(task_of_node(node, reading) for node in _leaves(child, level))
            groups.append(Group(child.label, _node_title(child), tasks, child.line))
        else:
            direct.append(task_of_node(child, reading))
    if not section.children and section.pieces:
        direct.extend(_paragraph_tasks(section, reading))
    if direct:
        groups.insert(0, Group(section.label, section.title, tuple(direct), section.line))
    return groups


def _node_title(node: Node) -> str:
    if node.title:
        return node.title
    sentences = sentences_of(node.text)
    return sentences[0][1].rstrip("。：") if sentences else ""


def _paragraph_tasks(section: Node, reading: Reading) -> list[Task]:
    """Tasks without numbers: paragraphs under a heading, each up to the one that ends with a unit list."""
    tasks: list[Task] = []
    waiting: list[Piece] = []
    paragraphs = section.paragraphs()
    with_list = [bool(lists_of(paragraph)) for paragraph in paragraphs]
    for paragraph, ends in zip(paragraphs, with_list, strict=True):
        waiting.extend(paragraph.pieces)
        if ends or not any(with_list):
            tasks.append(task_of_passage(Passage(waiting), None, "", "", (), waiting[0].line, reading))
            waiting = []
    if waiting and tasks:
        reading.warn(waiting[0].line, "after_last_list", "最后一个责任单位清单之后还有文字，未归入任何任务")
    return tasks


def _headings_that_are_tasks(sections: Sequence[Node]) -> list[Node]:
    """In a plan whose only numbers are 一、二、三… with one list each, the headings are the tasks."""
    headings = [
        node
        for node in sections
        if node.kind == "heading" and (has_lists(node) or not (_OVERALL.search(node.title) or _SAFEGUARD.search(node.title)))
    ]
    lists = [len(lists_of(node.passage())) for node in headings]
    deeper = any(child.kind != "point" for node in headings for child in _inner(node))
    return headings if any(lists) and max(lists) == 1 and not deeper else []


def _safeguard_tasks(section: Node, level: str | None, reading: Reading) -> list[Task]:
    leaves = list(_leaves(section, level))
    if leaves:
        return [task_of_node(node, reading) for node in leaves]
    return _paragraph_tasks(section, reading) if section.pieces else []


def _as_safeguard(task: Task) -> Safeguard:
    values = {name: getattr(task, name) for name in Item.__dataclass_fields__}
    return Safeguard(number=task.label, **values)


def _running_numbers(root: Node) -> bool:
    """Say whether 1. 2. 3. … run on over the sections of the plan, so that the first may stand in the general part."""
    per_section = [
        [node.number for node in section.walk() if node.kind == "number"] for section in root.children if section.kind == "heading"
    ]
    filled = [numbers for numbers in per_section if numbers]
    return len(filled) > 1 and all(after[0] > before[-1] for before, after in zip(filled, filled[1:], strict=False))


def _check_units(items: Sequence[Item], reading: Reading) -> None:
    if not any(item.units for item in items):
        return
    for item in items:
        if not item.units:
            reading.warn(item.line, "no_units", f"“{item.label}{item.title[:20]}”没有写明责任单位")


def _check_numbers(groups: Sequence[Group], reading: Reading) -> None:
    previous: int | None = None
    for group in groups:
        for task in group.tasks:
            if task.number is not None and previous is not None and task.number not in (previous + 1, 1):
                reading.warn(task.line, "number_skips", f"编号由 {previous} 跳到 {task.number}，请核对是否缺项或误编")
            previous = task.number if task.number is not None else previous
