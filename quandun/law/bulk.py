"""Many clocks at once: the day each leads to, without the reasons. The day is the one `quandun.law.terms.due` gives.

A city's open clocks ask the same few hundred periods from the same few hundred days. So what the law says is worked out once for
each stretch of days through which it stays the same, and a clock that nothing interrupts once for each period and day. What is
rare (new beginnings, closing times, backward periods, every refusal) is answered by `due` itself. All that is kept belongs to one
`Bulk` and so to one `Law`: another city's law is another `Law`, and nothing kept can outlive it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from quandun.kernel.clocks import legal_day
from quandun.law import counting
from quandun.law.counting import OPEN, StillOpen
from quandun.law.errors import LawError
from quandun.law.periods import Term, grounds, term
from quandun.law.statutes import Law
from quandun.law.terms import due, end_of_hours, unknown_years
from quandun.law.values import Extension, Pause, Restart


@dataclass(frozen=True, slots=True)
class OpenClock:
    """What `due` is asked about one running period."""

    ref: str
    starts: date | datetime
    pauses: Sequence[Pause] = ()
    extensions: tuple[str | Extension, ...] = ()
    restarts: Sequence[Restart] = ()
    closes: time | None = None
    on: date | None = None


class DueDate(NamedTuple):
    """The day a clock leads to."""

    last_day: date
    last_instant: datetime | None  # UTC; as in `Due`
    provisional: bool


@dataclass(slots=True)
class _Stretch:
    """A period that stays the same for every governing day from `first` up to, not including, `end`."""

    first: date
    end: date
    term: Term
    counts_forward: bool
    grounds: tuple[str, ...] | None  # for which time is left out; None: any
    uninterrupted: dict[date, DueDate]  # by start; shared by all periods of the same length


class Bulk:
    """Answers many clocks from one law."""

    def __init__(self, law: Law) -> None:
        self._law = law
        self._stretches: dict[tuple[str, tuple[str | Extension, ...]], list[_Stretch]] = {}
        self._counts: defaultdict[tuple[str, int, bool], dict[date, DueDate]] = defaultdict(dict)
        self._uninterrupted: defaultdict[str, dict[date, DueDate]] = defaultdict(dict)

    def due_dates(self, clocks: Iterable[OpenClock]) -> Iterator[DueDate | LawError]:
        """Yield for each clock its day, or the refusal `due` would raise, in order."""
        uninterrupted = self._uninterrupted
        for clock in clocks:
            try:
                if clock.pauses or clock.extensions or clock.restarts or clock.closes or clock.on:
                    yield self._answer(clock)
                    continue
                # A moment is a key as good as a day: it is asked once, and a day is never equal to a moment.
                days = uninterrupted[clock.ref]
                found = days.get(clock.starts)
                if found is None:
                    found = days[clock.starts] = self._answer(clock)
                yield found
            except LawError as refusal:
                yield refusal

    def _answer(self, clock: OpenClock) -> DueDate:
        return self._quickly(clock) or self._by_due(clock)

    def _by_due(self, clock: OpenClock) -> DueDate:
        found = due(
            self._law,
            clock.ref,
            starts=clock.starts,
            pauses=clock.pauses,
            extensions=clock.extensions,
            restarts=clock.restarts,
            closes=clock.closes,
            on=clock.on,
        )
        return DueDate(found.last_day, found.last_instant, found.provisional)

    def _quickly(self, clock: OpenClock) -> DueDate | None:
        """Return the day of an ordinary clock; None where it is for `due` to answer or to refuse."""
        starts = clock.starts
        if clock.restarts or clock.closes:
            return None
        try:
            start = legal_day(starts) if isinstance(starts, datetime) else starts
            stretch = self._stretch(clock.ref, clock.extensions, clock.on or start)
            if stretch.term.unit == "hour":
                return None if clock.pauses else self._hours(stretch.term, starts)
            return self._days(stretch, start, clock.pauses)
        except (LawError, StillOpen, OverflowError, ValueError):
            return None

    def _hours(self, asked: Term, starts: date | datetime) -> DueDate:
        _, _, end = end_of_hours(asked, starts)
        return DueDate(end.date(), end.astimezone(UTC), False)

    def _days(self, stretch: _Stretch, start: date, pauses: Sequence[Pause]) -> DueDate | None:
        if not stretch.counts_forward:
            return None
        plain = stretch.uninterrupted.get(start)
        if plain is None:
            plain = stretch.uninterrupted[start] = self._counted(stretch.term, start, [])
        if not pauses:
            return plain
        allowed = stretch.grounds
        touched = False
        for pause in pauses:
            if pause.ground not in allowed if allowed is not None else not pause.ground.strip():
                return None
            touched = touched or pause.days.start <= plain.last_day
        if not touched:  # what is left out after the last day changes nothing
            return plain
        ranges = [(pause.days.start.toordinal(), pause.days.end.toordinal() if pause.days.end else OPEN) for pause in pauses]
        return self._counted(stretch.term, start, counting.merged(ranges, start.toordinal() + 1))

    def _counted(self, asked: Term, start: date, out: counting.Ranges) -> DueDate:
        calendar = self._law.calendar
        reached = counting.reach(calendar, asked.unit, asked.length, start.toordinal(), out, rolls=asked.rolls)
        last = date.fromordinal(reached.last)
        if calendar.sure_from <= start and last < calendar.sure_until:
            return DueDate(last, None, False)
        if asked.rolls and not calendar.knows(last.year):
            return DueDate(last, None, True)
        return DueDate(last, None, bool(unknown_years(asked, start, reached, calendar)))

    def _stretch(self, ref: str, extensions: tuple[str | Extension, ...], on: date) -> _Stretch:
        kept = self._stretches.get((ref, extensions))
        if kept is None:
            kept = self._stretches[ref, extensions] = []
        for stretch in kept:
            if stretch.first <= on < stretch.end:
                return stretch
        made = term(self._law, ref, extensions, on)
        days = [self._law.steady(self._law.find(ref), on) for ref in made.refs]
        kept.append(
            _Stretch(
                first=max(d.start for d in days),
                end=min(d.end or date.max for d in days),
                term=made,
                counts_forward=made.value.rule.counts == "forward",
                grounds=grounds(self._law, made.value, on).allowed,
                uninterrupted=self._counts[made.unit, made.length, made.rolls],
            )
        )
        return kept[-1]
