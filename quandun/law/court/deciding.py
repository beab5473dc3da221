"""The whole answer: level, the courts one may choose from by place, the places that do not count, and the appeal."""

from collections.abc import Iterator
from dataclasses import dataclass

from quandun.law.court.facts import CASES, MATTERS, PLACES, CourtFacts, Place
from quandun.law.court.level import LEVELS_ZH, Appeal, Level, appeal_of, level_of
from quandun.law.errors import LawError
from quandun.law.statutes import Law
from quandun.law.values import Parameter, Value, range_zh


@dataclass(frozen=True, slots=True)
class CourtChoice:
    """A court one may file at; without a name the data does not have it, and `missing` says which text does."""

    name_zh: str
    level_zh: str
    place_zh: str  # why here, e.g. 被告住所地
    city: str
    district: str
    source: str
    confirmed: bool
    missing: str = ""


@dataclass(frozen=True, slots=True)
class CourtAnswer:
    """Where a case goes first, and why."""

    label_zh: str
    level: Level
    level_zh: str
    courts: tuple[CourtChoice, ...]  # several: the claimant chooses
    refused: tuple[tuple[str, str], ...]  # places that do not found jurisdiction, and why
    appeal: Appeal
    steps: tuple[str, ...]
    missing: tuple[str, ...]
    history: tuple[str, ...]  # what applied in this place before; not used
    confirmed: bool


_PATENTS = ("invention", "utility_model", "design")


def find_court(law: Law, facts: CourtFacts) -> CourtAnswer:
    """Find the courts of first instance under the law loaded."""
    cities = dict.fromkeys(place.city for place in facts.places)
    local = [p for city in cities for p in _bound_to(law, city, "amount_max")]
    found = level_of(law, facts, local)
    rules = list(_venues(law, facts))
    courts, refused = _choices(law, facts, found.level, rules)
    steps = [*found.steps, *(f"地点：{'、'.join(str(p) for p in _places(rule))}——{rule.source}" for rule in rules)]
    without_place = not facts.places and not facts.inviting_court and found.level != "unknown"
    missing = (
        *found.missing,
        *(c.missing for c in courts if c.missing),
        *(["案件的连结点（被告住所地、侵权行为地等）"] if without_place else []),
    )
    appeal = appeal_of(law, facts, found.level)
    return CourtAnswer(
        label_zh=f"{MATTERS[facts.matter]}·{CASES[facts.case]}",
        level=found.level,
        level_zh=LEVELS_ZH[found.level],
        courts=tuple(courts),
        refused=tuple(refused),
        appeal=appeal,
        steps=tuple(steps),
        missing=tuple(dict.fromkeys(missing)),
        history=tuple(line for p in local for line in _history(p, facts)) if found.level in ("basic", "either") else (),
        confirmed=found.confirmed and appeal.confirmed and all(c.confirmed for c in courts) and all(r.confirmed for r in rules),
    )


# places


def _venues(law: Law, facts: CourtFacts) -> Iterator[Value]:
    """Return the rules that name the places for this case."""
    refs = {
        "administrative": ["ju-venue-administrative.places"],
        "criminal": ["ju-venue-criminal.places"],
        "judicial_confirmation": [],
    }.get(facts.case)
    if refs is None:
        refs = _civil_venues(facts)
    for ref in refs:
        yield law.value(ref, on=facts.on)


def _civil_venues(facts: CourtFacts) -> list[str]:
    if facts.dispute == "contract":
        return ["ju-venue-contract.places"]
    if facts.dispute == "ownership":
        return ["ju-venue-general.places"]
    if facts.matter == "trademark":
        return ["ju-venue-trademark.places"]
    if facts.matter in _PATENTS:
        return ["ju-venue-patent.places"]
    if facts.matter in ("copyright", "software"):
        return ["ju-venue-network.places", "ju-venue-network.fallback"] if facts.online else ["ju-venue-copyright.places"]
    return ["ju-venue-tort.places", *(["ju-venue-internet.places"] if facts.online else [])]


def _places(rule: Value) -> tuple[object, ...]:
    return rule.value if isinstance(rule.value, tuple) else ()


def _allows(rule: Value, place: Place) -> bool:
    names = {PLACES[place.kind], *(["侵权行为地"] if place.kind == "act" else [])}  # the patent rule says 侵权行为地 for it
    return bool(names & set(_places(rule)))


def _choices(law: Law, facts: CourtFacts, level: Level, rules: list[Value]) -> tuple[list[CourtChoice], list[tuple[str, str]]]:
    if facts.case == "judicial_confirmation":
        return _confirming(law, facts, level), []
    courts: list[CourtChoice] = []
    refused: list[tuple[str, str]] = []
    known = any(place.kind in ("device", "defendant_domicile") for place in facts.places)
    for place in facts.places:
        shown = f"{PLACES[place.kind]}（{place.city}{place.district}）"
        rule = next((rule for rule in rules if _allows(rule, place)), None)
        if rule is None:
            refused.append((shown, f"条文没有以{PLACES[place.kind]}确定管辖——{rules[0].source}"))
        elif place.kind == "discovery" and known:
            refused.append((shown, f"侵权行为地或者被告住所地能够确定的，发现地不作为侵权行为地——{rule.source}"))
        else:
            courts += _at(law, facts, level, place, rule)
    return courts, refused


def _confirming(law: Law, facts: CourtFacts, level: Level) -> list[CourtChoice]:
    """Judicial confirmation (司法确认): the inviting court, or by place; the intermediate court where the dispute belongs to it."""
    rule = law.value("md-judicial-confirmation-court.options", on=facts.on)
    if facts.inviting_court:
        return [CourtChoice(facts.inviting_court, "作出邀请的人民法院", "作出邀请的人民法院", "", "", rule.source, rule.confirmed)]
    kinds = ("party_domicile", "subject", "mediation_seat")
    return [choice for place in facts.places if place.kind in kinds for choice in _at(law, facts, level, place, rule)]


# courts of a place


def _bound_to(law: Law, city: str, key: str) -> list[Parameter]:
    """Return the rules of jurisdiction that bind this city only and have such a value."""
    return [p for p in law.parameters.values() if p.domain == "jurisdiction" and p.place == city and key in p.values]


def _at(law: Law, facts: CourtFacts, level: Level, place: Place, rule: Value) -> Iterator[CourtChoice]:
    for wanted in ("intermediate", "basic") if level == "either" else (level,):
        if wanted == "intermediate":
            yield _intermediate(law, facts, place, rule)
        elif wanted == "basic":
            yield _basic(law, facts, place, rule)


def _intermediate(law: Law, facts: CourtFacts, place: Place, rule: Value) -> CourtChoice:
    for parameter in law.parameters.values():
        if parameter.domain != "jurisdiction" or "court" not in parameter.values:
            continue
        court, seat = law.value(f"{parameter.id}.court", on=facts.on), law.value(f"{parameter.id}.seat", on=facts.on)
        if place.city == seat.value or (_is_technical(law, facts) and place.city in _region(law, parameter, facts)):
            source = f"{rule.source}；{court.source}"
            return _choice(str(court.value), "intermediate", place, source, confirmed=rule.confirmed and court.confirmed)
    missing = f"{place.city}有管辖权的中级人民法院（最高人民法院确定的法院名单）未载入"
    return _choice("", "intermediate", place, rule.source, confirmed=rule.confirmed, missing=missing)


def _is_technical(law: Law, facts: CourtFacts) -> bool:
    kinds = law.value("ju-technical.case_types", on=facts.on).value
    return facts.well_known_mark or (isinstance(kinds, tuple) and MATTERS[facts.matter] in kinds)


def _region(law: Law, tribunal: Parameter, facts: CourtFacts) -> set[str]:
    """Return the cities a tribunal serves: the rule bound to the same place lists them by their short names."""
    served: set[str] = set()
    for parameter in law.parameters.values():
        if parameter.place == tribunal.place and "cities" in parameter.values:
            cities = law.value(f"{parameter.id}.cities", on=facts.on).value
            served |= {f"{city}市" for city in cities} if isinstance(cities, tuple) else set()
    return served


def _basic(law: Law, facts: CourtFacts, place: Place, rule: Value) -> CourtChoice:
    for parameter in _bound_to(law, place.city, "courts"):
        try:
            courts = law.value(f"{parameter.id}.courts", on=facts.on)
        except LawError as gap:
            missing = f"{gap.article or parameter.name_zh}：{gap.facts.get('reason') or gap.facts.get('known')}"
            return _choice("", "basic", place, rule.source, confirmed=rule.confirmed, missing=missing)
        names = "、".join(str(name) for name in courts.value) if isinstance(courts.value, tuple) else str(courts.value)
        return _choice(names, "basic", place, f"{rule.source}；{courts.source}", confirmed=rule.confirmed and courts.confirmed)
    missing = f"{place.city}有管辖权的基层人民法院名单（法〔2022〕109号附件）未载入"
    return _choice("", "basic", place, rule.source, confirmed=rule.confirmed, missing=missing)


def _choice(name: str, level: Level, place: Place, source: str, *, confirmed: bool, missing: str = "") -> CourtChoice:
    return CourtChoice(name, LEVELS_ZH[level], PLACES[place.kind], place.city, place.district, source, confirmed, missing)


def _history(parameter: Parameter, facts: CourtFacts) -> Iterator[str]:
    for value in parameter.values.values():
        for entry in value.history:
            if entry.effective.end is not None and entry.effective.end <= facts.on and entry.value is not None:
                shown = "、".join(str(v) for v in entry.value) if isinstance(entry.value, tuple) else str(entry.value)
                yield f"{range_zh(entry.effective)}：{value.name_zh} {shown}（已不适用）——{entry.source}"


def lines(answer: CourtAnswer) -> list[str]:
    """Return the answer as people read it."""
    said = [f"{answer.label_zh}：第一审{answer.level_zh}"]
    said += [f"  {step}" for step in answer.steps]
    for court in answer.courts:
        name = court.name_zh or f"{court.city}的{court.level_zh}：未配置"
        said.append(
            f"  可选：{name}（{court.place_zh}：{court.city}{court.district}）——{court.source}"
            if court.city
            else f"  {name}——{court.source}"
        )
    said += [f"  不作为管辖依据：{place}，{why}" for place, why in answer.refused]
    said += [f"  未配置：{missing}" for missing in answer.missing]
    said.append(
        f"  第二审：{answer.appeal.name_zh or answer.appeal.missing}" + (f"——{answer.appeal.source}" if answer.appeal.source else "")
    )
    said += [f"  历史：{line}" for line in answer.history]
    if not answer.confirmed:
        said.append("  待确认：所用规定中有未经核对原文的，使用前须由管理员确认")
    return said
