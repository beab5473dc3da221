"""Masking, for every text: what must be covered is covered, what must stay stays, and doing it again changes nothing."""

from hypothesis import given
from hypothesis import strategies as st

from quandun.disclosure.domain.masking import COVER, KNOWN_ITEMS, mask

ITEMS = tuple(KNOWN_ITEMS)
WORDS = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.sampled_from("，。、（）「」\n"), max_size=30
)  # running text without digits
PHONES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
IDENTITIES = st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True)
ACCOUNTS = st.from_regex(r"62[0-9]{14,17}", fullmatch=True)


@given(WORDS, WORDS, PHONES | IDENTITIES | ACCOUNTS)
def test_a_number_between_any_words_is_gone(before: str, after: str, number: str) -> None:
    shown = mask({"a": f"{before}{number}{after}"}, {}, ITEMS).texts["a"]
    assert number not in shown and shown == f"{before}{COVER}{after}"


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20), st.permutations(ITEMS))
def test_the_partys_values_never_survive_in_any_order_of_items(text: str, phone: str, identity: str, items: list[str]) -> None:
    shown = mask({"a": f"{text}{phone}{text}{identity}"}, {"phone": phone, "id_number": identity}, items).texts["a"]
    for value in (phone, identity):
        if len(value) > 3 and value not in COVER * 8:
            assert value not in shown.replace(COVER, "")


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=60), max_size=4), st.permutations(ITEMS))
def test_masking_again_changes_nothing(texts: dict[str, str], items: list[str]) -> None:
    once = mask(texts, {}, items).texts
    assert mask(once, {}, items).texts == once


@given(WORDS)
def test_words_without_numbers_stay_as_they_are(text: str) -> None:
    masked = mask({"a": text}, {}, ITEMS)
    assert masked.texts == {"a": text} and all(count == 0 for _, count in masked.covered)


@given(st.lists(st.text(max_size=8), max_size=6))
def test_every_item_is_either_covered_or_left_to_a_person(items: list[str]) -> None:
    masked = mask({"a": "文"}, {}, items)
    assert sorted([item for item, _ in masked.covered] + list(masked.by_hand)) == sorted(items)
