"""What an indicator is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CountedRecord:
    """One record behind a figure: its public id, a label, its unit and the day that makes it count."""

    id: str
    label: str
    unit_id: str
    day: date
    kind: str  # case | register_entry | ...


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure computed from records of any day (指标). `tasks` are numbers of the plan's tasks it shows progress of."""

    key: str
    name: str
    name_en: str
    unit: str
    tasks: tuple[int, ...]
    records: Callable[[date, date], list[CountedRecord]]  # (from, to), both inclusive
