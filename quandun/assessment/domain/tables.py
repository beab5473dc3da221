"""Task tables (任务分工表): rows of 序号 · 任务 · 责任单位 · 完成时限, as Markdown, with tabs, or aligned with spaces.

A table is recognised by its head: a line of short cells of which one names a task and one names units. Each row
becomes one `Row`; its cells are put into the wording a plan without a table would have used, so that everything after
this module reads tables and paragraphs alike.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quandun.assessment.domain.labels import is_rule, label_at, role_of
from quandun.assessment.domain.normalise import fold
from quandun.assessment.domain.units import is_unit

_COLUMNS = (  # the first kind whose pattern is the whole head cell
    ("number", re.compile(r"(?:序号|编号|项次|序|号|No\.?|任务编号)", re.IGNORECASE)),
    ("time", re.compile(r"[^，]{0,6}(?:时限|时间|期限|节点|进度|时间节点|完成日期)(?:要求|安排)?(?:（[^）]*）)?")),
    ("group", re.compile(r"(?:类别|分类|领域|板块|大类|重点领域|所属领域|任务类别|目标|一级指标|工作类别|方面|专项)")),
    (
        "task",
        re.compile(
            r"(?:重点|主要|工作|改革|具体|年度|目标|创建|实施)*(?:任务|事项|项目|工作|举措|措施|行动|指标|要点)(?:名称|事项|清单)?|名称"
        ),
    ),
    (
        "content",
        re.compile(
            r"(?:主要|工作|具体|任务|建设|目标|年度|推进|落实|实施)*(?:内容|要求|措施|举措|目标|标准|任务|目标任务|任务目标|目标要求|说明|指标值|目标值)"
        ),
    ),
)
_UNIT_HEAD = re.compile(r"[^，。]{0,8}(?:单位|部门|处室|科室|主体|牵头|配合)(?:（[^）]*）)?")
_NOT_UNITS = re.compile(r"领导|责任人|联系人|备注|电话")
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARKDOWN_RULE = re.compile(r"^[\s|:\-–—+]+$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a task table. `wording` is what the row says after its title, `lists` its units and time as a bracketed list."""

    line: int
    label: str
    group: str
    title: str
    wording: str
    lists: str


@dataclass(frozen=True, slots=True)
class _Head:
    """The columns of a table: kind of each, in order, and how its cells are set apart."""

    kinds: tuple[str, ...]
    names: tuple[str, ...]
    separator: str  # pipe | tab | blank


def rows_in(lines: Sequence[str]) -> dict[int, Row | None]:
    """Return, by index, the rows of every task table; None for lines of a table that carry no row (its head, its rule)."""
    found: dict[int, Row | None] = {}
    index = 0
    while index < len(lines):
        head = _head_of(lines[index])
        if head is None:
            index += 1
            continue
        taken = dict(_rows_after(lines, index, head))
        if any(taken.values()):
            found[index] = None
            found.update(taken)
        index = max(taken, default=index) + 1  # heads without rows are passed over with it: long texts stay linear
    return found


def _cells(line: str, separator: str) -> list[str]:
    if separator == "pipe":
        parts = fold_pipes(line).strip().strip("|").split("|")
    elif separator == "tab":
        parts = line.split("\t")
    else:
        parts = re.split(
            r"[ \u3000\u00a0]{2,}" if re.search(r"\S[ \u3000\u00a0]{2,}\S", line.strip()) else r"[ \u3000\u00a0]+", line.strip()
        )
    return [re.sub(r"\s+|\*\*", "", _LINE_BREAK.sub("", part)) for part in parts]


def fold_pipes(line: str) -> str:
    """Return a line with its vertical bars in one form."""
    return line.replace("｜", "|").replace("│", "|").replace("┃", "|")


def _separator_of(line: str) -> str | None:
    if fold_pipes(line).count("|") >= 2:
        return "pipe"
    if "\t" in line.strip("\n"):
        return "tab"
    return "blank" if re.search(r"\S[ \u3000\u00a0]+\S", line) else None


def _kind_of(cell: str) -> str | None:
    folded = fold(cell)
    if _NOT_UNITS.search(folded):
        return "other"
    for kind, pattern in _COLUMNS:
        if pattern.fullmatch(folded):
            return kind
    return "units" if _UNIT_HEAD.fullmatch(folded) or label_at(folded + "：", 0) else None


def _head_of(line: str) -> _Head | None:
    separator = _separator_of(line) if len(line) <= 200 else None
    if separator is None:
        return None
    cells = _cells(line, separator)
    if separator != "pipe":
        cells = [cell for cell in cells if cell] if separator == "blank" else cells
    kinds = [_kind_of(cell) if cell else "other" for cell in cells]
    if len(cells) < 2 or None in kinds or "units" not in kinds or not {"task", "content"} & set(kinds):
        return None
    return _Head(tuple(kind or "other" for kind in kinds), tuple(cells), separator)


def _rows_after(lines: Sequence[str], head_at: int, head: _Head) -> Iterator[tuple[int, Row | None]]:
    group = ""
    index = head_at
    while index + 1 < len(lines):
        index += 1
        line = lines[index]
        if not line.strip():
            if head.separator == "pipe":
                return
            continue
        if (head.separator == "pipe" and _MARKDOWN_RULE.match(line)) or _head_of(line):  # the head is repeated on every page
            yield index, None
            continue
        cells = _fitted(_cells(line, head.separator), head)
        taken = index
        while (
            head.separator == "tab"
            and len(cells) < len(head.kinds)
            and taken + 1 < len(lines)
            and _continues(lines[taken + 1], cells, head)
        ):
            taken += 1
            cells = _joined(cells, _cells(lines[taken], head.separator))
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and (head.separator == "pipe" or _row_follows(lines, index, head)):
            group = filled[0]  # a line across the table names the group of the rows under it
            yield index, None
            continue
        if _separator_of(line) != head.separator:
            return
        if head.separator == "tab":
            cells = [*cells, *[""] * (len(head.kinds) - len(cells))]
        if len(cells) != len(head.kinds):
            return
        group = next((cell for cell, kind in zip(cells, head.kinds, strict=True) if kind == "group" and cell), group)
        for at in range(index + 1, taken + 1):
            yield at, None
        yield index, _row(index + 1, cells, head, group)
        index = taken


def _fitted(cells: list[str], head: _Head) -> list[str]:
    """Return the cells of a line in as many columns as the head has, where that is plain."""
    if head.separator == "blank":
        cells = [cell for cell in cells if cell]
    if head.separator != "pipe" and len(cells) == len(head.kinds) - 1 and head.kinds[0] == "group":
        return ["", *cells]  # a merged group cell is written once
    if len(cells) > len(head.kinds) and not any(cells[len(head.kinds) :]):
        return cells[: len(head.kinds)]
    return cells


def _continues(line: str, cells: Sequence[str], head: _Head) -> bool:
    """Say whether a line goes on with a row whose last cell was broken by a line end."""
    more = _cells(line, head.separator)
    starts_row = (
        re.match(r"\d{1,3}$", more[0]) is not None
        or re.match(r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）", fold(more[0])) is not None
    )
    return len(cells) > 1 and bool(line.strip()) and not starts_row and len(cells) + len(more) - 1 <= len(head.kinds)


def _joined(cells: Sequence[str], more: Sequence[str]) -> list[str]:
    *before, last = cells
    separator = "、" if is_unit(last, strong=True) and is_unit(more[0]) else ""
    return [*before, last + separator + more[0], *more[1:]]


def _row_follows(lines: Sequence[str], index: int, head: _Head) -> bool:
    following = next((line for line in lines[index + 1 : index + 3] if line.strip()), "")
    return _separator_of(following) == head.separator and len(_fitted(_cells(following, head.separator), head)) > 1


def _row(line: int, cells: Sequence[str], head: _Head, group: str) -> Row:
    named = list(zip(head.kinds, head.names, cells, strict=True))
    wording = [_sentence(cell) for kind, _, cell in named if kind == "content" and cell]
    tasks = [cell for kind, _, cell in named if kind == "task" and cell]
    label = next((cell for kind, _, cell in named if kind == "number"), "")
    title = ""
    if wording and tasks:
        title, wording = tasks[0], [_sentence(cell) for cell in tasks[1:]] + wording
    else:
        wording = [_sentence(cell) for cell in tasks] + wording
    parts = [f"{_label_for(name)}：{cell}{_rule_of(name)}" for kind, name, cell in named if kind == "units" and _names_something(cell)]
    parts += [f"完成时限：{cell}" for kind, _, cell in named if kind == "time" and _names_something(cell)]
    return Row(line, label, group, title.rstrip("。"), "".join(wording), f"（{'；'.join(parts)}）" if parts else "")


def _names_something(cell: str) -> bool:
    return cell.strip("/—-–无 ") != ""


def _label_for(name: str) -> str:
    """Return the label a column head stands for, in its plain form; a rule in its bracket (列第一位的为牵头单位) is no part of it."""
    return {"lead": "牵头单位", "support": "配合单位"}.get(role_of(fold(name).split("（")[0]), "责任单位")


def _rule_of(name: str) -> str:
    """Return what a column head says of who leads, as the end of a list."""
    return "。" + name if is_rule(fold(name)) else ""


def _sentence(cell: str) -> str:
    return cell if cell.endswith(("。", "！", "？", "；")) else cell + "。"
