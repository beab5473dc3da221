"""How many due dates a second, on one processor, and how that grows with the number of open clocks.

    .venv/bin/python -m bench.law [--most 1000000] [--seed 1]

A city's clocks are drawn from every period of the law in force: start within the last 18 months, one in ten with a pause, one in fifty
with two, one in twenty with the extension its article allows. The rival walks from day to day with the same calendar as sets of dates
and the periods looked up for it beforehand; it answers the first thousand of the same clocks in the same run. The two must agree.
"""

import argparse
import gc
import random
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from quandun.kernel.clocks import BEIJING
from quandun.kernel.ranges import DayRange
from quandun.law import api
from quandun.law.periods import grounds, term

ONE = timedelta(days=1)
TODAY = date(2026, 11, 25)
RIVAL = 1000  # clocks the day-by-day loop is given
MONTHS = {"month": 1, "year": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the law as clocks of it are drawn."""

    ref: str
    unit: str
    ground: str  # a ground its article allows for a pause, "" for none
    extension: str


def periods(law: api.Law) -> list[Period]:
    """Return every forward period in force through the months the clocks start in."""
    found = []
    for parameter in law.parameters.values():
        for value in parameter.values.values():
            if not value.is_term or value.rule.counts != "forward" or value.rule.extends:
                continue
            try:
                asked = [term(law, value.ref, (), on) for on in (TODAY - timedelta(days=550), TODAY)]
                allowed = grounds(law, asked[1].value, TODAY).allowed
            except api.LawError:
                continue
            extension = next((v.ref for v in parameter.values.values() if v.rule.extends == value.key), "")
            found.append(Period(value.ref, value.rule.unit, "不可抗力" if allowed is None else next(iter(allowed), ""), extension))
    return found


def drawn(known: Sequence[Period], count: int, seed: int) -> list[api.OpenClock]:
    """Return `count` open clocks of a city."""
    chance = random.Random(seed)
    return [_clock(chance.choice(known), chance) for _ in range(count)]


def _clock(period: Period, chance: random.Random) -> api.OpenClock:
    day = TODAY - timedelta(days=chance.randrange(550))
    if period.unit == "hour":
        return api.OpenClock(period.ref, datetime(day.year, day.month, day.day, chance.randrange(24), 20, tzinfo=BEIJING))
    number = chance.choices((0, 1, 2), (88, 10, 2))[0] if period.ground else 0
    pauses = tuple(_pause(day, period.ground, chance) for _ in range(number))
    extensions = (period.extension,) if period.extension and chance.random() < 0.05 else ()
    return api.OpenClock(period.ref, day, pauses, extensions)


def _pause(start: date, ground: str, chance: random.Random) -> api.Pause:
    first = start + timedelta(days=chance.randrange(1, 60))
    return api.Pause(DayRange(first, first + timedelta(days=chance.randrange(1, 30))), ground)


class DayByDay:
    """The rival: one day after the other, as one would write it down from the statute."""

    def __init__(self, law: api.Law, clocks: Iterable[api.OpenClock]) -> None:
        years = law.calendar.years.values()
        self.off = {day for year in years for day in year.off_days}
        self.makeup = {day for year in years for day in year.makeup_workdays}
        self.terms = {(c.ref, c.extensions): term(law, c.ref, c.extensions, TODAY) for c in clocks}

    def rests(self, day: date) -> bool:
        return day not in self.makeup and (day.weekday() > 4 or day in self.off)

    def last_day(self, clock: api.OpenClock) -> date:
        asked = self.terms[clock.ref, clock.extensions]
        start, unit, left = clock.starts, asked.unit, asked.length
        if isinstance(start, datetime):
            end = start.replace(minute=0) + timedelta(hours=1) if asked.value.rule.hour_rounding == "next_hour" else start
            return (end + timedelta(hours=left)).date()
        out = [(pause.days.start, pause.days.end or date.max) for pause in clock.pauses]
        if unit in MONTHS:
            left = self._days_to_the_corresponding_day(start, left * MONTHS[unit])
        day = start
        while left:
            day += ONE
            if unit == "working_day" and self.rests(day):
                continue
            if not any(first <= day < again for first, again in out):
                left -= 1
        while asked.rolls and self.rests(day):
            day += ONE
            while any(first <= day < again for first, again in out):
                day += ONE
        return day

    def _days_to_the_corresponding_day(self, start: date, months: int) -> int:
        day, walked = start, 0
        while True:
            day += ONE
            walked += 1
            months -= day.day == 1
            if not months and (day.day == start.day or (day + ONE).day == 1):
                return walked


def seconds(work: Iterable[object]) -> float:
    """Return the processor time it takes to go through something: other work on the machine does not count."""
    began = time.process_time()
    for _ in work:
        pass
    return time.process_time() - began


def main() -> int:
    """Print the table; 1 when the two ways disagree on any clock."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--most", type=int, default=1_000_000)
    asked.add_argument("--seed", type=int, default=1)
    args = asked.parse_args()
    law = api.current()
    known = periods(law)
    clocks = drawn(known, max(args.most, RIVAL), args.seed)
    gc.freeze()  # a million clocks held at once are the bench's doing; a city's come one by one from a file
    sample = clocks[:RIVAL]
    rival = DayByDay(law, sample)
    wrong = [c for c, found in zip(sample, api.due_dates(sample), strict=True) if getattr(found, "last_day", None) != rival.last_day(c)]
    for clock in wrong:
        print(f"the two ways disagree: {clock}", file=sys.stderr)
    loop = RIVAL / seconds(map(rival.last_day, sample))
    one_by_one = RIVAL / seconds(api.due(c.ref, starts=c.starts, pauses=c.pauses, extensions=c.extensions) for c in sample)
    print(f"{len(known)} periods of law, one processor")
    print(f"{'clocks':>12} {'seconds':>9} {'due dates a second':>19} {'times the loop':>15}")
    print(f"{'day by day':>12} {RIVAL / loop:>9.3f} {loop:>19,.0f} {1:>15}")
    print(f"{'with reasons':>12} {RIVAL / one_by_one:>9.3f} {one_by_one:>19,.0f} {one_by_one / loop:>15.1f}")
    size = 1000
    while size <= args.most:
        took = seconds(api.due_dates(clocks[:size]))
        print(f"{size:>12,} {took:>9.3f} {size / took:>19,.0f} {size / took / loop:>15.0f}")
        size *= 10
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
