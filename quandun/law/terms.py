"""Statutory periods (法定期间): from a starting day to the last day still in time, with the true reason of every step.

How a count runs:
- The day of the event is not counted. Calendar days, months and years count rest days too; if the last day is a rest day
  the period ends on the next working day, unless the value says `rolls: false`. Working days count working days only.
- A pause leaves days out. In a count of days the n-th day that is not left out is the last; in a count of months or years
  the corresponding day comes first and every day left out up to the end is added after it. Days added may themselves be
  left out by a later pause, so pauses chain; a day named by two pauses is left out once. A period rolled over a rest day
  does not end on a day left out either. A pause never brings the last day forward.
- An extension continues the same count: base and extensions are added before anything is rolled.
- Hours run from the moment, or from the next full hour where the value says so; they neither roll nor pause.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from quandun.kernel.clocks import BEIJING, day_text, legal_day, require_aware
from quandun.kernel.ranges import DayRange
from quandun.law.errors import BadPause, BadStart, ExtensionNotAllowed, NotATerm, PauseGroundNotAllowed, PauseStillOpen
from quandun.law.statutes import Law
from quandun.law.values import CONFIDENCES, TERM_UNITS, Confidence, Pause, Value, range_zh
from quandun.law.work_calendar import WorkCalendar, weekend

_DAY = timedelta(days=1)
_WEEKDAYS = "一二三四五六日"
TRIAL_GROUND = "试算"
"""A pause of this ground is a what-if: it is counted, and the reasoning says that no ground was named."""


@dataclass(frozen=True, slots=True)
class Due:
    """The last day still in time (期间届满日) and how it was reached."""

    last_day: date
    last_instant: datetime | None  # UTC, for periods of hours
    provisional: bool  # a year without holiday notice was needed; compute again when it is loaded
    steps: tuple[str, ...]  # Chinese, one line each with its article
    value: Value  # of the period itself, not of its extensions
    extensions: tuple[Value, ...] = ()

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
    extensions: Sequence[str] = (),
    on: date | None = None,
    calendar: WorkCalendar | None = None,
) -> Due:
    """Compute the last day (or instant) still in time.

    `starts` is the day (or aware instant) of the triggering event; `on` the day whose law governs, the start by default.
    Raises what `Law.value` raises, and NotATerm, BadStart, BadPause, PauseGroundNotAllowed, PauseStillOpen,
    ExtensionNotAllowed, CalendarNotPublished.
    """
    try:
        start = legal_day(starts) if isinstance(starts, datetime) else starts
    except ValueError as error:
        raise BadStart(starts=str(starts), reason="时刻没有写明时区") from error
    governing = on or start
    found = law.find_term(ref)
    value = law.value(found.ref, on=governing)
    if not found.is_term:
        raise NotATerm(ref=found.ref, name=found.name_zh, reason=_why_no_term(value), article=value.source)
    added = _extensions(law, value, extensions, governing)
    count = _Count(law, value, added, start, governing, calendar or law.calendar)
    try:
        if value.unit == "hour":
            return count.hours(starts, pauses)
        return count.days(_checked(law, value, pauses, governing))
    except OverflowError as error:
        raise BadStart(starts=str(starts), reason="届满日超出可以计算的范围") from error


def _why_no_term(value: Value) -> str:
    if value.rule.counts == "backward":
        return "它是从届满日向前倒算的期限"
    return "它不是从某日起向后计算的期限"


def _extensions(law: Law, value: Value, refs: Sequence[str], on: date) -> tuple[Value, ...]:
    found: list[Value] = []
    for ref in refs:
        extension = law.value(ref, on=on)
        same = extension.ref.partition(".")[0] == value.ref.partition(".")[0]
        if not same or value.ref.partition(".")[2] != extension.rule.extends or not isinstance(extension.value, int):
            raise ExtensionNotAllowed(name=value.name_zh, extension=extension.name_zh, reason="条文没有规定这样延长", article=value.source)
        if any(extension.ref == earlier.ref for earlier in found):
            raise ExtensionNotAllowed(
                name=value.name_zh, extension=extension.name_zh, reason="同一延长只能使用一次", article=extension.source
            )
        found.append(extension)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _CheckedPause:
    days: DayRange
    ground: str
    source: str  # where the ground stands; a remark where the data is silent


def _checked(law: Law, value: Value, pauses: Sequence[Pause], on: date) -> list[_CheckedPause]:
    """Return the pauses by first day, each with the provision that allows its ground."""
    if not pauses:
        return []
    rule = value.rule.pauses
    if isinstance(rule, str):
        grounds = law.value(rule, on=on)
        allowed, source = grounds.value, grounds.source
    else:
        allowed, source = rule, value.source
    checked = []
    for pause in pauses:
        ground = pause.ground.strip()
        if not ground:
            raise BadPause(pause=range_zh(pause.days), reason="没有写明事由")
        if not isinstance(allowed, tuple):
            remark = "本条数据未列明可以扣除的事由，依据由办理人核对"
        elif ground in allowed or (ground == TRIAL_GROUND and allowed):
            remark = source
        else:
            listed = f"条文允许扣除的事由：{'、'.join(str(g) for g in allowed)}。" if allowed else "条文没有规定可以扣除的时间。"
            raise PauseGroundNotAllowed(name=value.name_zh, ground=ground, allowed=listed, article=source)
        if ground == TRIAL_GROUND:
            remark = f"{remark}；试算，未写明事由，不能作为办案依据"
        checked.append(_CheckedPause(pause.days, ground, remark))
    return sorted(checked, key=lambda p: p.days.start)


class _Count:
    """One computation: the number, its start and the reasoning gathered on the way."""

    def __init__(self, law: Law, value: Value, added: tuple[Value, ...], start: date, on: date, calendar: WorkCalendar) -> None:
        self.law, self.value, self.added, self.start, self.on, self.calendar = law, value, added, start, on, calendar
        self.unit_zh = TERM_UNITS[value.unit]
        self.total = sum(v.value for v in (value, *added) if isinstance(v.value, int))
        self.steps: list[str] = []
        self.provisional = False

    def _say(self, line: str, source: str = "") -> None:
        self.steps.append(f"{line}——{source}" if source else line)

    def _rule(self, ref: str) -> Value:
        return self.law.value(ref, on=self.on)

    def _say_length(self) -> None:
        chosen = "" if self.on == self.start else f"，按{day_text(self.on)}有效的规定"
        self._say(f"期限：{self.value.name_zh}，{self.value.value}{self.unit_zh}{chosen}", self.value.source)
        total = self.value.value
        for extension in self.added:
            assert isinstance(total, int) and isinstance(extension.value, int)  # terms and extensions are whole numbers
            total += extension.value
            self._say(f"延长：{extension.name_zh}，{extension.value}{self.unit_zh}，连续计算，共{total}{self.unit_zh}", extension.source)

    def _finish(self, last: date, instant: datetime | None) -> Due:
        for used in (self.value, *self.added):
            if used.confidence in ("medium", "low"):
                if used.confirmation:
                    say = f"确认：{used.name_zh}的数值由{used.confirmation.by}于{day_text(used.confirmation.on)}确认"
                else:
                    say = f"待确认：{used.name_zh}的数值或者条文未经核对原文，须由管理员确认"
                self._say(say, used.source)
        return Due(last, instant, self.provisional, tuple(self.steps), self.value, self.added)

    # hours

    def hours(self, starts: date | datetime, pauses: Sequence[Pause]) -> Due:
        if not isinstance(starts, datetime):
            raise BadStart(starts=str(starts), reason="以小时计算的期限应当写明时刻", article=self.value.source)
        if pauses:
            raise PauseGroundNotAllowed(
                name=self.value.name_zh, ground=pauses[0].ground, allowed="以小时计算的期限不按日扣除。", article=self.value.source
            )
        self._say_length()
        moment = require_aware(starts).astimezone(BEIJING)
        if self.value.rule.hour_rounding == "next_hour":
            first = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
            self._say(
                f"起算：{_moment_zh(moment)}所在的小时不计入，自{_moment_zh(first)}起算", self._source("tc-hours-litigation-next-hour")
            )
        else:
            first = moment
            self._say(f"起算：自{_moment_zh(moment)}起算", self._source("tc-hours-from-stated-time"))
        end = first + timedelta(hours=self.total)
        self._say(f"计满：{self.total}小时至{_moment_zh(end)}，休息时间计入", self.value.source)
        return self._finish(legal_day(end), end.astimezone(UTC))

    def _source(self, id: str) -> str:
        return self._rule(id).source

    # days, months, years

    def days(self, pauses: list[_CheckedPause]) -> Due:
        self._say_length()
        first_rule = self._rule("tc-first-day-excluded")
        first = self.start if first_rule.value else self.start + _DAY
        self._say(f"起算：{day_text(self.start)}当日不计入，自{day_text(first)}起算", first_rule.source)
        out = _merged(pauses, first)
        if self.value.unit == "working_day":
            last = self._working_days(first, pauses, out)
        else:
            last = self._calendar(first, pauses, out)
        cutoff = self._rule("tc-cutoff-time")
        self._say(f"截止：{day_text(last)}{cutoff.value}时；有业务时间的，为停止业务活动的时间", cutoff.source)
        return self._finish(last, None)

    def _working_days(self, first: date, pauses: list[_CheckedPause], out: list[DayRange]) -> date:
        last = self.calendar.nth_working_day(first, self.total)
        for days in out:
            if days.start > last:
                break
            if days.end is None:
                raise self._still_open(pauses)
            missed = self.calendar.working_days_between(days.start, days.end)
            if missed:
                last = self.calendar.nth_working_day(last + _DAY, missed)
        self._say_pauses(first, last, pauses)
        makeup = [d for d in self.calendar.makeup_days_between(first, last) if not _is_out(d, out)]
        if makeup:
            named = "、".join(_weekday_zh(d) for d in makeup)
            self._say(f"计数：只计工作日；{named}是调休上班日，计入", self._notices(first, last))
        else:
            self._say("计数：只计工作日，休息日不计入", self._notices(first, last))
        self._say(f"计满：第{self.total}个工作日是{_weekday_zh(last)}", self.value.source)
        return last

    def _notices(self, first: date, last: date) -> str:
        return "、".join(self.calendar.year(number).source for number in range(first.year, last.year + 1))

    def _calendar(self, first: date, pauses: list[_CheckedPause], out: list[DayRange]) -> date:
        if self.value.unit == "calendar_day":
            natural = first + (self.total - 1) * _DAY
        else:
            natural = self._corresponding_day()
        last = natural
        for days in out:
            if days.start > last:
                break
            if days.end is None:
                raise self._still_open(pauses)
            last += days.end - days.start
        self._say_pauses(first, last, pauses)
        if self.value.unit == "calendar_day":
            counted = "不计扣除的日子，" if last != natural else ""
            self._say(f"计满：{counted}第{self.total}日是{_weekday_zh(last)}", self.value.source)
        elif last != natural:
            self._say(
                f"计满：对应日之后补足扣除的{(last - natural).days}日（补足期间又扣除的，继续补足），至{_weekday_zh(last)}",
                self.value.source,
            )
        return self._rolled(last, pauses, out)

    def _corresponding_day(self) -> date:
        months = self.total * (12 if self.value.unit == "year" else 1)
        source = self._rule("tc-month-corresponding-day").source
        year, month = divmod(self.start.year * 12 + self.start.month - 1 + months, 12)
        if year > date.max.year:
            raise OverflowError
        length = monthrange(year, month + 1)[1]
        day = date(year, month + 1, min(self.start.day, length))
        if self.start.day > length:
            self._say(f"对应日：{year}年{month + 1}月没有{self.start.day}日，以月末日{day_text(day)}为最后一日", source)
        else:
            self._say(f"对应日：{self.total}{self.unit_zh}后的对应日是{_weekday_zh(day)}", source)
        return day

    def _rolled(self, last: date, pauses: list[_CheckedPause], out: list[DayRange]) -> date:
        if not all(v.rolls for v in (self.value, *self.added)):
            rule = next(v for v in (self.value, *self.added) if not v.rolls)
            self._say(f"末日：{_weekday_zh(last)}，不问是否休息日；{rule.rule.rolls_reason}", rule.source)
            return last
        rule_of_rolling = self._rule("tc-last-day-rolls-to-day-after-holiday")
        day, met_pause = last, False
        while (rest := self._rests(day)) or (day != last and _is_out(day, out)):
            met_pause = met_pause or not rest
            day += _DAY
            if out and out[-1].end is None and day >= out[-1].start:
                raise self._still_open(pauses)
        if day == last:
            known = "不是周六、周日" if not self.calendar.knows(day.year) else "是工作日"
            self._say(f"末日：{_weekday_zh(last)}{known}，不顺延", rule_of_rolling.source)
        else:
            aside = "，扣除的日子不作末日" if met_pause else ""
            self._say(f"顺延：{_weekday_zh(last)}是休息日，顺延至{_weekday_zh(day)}{aside}", rule_of_rolling.source)
        for year in sorted({d.year for d in (last, day)}):
            if not self.calendar.knows(year):
                self.provisional = True
                self._say(
                    f"暂定：{year}年的节假日安排尚未载入，仅以周六、周日为休息日，载入后应当重新计算",
                    f"国务院办公厅关于{year}年部分节假日安排的通知",
                )
        return day

    def _rests(self, day: date) -> bool:
        return not self.calendar.is_working(day) if self.calendar.knows(day.year) else weekend(day)

    def _still_open(self, pauses: list[_CheckedPause]) -> PauseStillOpen:
        pause = next(p for p in pauses if p.days.end is None)
        return PauseStillOpen(name=self.value.name_zh, since=day_text(pause.days.start), ground=pause.ground, article=pause.source)

    def _say_pauses(self, first: date, last: date, pauses: list[_CheckedPause]) -> None:
        """Say of each pause how many days it really left out: those within the period and not already left out."""
        working = self.value.unit == "working_day"
        reached = first
        for pause in pauses:
            start = max(pause.days.start, first)
            end = last + _DAY if pause.days.end is None else min(pause.days.end, last + _DAY)
            fresh = DayRange(max(start, reached), max(start, reached, end))
            assert fresh.end is not None  # set on the line above
            count = self.calendar.working_days_between(fresh.start, fresh.end) if working else (fresh.end - fresh.start).days
            reached = max(reached, end)
            unit = "个工作日" if working else "日"
            named = f"扣除：{range_zh(pause.days)}（{pause.ground}）"
            if count == 0:
                self._say(f"{named}没有落在期限内且尚未扣除的{unit.removeprefix('个')}，不影响届满日", pause.source)
            elif working or fresh == pause.days:
                self._say(f"{named}，{count}{unit}不计入", pause.source)
            else:
                self._say(f"{named}，落在期限内且未重复的{count}{unit}不计入", pause.source)


def _merged(pauses: list[_CheckedPause], first: date) -> list[DayRange]:
    """Return the days left out from `first` on, as ranges by first day that do not touch."""
    out: list[DayRange] = []
    for pause in pauses:
        days = pause.days
        if days.end is not None and (days.end <= first or days.end == days.start):
            continue
        days = DayRange(max(days.start, first), days.end)
        if out and (out[-1].end is None or days.start <= out[-1].end):
            end = None if out[-1].end is None or days.end is None else max(out[-1].end, days.end)
            out[-1] = DayRange(out[-1].start, end)
        else:
            out.append(days)
    return out


def _is_out(day: date, out: list[DayRange]) -> bool:
    return any(day in days for days in out)


def _weekday_zh(day: date) -> str:
    return f"{day_text(day)}（星期{_WEEKDAYS[day.weekday()]}）"


def _moment_zh(moment: datetime) -> str:
    return f"{day_text(moment.date())}{moment.hour}时{moment.minute:02d}分"
