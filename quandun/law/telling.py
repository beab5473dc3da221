"""The reasoning of a period, one line a step, each with the article it applies. Nothing is computed here that decides the day."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from quandun.kernel.clocks import day_text
from quandun.law.counting import Reached
from quandun.law.periods import CORRESPONDING_DAY, CUTOFF, FIRST_DAY, ROLLING, TRIAL_GROUND, AllowedPause, Term
from quandun.law.values import Restart, range_zh
from quandun.law.work_calendar import WorkCalendar

_DAY = timedelta(days=1)
_WEEKDAYS = "一二三四五六日"


def length_steps(term: Term, start: date) -> list[str]:
    """Tell which number applies, and every extension."""
    chosen = "" if term.on == start else f"，按{day_text(term.on)}有效的规定"
    said = [_step(f"期限：{term.value.name_zh}，{term.value.value}{term.unit_zh}{chosen}", term.value.source)]
    total = term.length - sum(granted.length for granted in term.added)
    for granted in term.added:
        total += granted.length
        by = granted.value
        most = "" if granted.length == by.value else f"（条文至多{by.value}{term.unit_zh}）"
        granted_by = _approval(granted.approved_by, by.rule.approver)
        line = f"{by.name_zh}，{granted.length}{term.unit_zh}{most}，连续计算，共{total}{term.unit_zh}{granted_by}"
        said.append(_step(f"延长：{line}", by.source))
    return said


def _approval(approved_by: str, approver: str) -> str:
    named = f"，由{approved_by}批准" if approved_by else ""
    if not approver:
        return named
    return f"{named}（条文规定由{approver}批准）" if named else f"，须经{approver}批准"


def restart_step(term: Term, restart: Restart) -> str:
    """Tell from which event the count began anew."""
    trial = "；试算，未写明事由，不能作为办案依据" if restart.ground == TRIAL_GROUND else ""
    return _step(f"重新计算：因{restart.ground}，自{day_text(restart.day)}重新计算，此前经过的时间不计", f"{term.value.source}{trial}")


def hour_steps(term: Term, moment: datetime, first: datetime, end: datetime) -> list[str]:
    """Tell a count of hours; all three moments are Beijing time."""
    (rule,) = term.rules.values()
    if first == moment:
        started = f"起算：自北京时间{_moment_zh(moment)}起算"
    else:
        started = f"起算：北京时间{_moment_zh(moment)}所在的小时不计入，自{_moment_zh(first)}起算"
    return [
        _step(started, rule.source),
        _step(f"计满：{term.length}小时至{_moment_zh(end)}，休息时间计入", term.value.source),
    ]


def day_steps(term: Term, start: date, reached: Reached, pauses: Sequence[AllowedPause], calendar: WorkCalendar) -> list[str]:
    """Tell a count of days, months or years from the day of the event to the day it leads to."""
    if term.means == "notify_by":
        return _notice_steps(term, start, reached, calendar)
    if term.means == "window_from":
        return _window_steps(term, start, reached, calendar)
    counted = _working_day_steps if term.unit == "working_day" else _calendar_steps
    first = _step(f"起算：{day_text(start)}当日不计入，自{day_text(start + _DAY)}起算", term.rules[FIRST_DAY].source)
    return [first, *counted(term, start, reached, pauses, calendar)]


def _working_day_steps(term: Term, start: date, reached: Reached, pauses: Sequence[AllowedPause], calendar: WorkCalendar) -> list[str]:
    """Tell a count of working days."""
    first, last = start + _DAY, date.fromordinal(reached.last)
    said = _pause_steps(term, first, last, pauses, calendar)
    said.append(_counted_step(first, last, pauses, calendar))
    said.append(_step(f"计满：第{term.length}个工作日是{_weekday_zh(last)}", term.value.source))
    return said


def _calendar_steps(term: Term, start: date, reached: Reached, pauses: Sequence[AllowedPause], calendar: WorkCalendar) -> list[str]:
    """Tell a count of calendar days, months or years, and how its last day was found."""
    natural, full = date.fromordinal(reached.natural), date.fromordinal(reached.full)
    said = []
    if term.unit != "calendar_day":
        said.append(_corresponding_day_step(term, start, natural))
    said += _pause_steps(term, start + _DAY, full, pauses, calendar)
    if term.unit == "calendar_day":
        counted = "不计扣除的日子，" if full != natural else ""
        said.append(_step(f"计满：{counted}第{term.length}日是{_weekday_zh(full)}", term.value.source))
    elif full != natural:
        made_good = f"对应日之后补足扣除的{(full - natural).days}日（补足期间又扣除的，继续补足），至{_weekday_zh(full)}"
        said.append(_step(f"计满：{made_good}", term.value.source))
    said.append(_last_day_step(term, reached, pauses, calendar))
    return said


def _corresponding_day_step(term: Term, start: date, day: date) -> str:
    if day.day != start.day:
        line = f"{day.year}年{day.month}月没有{start.day}日，以月末日{day_text(day)}为最后一日"
    else:
        line = f"{term.length}{term.unit_zh}后的对应日是{_weekday_zh(day)}"
    return _step(f"对应日：{line}", term.rules[CORRESPONDING_DAY].source)


def _last_day_step(term: Term, reached: Reached, pauses: Sequence[AllowedPause], calendar: WorkCalendar) -> str:
    full, last = date.fromordinal(reached.full), date.fromordinal(reached.last)
    if not term.rolls:
        rule = next(v for v in term.numbers if not v.rolls)
        return _step(f"末日：{_weekday_zh(full)}，不问是否休息日；{rule.rule.rolls_reason}", rule.source)
    source = term.rules[ROLLING].source
    if last == full:
        known = "是工作日" if calendar.knows(last.year) else "不是周六、周日"
        return _step(f"末日：{_weekday_zh(last)}{known}，不顺延", source)
    passed = (full + n * _DAY for n in range(1, (last - full).days))
    met = any(day in pause.days for day in passed if not calendar.rests(day.toordinal()) for pause in pauses)
    return _step(f"顺延：{_weekday_zh(full)}是休息日，顺延至{_weekday_zh(last)}{'，扣除的日子不作末日' if met else ''}", source)


def _notice_steps(term: Term, event: date, reached: Reached, calendar: WorkCalendar) -> list[str]:
    before, last = date.fromordinal(reached.natural), date.fromordinal(reached.last)
    earlier = "" if last == before else f"{_weekday_zh(before)}是休息日，提前至"
    return [
        *_whole_units_before(term, event, before + _DAY, calendar),
        _step(f"最迟：通知之日也不计入，{earlier}{_weekday_zh(last)}应当通知到", term.value.source),
    ]


def _window_steps(term: Term, event: date, reached: Reached, calendar: WorkCalendar) -> list[str]:
    first = date.fromordinal(reached.last)
    return [*_whole_units_before(term, event, first, calendar), _step(f"首日：{_weekday_zh(first)}", term.value.source)]


def _whole_units_before(term: Term, event: date, first: date, calendar: WorkCalendar) -> list[str]:
    said = [_step(f"起算：{day_text(event)}当日不计入，向前计算", term.rules[FIRST_DAY].source)]
    if term.unit == "working_day":
        said.append(_counted_step(first, event - _DAY, (), calendar))
    rule = term.rules.get(CORRESPONDING_DAY, term.value)
    said.append(_step(f"计满：{_weekday_zh(first)}至{_weekday_zh(event - _DAY)}满{term.length}{term.unit_zh}", rule.source))
    return said


def provisional_steps(years: Sequence[int], *, counted: bool) -> list[str]:
    """Tell which years are not known, and what that may change. `counted`: working days were counted in them."""
    may = "放假会使届满日推后，调休上班日会使其提前" if counted else "届满日可能顺延"
    line = f"仅以周六、周日为休息日，{may}，载入后应当重新计算"
    return [_step(f"暂定：{year}年的节假日安排尚未载入，{line}", f"国务院办公厅关于{year}年部分节假日安排的通知") for year in years]


def end_step(term: Term, last: date, closes: time | None) -> str:
    """Tell when the last day ends, and what ends with it."""
    cutoff = term.rules[CUTOFF]
    if term.means == "allowed_after":
        line = f"最短期间：至{day_text(last)}{cutoff.value}时届满，自{day_text(last + _DAY)}起已满{term.length}{term.unit_zh}"
        return _step(line, term.value.source)
    if term.means == "runs_until":
        return _step(f"届满：{day_text(last)}{cutoff.value}时", cutoff.source)
    if closes:
        return _step(f"截止：{day_text(last)}{closes:%H:%M}停止业务活动时", cutoff.source)
    if term.means == "expected_by":
        word = "目标" if term.value.op == "target" else "通常所需的时间"
        return _step(f"预计：{day_text(last)}；这是{word}，不是法定的上限", term.value.source)
    return _step(f"截止：{day_text(last)}{cutoff.value}时；有业务时间的，为停止业务活动的时间", cutoff.source)


def certainty_steps(term: Term) -> list[str]:
    """Tell which numbers nobody has compared with their text, and who answered for them."""
    said = []
    for used in term.numbers:
        if used.confidence not in ("medium", "low"):
            continue
        if used.confirmation:
            line = f"确认：{used.name_zh}的数值由{used.confirmation.by}于{day_text(used.confirmation.on)}确认"
        else:
            line = f"待确认：{used.name_zh}的数值或者条文未经核对原文，须由管理员确认"
        said.append(_step(line, used.source))
    return said


def _pause_steps(term: Term, first: date, last: date, pauses: Sequence[AllowedPause], calendar: WorkCalendar) -> list[str]:
    """Tell of each pause how many days it really left out: those within the period and not already left out."""
    said = []
    working = term.unit == "working_day"
    reached = first
    for pause in pauses:
        start = max(pause.days.start, first, reached)
        end = last + _DAY if pause.days.end is None else min(pause.days.end, last + _DAY)
        days = max(0, (end - start).days)
        count = calendar.count(start.toordinal(), end.toordinal()) if working else days
        reached = max(reached, end)
        unit = "个工作日" if working else "日"
        named = f"扣除：{range_zh(pause.days)}（{pause.ground}）"
        if count == 0:
            line = f"{named}没有落在期限内且尚未扣除的{unit.removeprefix('个')}，不影响届满日"
        elif working or (start, end) == (pause.days.start, pause.days.end):
            line = f"{named}，{count}{unit}不计入"
        else:
            line = f"{named}，落在期限内且未重复的{count}{unit}不计入"
        said.append(_step(line, pause.source))
    return said


def _counted_step(first: date, last: date, pauses: Sequence[AllowedPause], calendar: WorkCalendar) -> str:
    makeup = [d for d in calendar.makeup_days_between(first, last) if not any(d in pause.days for pause in pauses)]
    counted = f"；{'、'.join(map(_weekday_zh, makeup))}是调休上班日，计入" if makeup else "，休息日不计入"
    return _step(f"计数：只计工作日{counted}", _notices(calendar, first, last))


def _notices(calendar: WorkCalendar, first: date, last: date) -> str:
    return "、".join(calendar.years[number].source for number in range(first.year, last.year + 1) if calendar.knows(number))


def _step(line: str, source: str) -> str:
    return f"{line}——{source}" if source else line


def _weekday_zh(day: date) -> str:
    return f"{day_text(day)}（星期{_WEEKDAYS[day.weekday()]}）"


def _moment_zh(moment: datetime) -> str:
    return f"{day_text(moment.date())}{moment.hour}时{moment.minute:02d}分"
