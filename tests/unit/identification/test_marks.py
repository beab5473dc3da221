"""Two word marks compared: how like, and why."""

import pytest

from quandun.identification.matchers.marks import LEAD_FROM, compare


@pytest.mark.parametrize(
    ("used", "registered", "score", "confusable"),
    [
        ("云山坊", "云山坊", 1.0, True),
        ("云山纺", "云山坊", 0.933, True),  # one character of three sounds alike
        ("云 山 坊", "云山坊", 1.0, True),  # spacing is no difference
        ("新云山坊", "云山坊", 0.75, True),  # one character put before
        ("云山", "云山坊", 0.667, True),
        ("云海坊", "云山坊", 0.667, True),
        ("长江", "云山坊", 0.0, False),
        ("云江楼", "云山坊", 0.333, False),
        ("", "云山坊", 0.0, False),
        ("云山坊", " ", 0.0, False),
    ],
)
def test_a_score_and_whether_it_is_a_lead(used: str, registered: str, score: float, confusable: bool) -> None:
    found = compare(used, registered)
    assert (found.score, found.confusable) == (score, confusable)
    assert found.confusable == (found.score >= LEAD_FROM)


def test_only_the_same_signs_are_identical() -> None:
    assert compare("云山坊", "云 山坊").identical
    assert not compare("云山纺", "云山坊").identical
    assert not compare("", "").identical


def test_every_character_has_its_reason() -> None:
    why = compare("云山纺", "云山坊").why
    assert why[0] == "第 1 字“云”相同。" and "读音相同" in why[2] and "fang" in why[2] and "人工比对" in why[2]


def test_an_inserted_character_does_not_spoil_the_rest() -> None:
    why = compare("新云山坊", "云山坊").why
    assert "“新”与“无”" in why[0] and all("相同。" in line for line in why[1:])


@pytest.mark.parametrize(("one", "other"), [("云山纺", "云山坊"), ("新云山坊", "云山坊"), ("长江", "云山坊"), ("AB", "BA")])
def test_the_order_of_the_two_does_not_matter_for_the_score(one: str, other: str) -> None:
    assert compare(one, other).score == compare(other, one).score


def test_letters_and_signs_that_have_no_sound_are_compared_as_they_are() -> None:
    assert compare("TEA-1", "TEA-1").identical
    assert compare("TEA-1", "TEA-2").score == 0.8
