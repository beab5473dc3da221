"""Fen, yuan, and amounts in words."""

from decimal import Decimal

import pytest

from quandun.kernel.money import fen_of_yuan, yuan_in_words, yuan_text


@pytest.mark.parametrize(("yuan", "fen"), [(12_000, 1_200_000), ("0.01", 1), (Decimal("6800.50"), 680_050), (-3, -300), ("1e3", 100_000)])
def test_yuan_become_whole_fen(yuan: Decimal | int | str, fen: int) -> None:
    assert fen_of_yuan(yuan) == fen


@pytest.mark.parametrize("yuan", ["0.001", Decimal("1") / 3])
def test_a_fraction_of_a_fen_is_refused(yuan: Decimal | str) -> None:
    with pytest.raises(ValueError, match="whole number of fen"):
        fen_of_yuan(yuan)


@pytest.mark.parametrize(("fen", "text"), [(1_200_000, "12,000.00 元"), (5, "0.05 元"), (-150, "-1.50 元"), (0, "0.00 元")])
def test_it_writes_yuan_for_people(fen: int, text: str) -> None:
    assert yuan_text(fen) == text


# After 正确填写票据和结算凭证的基本规定 (支付结算办法 附一); its own examples stand from 1,409.50 to 325.04.
@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("0", "零元整"),
        ("0.01", "壹分"),
        ("0.10", "壹角整"),
        ("0.56", "伍角陆分"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("12000", "壹万贰仟元整"),
        ("10001", "壹万零壹元整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("1000200030", "壹拾亿零贰拾万零叁拾元整"),
        ("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_it_writes_amounts_in_words(yuan: str, words: str) -> None:
    assert yuan_in_words(fen_of_yuan(yuan)) == words


@pytest.mark.parametrize("fen", [-1, 10**14])
def test_an_amount_it_cannot_write_is_refused(fen: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        yuan_in_words(fen)
