"""Numbers as statutes write them."""

import pytest

from quandun.kernel.numerals import in_chinese


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"), (7, "七"), (10, "十"), (15, "十五"), (20, "二十"), (90, "九十"), (100, "一百"), (105, "一百零五"),
        (110, "一百一十"), (1_001, "一千零一"), (10_000, "一万"), (100_500, "十万零五百"), (250_000, "二十五万"),
        (1_000_000, "一百万"), (10_000_001, "一千万零一"),
    ],
)  # fmt: skip
def test_it_writes_numbers_as_statutes_do(number: int, words: str) -> None:
    assert in_chinese(number) == words


@pytest.mark.parametrize("number", [-1, 10**8])
def test_a_number_out_of_range_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        in_chinese(number)
