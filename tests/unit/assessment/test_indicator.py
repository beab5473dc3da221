"""A figure counts what held and was known on its day; an indicator that touches fines is refused."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from quandun.assessment.domain.indicator import CountedRecord, Indicator, Measure, reached, reckon, refuse_unlawful
from quandun.assessment.errors import IndicatorRefused

DAYS = [date(2026, 9, day) for day in range(1, 31)]


def day(number: int) -> date:
    return date(2026, 9, number)


def record(on: int, **more: object) -> CountedRecord:
    said: dict[str, object] = {"id": f"x-{on}", "day": day(on), "recorded_on": day(on), **more}
    return CountedRecord(kind="register_member", label="甲", unit_id="", **said)  # type: ignore[arg-type]


def indicator(measure: Measure = "count", whole: int | None = None, **more: object) -> Indicator:
    said: dict[str, object] = {"key": "members", "name": "成员", "name_en": "Members", "unit": "家", "method": "在册的。", **more}
    return Indicator(
        method_en="Those on the register.",
        records=lambda first, last: (),
        measure=measure,
        whole=None if whole is None else lambda: whole,
        **said,  # type: ignore[arg-type]
    )


def counts(records: Iterable[CountedRecord]) -> list[int]:
    """The figure of every day of the month."""
    return [len(reckon(indicator(), tuple(records), on).counted) for on in DAYS]


def test_a_record_counts_from_its_day_on() -> None:
    assert counts([record(5)]) == [0] * 4 + [1] * 26


def test_a_record_entered_late_leaves_the_days_before_untouched() -> None:
    late = record(5, recorded_on=day(20))
    assert counts([late]) == [0] * 19 + [1] * 11
    assert reckon(indicator(), (late,), day(10)).late == (late,)
    assert reckon(indicator(), (late,), day(4)).late == () == reckon(indicator(), (late,), day(20)).late


def test_an_end_entered_late_leaves_the_days_before_untouched() -> None:
    assert counts([record(5, ended_on=day(10), end_recorded_on=day(20))]) == [0] * 4 + [1] * 15 + [0] * 11
    assert counts([record(5, ended_on=day(10), end_recorded_on=day(10))]) == [0] * 4 + [1] * 5 + [0] * 21


def test_an_end_ahead_counts_until_its_day() -> None:
    assert counts([record(5, ended_on=day(20), end_recorded_on=day(10))]) == [0] * 4 + [1] * 15 + [0] * 11


def test_later_corrections_never_change_an_earlier_day() -> None:
    """What is written down after a day, whatever it is, leaves that day's figure as it was."""
    known = [record(2), record(5, ended_on=day(9), end_recorded_on=day(9))]
    shown = counts(known)
    corrections = [record(1, id="a", recorded_on=day(15)), replace(known[0], ended_on=day(3), end_recorded_on=day(15))]
    assert counts([*known[1:], *corrections])[:14] == shown[:14]


def test_a_share_is_of_what_was_favourable_by_that_day() -> None:
    found = (record(3, favourable_from=day(8)), record(4))
    assert [reckon(indicator("share"), found, day(on)).value for on in (2, 3, 5, 8)] == [None, Fraction(0), Fraction(0), Fraction(50)]


def test_nothing_to_reckon_from_is_not_zero() -> None:
    for measure in ("share", "median"):
        assert (reckon(indicator(measure), (), day(1)).value, reckon(indicator(measure), (), day(1)).shown) == (None, "")
    assert reckon(indicator("coverage_of_districts", whole=0), (), day(1)).value is None
    assert reckon(indicator(), (), day(1)).shown == "0"  # a count of nothing is zero


def test_a_median_is_the_middle_one() -> None:
    found = tuple(record(on, amount=amount) for on, amount in ((1, 90), (2, 30), (3, 31)))
    assert reckon(indicator("median"), found, day(3)).value == 31
    assert reckon(indicator("median"), found, day(2)).shown == "60"


def test_coverage_counts_a_district_once() -> None:
    found = (record(1, part="990102"), record(2, part="990102"), record(3, part="990121"))
    assert [reckon(indicator("coverage_of_districts", whole=3), found, day(on)).shown for on in (2, 3)] == ["33.3", "66.6"]


def test_a_share_just_below_a_hundred_is_never_shown_as_a_hundred() -> None:
    found = tuple(record(1, id=str(n), favourable_from=day(1) if n else None) for n in range(3000))
    figure = reckon(indicator("share"), found, day(1))
    assert figure.shown == "99.9" and reached(">=", "100", figure.value) is False


@pytest.mark.parametrize(
    ("op", "goal", "value", "answer"),
    [
        (">=", "200", 200, True),
        (">=", "200", 199, False),
        (">", "200", 200, False),
        ("<=", "30", 31, False),
        ("=", "3", 3, True),
        ("~", "2000", 2000, None),
        ("", "", 3, None),
        (">=", "200", None, None),
    ],
)
def test_a_goal_is_reached_exactly_or_nothing_is_said(op: str, goal: str, value: int | None, answer: bool | None) -> None:
    assert reached(op, goal, None if value is None else Fraction(value)) is answer


@pytest.mark.parametrize(
    ("more", "source"),
    [
        ({"key": "fines_imposed"}, ""),
        ({"name": "罚款总额"}, ""),
        ({"name": "罚没收入"}, ""),
        ({"name_en": "Goods confiscated"}, ""),
        ({"unit": "万元"}, ""),
        ({"method": "没收的物品件数。"}, ""),
        ({}, 'amount = answers["fine_fen"]\n'),
        ({}, 'if step == "record_payment":\n'),
        ({}, "total_fines = 0\n"),
    ],
)
def test_an_indicator_that_counts_fines_or_confiscations_is_refused(more: dict[str, object], source: str) -> None:
    wrong = replace(indicator(), **more)  # type: ignore[arg-type]  # names and texts only
    with pytest.raises(IndicatorRefused, match="第七十四条"):
        refuse_unlawful(wrong, source, wrong.key)


def test_words_that_only_look_like_fines_are_not_refused() -> None:
    refuse_unlawful(
        indicator(name="办结的行政处罚案件", name_en="Penalty cases, refined and defined"), "final = refine(define)\n", "members"
    )


def test_a_key_that_is_not_the_files_name_is_refused() -> None:
    with pytest.raises(IndicatorRefused, match="文件名"):
        refuse_unlawful(indicator(), "", "other")
