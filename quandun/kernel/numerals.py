"""Whole numbers as statutes and documents write them (中文数字): 十五, 九十, 二十五万."""

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")


def in_chinese(number: int) -> str:
    """Return 0 <= number < 10^8 in Chinese numerals; 10 to 19 without the leading 一, as statutes write them."""
    if not 0 <= number < 10**8:
        raise ValueError("number out of range for Chinese numerals")
    if number == 0:
        return _DIGITS[0]
    high, low = divmod(number, 10_000)
    words = _below_ten_thousand(high) + "万" if high else ""
    if low:
        words += ("零" if high and low < 1000 else "") + _below_ten_thousand(low)
    return words[1:] if words.startswith("一十") else words


def _below_ten_thousand(number: int) -> str:
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return words
