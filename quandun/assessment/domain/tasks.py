"""From a node of the outline to a task: its sentences, the unit list that covers each, targets, deadlines and systems."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from quandun.assessment.domain.dates import Dating, dues_in
from quandun.assessment.domain.labels import LeadRule
from quandun.assessment.domain.normalise import fold
from quandun.assessment.domain.outline import Node, Passage, Piece
from quandun.assessment.domain.plan import Box, Deadline, Overall, Segment, Task, Warn
from quandun.assessment.domain.systems import System, systems_in
from quandun.assessment.domain.targets import Target, due_from_list, sentences_of, targets_in
from quandun.assessment.domain.unit_lists import UnitList, lists_in, with_rule

_REMARK = re.compile(r"^（[^（）]{1,12}）[。；]?$")  # （0.5分）: a remark on the sentence before it
_WINDOW = 3000  # characters
_INTERIM = re.compile(r"阶段性|明显成效|持续推进|初步")  # 6月底取得阶段性成效 is no day on which a target is due
_TRAILING_REMARK = re.compile(r"(?<=。)[（(][^（）()]{1,12}[）)][。；]?$")

Sentence = tuple[int, str]  # offset in the passage, wording with its stop


@dataclass(slots=True)
class Reading:
    """What holds for one plan while its tasks are read."""

    dating: Dating
    lead_rule: LeadRule
    warnings: list[Warn] = field(default_factory=list)

    def warn(self, line: int, code: str, message: str) -> None:
        """Note what a person should look at."""
        self.warnings.append(Warn(line, code, message))

    def apart(self) -> "Reading":
        """Return the same frame with its own warnings, for what is read a second time."""
        return Reading(self.dating, self.lead_rule)


def lists_of(passage: Passage) -> list[UnitList]:
    """Return the unit lists of a passage."""
    return lists_in(passage.text, passage.paragraph_starts())


def has_list(node: Node) -> bool:
    """Say whether a node's own wording holds a unit list."""
    return bool(lists_of(node.passage()))


def has_lists(node: Node) -> bool:
    """Say whether a node or anything under it holds a unit list; boxes (专栏) are left out."""
    return any(has_list(part) for part in node.walk() if part.kind != "box")


def task_of_node(node: Node, reading: Reading) -> Task:
    """Read a numbered node; numbered points under it that carry no list of their own are its wording."""
    pieces = list(node.pieces)
    for child in node.children:
        if child.kind != "box":
            for part in child.walk():
                pieces.append(Piece(part.line, part.label + part.title + ("。" if part.title else ""), True))
                pieces.extend(part.pieces)
    boxes = tuple(_box(box, reading) for part in node.walk() for box in part.children if box.kind == "box")
    number = node.number if node.number or node.kind not in ("row", "group") else None
    return task_of_passage(Passage(pieces), number, node.label, node.title, boxes, node.line, reading)


def task_of_passage(
    passage: Passage, number: int | None, label: str, title: str, boxes: tuple[Box, ...], line: int, reading: Reading
) -> Task:
    """Read a passage as one task; without a title its first sentence is the title."""
    lists = [
        with_rule(found, first_leads=reading.lead_rule.first_leads, marked_leads=reading.lead_rule.marked_leads)
        for found in lists_of(passage)
    ]
    for unit_list in lists:
        for note in unit_list.notes:
            reading.warn(passage.line_at(unit_list.start), "unit_list", note)
    covered, rest = _covered(passage, lists)
    if rest and lists:
        reading.warn(passage.line_at(rest[0][0]), "after_last_list", f"“{rest[0][1][:16]}…”在最后一个责任单位清单之后，没有对应的责任单位")
    sentences = [sentence for own in covered for sentence in own] + rest
    targets, deadlines, systems = findings(passage, sentences, reading)
    targets, deadlines = _with_limits(passage, lists, covered, targets, deadlines, reading)
    if not title and sentences:
        if len(sentences) > 1:  # a title only names the field; what is set up stands in the measures
            systems = findings(passage, sentences[1:], reading.apart())[2]
        first = sentences[0]
        title = _TRAILING_REMARK.sub("", first[1]).rstrip("。；")
        sentences = sentences[1:]
        covered = [[sentence for sentence in own if sentence is not first] for own in covered]
    segments = tuple(_segment(passage.line_at(unit_list.start), own, unit_list) for unit_list, own in zip(lists, covered, strict=True))
    return Task(
        number=number,
        label=label,
        title=title,
        measures=tuple(sentence for _, sentence in sentences),
        units=_once(unit for segment in segments for unit in segment.units),
        lead_units=_once(unit for segment in segments for unit in segment.lead),
        support_units=_once(unit for segment in segments for unit in segment.support),
        targets=targets,
        systems=systems,
        segments=segments,
        deadlines=deadlines,
        boxes=boxes,
        line=line,
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _covered(passage: Passage, lists: Sequence[UnitList]) -> tuple[list[list[Sentence]], list[Sentence]]:
    """Return the sentences each list covers, and those that stand after the last.

    A list covers what stands before it, back to the list before. Where the first list stands before every sentence,
    all of them do, and each covers what follows it.
    """
    text = passage.text
    between: list[list[Sentence]] = []
    start = 0
    for unit_list in lists:
        own = own_sentences(passage, start, unit_list.start)
        after = text[unit_list.end : unit_list.end + 1]
        if own and after and after in "。；":  # the list stood before the full stop: give the sentence its stop back
            own[-1] = (own[-1][0], own[-1][1] + ("" if own[-1][1].endswith("。") else after))
        start = unit_list.end + (1 if after in ("。", "；") else 0)
        between.append(own)
    rest = own_sentences(passage, start, len(text))
    if lists and not between[0] and rest:
        return [*between[1:], rest], []
    return between, rest


def own_sentences(passage: Passage, start: int, end: int) -> list[Sentence]:
    """Return the sentences between two offsets; a paragraph always ends a sentence, a remark in brackets never begins one."""
    found: list[Sentence] = []
    text = passage.text[start:end]
    cuts = [offset - start for offset in passage.paragraph_starts() if start < offset < end]
    for lower, upper in zip([0, *cuts], [*cuts, len(text)], strict=True):
        for offset, sentence in sentences_of(text[lower:upper]):
            if found and _REMARK.match(fold(sentence)):
                found[-1] = (found[-1][0], found[-1][1] + sentence)
            elif sentence.strip("。；，、"):
                found.append((start + lower + offset, sentence))
    return found


def _segment(line: int, sentences: Sequence[Sentence], unit_list: UnitList) -> Segment:
    return Segment(
        line=line,
        measures=tuple(sentence for _, sentence in sentences),
        units=tuple(unit.name for unit in unit_list.units),
        lead=tuple(unit.name for unit in unit_list.units if unit.role == "lead"),
        support=tuple(unit.name for unit in unit_list.units if unit.role == "support"),
        collective=tuple(unit.name for unit in unit_list.units if unit.collective),
        open_ended=unit_list.open_ended,
    )


def findings(
    passage: Passage, sentences: Sequence[Sentence], reading: Reading
) -> tuple[tuple[Target, ...], tuple[Deadline, ...], tuple[System, ...]]:
    """Return the targets, deadlines and systems of some sentences, each with its line."""
    targets: list[Target] = []
    deadlines: list[Deadline] = []
    systems: dict[str, System] = {}
    for offset, sentence in _windows(sentences):
        for target in targets_in(_TRAILING_REMARK.sub("", sentence), reading.dating):
            targets.append(replace(target, line=passage.line_at(offset + max(0, sentence.find(target.text)))))
        deadlines.extend(_deadlines(passage, offset, sentence, reading))
        for position, system in systems_in(sentence):
            systems.setdefault(system.name, System(system.name, system.kind, passage.line_at(offset + position)))
    return tuple(targets), tuple(deadlines), tuple(systems.values())


def _windows(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Yield sentences, one that never ends in pieces: what is looked for stands within a few hundred characters."""
    for offset, sentence in sentences:
        start = 0
        while len(sentence) - start > _WINDOW:
            cut = max(sentence.rfind(char, start + 1, start + _WINDOW) for char in "；，、")
            cut = cut + 1 if cut > start else start + _WINDOW
            yield offset + start, sentence[start:cut]
            start = cut
        yield offset + start, sentence[start:]


def _deadlines(passage: Passage, offset: int, wording: str, reading: Reading) -> list[Deadline]:
    found: list[Deadline] = []
    for due in dues_in(wording, reading.dating):
        line = passage.line_at(offset + due.start)
        found.append(Deadline(line, due.text, due.due.isoformat() if due.due else None, due.kind))
        if due.due is None and due.kind != "cadence":
            reading.warn(line, "due_not_computable", f"“{due.text}”算不出具体日期")
    return found


def _with_limits(
    passage: Passage,
    lists: Sequence[UnitList],
    covered: Sequence[Sequence[Sentence]],
    targets: tuple[Target, ...],
    deadlines: tuple[Deadline, ...],
    reading: Reading,
) -> tuple[tuple[Target, ...], tuple[Deadline, ...]]:
    """Add the time limits that stand inside the lists, and give them to the targets of the sentences those lists cover."""
    dated = list(targets)
    stated = list(deadlines)
    for unit_list, own in zip(lists, covered, strict=True):
        limits = [found for start, end in unit_list.limits for found in _deadlines(passage, start, passage.text[start:end], reading)]
        stated.extend(limits)
        dates = [limit for limit in limits if limit.due]
        if len(dates) == 1 and not _INTERIM.search("".join(passage.text[start:end] for start, end in unit_list.limits)):
            wording = {target.text for _, sentence in own for target in targets_in(_TRAILING_REMARK.sub("", sentence), reading.dating)}
            dated = [due_from_list(target, dates[0].due, dates[0].text) if target.text in wording else target for target in dated]
    return tuple(dated), tuple(stated)


def _box(node: Node, reading: Reading) -> Box:
    passage = node.passage()
    targets, _, _ = findings(passage, own_sentences(passage, 0, len(passage.text)), reading)
    return Box(node.number, node.title, passage.text, targets, node.line)


def overall_of(section: Node, reading: Reading) -> Overall:
    """Read the general part of a plan (总体要求): measures and targets, no units."""
    measures: list[str] = []
    targets: list[Target] = []
    for node in section.walk():
        passage = node.passage()
        sentences = own_sentences(passage, 0, len(passage.text))
        if node is not section and not node.title and len(sentences) > 1 and len(sentences[0][1]) <= 20:
            sentences = sentences[1:]
        found, _, _ = findings(passage, sentences, reading)
        measures.extend(sentence for _, sentence in sentences)
        targets.extend(found)
    return Overall(section.title, tuple(measures), tuple(targets))
