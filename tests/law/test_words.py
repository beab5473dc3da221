"""Every number of a rule stands in the words of the rule: 五万元 beside 50000. A number changed alone no longer says what its text says."""

import re
from datetime import date

import pytest

from quandun.law import api
from quandun.law.values import Entry, Parameter, ParameterValue

_DIGITS = "零一二三四五六七八九"
_NUMERAL = "0-9零一二三四五六七八九十百千万"

SAID_OTHERWISE = {
    "mp-late-payment.cap": "不得超出罚款数额",
    "ec-wrongful-notice.malicious_multiple": "加倍",
    "ct-217-half-of-two.fraction": "一半",
    "ct-fine-range.turnover_percent_max": "百分之五十以上一倍以下",
    "ct-old-fine-range.turnover_percent_max": "百分之五十以上一倍以下",
    "cs-security-on-application.security_max_percent_of_value": "等值",
    "cs-patent-counter-security.counter_security_percent_of_value": "等值",
    "mp-display-early-end-minimum-time.food_drug_special_equipment": "满一年",
}
"""The words that say the number without a numeral."""

NOT_IN_THE_WORDS = {
    "pa-conclude.overall_max": "the sum of three, one and two months",
    "ct-214-unsold.goods_value_first_offence": "three times the 50,000 of article 5",
    "ct-214-unsold.goods_value_repeat": "three times the 30,000 of article 5",
    "md-commercial-mediation-2026.articles": "how many articles the regulation has",
    "cd-pd-instrument.articles": "how many articles the interpretation has",
    "ee-sm-algorithms.sm3_digest_bits": "stands in GB/T 32905",
    "cd-pd-multiple.min": "within the limits of the statutes: one to five",
    "cd-pd-multiple.max": "within the limits of the statutes: one to five",
    "mp-trademark-fine.turnover_threshold": "the text of 2026 says 同标准",
    "mp-trademark-fine.repeat_count": "the text of 2026 says 同标准",
}


def below_ten_thousand(number: int) -> str:
    said, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            said, gap = f"{said}{'零' if gap else ''}{_DIGITS[digit]}{name}", False
        elif said:
            gap = True
    return said.removeprefix("一") if said.startswith("一十") else said


def chinese(number: int) -> str:
    if number < 10_000:
        return below_ten_thousand(number)
    tens, rest = divmod(number, 10_000)
    between = "零" if 0 < rest < 1_000 else ""
    return f"{below_ten_thousand(tens)}万{between}{below_ten_thousand(rest) if rest else ''}"


def ways_to_say(number: int) -> set[str]:
    said = {chinese(number), str(number)}
    if number % 10_000 == 0:
        said.add(f"{number // 10_000}万")
    return said | {"两"} if number == 2 else said


def stands_in(number: int, words: str) -> bool:
    return any(re.search(f"(?<![{_NUMERAL}]){said}(?![{_NUMERAL}])", words) for said in ways_to_say(number))


def words_of(parameter: Parameter, entry: Entry) -> str:
    later = [text.statement_zh for text in parameter.later_texts if text.first_day == entry.effective.start]
    return later[0] if later else parameter.statement_zh


def numbers(entry: Entry) -> list[int]:
    parts = entry.value if isinstance(entry.value, tuple) else (entry.value,)
    return [part for part in parts if isinstance(part, int) and not isinstance(part, bool)]


NUMBERED = [
    (parameter, value, entry)
    for parameter in api.current().parameters.values()
    for value in parameter.values.values()
    for entry in value.history
    if numbers(entry)
]


@pytest.mark.parametrize(("parameter", "value", "entry"), NUMBERED, ids=[f"{v.ref}-{e.effective.start}" for _, v, e in NUMBERED])
def test_its_number_stands_in_the_words_of_the_rule(parameter: Parameter, value: ParameterValue, entry: Entry) -> None:
    words = words_of(parameter, entry)
    if value.ref in SAID_OTHERWISE:
        assert SAID_OTHERWISE[value.ref] in words
    elif value.ref not in NOT_IN_THE_WORDS:
        assert all(stands_in(number, words) for number in numbers(entry)), words


def test_a_number_in_the_chinese_wording_of_a_value_stands_in_the_words_of_the_rule_too() -> None:
    worded = [(p, e) for p in api.current().parameters.values() for v in p.values.values() for e in v.history if e.value_zh]
    assert len(worded) > 30
    for parameter, entry in worded:
        for said in re.findall(f"[{_NUMERAL}]+(?=[日月年元倍%至])", entry.value_zh):
            assert re.search(f"(?<![{_NUMERAL}]){said}(?![{_NUMERAL}])", words_of(parameter, entry)), (parameter.id, said)


def test_no_exception_is_idle() -> None:
    known = {value.ref for _, value, _ in NUMBERED}
    assert {*SAID_OTHERWISE, *NOT_IN_THE_WORDS} <= known
    for parameter, value, entry in NUMBERED:
        if value.ref in SAID_OTHERWISE:
            assert not stands_in(numbers(entry)[0], words_of(parameter, entry))


def test_what_is_computed_from_other_values_agrees_with_them() -> None:
    on = date(2026, 9, 3)

    def number(ref: str) -> int:
        found = api.value(ref, on=on).value
        assert isinstance(found, int)
        return found

    assert number("pa-conclude.overall_max") == sum(number(f"pa-conclude.{key}") for key in ("base", "first_extension", "second_extension"))
    times = number("ct-214-unsold.multiple_of_sales_threshold")
    assert number("ct-214-unsold.goods_value_first_offence") == times * number("ct-214.sales_amount")
    assert number("ct-214-unsold.goods_value_repeat") == times * number("ct-214-repeat.sales_amount")
    assert (number("cd-pd-multiple.min"), number("cd-pd-multiple.max")) == (
        number("cd-patent.punitive_min"),
        number("cd-patent.punitive_max"),
    )


@pytest.mark.parametrize(
    ("number", "words", "stands"),
    [
        (15, "十五日内", True),
        (5, "十五日内", False),
        (50000, "不足五万元", True),
        (50000, "二十五万元", False),
        (250000, "25万元以下", True),
        (2, "两个月", True),
        (3, "处百分之三", True),
        (1000, "一千份", True),
        (200, "二百元", True),
        (10500, "一万零五百件", True),
        (9, "八日", False),
    ],
)
def test_a_number_is_found_whole_or_not_at_all(number: int, words: str, stands: bool) -> None:
    assert stands_in(number, words) is stands
