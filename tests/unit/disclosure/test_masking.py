"""What a published copy covers, item by item of the law's list, and what it leaves to a person."""

from datetime import date

import pytest

from quandun.disclosure.domain.masking import COVER, KNOWN_ITEMS, mask
from quandun.disclosure.services import MASK_REF
from quandun.law import api as law

PHONES, IDS, ACCOUNTS = "通讯方式", "身份证件号码", "银行账号"
ALL = (PHONES, IDS, ACCOUNTS)


def _masked(text: str, items: tuple[str, ...] = ALL, **party: str) -> str:
    return mask({"违法事实": text}, party, items).texts["违法事实"]


@pytest.mark.parametrize(
    "number",
    [
        "13699955678",
        "19900001111",
        "0531-88889999",
        "053188889999",
        "010-88889999",
        "+8613699955678",
        "+86 13699955678",
        "86-13699955678",
        "136-9995-5678",
        "136 9995 5678",
        "１３６９９９５５６７８",
    ],
)
def test_a_telephone_number_is_covered_however_it_is_written(number: str) -> None:
    assert _masked(f"电话{number}，在店内") == f"电话{COVER}，在店内"


@pytest.mark.parametrize(
    "number",
    ["990102198501017777", "990102 19850101 7777", "99010219850101777X", "99010219850101777x", "９９０１０２１９８５０１０１７７７７"],
)
def test_an_identity_number_is_covered(number: str) -> None:
    assert _masked(f"身份证{number}。", (IDS,)) == f"身份证{COVER}。"


@pytest.mark.parametrize("number", ["6222021234567890", "6222021234567890123", "6222 0212 3456 7890 123"])
def test_a_bank_account_is_covered(number: str) -> None:
    assert _masked(f"账号{number}。") == f"账号{COVER}。"


@pytest.mark.parametrize(
    "text",
    [
        "违法经营额6,800元，库存86袋，2026年9月3日",
        "注册号90000001",
        "临东市监处罚〔2026〕1号",
        "统一社会信用代码92000000TEST000002",  # a trader's code is public
        "东桥区老吴茶叶店（虚构）",
        "条码6901234567892",
    ],
)
def test_what_is_no_personal_number_stays(text: str) -> None:
    assert _masked(text) == text


def test_the_partys_own_values_are_covered_even_where_no_pattern_would_see_them() -> None:
    text = _masked("来电 8888-77 转 3，证号 旧证0001", phone="8888-77 转 3", id_number="旧证0001")
    assert text == f"来电 {COVER}，证号 {COVER}"


def test_a_value_of_a_few_characters_covers_nothing_by_accident() -> None:
    assert _masked("共有86袋", phone="86") == "共有86袋"


def test_the_traders_name_and_place_of_business_stay() -> None:
    party = {"name": "老吴茶叶店", "address": "东桥市场 7 号", "phone": "13699955678", "id_number": "990102198501017777"}
    masked = mask({"当事人": "　".join(party.values())}, party, ALL)
    assert masked.texts["当事人"] == f"老吴茶叶店　东桥市场 7 号　{COVER}　{COVER}"
    assert masked.covered == ((PHONES, 1), (IDS, 1), (ACCOUNTS, 0))


def test_what_it_cannot_find_by_itself_is_left_to_a_person_and_said_so() -> None:
    masked = mask({"违法事实": "商业秘密在此"}, {}, (PHONES, "商业秘密"))
    assert masked.by_hand == ("商业秘密",) and masked.texts == {"违法事实": "商业秘密在此"}


def test_an_item_not_on_the_list_of_the_law_is_not_covered() -> None:
    assert _masked("电话13699955678", (IDS,)) == "电话13699955678"


def test_masking_twice_changes_nothing_more() -> None:
    once = mask({"a": "电话13699955678"}, {}, ALL)
    assert mask(once.texts, {}, ALL).texts == once.texts


def test_the_law_in_force_names_the_items_known_here() -> None:
    items = law.value(MASK_REF, on=date(2026, 10, 16)).value
    assert isinstance(items, list | tuple)
    assert set(KNOWN_ITEMS) <= {str(item) for item in items}, "an item was renamed: masking would leave it to a person in silence"
