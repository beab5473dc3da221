"""Lists of responsible units (责任单位) in a passage: in brackets, after a label, or in brackets with verbs only (市财政局负责)."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from quandun.assessment.domain.labels import Label, head_label_at, is_rule, label_at, next_label, other_label_at
from quandun.assessment.domain.normalise import depth_changes, fold
from quandun.assessment.domain.units import BARE_PLACE, Unit, is_collective, is_unit, read_entry, spread, without_verbs

_LIST_LIMIT = 4000  # characters of one unit list; the longest seen has under 400
_BRACKET_LIMIT = 600  # a bracket without a label is looked at no further
_NAME_LIMIT = 40  # a longer entry is no name but a sentence
_TIME = re.compile(r"\d{4}年|\d{1,2}月|年底|年内|年前|长期|持续|每年|每季|每月|常态|适时|按进度|季度|即时|立即|完成时|之日起|(?:上|下)半年")
_SEPARATORS = "、，；。/|"


@dataclass(frozen=True, slots=True)
class UnitList:
    """One list in the text, from `start` to `end` (brackets included).

    `limits` are stretches of it that say by when (完成时限：2023年底前; 6月底完成) as (start, end) in the passage.
    """

    start: int
    end: int
    units: tuple[Unit, ...]
    open_ended: bool
    notes: tuple[str, ...] = ()  # what was unclear, in Chinese
    limits: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a list stands: `inner` is what lies between the brackets."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    notes: tuple[str, ...]


def lists_in(text: str, breaks: Sequence[int] = ()) -> list[UnitList]:
    """Return the unit lists of a passage in the order they stand. `breaks` are the offsets at which its paragraphs begin."""
    return list(_lists_in(text, tuple(breaks)))


@lru_cache(maxsize=64)  # a node is asked several times whether it holds a list, each time with the same words
def _lists_in(text: str, breaks: tuple[int, ...]) -> tuple[UnitList, ...]:
    folded = fold(text)
    starts = frozenset(breaks)
    depths = depth_changes(folded)
    heads = sorted(at for at in {0, *starts} if at < len(folded) and depths[at] == 0 and _label_of_any_kind(folded, at))
    found: list[UnitList] = []
    offset = 0
    label = _next_bare(folded, 0, heads, depths)
    while offset < len(folded):
        opening = folded.find("（", offset)
        if label is not None and label < offset:  # searched again only when passed: long texts stay linear
            label = _next_bare(folded, offset, heads, depths)
        if label is not None and (opening < 0 or label < opening):
            end = _end_of_bare(folded, label, starts)
            found.append(_read(text, folded, _Span(label, end, label, end, ())))
            offset = max(end, label + 1)
            continue
        if opening < 0:
            break
        span = _bracketed(text, folded, opening, starts)
        if span:
            found.append(_read(text, folded, span))
        offset = span.end if span else opening + 1
    return tuple(one for one in found if one.units)


def starts_with_label(text: str) -> bool:
    """Say whether a line opens with the label of a unit list or of a time limit."""
    folded = fold(text)
    return _label_of_any_kind(folded, 0)


def _label_of_any_kind(folded: str, offset: int) -> bool:
    return head_label_at(folded, offset) is not None or other_label_at(folded, offset, len(folded)) is not None


def _next_bare(folded: str, offset: int, heads: Sequence[int], depths: Sequence[int]) -> int | None:
    """Return where the next label without a bracket stands: at the head of a paragraph (`heads`), or after a full stop."""
    at = bisect_left(heads, offset)
    best = heads[at] if at < len(heads) else None
    while True:
        found = next_label(folded, offset)
        if found is None or (best is not None and found[0] >= best):
            return best
        start, label = found
        if depths[start] == 0 and folded[start - 1 : start] in ("。", "！", "？", "；", "）"):
            return start
        offset = label.end


def _end_of_bare(folded: str, start: int, starts: frozenset[int]) -> int:
    """Return where a list without brackets ends: at the full stop, or where a paragraph begins that goes on with other things."""
    depth = 0
    for offset in range(start, len(folded)):
        char = folded[offset]
        if offset > start and offset in starts and not _goes_on(folded, offset):
            return offset
        if char == "（":
            depth += 1
        elif char == "）":
            depth -= 1
            if depth < 0:
                return offset + 1  # the opening bracket was lost
        elif char in "。！？" and not _goes_on(folded, offset + 1):
            return offset + 1
    return len(folded)


def _goes_on(folded: str, offset: int) -> bool:
    """Say whether a list goes on at `offset`: another label stands there, or a separator did before."""
    return label_at(folded, offset) is not None or other_label_at(folded, offset, len(folded)) is not None or folded[offset - 1] in "、，"


def _bracketed(text: str, folded: str, opening: int, starts: frozenset[int]) -> _Span | None:
    """Return the span of a bracket that holds a unit list, or None."""
    head = head_label_at(folded, opening + 1)
    close, closed = _closing(folded, opening, head is not None, starts)
    inside = folded[opening + 1 : close]
    labelled = head is not None or _label_inside(folded, opening + 1, close)
    if not labelled and not (closed and _names_units(inside, folded, opening, close)):
        return None
    notes: list[str] = [head.note] if head and head.note else []
    if not closed:
        notes.append("责任单位清单没有右括号，读到句末或段末为止")
    elif (text[opening] in "(") != (text[close] in ")"):
        notes.append("责任单位清单的括号一半全角、一半半角，按一对括号读")
    return _Span(opening, min(close + 1, len(folded)) if closed else close, opening + 1, close, tuple(notes))


def _closing(folded: str, opening: int, labelled: bool, starts: frozenset[int]) -> tuple[int, bool]:
    """Return where the bracket closes, and False where it never does: then at the first full stop or the end of the paragraph."""
    depth = 0
    stop = None
    limit = min(len(folded), opening + (_LIST_LIMIT if labelled else _BRACKET_LIMIT))
    for offset in range(opening, limit):
        char = folded[offset]
        if offset > opening and (offset in starts and folded[offset - 1] not in "、，" and not _goes_on(folded, offset)):
            return (stop if stop is not None else offset), False
        if char == "（":
            if depth and labelled and head_label_at(folded, offset + 1):
                return (stop if stop is not None else offset), False  # the next list opens before this one closed
            depth += 1
        elif char == "）":
            depth -= 1
            if depth == 0:
                return offset, True
        elif char == "。" and stop is None and labelled and not is_rule(folded[offset + 1 : offset + 40]):
            stop = offset
    return (stop if stop is not None else limit), False


def _label_inside(folded: str, start: int, end: int) -> bool:
    """Say whether a label stands inside a bracket after a time (6月底完成，牵头考核单位：市审批服务局)."""
    found = next_label(folded, start, end)
    if found is None:
        return False
    before = folded[start : found[0]]
    return before[-1:] in "，；、。" and (_TIME.search(before) is not None or other_label_at(folded, start, end) is not None)


def _names_units(inside: str, folded: str, opening: int, close: int) -> bool:
    """Say whether a bracket without a label is a list: at the end of a sentence, with nothing in it but units and their verbs."""
    ends_sentence = close + 1 >= len(folded) or folded[close + 1] in "。；！" or (opening > 0 and folded[opening - 1] in "。；！")
    if not ends_sentence or len(inside) < 4 or "：" in inside:
        return False
    entries = [entry for entry in _split(inside) if entry]
    acts = any(without_verbs(entry)[1] for entry in entries)
    names = [without_verbs(entry)[0] for entry in entries if not _TIME.search(entry)]
    if not names:
        return False
    plain = [name for name in (_before_open(name) for name in names) if name]
    stands_apart = opening > 0 and folded[opening - 1] in "。；！"  # a lone name after a word explains that word
    some_strong = any(is_unit(name, strong=True) for name in plain)
    believed = all(
        is_unit(name, strong=not (acts or (stands_apart and some_strong))) or BARE_PLACE.match(name) or is_collective(name)
        for name in plain
    )
    if acts:
        return believed
    return believed and (len(names) > 1 or stands_apart) and max(len(name) for name in names) > 3


def _before_open(name: str) -> str:
    return re.sub(r"等[^局委厅办]*$", "", name)


def _split(inside: str) -> list[str]:
    parts = [""]
    depth = 0
    for char in inside:
        depth += (char == "（") - (char == "）")
        if depth <= 0 and char in _SEPARATORS:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _read(text: str, folded: str, span: _Span) -> UnitList:
    units: list[Unit] = []
    open_ended = False
    notes = list(span.notes)
    limits: list[tuple[int, int]] = []
    for role, lower, upper in _stretches(folded, span.inner_start, span.inner_end):
        if role == "time":
            limits.append((lower, upper))
            continue
        if role == "other":
            continue
        for run_start, run_end in _runs(folded, lower, upper):
            run: list[Unit] = []
            for start, end in _entries(folded, run_start, run_end):
                entry = folded[start:end]
                if is_rule(entry):
                    continue
                time = _TIME.search(entry)
                if time and not is_unit(without_verbs(entry)[0]):
                    cut = start + time.start() if is_unit(entry[: time.start()]) else start
                    limits.append((cut, end))
                    end = cut
                if start == end:
                    continue
                read = read_entry(text[start:end].rstrip("）)") if _unbalanced(folded[start:end]) else text[start:end], role)
                open_ended = open_ended or read.open_ended
                notes.extend(read.notes)
                notes.extend(_doubts(read.units))
                run.extend(read.units)
            units.extend(spread(run))
    unique = {unit.name: unit for unit in reversed(units)}
    if len(unique) != len(units):
        notes.append("同一清单中有单位重复列出，只计一次")
    ordered = tuple(_strongest(name, units) for name in dict.fromkeys(unit.name for unit in units))
    return UnitList(span.start, span.end, ordered, open_ended, tuple(notes), tuple(limits))


def _strongest(name: str, units: Sequence[Unit]) -> Unit:
    """Of a unit named twice keep the lead."""
    same = [unit for unit in units if unit.name == name]
    return next((unit for unit in same if unit.role == "lead"), same[0])


def _unbalanced(entry: str) -> bool:
    return entry.count("）") > entry.count("（")


def _doubts(units: Sequence[Unit]) -> Iterator[str]:
    for unit in units:
        if len(unit.name) > _NAME_LIMIT or not is_unit(unit.name):
            yield f"“{unit.name[:20]}”不像单位名称，照原文收录"


def _stretches(folded: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield (role, from, to) for each labelled stretch. Role: responsible | lead | support, `time` for a limit, `other` for neither."""
    role = "responsible"
    lower = offset = start
    first: Label | None = head_label_at(folded, start)
    if first:
        role, lower, offset = first.role, first.end, first.end
    elif next_label(folded, start, end) is not None and _label_inside(folded, start, end):
        role = "time"
    while offset < end:
        label = label_at(folded, offset, end)
        other = None if label else other_label_at(folded, offset, end)
        if label or other:
            if offset > lower:
                yield role, lower, offset
            if label:
                role, lower = label.role, label.end
            elif other:
                role, lower = ("time" if other[1] else "other"), other[0]
            offset = lower
            continue
        offset += 1
    if end > lower:
        yield role, lower, end


def _runs(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between semicolons: a verb at the end of one does not reach over the semicolon before it."""
    depth = 0
    lower = start
    for offset in range(start, end):
        depth += (folded[offset] == "（") - (folded[offset] == "）")
        if depth <= 0 and folded[offset] in "；。":
            yield lower, offset
            lower = offset + 1
    yield lower, end


def _entries(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the entries between separators; 各区、县级市 stays one addressee."""
    found: list[tuple[int, int]] = []
    depth = 0
    lower = start
    for offset in range(start, end + 1):
        if offset < end:
            depth += (folded[offset] == "（") - (folded[offset] == "）")
            if depth > 0 or folded[offset] not in _SEPARATORS:
                continue
        if offset > lower:
            before = folded[found[-1][0] : found[-1][1]] if found else ""
            if re.match(r"^各", before) and _names_only_places(before) and BARE_PLACE.match(without_verbs(folded[lower:offset])[0]):
                found[-1] = (found[-1][0], offset)
            else:
                found.append((lower, offset))
        lower = offset + 1
    return found


def _names_only_places(before: str) -> bool:
    """Say whether 各… still waits for its organ word: 各区, but not 各区人民政府."""
    return re.search(r"(?:政府|管委会|办事处|党委|单位|部门|公司|企业|机构|局|委)(?:（[^（）]*）)?$", before) is None


def with_rule(unit_list: UnitList, *, first_leads: bool, marked_leads: bool) -> UnitList:
    """Apply a rule on who leads that the plan states once to a list that names no lead itself."""
    if any(unit.role == "lead" for unit in unit_list.units):
        return unit_list
    if marked_leads and any(unit.marked for unit in unit_list.units):
        units = tuple(replace(unit, role="lead") if unit.marked else unit for unit in unit_list.units)
        return replace(unit_list, units=units)
    if first_leads and unit_list.units:
        first, *rest = unit_list.units
        return replace(unit_list, units=(replace(first, role="lead"), *rest))
    return unit_list
