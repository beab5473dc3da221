"""Read an implementation plan (实施方案、行动计划、若干措施) into tasks, responsible units, targets and systems.

normalise → outline → units → targets → systems; this module puts the parts together. Where the text is
ambiguous the reader says so in `warnings`, with the line. It knows no city and no list of units.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from quandun.assessment.domain.dates import base_year_of, dues_in
from quandun.assessment.domain.front import read_front
from quandun.assessment.domain.normalise import blocks_of, fold
from quandun.assessment.domain.outline import Draft, Node, Passage, Piece, drafts_of
from quandun.assessment.domain.systems import System, systems_in
from quandun.assessment.domain.targets import Target, sentences_of, targets_in
from quandun.assessment.domain.units import FIRST_LEADS, UnitList, lists_in

_SAFEGUARD = re.compile(r"保障|组织实施|组织领导|工作要求|有关要求|实施要求")
_OVERALL = re.compile(r"总体|指导思想|基本原则|目标|工作思路")


@dataclass(frozen=True, slots=True)
class Warn:
    """Something a person should look at: the line of the file, a stable code, and a Chinese sentence."""

    line: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date, term or cadence stated in a task. `due` an inclusive ISO date; None for a cadence or what cannot be computed."""

    line: int
    text: str
    due: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Sentences of a task and the one unit list that covers them."""

    line: int
    measures: tuple[str, ...]
    units: tuple[str, ...]
    lead: tuple[str, ...]
    support: tuple[str, ...]
    collective: tuple[str, ...]
    open_ended: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A framed insertion (专栏) that belongs to the task before it."""

    number: int
    title: str
    text: str
    targets: tuple[Target, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What tasks and safeguards have in common: a row of the matrix. `label` is the number as written, "" where there is none."""

    label: str
    title: str
    measures: tuple[str, ...]
    units: tuple[str, ...]
    lead_units: tuple[str, ...]
    support_units: tuple[str, ...]
    targets: tuple[Target, ...]
    systems: tuple[System, ...]
    segments: tuple[Segment, ...]
    deadlines: tuple[Deadline, ...]
    boxes: tuple[Box, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Item):
    """A task (任务). `number` is None where the plan gives none."""

    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Safeguard(Item):
    """A safeguard (保障措施). `number` as written, brackets in full width: （一）."""

    number: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of tasks under one heading."""

    number: str
    title: str
    tasks: tuple[Task, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Overall:
    """The general part (总体要求): aims without responsible units."""

    title: str
    measures: tuple[str, ...]
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as read. `further` holds other plans of the same file."""

    title: str
    notice_title: str | None
    document_number: str | None
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    date: str | None
    disclosure: str | None
    preamble: tuple[str, ...]
    sections: tuple[str, ...]
    overall: Overall | None
    groups: tuple[Group, ...]
    safeguards: tuple[Safeguard, ...]
    deadlines: tuple[Deadline, ...]
    warnings: tuple[Warn, ...]
    further: tuple["Plan", ...] = ()

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Every task of every group."""
        return tuple(task for group in self.groups for task in group.tasks)

    @property
    def items(self) -> tuple[Item, ...]:
        """Tasks and safeguards: the rows of the matrix."""
        return (*self.tasks, *self.safeguards)

    @property
    def unit_names(self) -> tuple[str, ...]:
        """Every unit named in a list, once, in the order of first mention."""
        return tuple(dict.fromkeys(unit for item in self.items for unit in item.units))


@dataclass(slots=True)
class _Reading:
    """What holds for one plan while its tasks are read."""

    issued: date | None
    base_year: int | None
    first_leads: bool
    warnings: list[Warn] = field(default_factory=list)

    def warn(self, line: int, code: str, message: str) -> None:
        self.warnings.append(Warn(line, code, message))


def read_plan(text: str) -> Plan:
    """Return the plan a text holds; other plans of the same text are in `further`. Never raises on odd text: it warns."""
    drafts = drafts_of(list(blocks_of(text)))
    plans = [_read(draft) for draft in drafts]
    first, further = plans[0], plans[1:]
    if not further:
        return first
    second = drafts[1].front[0].line if drafts[1].front else drafts[1].root.line
    note = Warn(second, "several_plans", f"文件中有 {len(plans)} 份方案，其余方案另列")
    shared: dict[str, object] = {
        "notice_title": first.notice_title,
        "document_number": first.document_number,
        "issuers": first.issuers,
        "date": first.date,
    }
    others = tuple(_with(plan, shared) for plan in further)
    return _with(first, {"further": others, "warnings": (*first.warnings, note)})


def _with(plan: Plan, values: dict[str, object]) -> Plan:
    fields = {name: getattr(plan, name) for name in Plan.__dataclass_fields__}
    for name, value in values.items():
        if name in ("further", "warnings") or not fields[name]:
            fields[name] = value
    return Plan(**fields)


def _read(draft: Draft) -> Plan:
    front = read_front(draft.front, draft.tail)
    whole = "".join(node.title + node.text for node in draft.root.walk())
    reading = _Reading(
        front.issued, base_year_of(whole + "".join(front.preamble)), FIRST_LEADS.search(fold(whole + "".join(front.preamble))) is not None
    )
    for line, message in front.remarks:
        reading.warn(line, "front", message)
    groups: list[Group] = []
    safeguards: list[Safeguard] = []
    overall: Overall | None = None
    running = _running_numbers(draft.root)
    sections = draft.root.children if any(node.kind == "heading" for node in draft.root.children) else [draft.root]
    for section in sections:
        if section.kind == "root" and not section.children and not lists_in(section.text):
            continue
        if _OVERALL.search(section.title) and not _has_lists(section):
            overall = _overall(section, reading)
            if not (running and any(node.kind == "number" for node in section.walk())):
                continue
        if _SAFEGUARD.search(section.title) and not (running and any(node.kind == "number" for node in section.children)):
            safeguards.extend(_as_safeguard(_task(node, reading)) for node in _leaves(section) if node.kind != "heading")
            if not _leaves(section) and section.pieces:
                safeguards.extend(_as_safeguard(task) for task in _paragraph_tasks(section, reading))
            continue
        groups.extend(_groups(section, reading))
    groups = _flat_measures(draft.root, groups, front.title, reading)
    plan_items: list[Item] = [*(task for group in groups for task in group.tasks), *safeguards]
    if plan_items and any(item.units for item in plan_items):
        for item in plan_items:
            if not item.units:
                reading.warn(item.line, "no_units", f"“{item.label}{item.title[:20]}”没有写明责任单位")
    _check_numbers(groups, reading)
    title = front.title
    if not title:
        reading.warn(1, "no_title", "没有找到方案标题")
    return Plan(
        title=title,
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
        deadlines=tuple(deadline for item in plan_items for deadline in item.deadlines),
        warnings=tuple(sorted(reading.warnings, key=lambda warn: (warn.line, warn.code))),
    )


def _has_lists(node: Node) -> bool:
    return any(lists_in(part.text) for part in node.walk() if part.kind != "box")


def _leaves(section: Node) -> list[Node]:
    """Return the nodes that are tasks: the deepest numbered ones; a node whose children carry no list is a task itself."""
    found: list[Node] = []
    for child in section.children:
        if child.kind == "box":
            continue
        inner = [node for node in child.children if node.kind != "box"]
        if inner and (any(_has_lists(node) for node in inner) or not lists_in(child.text)):
            found.extend(_leaves(child))
        else:
            found.append(child)
    return found


def _groups(section: Node, reading: _Reading) -> list[Group]:
    groups: list[Group] = []
    direct: list[Task] = []
    for child in section.children:
        inner = [node for node in child.children if node.kind != "box"]
        if child.kind == "box":
            continue
        if inner and (any(_has_lists(node) for node in inner) or not lists_in(child.text)):
            groups.append(Group(child.label, _node_title(child), tuple(_task(node, reading) for node in _leaves(child)), child.line))
        else:
            direct.append(_task(child, reading))
    if not section.children and section.pieces:
        direct.extend(_paragraph_tasks(section, reading))
    if direct:
        groups.insert(0, Group(section.label, section.title, tuple(direct), section.line))
    return groups


def _node_title(node: Node) -> str:
    if node.title:
        return node.title
    sentences = sentences_of(node.text)
    return sentences[0][1].rstrip("。") if sentences else ""


def _paragraph_tasks(section: Node, reading: _Reading) -> list[Task]:
    """Tasks without numbers: paragraphs under a heading, each up to the one that ends with a unit list."""
    tasks: list[Task] = []
    waiting: list[Piece] = []
    paragraphs = section.paragraphs()
    any_list = any(lists_in(paragraph.text) for paragraph in paragraphs)
    for paragraph in paragraphs:
        waiting.extend(paragraph.pieces)
        if not any_list or lists_in(paragraph.text):
            tasks.append(_task_of(Passage(waiting), None, "", "", (), waiting[0].line, reading))
            waiting = []
    if waiting and tasks and any_list:
        reading.warn(waiting[0].line, "after_last_list", "最后一个责任单位清单之后还有文字，未归入任何任务")
    return tasks


def _flat_measures(root: Node, groups: list[Group], title: str, reading: _Reading) -> list[Group]:
    """In a plan whose only numbers are 一、二、三… with one list each, the headings are the tasks."""
    headings = [node for node in root.children if node.kind == "heading"]
    if not headings or any(node.children for node in headings):
        return groups
    with_lists = [node for node in headings if lists_in(node.text)]
    if not with_lists or any(len(lists_in(node.text)) > 1 for node in with_lists):
        return groups
    tasks = [
        _task(node, reading)
        for node in headings
        if not _OVERALL.search(node.title) and not (_SAFEGUARD.search(node.title) and not lists_in(node.text))
    ]
    return [Group("", title, tuple(tasks), headings[0].line)]


def _as_safeguard(task: Task) -> Safeguard:
    values = {name: getattr(task, name) for name in Item.__dataclass_fields__}
    return Safeguard(number=task.label, **values)


def _task(node: Node, reading: _Reading) -> Task:
    pieces = list(node.pieces)
    for child in node.children:  # numbered points of a task that carry no list of their own are its wording
        if child.kind != "box":
            for part in child.walk():
                pieces.append(Piece(part.line, part.label + part.title + ("。" if part.title else ""), True))
                pieces.extend(part.pieces)
    boxes = tuple(_box(box, reading) for part in node.walk() for box in part.children if box.kind == "box")
    return _task_of(Passage(pieces), node.number, node.label, node.title, boxes, node.line, reading)


def _task_of(passage: Passage, number: int | None, label: str, title: str, boxes: tuple[Box, ...], line: int, reading: _Reading) -> Task:
    text = passage.text
    lists = lists_in(text)
    segments: list[Segment] = []
    sentences: list[tuple[int, str]] = []
    start = 0
    for unit_list in lists:
        for note in unit_list.notes:
            reading.warn(passage.line_at(unit_list.start), "unit_list", note)
        own = _own_sentences(passage, start, unit_list.start)
        if unit_list.start > start or unit_list.end < len(text):
            stop = text[unit_list.end : unit_list.end + 1]
            if stop and stop in "。；" and own:  # the list stood before the full stop: give the sentence its stop back
                own[-1] = (own[-1][0], own[-1][1] + ("" if own[-1][1].endswith("。") else stop))
        start = unit_list.end + (1 if text[unit_list.end : unit_list.end + 1] in ("。", "；") else 0)
        sentences.extend(own)
        segments.append(_segment(passage.line_at(unit_list.start), own, unit_list, reading))
    rest = _own_sentences(passage, start, len(text))
    if rest and lists:
        reading.warn(passage.line_at(rest[0][0]), "after_last_list", f"“{rest[0][1][:16]}…”在最后一个责任单位清单之后，没有对应的责任单位")
    sentences.extend(rest)
    targets, deadlines, systems = _findings(passage, sentences, reading)
    if not title and len(sentences) > 1:  # a title only names the field; what is set up stands in the measures
        _, _, systems = _findings(passage, sentences[1:], _Reading(reading.issued, reading.base_year, reading.first_leads))
    if not title and sentences:
        title = sentences[0][1].rstrip("。")
        sentences = sentences[1:]
        if segments and segments[0].measures:
            first = segments[0]
            segments[0] = Segment(
                first.line, first.measures[1:], first.units, first.lead, first.support, first.collective, first.open_ended
            )
    units = tuple(dict.fromkeys(unit for segment in segments for unit in segment.units))
    return Task(
        number=number,
        label=label,
        title=title,
        measures=tuple(sentence for _, sentence in sentences),
        units=units,
        lead_units=tuple(dict.fromkeys(unit for segment in segments for unit in segment.lead)),
        support_units=tuple(dict.fromkeys(unit for segment in segments for unit in segment.support)),
        targets=targets,
        systems=systems,
        segments=tuple(segments),
        deadlines=deadlines,
        boxes=boxes,
        line=line,
    )


def _own_sentences(passage: Passage, start: int, end: int) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    text = passage.text[start:end]
    cuts = [offset - start for offset in passage.paragraph_starts() if start < offset < end]
    for lower, upper in zip([0, *cuts], [*cuts, len(text)], strict=True):
        found.extend((start + lower + offset, sentence) for offset, sentence in sentences_of(text[lower:upper]))
    return found


def _segment(line: int, sentences: Sequence[tuple[int, str]], unit_list: UnitList, reading: _Reading) -> Segment:
    lead = [unit.name for unit in unit_list.units if unit.role == "lead"]
    if not lead and reading.first_leads and unit_list.units:
        lead = [unit_list.units[0].name]
    return Segment(
        line=line,
        measures=tuple(sentence for _, sentence in sentences),
        units=tuple(unit.name for unit in unit_list.units),
        lead=tuple(lead),
        support=tuple(unit.name for unit in unit_list.units if unit.role == "support"),
        collective=tuple(unit.name for unit in unit_list.units if unit.collective),
        open_ended=unit_list.open_ended,
    )


def _findings(
    passage: Passage, sentences: Sequence[tuple[int, str]], reading: _Reading
) -> tuple[tuple[Target, ...], tuple[Deadline, ...], tuple[System, ...]]:
    targets: list[Target] = []
    deadlines: list[Deadline] = []
    systems: dict[str, System] = {}
    for offset, sentence in sentences:
        line = passage.line_at(offset)
        for target in targets_in(sentence, issued=reading.issued, base_year=reading.base_year):
            targets.append(_placed(target, passage.line_at(offset + max(0, sentence.find(target.text)))))
        for due in dues_in(sentence, issued=reading.issued, base_year=reading.base_year):
            deadlines.append(Deadline(passage.line_at(offset + due.start), due.text, due.due.isoformat() if due.due else None, due.kind))
            if due.kind in ("relative", "period") and due.due is None:
                reading.warn(line, "due_not_computable", f"“{due.text}”算不出具体日期")
        for position, system in systems_in(sentence):
            systems.setdefault(system.name, System(system.name, system.kind, passage.line_at(offset + position)))
    return tuple(targets), tuple(deadlines), tuple(systems.values())


def _placed(target: Target, line: int) -> Target:
    return Target(target.text, target.metric, target.op, target.value, target.unit, target.due, target.due_text, target.kind, line)


def _box(node: Node, reading: _Reading) -> Box:
    passage = node.passage()
    targets, _, _ = _findings(passage, _own_sentences(passage, 0, len(passage.text)), reading)
    return Box(node.number, node.title, passage.text, targets, node.line)


def _overall(section: Node, reading: _Reading) -> Overall:
    measures: list[str] = []
    targets: list[Target] = []
    for node in section.walk():
        passage = node.passage()
        sentences = _own_sentences(passage, 0, len(passage.text))
        if node is not section and sentences and not node.title and len(sentences) > 1 and len(sentences[0][1]) <= 20:
            sentences = sentences[1:]
        found, _, _ = _findings(passage, sentences, reading)
        measures.extend(sentence for _, sentence in sentences)
        targets.extend(found)
    return Overall(section.title, tuple(measures), tuple(targets))


def _running_numbers(root: Node) -> bool:
    """Say whether 1. 2. 3. … run on over the sections of the plan, so that the first may stand in the general part."""
    per_section = [
        [node.number for node in section.walk() if node.kind == "number"] for section in root.children if section.kind == "heading"
    ]
    filled = [numbers for numbers in per_section if numbers]
    return len(filled) > 1 and all(after[0] == before[-1] + 1 for before, after in zip(filled, filled[1:], strict=False))


def _check_numbers(groups: Sequence[Group], reading: _Reading) -> None:
    previous: int | None = None
    for group in groups:
        for task in group.tasks:
            if task.number is not None and previous is not None and task.number not in (previous + 1, 1):
                reading.warn(task.line, "number_skips", f"编号由 {previous} 跳到 {task.number}，请核对是否缺项或误编")
            previous = task.number if task.number is not None else previous


def as_json(plan: Plan) -> dict[str, object]:
    """Return the plan as plain values for JSON: dates in ISO form, tuples as lists; `task_count` and friends in `counts`."""
    values = _plain(asdict(plan))
    if not isinstance(values, dict):
        raise TypeError(values)
    values["counts"] = counts(plan)
    values["further"] = [as_json(other) for other in plan.further]
    return values


def counts(plan: Plan) -> dict[str, int]:
    """Return the figures of the matrix: items × units and how many assignments stand in it."""
    targets = [target for item in plan.items for target in item.targets] + list(plan.overall.targets if plan.overall else ())
    return {
        "groups": len(plan.groups),
        "tasks": len(plan.tasks),
        "safeguards": len(plan.safeguards),
        "measures": sum(len(item.measures) for item in plan.items),
        "unique_units": len(plan.unit_names),
        "assignments_tasks": sum(len(task.units) for task in plan.tasks),
        "assignments_safeguards": sum(len(task.units) for task in plan.safeguards),
        "assignments": sum(len(item.units) for item in plan.items),
        "targets_numeric": sum(target.kind == "numeric" for target in targets),
        "targets_milestone": sum(target.kind == "milestone" for target in targets),
        "warnings": len(plan.warnings),
    }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
