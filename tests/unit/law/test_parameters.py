"""The parameters this edition carries: none lost, none changed, all in the form the room promises."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from quandun.kernel.ranges import DayRange
from quandun.law import api
from quandun.law.statutes import Law, national_law
from quandun.law.values import Parameter, Superseded, Text

COLLECTED = json.loads((Path(__file__).parents[2] / "vectors" / "law_collected.json").read_text(encoding="utf-8"))
PARAMETERS = list(national_law().parameters.values())


CHANGELOG = Path(__file__).parents[3] / "CHANGELOG.md"

Difference = tuple[str, str]  # a collected id or id.value, and the field in which the project says something else


def frozen(value: object) -> object:
    if isinstance(value, dict):
        return {key: frozen(part) for key, part in value.items()}
    return tuple(frozen(part) for part in value) if isinstance(value, list) else value


def same(ours: object, theirs: object) -> bool:
    """Equal in value and in type: True is not 1, and 1 is not 1.0."""
    return type(ours) is type(theirs) and ours == theirs


def spans(supersedes: tuple[Superseded, ...]) -> list[dict[str, str | None]]:
    def iso(day: date | None) -> str | None:
        return day.isoformat() if day else None

    return [
        {"instrument": s.instrument, "old_value": s.old_value, "from": iso(s.first_day), "last_day": iso(s.last_day)} for s in supersedes
    ]


def differences(law: Law, collected: dict[str, Any]) -> Iterator[Difference]:
    """Every field in which the project says something else than what was collected under one id."""
    id, start = collected["id"], date.fromisoformat(collected["effective_from"])
    parameter = law.parameter(id)
    text: Parameter | Text = next((t for t in parameter.later_texts if t.first_day == start), parameter)
    for field in ("statement_zh", "statement_en", "trigger", "note"):
        if getattr(text, field) != collected[field]:
            yield id, field
    if spans(text.supersedes) != collected["supersedes"]:
        yield id, "supersedes"
    if parameter.domain != collected["domain"]:
        yield id, "domain"
    if dict(parameter.transition) != collected["transition"]:
        yield id, "transition"
    last = collected["effective_to"]
    # The collection says the last day; here the day after is the first that no longer counts.
    end = date.fromisoformat(last) + timedelta(days=1) if last else None
    for wanted in collected["values"]:
        ref = f"{id}.{wanted['name']}"
        found = law.find(ref)
        if found.rule.unit != wanted["unit"]:
            yield ref, "unit"
        if found.rule.op != wanted.get("op", ""):
            yield ref, "op"
        entry = next((e for e in found.history if e.effective.start == start), None)
        if entry is None:
            yield ref, "effective_from"
            entry = found.history[0]
        if not same(entry.value, frozen(wanted["value"])):
            yield ref, "value"
        if entry.effective.end != end:
            yield ref, "effective_to"
        for field in ("instrument", "article", "confidence", "read_from"):
            if getattr(entry, field) != collected[field]:
                yield ref, field


def additions(law: Law) -> Iterator[Difference]:
    """Every dated entry, and every parameter, that was not collected."""
    known = {c["id"] for c in COLLECTED}
    starts: dict[str, set[date]] = {}
    for collected in COLLECTED:
        for value in collected["values"]:
            starts.setdefault(law.find(f"{collected['id']}.{value['name']}").ref, set()).add(
                date.fromisoformat(collected["effective_from"])
            )
    for parameter in law.parameters.values():
        if not {parameter.id, *parameter.aliases} & known:
            yield parameter.file.removeprefix("parameters/"), "added"
            continue
        for value in parameter.values.values():
            if any(entry.effective.start not in starts.get(value.ref, ()) for entry in value.history):
                yield value.ref, "added"


def declared(changelog: str) -> set[Difference]:
    """What CHANGELOG says under Law of departures from the collection: `- *differs* `id.value` field, field: why`."""
    found = set()
    for section in re.findall(r"^\*\*Law\*\*\n(.*?)(?=^\*\*|^## |\Z)", changelog, re.MULTILINE | re.DOTALL):
        for refs, fields in re.findall(r"^- \*differs\* ((?:`[^`]+`(?:, )?)+) ([a-z_, ]+):", section, re.MULTILINE):
            found |= {(ref, field) for ref in re.findall(r"`([^`]+)`", refs) for field in fields.split(", ")}
    return found


def law_with(ref: str, **changed: object) -> Law:
    """The national law in which the newest entry of one value says something else."""
    law = national_law()
    value = law.find(ref)
    parameter = law.parameter(ref.partition(".")[0])
    entry = replace(value.history[-1], **changed)  # type: ignore[arg-type]  # the fields of an entry, by name
    forged = replace(parameter, values={**parameter.values, value.key: replace(value, history=(*value.history[:-1], entry))})
    return replace(law, parameters={**law.parameters, parameter.id: forged})


def test_all_that_was_collected_is_here_under_its_id() -> None:
    assert len(COLLECTED) == 371
    assert sum(len(c["values"]) for c in COLLECTED) == 622
    for collected in COLLECTED:
        assert national_law().parameter(collected["id"])


def test_nothing_differs_from_the_collection_without_a_line_under_law_and_no_line_is_idle() -> None:
    law = national_law()
    found = {difference for collected in COLLECTED for difference in differences(law, collected)} | set(additions(law))
    assert found == declared(CHANGELOG.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"value": 8}, "value"),
        ({"value": True}, "value"),
        ({"article": "第五十七条"}, "article"),
        ({"instrument": "另一法律"}, "instrument"),
        ({"confidence": "high"}, "confidence"),
        ({"read_from": "别处"}, "read_from"),
        ({"effective": DayRange(date(2021, 7, 16))}, "effective_from"),
        ({"effective": DayRange(date(2021, 7, 15), date(2027, 1, 1))}, "effective_to"),
    ],
)
def test_a_planted_change_is_found(changed: dict[str, object], field: str) -> None:
    collected = next(c for c in COLLECTED if c["id"] == "mp-register-preserve")
    assert set(differences(national_law(), collected)) == set()
    assert set(differences(law_with("mp-register-preserve.decide_within", **changed), collected)) == {
        ("mp-register-preserve.decide_within", field)
    }


def test_an_entry_nobody_collected_is_found() -> None:
    law = national_law()
    before = set(additions(law))
    later = law_with("mp-register-preserve.decide_within", effective=DayRange(date(2026, 6, 1)))
    assert set(additions(later)) - before == {("mp-register-preserve.decide_within", "added")}


def test_a_line_that_declares_a_departure_stands_under_law_and_names_value_and_field() -> None:
    text = (
        "## 1\n**Added**\n- *differs* `a.x` value: no.\n\n**Law**\n- 3 parameters.\n- *differs* `a.y`, `a.z` value, article: read again.\n"
    )
    assert declared(text) == {("a.y", "value"), ("a.y", "article"), ("a.z", "value"), ("a.z", "article")}


def asked(ref: str, on: date) -> object:
    try:
        return api.value(ref, on=on).value
    except api.NotInForce as refusal:
        return refusal
    except api.ValueNotObtained:
        return None


@pytest.mark.parametrize("on", [date(2026, 12, 31), date(2027, 1, 1)], ids=str)
@pytest.mark.parametrize("collected", COLLECTED, ids=[c["id"] for c in COLLECTED])
def test_every_collected_name_answers_or_is_refused_with_its_reason_on_either_side_of_the_new_year(
    collected: dict[str, Any], on: date
) -> None:
    law = national_law()
    family = law.parameter(collected["id"])
    # What any collected id of the same rule says that day: an old id goes on answering with the new text.
    said = {
        value["name"]: frozen(value["value"])
        for c in COLLECTED
        if law.parameter(c["id"]) is family and c["effective_from"] <= on.isoformat() <= (c["effective_to"] or "9999-12-31")
        for value in c["values"]
    }
    added = {ref for ref, field in declared(CHANGELOG.read_text(encoding="utf-8")) if field in ("added", "effective_from")}
    for value in collected["values"]:
        ref = law.find(f"{collected['id']}.{value['name']}").ref
        answer = asked(f"{collected['id']}.{value['name']}", on)
        if isinstance(answer, api.NotInForce):
            assert value["name"] not in said or ref in added
            others = [v.ref for v in family.values.values() if not isinstance(asked(v.ref, on), api.NotInForce)]
            begins_later = all(entry.effective.start > on for entry in law.find(ref).history)
            assert others or begins_later, f"{ref} ends and nothing takes its place"
            assert all(other in str(answer.facts["known"]) for other in others)
        elif value["name"] in said:
            assert same(answer, said[value["name"]])
        else:
            assert ref in added


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


def test_a_period_that_does_not_roll_limits_a_power_or_is_no_time_to_act_in_and_says_which() -> None:
    unrolled = {v.ref: v.rule.rolls_reason for p in PARAMETERS for v in p.values.values() if not v.rule.rolls}
    limits = {ref for ref, reason in unrolled.items() if "限制" in reason}
    lasts = {ref for ref, reason in unrolled.items() if "末日无须为一定行为" in reason}
    assert limits | lasts == set(unrolled) and not limits & lasts
    assert limits == {
        "mp-seizure-period.base",
        "mp-seizure-period.extension",
        "mp-limitation.general",
        "mp-limitation.life_health_finance",
        "mp-display-period.minor",
        "mp-display-period.ordinary",
        "mp-display-early-end-minimum-time.general",
        "mp-display-early-end-minimum-time.food_drug_special_equipment",
        "ic-serious-list-term.term",
        "ic-serious-list-term.early_removal_after",
        "ic-cnipa-credit-period.period",
        "ic-cnipa-credit-period.repair_after",
        "pa-drug-patent-linkage.stay",
        "pl-agency-fine.suspension_min",
        "pl-agency-fine.suspension_max",
    }
    assert lasts == {
        "cs-recordal-term.term",
        "cs-recordal-term.renewal_term",
        "mp-special-sign-fine.validity",
        "ec-data-retention.retention",
        "ee-ca-retention.retention",
        "bf-non-use-cancellation.non_use",
        "pa-patent-terms.invention",
        "pa-patent-terms.utility_model",
        "pa-patent-terms.design",
        "ct-213-goods-repeat.window",
        "ct-214-repeat.window",
        "ct-217-repeat.window",
        "ct-219.repeat_window",
        *(f"ct-repeat-window.{key}" for key in law_keys("ct-repeat-window")),
        "mp-trademark-fine.repeat_window",
        "bf-abnormal-patent-measures.repeat_window",
    }


def test_a_value_in_english_words_is_also_said_in_chinese() -> None:
    for parameter in PARAMETERS:
        for value in parameter.values.values():
            for entry in value.history:
                if value.rule.unit in ("rule", "formula") and re.search(r"[a-z]{3}", str(entry.value)):
                    assert re.search(r"[\u4e00-\u9fff]", entry.value_zh), value.ref


def test_what_starts_a_period_is_said_in_the_words_of_its_rule() -> None:
    """Six letters in ten of the event, at least, are letters of the statement: it shortens the text and invents nothing."""
    started = {v.ref: (v.rule.runs_from, p) for p in PARAMETERS for v in p.values.values() if v.rule.runs_from}
    assert len(started) > 100
    only_in_the_trigger = {
        ref for ref, (event, p) in started.items() if sum(letter in words(p) for letter in event) < 0.6 * len(event) and p.trigger
    }
    assert only_in_the_trigger == {"ec-data-retention.retention", "md-pre-filing-online-30-days.period"}
    for ref, (event, parameter) in started.items():
        assert re.search(r"[日时](（.*）)?$", event), ref
        said = sum(letter in words(parameter) for letter in event)
        assert said >= 0.6 * len(event) or ref in only_in_the_trigger, ref


def words(parameter: Parameter) -> str:
    return "".join([parameter.statement_zh, *(text.statement_zh for text in parameter.later_texts)])


def test_a_length_that_is_no_deadline_is_named_here() -> None:
    """A period taken out of the counting stays out knowingly: sentences, holidays, careers, the rules of counting; windows back."""
    counted = {kind: {v.ref for p in PARAMETERS for v in p.values.values() if v.rule.counts == kind} for kind in ("backward", "none")}
    assert counted["backward"] == {
        "mp-hearing-request.notice_before",
        "pa-oral-hearing-notice.notice_before",
        "cs-recordal-term.renewal_window",
        "cd-trademark-non-use-defence.use_window",
        "cd-continuing-lookback.lookback",
    }
    assert counted["none"] == {
        *(f"tc-statutory-public-holidays.{key}" for key in law_keys("tc-statutory-public-holidays")),
        "tc-cutoff-time.cutoff",
        "tc-customs-cutoff.cutoff_by_post",
        "tc-penalty-law-short-days-are-working-days.days_read_as_working_days",
        "tc-compulsion-law-up-to-ten-days-are-working-days.days_read_as_working_days_up_to",
        "tc-reconsideration-short-days-are-working-days.days_read_as_working_days",
        *(f"ct-sentences.{key}" for key in law_keys("ct-sentences")),
        *(f"ct-old-sentences.{key}" for key in law_keys("ct-old-sentences")),
        "ab-arbitrator-qualification.years_min",
        "ex-complaint-body-3-days.duration_min",
    }


def law_keys(id: str) -> list[str]:
    return list(national_law().parameter(id).values)


def test_an_approver_stands_in_the_words_of_the_rule() -> None:
    approved = {v.ref: (v.rule.approver, p.statement_zh) for p in PARAMETERS for v in p.values.values() if v.rule.approver}
    assert {ref: approver for ref, (approver, _) in approved.items()} == {
        "mp-decision-period.first_extension": "负责人",
        "mp-decision-period.second_extension": "负责人集体讨论",
        "mp-seizure-period.extension": "负责人",
        "pa-conclude.first_extension": "负责人",
        "pa-conclude.second_extension": "上一级管理专利工作的部门",
        "ju-trial-limits.ordinary_extension": "院长",
        "md-pre-filing-online-30-days.extension": "各方同意",
    }
    for ref, (approver, statement) in approved.items():
        assert approver in statement, ref


def test_what_the_reporter_is_told_under_the_order_of_2026_is_not_invented() -> None:
    with pytest.raises(api.ValueNotObtained) as caught:
        api.value("mp-complaint-new-2026.time_limits", on=date(2026, 8, 31))
    assert "总局令第121号" in caught.value.sentence()
    assert "待确认" in caught.value.sentence()
