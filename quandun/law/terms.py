"""Statutory periods (法定期间): from the day of an event to the day the law draws from it, with the true reason of every step.

How days are counted stands in `quandun.law.counting`; what the provision allows in `quandun.law.periods`; how it is told in
`quandun.law.telling`. `quandun.law.bulk` asks many at once and gives the same days without the reasons.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from quandun.kernel.clocks import BEIJING, day_text, legal_day
from quandun.law import counting, telling
from quandun.law.counting import OPEN, Reached, StillOpen
from quandun.law.errors import BadOption, BadStart, PauseGroundNotAllowed, PauseStillOpen
from quandun.law.periods import AllowedPause, Means, Term, allowed_pauses, grounds, last_restart, term
from quandun.law.statutes import Law
from quandun.law.values import CONFIDENCES, Confidence, Extension, Pause, Restart, Value
from quandun.law.work_calendar import WorkCalendar

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """The day a period leads to (期间届满日) and how it was reached. `means` says what the day is."""

    last_day: date
    last_instant: datetime | None  # UTC; for periods of hours, and where the closing time of the body was given
    means: Means
    provisional: bool  # a year without holiday notice was needed; compute again when it is loaded
    steps: tuple[str, ...]  # Chinese, one line each with its article
    value: Value  # of the period itself, not of its extensions
    counted_to: date  # the day the count is full; `last_day` is later where rest days follow, earlier where it runs backward
    extensions: tuple[Value, ...] = ()

    @property
    def allowed_from(self) -> date | None:
        """The first day on which a least length (满…方可…) has passed; None for other periods."""
        return self.last_day + _DAY if self.means == "allowed_after" else None

    @property
    def confidence(self) -> Confidence:
        """The least certain of the numbers used."""
        return max((v.confidence for v in (self.value, *self.extensions)), key=CONFIDENCES.index)

    @property
    def confirmed(self) -> bool:
        """Whether every number used is certain or confirmed."""
        return all(v.confirmed for v in (self.value, *self.extensions))


def due(
    law: Law,
    ref: str,
    *,
    starts: date | datetime,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[str | Extension] = (),
    restarts: Sequence[Restart] = (),
    closes: time | None = None,
    on: date | None = None,
    calendar: WorkCalendar | None = None,
) -> Due:
    """Compute the day (or instant) a period leads to.

    `starts` is the day (or aware instant) of the event: the triggering one, or for a backward period the one ahead; `on` the day
    whose law governs, the start by default; `closes` the time at which the body that must receive the act stops business.
    Raises what `Law.value` raises, and NotATerm, BadStart, BadPause, PauseGroundNotAllowed, PauseStillOpen,
    ExtensionNotAllowed, RestartNotAllowed.
    """
    start = day_of(starts)
    asked = term(law, ref, extensions, on or start)
    calendar = calendar or law.calendar
    refuse_what_does_not_fit(asked, pauses=pauses, restarts=restarts, closes=closes)
    try:
        if asked.unit == "hour":
            return _hours(asked, start, starts)
        restart = last_restart(asked.value, restarts, start)
        allowed = allowed_pauses(asked.value, pauses, grounds(law, asked.value, asked.on)) if pauses else []
        return _days(asked, start, restart.day if restart else start, restart, allowed, closes, calendar)
    except OverflowError as error:
        raise BadStart(starts=str(starts), reason="届满日超出可以计算的范围") from error


def day_of(starts: date | datetime) -> date:
    """Return the day an event falls on in law; raises BadStart for an instant without time zone."""
    try:
        return legal_day(starts) if isinstance(starts, datetime) else starts
    except ValueError as error:
        raise BadStart(starts=str(starts), reason="时刻没有写明时区") from error


def end_of_hours(asked: Term, starts: date | datetime) -> tuple[datetime, datetime, datetime]:
    """Return the moment of the event, the moment counted from and the last moment, in Beijing time; raises BadStart."""
    if not isinstance(starts, datetime):
        raise BadStart(starts=str(starts), reason="以小时计算的期限应当写明时刻", article=asked.value.source)
    moment = starts.astimezone(BEIJING)
    first = moment
    if asked.value.rule.hour_rounding == "next_hour":
        first = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return moment, first, first + timedelta(hours=asked.length)


def reach(asked: Term, start: date, pauses: Sequence[AllowedPause], calendar: WorkCalendar) -> Reached:
    """Count a period of days, months or years; raises PauseStillOpen and OverflowError."""
    event = start.toordinal()
    if asked.value.rule.counts == "backward":
        before = counting.before(calendar, asked.unit, asked.length, event)
        # Whether 七日前 takes in the day of notice is disputed: this is the earlier day, in time under either reading, and a
        # working day, because whoever gives notice works on working days.
        return Reached(before, before, calendar.nth_back(before, 1) if asked.means == "notify_by" else before + 1)
    ranges = [(pause.days.start.toordinal(), pause.days.end.toordinal() if pause.days.end else OPEN) for pause in pauses]
    try:
        return counting.reach(calendar, asked.unit, asked.length, event, counting.merged(ranges, event + 1), rolls=asked.rolls)
    except StillOpen:
        pause = next(pause for pause in pauses if pause.days.end is None)
        since = day_text(pause.days.start)
        raise PauseStillOpen(name=asked.value.name_zh, since=since, ground=pause.ground, article=pause.source) from None


def unknown_years(asked: Term, start: date, reached: Reached, calendar: WorkCalendar) -> list[int]:
    """Return the years the day depends on and whose notice is not loaded."""
    last = date.fromordinal(reached.last).year
    if asked.unit == "working_day":
        years = range(min(last, start.year), max(last, start.year) + 1)
    elif asked.rolls or asked.means == "notify_by":
        other = date.fromordinal(reached.full).year
        years = range(min(last, other), max(last, other) + 1)
    else:
        years = range(0)
    return [year for year in years if not calendar.knows(year)]


def _hours(asked: Term, start: date, starts: date | datetime) -> Due:
    moment, first, end = end_of_hours(asked, starts)
    said = [*telling.length_steps(asked, start), *telling.hour_steps(asked, moment, first, end), *telling.certainty_steps(asked)]
    return Due(legal_day(end), end.astimezone(UTC), asked.means, False, tuple(said), asked.value, legal_day(end), asked.numbers[1:])


def refuse_what_does_not_fit(asked: Term, *, pauses: Sequence[Pause], restarts: Sequence[Restart], closes: time | None) -> None:
    """Refuse what a period of hours or a backward one does not know; raises PauseGroundNotAllowed, BadOption."""
    if asked.unit == "hour":
        kind = "以小时计算的期限"
    elif asked.value.rule.counts == "backward":
        kind = "向前计算的期限"
    else:
        return
    name, article = asked.value.name_zh, asked.value.source
    if pauses:
        raise PauseGroundNotAllowed(name=name, ground=pauses[0].ground, allowed=f"{kind}不按日扣除。", article=article)
    if restarts:
        raise BadOption(typed=str(restarts[0].day), reason=f"{kind}重新计算时，请以新的时间起算", article=article)
    if closes:
        raise BadOption(typed=f"{closes:%H:%M}", reason=f"{kind}不以停止业务活动的时间截止", article=article)


def _days(
    asked: Term,
    start: date,
    counted_from: date,
    restart: Restart | None,
    pauses: list[AllowedPause],
    closes: time | None,
    calendar: WorkCalendar,
) -> Due:
    reached = reach(asked, counted_from, pauses, calendar)
    last = date.fromordinal(reached.last)
    unknown = unknown_years(asked, counted_from, reached, calendar)
    said = telling.length_steps(asked, start)
    if restart:
        said.append(telling.restart_step(asked, restart))
    said += telling.day_steps(asked, counted_from, reached, pauses, calendar)
    said += telling.provisional_steps(unknown, counted=asked.unit == "working_day")
    if asked.value.rule.counts == "forward":
        said.append(telling.end_step(asked, last, closes))
    said += telling.certainty_steps(asked)
    instant = datetime.combine(last, closes, BEIJING).astimezone(UTC) if closes else None
    full = date.fromordinal(reached.full)
    return Due(last, instant, asked.means, bool(unknown), tuple(said), asked.value, full, asked.numbers[1:])
