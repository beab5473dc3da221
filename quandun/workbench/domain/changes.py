"""What changes between two days, laid out for people: by parameter, the weighty first, renumbering apart. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quandun.law import api as law

LOOK_AHEAD = timedelta(days=400)  # further than the texts already adopted reach, nearer than guesses


@dataclass(frozen=True, slots=True)
class ChangedParameter:
    """A parameter with what of it changes; `renumbered` when every number stands and only its place or source moves."""

    parameter: law.Parameter
    changes: tuple[law.Change, ...]

    @property
    def renumbered(self) -> bool:
        return all(change.number_stands for change in self.changes)


def by_parameter(changes: Sequence[law.Change]) -> list[ChangedParameter]:
    """Return the changes gathered by parameter, in the order of their first change."""
    gathered: dict[str, list[law.Change]] = {}
    for change in changes:
        gathered.setdefault(change.parameter.id, []).append(change)
    return [ChangedParameter(found[0].parameter, tuple(found)) for found in gathered.values()]


def next_change_after(today: date) -> date:
    """Return the next day on which a number of law changes, else the day a year and a little from now."""
    ahead = law.diff(today, today + LOOK_AHEAD)
    return ahead[0].on if ahead else today + LOOK_AHEAD
