"""Amounts in words can be read back, by a reader that shares nothing with the writer."""

from hypothesis import example, given
from hypothesis import strategies as st

from quandun.kernel.money import fen_of_yuan, yuan_in_words, yuan_text
from quandun.kernel.numerals import in_chinese

AMOUNTS = st.integers(0, 10**14 - 1) | st.integers(0, 10**7)
_CAPITAL = {word: value for value, word in enumerate("零壹贰叁肆伍陆柒捌玖")}
_SMALL = {word: value for value, word in enumerate("零一二三四五六七八九")}
_UNITS = {"拾": 10, "佰": 100, "仟": 1_000, "十": 10, "百": 100, "千": 1_000}


def read_words(words: str) -> int:
    """Read an amount in words as a cashier would, character by character, and return fen."""
    total = section = digit = fen = 0
    for word in words.removesuffix("整"):
        if word in _CAPITAL or word in _SMALL:
            digit = _CAPITAL.get(word, _SMALL.get(word, 0))
        elif word in _UNITS:
            section += (digit or 1) * _UNITS[word]
            digit = 0
        elif word in "万亿元":
            section, digit = section + digit, 0
            if word == "元":
                total, section = total + section, 0
            else:
                total, section = total + section * {"万": 10**4, "亿": 10**8}[word], 0
        else:
            fen, digit = fen + digit * {"角": 10, "分": 1}[word], 0
    return (total + section + digit) * 100 + fen


@given(AMOUNTS)
@example(100_000_000_00)
@example(1_000_200_030_00)
@example(10_0001_0000_0000)
def test_words_read_back_are_the_amount(fen: int) -> None:
    words = yuan_in_words(fen)
    assert read_words(words if "元" in words else "零元" + words) == fen


@given(AMOUNTS)
def test_words_keep_the_form_a_cashier_accepts(fen: int) -> None:
    words = yuan_in_words(fen)
    assert "零零" not in words
    assert words.endswith("整") == (fen % 10 == 0)
    assert not any(bad in words for bad in ("零元", "零万", "零亿", "零拾", "零佰", "零仟", "零角", "零分") if fen)


@given(AMOUNTS, AMOUNTS)
def test_two_amounts_never_share_their_words(one: int, other: int) -> None:
    assert (yuan_in_words(one) == yuan_in_words(other)) == (one == other)


@given(st.integers(-(10**12), 10**12))
def test_yuan_written_out_are_the_same_fen(fen: int) -> None:
    assert fen_of_yuan(yuan_text(fen).removesuffix(" 元").replace(",", "")) == fen


@given(st.integers(1, 10**8 - 1))
def test_chinese_numerals_read_back_are_the_number(number: int) -> None:
    assert read_words(in_chinese(number) + "元") == number * 100
