"""What changed between two versions of a plan (方案比对): tasks, their wording, units and targets. Plain.

A task of the old plan goes with the task of the new one whose title is the same, else with the most similar one left. Below
`SAME_TASK` two wordings are two tasks: one was removed, the other added.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeVar

from quandun.assessment.domain.plan_reader import Item, Plan, Safeguard, Task
from quandun.assessment.domain.targets import Target

SAME_TASK = 0.55  # share of characters in common, title and measures together
SAME_TARGET = 0.6
LONE_WORDS = 3  # characters in common that are worth showing as unchanged between two changes
Change = Literal["same", "added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A target on both sides; "" where it stands on one side only."""

    change: Change
    old: str
    new: str
    old_goal: str  # ">=200家 2025-12-31"
    new_goal: str


@dataclass(frozen=True, slots=True)
class TaskChange:
    """A task on both sides. `pieces` is the new wording against the old: (same | added | removed, text)."""

    change: Change
    old_number: str
    new_number: str
    title: str
    pieces: tuple[tuple[str, str], ...]
    units_added: tuple[str, ...]
    units_removed: tuple[str, ...]
    leads_added: tuple[str, ...]
    leads_removed: tuple[str, ...]
    targets: tuple[TargetChange, ...]

    @property
    def reworded(self) -> bool:
        """Say whether title or measures read differently."""
        return any(kind != "same" for kind, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side, in the order of the new one, removed tasks where they stood."""

    old_title: str
    new_title: str
    tasks: tuple[TaskChange, ...]
    units_added: tuple[str, ...]
    units_removed: tuple[str, ...]
    overall: tuple[TargetChange, ...]

    def counted(self, change: Change) -> int:
        """Return how many tasks changed that way."""
        return sum(task.change == change for task in self.tasks)

    @property
    def equal(self) -> bool:
        """Say whether tasks, units and targets are the same."""
        return self.counted("same") == len(self.tasks) and all(target.change == "same" for target in self.overall)


def compare(old: Plan, new: Plan) -> Comparison:
    """Return what changed from one plan to the other."""
    pairs = _paired(old.items, new.items, _task_likeness, SAME_TASK)
    return Comparison(
        old_title=old.title,
        new_title=new.title,
        tasks=tuple(_task_change(before, after) for before, after in pairs),
        units_added=_missing(new.unit_names, old.unit_names),
        units_removed=_missing(old.unit_names, new.unit_names),
        overall=_target_changes(old.overall.targets if old.overall else (), new.overall.targets if new.overall else ()),
    )


Thing = TypeVar("Thing")


def _paired(
    old: Sequence[Thing], new: Sequence[Thing], likeness: Callable[[Thing, Thing], float], least: float
) -> list[tuple[Thing | None, Thing | None]]:
    """Pair the most alike first; what is left on a side stands alone, an old one behind the old one it followed."""
    scored = sorted(
        ((likeness(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new)), key=lambda one: (-one[0], abs(one[1] - one[2]))
    )
    of_new: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in scored:
        if score >= least and i not in taken and j not in of_new:
            of_new[j] = i
            taken.add(i)
    pairs: list[tuple[Thing | None, Thing | None]] = []
    places: dict[int, int] = {}  # index of the old thing -> its place in `pairs`
    for j, after in enumerate(new):
        if j in of_new:
            places[of_new[j]] = len(pairs)
        pairs.append((old[of_new[j]] if j in of_new else None, after))
    for i in sorted(set(range(len(old))) - taken, reverse=True):
        place = max((places[k] + 1 for k in places if k < i), default=0)
        pairs.insert(place, (old[i], None))
        places = {k: at + 1 if at >= place else at for k, at in places.items()} | {i: place}
    return pairs


def _task_likeness(a: Item, b: Item) -> float:
    if a.title and _plain(a.title) == _plain(b.title):
        return 1.0
    matcher = SequenceMatcher(None, _wording(a), _wording(b), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= SAME_TASK else 0.0


def _task_change(old: Item | None, new: Item | None) -> TaskChange:
    before, after = _wording(old), _wording(new)
    pieces = _pieces(before, after)
    sides = (old.units if old else (), new.units if new else ())
    leads = (old.lead_units if old else (), new.lead_units if new else ())
    targets = _target_changes(old.targets if old else (), new.targets if new else ())
    same = before == after and set(sides[0]) == set(sides[1]) and set(leads[0]) == set(leads[1])
    change: Change = "added" if old is None else "removed" if new is None else "same" if same else "changed"
    shown = new or old
    return TaskChange(
        change=change,
        old_number=_number(old),
        new_number=_number(new),
        title=shown.title if shown else "",
        pieces=pieces,
        units_added=_missing(sides[1], sides[0]),
        units_removed=_missing(sides[0], sides[1]),
        leads_added=_missing(leads[1], leads[0]),
        leads_removed=_missing(leads[0], leads[1]),
        targets=targets,
    )


def _target_changes(old: Sequence[Target], new: Sequence[Target]) -> tuple[TargetChange, ...]:
    found = []
    for before, after in _paired(old, new, lambda a, b: SequenceMatcher(None, a.text, b.text, autojunk=False).ratio(), SAME_TARGET):
        goals = (_goal(before), _goal(after))
        same = before is not None and after is not None and (before.text, goals[0]) == (after.text, goals[1])
        change: Change = "added" if before is None else "removed" if after is None else "same" if same else "changed"
        found.append(TargetChange(change, before.text if before else "", after.text if after else "", *goals))
    return tuple(found)


def _goal(target: Target | None) -> str:
    if target is None:
        return ""
    number = f"{target.op or ''}{target.value}{target.unit or ''}" if target.value is not None else ""
    return " ".join(part for part in (number, target.due or "") if part)


def _pieces(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Return the new wording against the old. A word or two left alone between two changes is marked with them, to be readable."""
    pieces: list[tuple[str, str]] = []
    removed = added = ""
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (kind, a, b, c, d) in enumerate(changes):
        if kind == "equal" and (d - c >= LONE_WORDS or not removed + added or place == len(changes) - 1):
            pieces += [*_change(removed, added), ("same", new[c:d])]
            removed = added = ""
        else:
            removed, added = removed + old[a:b], added + new[c:d]
    return (*pieces, *_change(removed, added))


def _change(removed: str, added: str) -> list[tuple[str, str]]:
    return [(kind, text) for kind, text in (("removed", removed), ("added", added)) if text]


def _wording(item: Item | None) -> str:
    return "" if item is None else "\n".join((item.title, *item.measures))


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _number(item: Item | None) -> str:
    if isinstance(item, Task) and item.number is not None:
        return str(item.number)
    return item.number if isinstance(item, Safeguard) else item.label if item else ""


def _missing(wanted: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in wanted if name not in known)


def as_json(comparison: Comparison) -> dict[str, object]:
    """Return the comparison as plain values."""
    return {**asdict(comparison), "equal": comparison.equal}
