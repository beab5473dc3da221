"""Public ids and bearer secrets."""

import re

import pytest

from quandun.kernel.ids import is_public_id, new_id, new_secret


def test_an_id_is_its_kind_and_26_letters() -> None:
    assert re.fullmatch(r"ex-[a-z2-7]{26}", new_id("ex"))


def test_no_two_ids_are_the_same() -> None:
    assert len({new_id("ex") for _ in range(5_000)}) == 5_000


def test_every_letter_of_an_id_varies() -> None:
    made = [new_id("ex").partition("-")[2] for _ in range(400)]
    # 128 bits in 26 letters of 5: the last letter carries 3 bits, so 8 values; all others 32.
    assert [len({one[place] for one in made}) for place in range(26)] == [32] * 25 + [8]


@pytest.mark.parametrize("prefix", ["ex", "case", "abc"])
def test_it_recognises_its_own_ids_by_kind(prefix: str) -> None:
    assert is_public_id(new_id(prefix))
    assert is_public_id(new_id(prefix), prefix)
    assert not is_public_id(new_id(prefix), "zz")


SHAPE = "ex-" + "a" * 26


@pytest.mark.parametrize("text", ["", "ex", "ex-", "17", SHAPE.upper(), SHAPE[:-1], SHAPE + "a", SHAPE[1:], SHAPE + "\n", "ex-" + "1" * 26])
def test_it_refuses_what_is_no_id(text: str) -> None:
    assert not is_public_id(text)


def test_a_secret_is_five_groups_a_person_can_read_out() -> None:
    assert re.fullmatch(r"([a-z2-7]{4}-){4}[a-z2-7]{4}", new_secret())


def test_no_two_secrets_are_the_same_and_every_letter_varies() -> None:
    made = {new_secret() for _ in range(1_000)}
    assert len(made) == 1_000
    assert all(len({one[place] for one in made}) == 32 for place in range(24) if place % 5 != 4)
