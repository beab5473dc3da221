"""The parameters this edition carries: none lost, none changed, all in the form the room promises."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from quandun.law import api
from quandun.law.statutes import national_law
from quandun.law.values import Parameter

COLLECTED = json.loads((Path(__file__).parents[2] / "vectors" / "law_collected.json").read_text(encoding="utf-8"))
PARAMETERS = list(national_law().parameters.values())


def frozen(value: object) -> object:
    return tuple(frozen(part) for part in value) if isinstance(value, list) else value


@pytest.mark.parametrize("collected", COLLECTED, ids=[c["id"] for c in COLLECTED])
def test_it_carries_the_collected_values_unchanged(collected: dict[str, object]) -> None:
    law = national_law()
    start = date.fromisoformat(str(collected["effective_from"]))
    values = collected["values"]
    assert isinstance(values, list)
    for wanted in values:
        found = law.find(f"{collected['id']}.{wanted['name']}")
        assert (found.rule.unit, found.rule.op) == (wanted["unit"], wanted.get("op", ""))
        (entry,) = [e for e in found.history if e.effective.start == start]
        assert entry.value == frozen(wanted["value"])
        assert type(entry.value) is type(frozen(wanted["value"]))
        assert (entry.instrument, entry.article, entry.confidence) == (
            collected["instrument"],
            collected["article"],
            collected["confidence"],
        )
        last = collected["effective_to"]
        # The collection says the last day; here the day after is the first that no longer counts.
        assert entry.effective.end == (date.fromisoformat(str(last)) + timedelta(days=1) if last else None)


def test_it_carries_nothing_that_was_not_collected() -> None:
    known = {c["id"] for c in COLLECTED}
    for parameter in PARAMETERS:
        assert {parameter.id, *parameter.aliases} & known, parameter.id
    entries = sum(len(v.history) for p in PARAMETERS for v in p.values.values())
    assert entries == sum(len(c["values"]) for c in COLLECTED)


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda p: p.id)
def test_every_parameter_speaks_chinese_and_says_where_it_stands(parameter: Parameter) -> None:
    for text in (parameter.name_zh, parameter.statement_zh, *(v.name_zh for v in parameter.values.values())):
        assert re.search(r"[\u4e00-\u9fff]", text)
    assert len(parameter.name_zh) <= 20
    for value in parameter.values.values():
        assert all(e.instrument and e.article and e.read_from for e in value.history)
    if len(parameter.values) > 1:
        names = [v.name_zh for v in parameter.values.values()]
        assert len(set(names)) == len(names)


def test_ids_of_one_rule_collected_twice_lead_to_the_same_parameter_on_either_side_of_the_change() -> None:
    for id in ("mp-trademark-fine-2019", "mp-trademark-fine-2027", "mp-trademark-fine"):
        before = api.value(f"{id}.fine_max_below_threshold", on=date(2026, 12, 31))
        after = api.value(f"{id}.fine_max_below_threshold", on=date(2027, 1, 1))
        assert before.ref == after.ref == "mp-trademark-fine.fine_max_below_threshold"
        assert (before.article, after.article) == ("第六十条第二款", "第七十四条")
        assert before.instrument != after.instrument


def test_the_calendar_and_the_parameter_of_2026_agree() -> None:
    year = national_law().calendar.year(2026)
    off = api.value("tc-calendar-2026.off_days", on=date(2026, 6, 1)).value
    makeup = api.value("tc-calendar-2026.makeup_workdays", on=date(2026, 6, 1)).value
    assert isinstance(off, tuple) and isinstance(makeup, tuple)
    days: set[date] = set()
    for text in off:
        first, last = (date.fromisoformat(t) for t in str(text).split(".."))
        days |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    assert year.off_days == days
    assert year.makeup_workdays == {date.fromisoformat(str(d)) for d in makeup}


def test_only_limits_of_power_do_not_roll_and_each_says_why() -> None:
    unrolled = {v.ref: v.rule.rolls_reason for p in PARAMETERS for v in p.values.values() if not v.rule.rolls}
    assert set(unrolled) == {
        "mp-seizure-period.base",
        "mp-seizure-period.extension",
        "mp-limitation.general",
        "mp-limitation.life_health_finance",
    }
    assert all("限制" in reason for reason in unrolled.values())


def test_what_the_reporter_is_told_under_the_order_of_2026_is_not_invented() -> None:
    with pytest.raises(api.ValueNotObtained) as caught:
        api.value("mp-complaint-new-2026.time_limits", on=date(2026, 8, 31))
    assert "总局令第121号" in caught.value.sentence()
    assert "待确认" in caught.value.sentence()
