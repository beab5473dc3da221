"""A plan as a task book (任务分工表): CSV for spreadsheets, Markdown for reading. Plain."""

from collections.abc import Iterator

from quandun.assessment.domain.plan_reader import Item, Plan, Safeguard, Task
from quandun.assessment.domain.targets import Target
from quandun.kernel.spreadsheets import written

ROLES = {"lead": "牵头", "support": "配合", "collective": "泛指", "responsible": "责任"}
HEADER = ("编号", "类别", "任务", "举措", "单位", "责任", "目标", "期限")


def as_csv(plan: Plan) -> str:
    """Return one line per task and unit, as spreadsheets read it."""
    return written(HEADER, _lines(plan)).decode()


def _lines(plan: Plan) -> Iterator[tuple[str, ...]]:
    for item in plan.items:
        targets = "；".join(target.text for target in item.targets)
        dues = "；".join(target.due or "" for target in item.targets if target.due)
        common = (_number(item), "任务" if isinstance(item, Task) else "保障", item.title)
        for segment in item.segments:
            for unit in segment.units:
                role = next(
                    (ROLES[name] for name in ("lead", "support", "collective") if unit in getattr(segment, name)), ROLES["responsible"]
                )
                yield (*common, "".join(segment.measures), unit, role, targets, dues)
        if not item.segments:
            yield (*common, "".join(item.measures), "", "", targets, dues)


def as_markdown(plan: Plan) -> str:
    """Return the plan as a document with tasks as headings and a list of units under each."""
    lines = [f"# {plan.title}", ""]
    lines += [
        f"{label}：{value}  "
        for label, value in (("文号", plan.document_number), ("印发", "、".join(plan.issuers)), ("日期", plan.date))
        if value
    ]
    for group in plan.groups:
        lines += ["", f"## {group.number}{group.title}"]
        for task in group.tasks:
            lines += _item_lines(task)
    if plan.safeguards:
        lines += ["", "## 保障措施"]
        for safeguard in plan.safeguards:
            lines += _item_lines(safeguard)
    return "\n".join(lines) + "\n"


def _item_lines(item: Item) -> list[str]:
    lines = ["", f"### {_number(item)} {item.title}".rstrip(), ""]
    for segment in item.segments:
        units = "、".join(
            f"{unit}（牵头）" if unit in segment.lead else f"{unit}（配合）" if unit in segment.support else unit for unit in segment.units
        )
        lines += [*(f"- {measure}" for measure in segment.measures), "", f"责任单位：{units}", ""]
    if not item.segments:
        lines += [*(f"- {measure}" for measure in item.measures), ""]
    lines += [f"目标：{_target_words(target)}" for target in item.targets]
    return lines


def _target_words(target: Target) -> str:
    return f"{target.text}（{target.due} 前）" if target.due else target.text


def _number(item: Item) -> str:
    return item.number if isinstance(item, Safeguard) else str(item.number) if isinstance(item, Task) and item.number else item.label
