"""Half-open ranges of days: the first day belongs, the last does not."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DayRange:
    """From `start` inclusive to `end` exclusive; `end=None` is open."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"a range cannot end ({self.end}) before it starts ({self.start})")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "DayRange") -> bool:
        """Say whether the two share a day; an empty range shares none."""
        if self.start == self.end or other.start == other.end:
            return False
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)
