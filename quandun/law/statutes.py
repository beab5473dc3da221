"""The body of law as loaded: national parameters, what a city adds, calendars, confirmations; and how it answers."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from quandun.kernel.clocks import day_text
from quandun.kernel.ranges import DayRange
from quandun.law.errors import BadParameterFile, CompetingValues, NotInForce, UnknownParameter, ValueNotObtained
from quandun.law.files import LocalRule, read_local, read_national
from quandun.law.reading import Spot, read_yaml
from quandun.law.values import Confirmation, Entry, Parameter, ParameterValue, Value, range_zh
from quandun.law.work_calendar import WorkCalendar, read_year

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Law:
    """Everything law can answer from. Immutable; a city's law is another object made from the national one."""

    parameters: Mapping[str, Parameter]  # by canonical id
    aliases: Mapping[str, str]  # collected id -> canonical id
    calendar: WorkCalendar
    local: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)  # ref -> a city's entries instead of the national ones
    confirmations: Mapping[str, Confirmation] = field(default_factory=dict)  # ref -> who answered for it

    def parameter(self, id: str) -> Parameter:
        """Return a parameter by its id or a collected id; raises UnknownParameter with the nearest ids."""
        canonical = self.aliases.get(id, id)
        if canonical not in self.parameters:
            raise UnknownParameter(ref=id, hint=_hint(id, [*self.parameters, *self.aliases]))
        return self.parameters[canonical]

    def find(self, ref: str) -> ParameterValue:
        """Return the value with its history; a bare id will do where the parameter has one value only."""
        id, dot, key = ref.partition(".")
        parameter = self.parameter(id)
        if not dot and len(parameter.values) == 1:
            return next(iter(parameter.values.values()))
        if key not in parameter.values:
            raise UnknownParameter(ref=ref, hint=f"该参数的数值有：{'、'.join(v.ref for v in parameter.values.values())}。")
        return parameter.values[key]

    def find_term(self, ref: str) -> ParameterValue:
        """Return the value a last day is asked of; a bare id will do where the parameter has one forward term that extends no other."""
        if "." not in ref:
            values = self.parameter(ref).values.values()
            terms = [v for v in values if v.is_term and v.rule.counts == "forward" and not v.rule.extends]
            if len(terms) == 1:
                return terms[0]
        return self.find(ref)

    def history(self, found: ParameterValue) -> tuple[Entry, ...]:
        """Return all entries of a value, the city's first where it has its own."""
        return (*self.local.get(found.ref, ()), *found.history)

    def value(self, ref: str, *, on: date) -> Value:
        """Return the value in force on a day.

        Raises UnknownParameter, NotInForce (a gap), ValueNotObtained (null), CompetingValues.
        """
        found = self.find(ref)
        entry = self._entry(found, on)
        if entry.value is None:
            raise ValueNotObtained(ref=found.ref, name=found.name_zh, reason=entry.missing, article=entry.source)
        confirmation = self.confirmations.get(found.ref)
        if confirmation and confirmation.on < entry.effective.start:
            confirmation = None  # nobody answers for a text that came later
        return Value(
            ref=found.ref,
            name_zh=found.name_zh,
            value=entry.value,
            unit=found.rule.unit,
            op=found.rule.op,
            instrument=entry.instrument,
            article=entry.article,
            source=entry.source,
            confidence=entry.confidence,
            effective=entry.effective,
            rolls=found.rule.rolls,
            confirmed=entry.confidence in ("verified", "high") or confirmation is not None,
            rule=found.rule,
            read_from=entry.read_from,
            local_id=entry.local_id,
            confirmation=confirmation,
            value_zh=entry.value_zh,
        )

    def steady(self, found: ParameterValue, on: date) -> DayRange:
        """Return the days around `on` through which the entries that answer for a value stay the same."""
        turns = {day for entry in self.history(found) for day in (entry.effective.start, entry.effective.end) if day}
        return DayRange(max((d for d in turns if d <= on), default=date.min), min((d for d in turns if d > on), default=None))

    def standing(self, found: ParameterValue, on: date) -> tuple[Entry, ...]:
        """Return the entries that claim a day: none is a gap, more than one compete."""
        # The city's own entry goes first where the law authorises it; on days it does not cover the national one answers.
        for entries in (self.local.get(found.ref, ()), found.history):
            if standing := tuple(entry for entry in entries if on in entry.effective):
                return standing
        return ()

    def _entry(self, found: ParameterValue, on: date) -> Entry:
        standing = self.standing(found, on)
        if len(standing) > 1:
            claims = "；".join(f"{e.source}（{_shown(e)}）" for e in standing)
            raise CompetingValues(ref=found.ref, name=found.name_zh, on=day_text(on), claims=claims)
        if standing:
            return standing[0]
        known = "；".join(f"{range_zh(e.effective)}（{e.source}）" for e in found.history)
        if others := self._in_force_beside(found, on):
            known = f"{known}；同一规定在该日有效的数值：{'、'.join(others)}"
        raise NotInForce(ref=found.ref, name=found.name_zh, on=day_text(on), known=known)

    def _in_force_beside(self, found: ParameterValue, on: date) -> list[str]:
        """Return the other values of the parameter that a later or earlier text gives on a day."""
        values = self.parameter(found.ref.partition(".")[0]).values.values()
        return [value.ref for value in values if any(on in entry.effective for entry in value.history)]


def _shown(entry: Entry) -> str:
    return "未取得" if entry.value is None else str(entry.value)


def _hint(wanted: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.5)
    return f"您要找的可能是：{'、'.join(near)}。" if near else "请核对编号。"


@cache
def national_law() -> Law:
    """Return the law of this edition, read once from `parameters/` and `calendars/` and checked as a whole."""
    return read_law(_HERE / "parameters", _HERE / "calendars")


def read_law(parameters: Path, calendars: Path) -> Law:
    """Read a folder of parameter files and one of calendars; BadParameterFile names the first fault."""
    found: dict[str, Parameter] = {}
    aliases: dict[str, str] = {}
    spots: dict[str, Spot] = {}
    for path in sorted(parameters.glob("*.yaml")):
        for parameter, spot in read_national(path, shown_as=_shown_path(path, parameters)):
            for name in (parameter.id, *parameter.aliases):
                if name in spots:
                    raise spot.fault(f"编号“{name}”已经用于 {spots[name].file} 第{spots[name].line}行")
                spots[name] = spot
            found[parameter.id] = parameter
            aliases.update(dict.fromkeys(parameter.aliases, parameter.id))
    law = Law(found, aliases, WorkCalendar(read_year(p, shown_as=_shown_path(p, calendars)) for p in sorted(calendars.glob("*.yaml"))))
    for id, parameter in found.items():
        for value in parameter.values.values():
            if isinstance(value.rule.pauses, str):
                _check_grounds(law, value, spots[id])
    return law


def _shown_path(path: Path, folder: Path) -> str:
    return f"{folder.name}/{path.name}"


def _check_grounds(law: Law, value: ParameterValue, spot: Spot) -> None:
    try:
        grounds = law.find(str(value.rule.pauses))
    except UnknownParameter:
        raise spot.fault(f"“{value.ref}”的 pauses 指向不存在的“{value.rule.pauses}”") from None
    if grounds.rule.unit != "list":
        raise spot.fault(f"“{value.ref}”的 pauses 应当指向事由列表，“{grounds.ref}”不是列表")


def city_law(folder: Path) -> Law:
    """Return the national law with what a city adds in `folder` (its `law/`).

    `*.yaml` hold local parameters, each `beside:` or `instead_of:` a national value with `authorised_by:`;
    `confirmations.yaml` says who answered for a value of less than certain origin; `calendars/` holds years not published
    when this edition was made. BadParameterFile names file and line of the first fault.
    """
    if not folder.is_dir():
        raise BadParameterFile(file=str(folder), line=1, reason="文件夹不存在")
    law = national_law()
    parameters = dict(law.parameters)
    local: dict[str, tuple[Entry, ...]] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == "confirmations.yaml":
            continue
        for rule in read_local(path, shown_as=str(path)):
            _add_local(rule, law, parameters, local)
    years = dict(law.calendar.years)
    for path in sorted((folder / "calendars").glob("*.yaml")):
        year = read_year(path, shown_as=str(path))
        if year.year in law.calendar.years:
            raise BadParameterFile(file=str(path), line=1, reason=f"{year.year}年的全国日历已经载入，不能由地方代替")
        years[year.year] = year
    made = replace(law, parameters=parameters, calendar=WorkCalendar(years.values()), local=local)
    confirmations = folder / "confirmations.yaml"
    return replace(made, confirmations=_confirmations(confirmations, made)) if confirmations.exists() else made


def _add_local(rule: LocalRule, law: Law, parameters: dict[str, Parameter], local: dict[str, tuple[Entry, ...]]) -> None:
    parameter = rule.parameter
    if parameter.id in parameters or parameter.id in law.aliases or parameter.aliases:
        raise rule.spot.fault(f"地方参数“{parameter.id}”的编号已被使用，或者写了别名")
    try:
        target = law.find(rule.target)
        national = law.parameter(rule.target.partition(".")[0])
    except UnknownParameter as error:
        raise rule.spot.fault(f"“{rule.relation}”指向不存在的“{rule.target}”，{error.facts['hint']}".rstrip("。")) from error
    values = {
        key: replace(value, history=tuple(_localised(entry, rule) for entry in value.history)) for key, value in parameter.values.items()
    }
    parameters[parameter.id] = replace(parameter, values=values, domain=parameter.domain or national.domain)
    if rule.relation == "beside":
        standing = parameters[national.id]
        parameters[national.id] = replace(standing, beside=(*standing.beside, parameter.id))
        return
    (value,) = values.values()
    if (value.rule.unit, value.rule.op) != (target.rule.unit, target.rule.op):
        raise rule.spot.fault(f"代替“{target.ref}”的数值单位应当是 {target.rule.unit}，比较方式应当是 {target.rule.op or '（无）'}")
    # Two local rules instead of one national value are kept both: on a day both claim, the query raises CompetingValues.
    local[target.ref] = (*local.get(target.ref, ()), *value.history)


def _localised(entry: Entry, rule: LocalRule) -> Entry:
    return replace(entry, local_id=rule.parameter.id, authorised_by=rule.authorised_by)


def _confirmations(path: Path, law: Law) -> dict[str, Confirmation]:
    """Read who confirmed what: `ref: {by: 姓名（单位）, on: 2026-03-01}`; a bare id confirms all values of the parameter."""
    found: dict[str, Confirmation] = {}
    for ref, spot in read_yaml(path, shown_as=str(path)).entries().items():
        part = spot.mapping(required=("by", "on"))
        confirmation = Confirmation(part["by"].text(), part["on"].day())
        try:
            values = [law.find(ref)] if "." in ref else list(law.parameter(ref).values.values())
        except UnknownParameter as error:
            raise spot.fault(f"确认了不存在的“{ref}”，{error.facts['hint']}".rstrip("。")) from error
        found.update({value.ref: confirmation for value in values})
    return found
