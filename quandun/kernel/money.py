"""Money is integer fen (分); law files say yuan (元)."""

from decimal import Decimal


def fen_of_yuan(yuan: Decimal | int | str) -> int:
    """Return whole fen; refuse a fraction of a fen."""
    fen = Decimal(yuan) * 100
    if fen != fen.to_integral_value():
        raise ValueError(f"{yuan} yuan is not a whole number of fen")
    return int(fen)


def yuan_text(fen: int) -> str:
    """Return e.g. `12,000.00 元`."""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    return f"{sign}{yuan:,}.{rest:02d} 元"


_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")


def yuan_in_words(fen: int) -> str:
    """Return the amount as official documents write it (大写金额), e.g. `壹万贰仟元整`.

    Takes 0 <= fen < 10^14; the rules are those of 正确填写票据和结算凭证的基本规定.
    """
    if not 0 <= fen < 10**14:
        raise ValueError("amount out of range for words")
    yuan, rest = divmod(fen, 100)
    jiao, fen_digit = divmod(rest, 10)
    words = _integer_in_words(yuan) + "元" if yuan or not rest else ""
    if not rest:
        return words + "整"
    if jiao:
        words += _DIGITS[jiao] + "角"
    elif yuan:
        words += "零"
    return words + (_DIGITS[fen_digit] + "分" if fen_digit else "整")


def _integer_in_words(number: int) -> str:
    if number == 0:
        return "零"
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    words, pending_zero = "", False
    for power in range(len(groups) - 1, -1, -1):
        group = groups[power]
        if group == 0:
            pending_zero = bool(words)
            continue
        if words and (pending_zero or group < 1000):
            words += "零"
        words += _group_in_words(group) + _GROUPS[power]
        pending_zero = False
    return words


def _group_in_words(group: int) -> str:
    words, zero = "", False
    for power in range(3, -1, -1):
        digit = group // 10**power % 10
        if digit == 0:
            zero = bool(words)
            continue
        words += ("零" if zero else "") + _DIGITS[digit] + _UNITS[power]
        zero = False
    return words
