"""Masking of a published copy (公示遮蔽): which fields go, by which item of the law's list, and what a person must still look at.

Pure. The list of items is `ds-penalty-publication-mask-fields.mask`; an item this module cannot find by itself is
returned as work for a person, never silently taken as done.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

COVER = "×××"
# Numbers as people type them: with the country code, in groups, in full-width digits (\d takes those too).
PHONE = re.compile(
    r"(?<!\d)(?:[+＋]?[8８][6６][- ]?)?[1１][3-9３-９]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"  # mobile
    r"|(?<!\d)(?:[+＋]?[8８][6６][- ]?)?[0０]\d{2,3}[- ]?\d{7,8}(?!\d)"  # landline with area code
)
IDENTITY = re.compile(r"(?<![0-9A-Za-z０-９])\d{6}[- ]?\d{8}[- ]?\d{3}[\dXxＸｘ](?![0-9A-Za-z０-９])")
ACCOUNT = re.compile(r"(?<![0-9A-Za-z０-９])\d{4}(?:[- ]?\d{4}){3}(?:[- ]?\d{1,3})?(?![0-9A-Za-z０-９])")


@dataclass(frozen=True, slots=True)
class MaskItem:
    """How one item of the law's list is found: keys of the party that hold it, and a pattern in running text."""

    keys: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None


# Keyed by the words of the parameter's list. 经营场所 stays: the list excepts a home that is the place of business.
KNOWN_ITEMS: Mapping[str, MaskItem] = {
    "通讯方式": MaskItem(("phone",), PHONE),
    "身份证件号码": MaskItem(("id_number",), IDENTITY),
    "银行账号": MaskItem((), ACCOUNT),
}


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked text set: the texts, the items that were covered with how often, the items left to a person."""

    texts: dict[str, str]
    covered: tuple[tuple[str, int], ...]
    by_hand: tuple[str, ...]


def mask(texts: Mapping[str, str], party: Mapping[str, str], items: Sequence[str]) -> Masked:
    """Cover in `texts` every value the party's record holds for an item and everything of its pattern.

    `items` in the law's order; an identity number is covered before an account number could claim its digits.
    """
    result = dict(texts)
    covered: list[tuple[str, int]] = []
    by_hand: list[str] = []
    for item in items:
        known = KNOWN_ITEMS.get(item)
        if known is None:
            by_hand.append(item)
            continue
        count = 0
        for key, text in result.items():
            for value in (party.get(one, "") for one in known.keys):
                if len(value) > 3 and value in text:
                    count += text.count(value)
                    text = text.replace(value, COVER)
            if known.pattern is not None:
                text, found = known.pattern.subn(COVER, text)
                count += found
            result[key] = text
        covered.append((item, count))
    return Masked(result, tuple(covered), tuple(by_hand))
