"""Errors explain themselves: what, why by which article, what next."""

import pytest

from quandun.kernel.errors import InvariantBroken, NotAllowed, NotFound, PlatformError


class TooLate(PlatformError):
    """A planted leaf."""

    code = "kernel.too_late"
    status = 409
    exit_code = 1
    says = "已于 {last_day} 届满。"
    do = "请改为申请 {other}。"


def test_it_says_what_why_and_what_next_in_this_order() -> None:
    error = TooLate(article="行政处罚法 第五十六条", last_day="2026-09-14", other="延长")
    assert str(error) == "已于 2026-09-14 届满。（依据：行政处罚法 第五十六条）请改为申请 延长。"


def test_without_an_article_it_claims_none() -> None:
    assert TooLate(last_day="2026-09-14", other="延长").sentence() == "已于 2026-09-14 届满。请改为申请 延长。"


def test_it_keeps_the_facts_apart_from_the_words() -> None:
    error = TooLate(last_day="2026-09-14", other="延长")
    assert error.facts == {"last_day": "2026-09-14", "other": "延长"}
    assert error.render("Ended on {last_day}. ", "Apply for {other}.") == "Ended on 2026-09-14. Apply for 延长."


def test_a_fact_its_sentence_needs_may_not_be_forgotten() -> None:
    with pytest.raises(KeyError):
        TooLate(last_day="2026-09-14")


def test_absent_and_forbidden_look_the_same() -> None:
    absent, forbidden = NotFound(), NotAllowed(act="x", actor="y")
    assert (absent.code, absent.status, absent.exit_code, str(absent)) == (
        forbidden.code,
        forbidden.status,
        forbidden.exit_code,
        str(forbidden),
    )


@pytest.mark.parametrize("kind", [PlatformError, NotAllowed, NotFound, InvariantBroken])
def test_every_kernel_error_ends_a_command_with_no_or_unusable(kind: type[PlatformError]) -> None:
    assert kind.exit_code in (1, 2)
    assert 400 <= kind.status < 600
    assert kind.says.endswith("。")
    assert kind.do.endswith("。")
