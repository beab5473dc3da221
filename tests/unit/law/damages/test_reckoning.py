"""The methods in their order, the two lines, the multiple, the costs, the claim."""

from typing import Any

import pytest

from quandun.law import api
from tests.unit.law.damages.worlds import GAIN, PUNITIVE, assess, quantity

LOSS = {"name": "少卖", "units": quantity("1000", "证5"), "unit_profit": quantity("150", "证5")}


def only(found: api.DamagesAssessment) -> Any:
    (reading,) = found.readings
    return reading


def test_the_order_of_the_statute_decides_and_not_the_larger_amount() -> None:
    line = only(assess(loss=[LOSS])).claimed
    assert (line.method, line.base_fen) == ("loss", 15_000_000)
    assert [(a.method, a.outcome) for a in line.attempts] == [("loss", "held"), ("gain", "not_reached"), ("licence", "not_reached")]


def test_loss_or_gain_is_a_choice_under_the_text_of_2027() -> None:
    later: dict[str, Any] = {"act": {"from": "2027-01-01"}, "as_of": "2027-06-01", "loss": [LOSS]}
    assert only(assess(**later)).claimed.method == "gain"  # the larger, where nobody chose
    chosen = only(assess(choice="loss", **later)).claimed
    assert (chosen.method, [a.outcome for a in chosen.attempts]) == ("loss", ["held", "not_chosen", "not_reached"])


def test_an_act_that_runs_over_the_new_text_is_shown_under_both_until_someone_chooses() -> None:
    over: dict[str, Any] = {"act": {"from": "2026-12-01", "to": "2027-02-28"}, "as_of": "2027-06-01", "loss": [LOSS]}
    both = assess(**over)
    assert [reading.statute.source for reading in both.readings] == [
        "中华人民共和国商标法（2019修正） 第六十三条",
        "中华人民共和国商标法（2026修订） 第七十七条",
    ]
    assert [reading.claimed.method for reading in both.readings] == ["loss", "gain"]
    assert any("governed_by" in remark for remark in both.remarks)
    assert only(assess(governed_by="2027-01-01", **over)).claimed.method == "gain"


def test_a_number_without_exhibit_never_counts_on_the_proved_line() -> None:
    unproved = {**GAIN, "margin": quantity("30%")}
    reading = only(assess(gain=[unproved, {"name": "实体店", "amount": quantity("50000", "证5")}]))
    assert (reading.proved.base_fen, reading.claimed.base_fen) == (5_000_000, 35_000_000)
    assert "网店未证明，不计入" in reading.proved.attempts[1].reason


def test_a_loss_of_nothing_determines_nothing() -> None:
    line = only(assess(loss=[{"name": "少卖", "amount": quantity("0", "证5")}])).proved
    assert (line.attempts[0].outcome, line.method) == ("failed", "gain")


def test_an_unproved_loss_leaves_room_for_a_proved_gain() -> None:
    reading = only(assess(loss=[{"name": "少卖", "amount": quantity("900000")}]))
    assert (reading.claimed.method, reading.proved.method) == ("loss", "gain")


def test_the_total_is_base_times_a_fractional_multiple_and_costs_come_on_top() -> None:
    line = only(assess(punitive=PUNITIVE, costs=[{"name": "律师费", "amount": quantity("20000", "证6")}])).proved
    assert (line.base_fen, line.total_fen, line.costs_fen, line.awarded_fen) == (30_000_000, 75_000_000, 2_000_000, 77_000_000)


@pytest.mark.parametrize("lacking", ["intent", "serious"])
def test_punitive_damages_need_both_elements_proved(lacking: str) -> None:
    shown = {**PUNITIVE, lacking: [{"factor": "其他"}]}
    reading = only(assess(punitive=shown))
    assert (reading.proved.punitive.applies, reading.claimed.punitive.applies) == (False, True)
    assert (reading.proved.total_fen, reading.claimed.total_fen) == (30_000_000, 75_000_000)
    absent = only(assess(punitive={**PUNITIVE, lacking: []}))
    assert not absent.claimed.punitive.applies
    assert "中华人民共和国民法典 第一千一百八十五条" in absent.claimed.punitive.reason


def test_conduct_outside_punitive_damages_is_compensated_once() -> None:
    before = {"name": "此前", "amount": quantity("10000", "证5"), "multiplied": False}
    line = only(assess(gain=[GAIN, before], punitive=PUNITIVE)).proved
    assert (line.base_fen, line.unmultiplied_fen, line.total_fen) == (30_000_000, 1_000_000, 76_000_000)


def test_nothing_beyond_the_claim_is_awarded() -> None:
    line = only(assess(punitive=PUNITIVE, claim="500000")).proved
    assert (line.total_fen, line.awarded_fen, line.capped) == (75_000_000, 50_000_000, True)


def test_where_no_method_can_be_determined_the_court_has_its_range() -> None:
    reading = only(assess(right="patent", gain=None, statutory=quantity("200000")))
    assert reading.proved.discretion == (3_000_000, 500_000_000)
    assert (reading.proved.awarded_fen, reading.claimed.awarded_fen) == (None, 20_000_000)


def test_a_limit_that_is_not_held_is_no_zero() -> None:
    found = assess(gain=None, statutory=quantity("200000"))
    assert only(found).proved.discretion == (None, 500_000_000)
    assert any("下限未配置" in remark for remark in found.remarks)
    assert any("下限未配置" in step for step in only(found).proved.steps)


def test_unfair_competition_other_than_confusion_and_secrets_has_no_statutory_damages() -> None:
    acts: dict[str, Any] = {"act": {"from": "2026-01-05"}, "gain": [{**GAIN, "margin": quantity("30%")}]}
    assert only(assess(right="confusion", **acts)).proved.discretion == (None, 500_000_000)
    other = only(assess(right="unfair_competition", **acts)).proved
    assert (other.discretion, other.awarded_fen, other.method) == (None, 0, None)


def test_a_copyright_fee_is_taken_once() -> None:
    line = only(
        assess(right="copyright", gain=None, licence=[{"name": "稿酬", "fee": quantity("8000", "证1"), "years": quantity("2", "证1")}])
    ).proved
    assert (line.method, line.base_fen) == ("licence", 1_600_000)


def test_the_interpretation_is_that_of_the_day_of_judging() -> None:
    old = {**PUNITIVE, "intent": [{"factor": "通知警告后继续", "exhibit": "证3"}]}
    found = assess(act={"from": "2024-01-05"}, as_of="2025-03-01", punitive=old)
    assert found.interpretation is not None
    assert found.interpretation.source.endswith("（法释〔2021〕4号）")
    retried = assess(act={"from": "2024-01-05"}, as_of="2026-06-01", retried_judgment_on="2025-03-01", punitive=old)
    assert retried.interpretation == found.interpretation
    new = assess(act={"from": "2024-01-05"}, punitive=PUNITIVE).interpretation
    assert new is not None and new.source.endswith("（法释〔2026〕7号）")


def test_fines_already_paid_are_considered_and_not_deducted() -> None:
    fined = {**PUNITIVE, "prior_fines": [{"amount": "30000", "executed": True, "exhibit": "证4"}]}
    found = assess(punitive=fined)
    assert only(found).proved.total_fen == 75_000_000
    assert any("应当考虑" in remark and "第十三条" in remark for remark in found.remarks)


def test_a_punitive_claim_without_an_amount_is_reminded_of_one() -> None:
    assert any("赔偿数额、计算方法" in remark and "第二条" in remark for remark in assess(punitive=PUNITIVE).remarks)
    assert not any("claim" in remark for remark in assess(punitive=PUNITIVE, claim="1").remarks)


def test_a_long_infringement_is_looked_back_on_from_the_day_of_filing() -> None:
    found = assess(act={"from": "2020-01-05", "to": "2026-03-31"}, filed_on="2026-04-01")
    assert any("2023年4月1日以前" in remark for remark in found.remarks)
    assert not any("向前推算" in remark for remark in assess(filed_on="2026-04-01").remarks)


def test_every_step_is_written_out() -> None:
    steps = only(assess(punitive=PUNITIVE)).proved.steps
    assert "适用惩罚性赔偿的总额：300,000.00 元 × 2.5 ＝ 750,000.00 元（含补偿部分，不另加基数）。" in steps


def test_rounding_is_half_up_and_once_for_the_base_once_for_the_total() -> None:
    third = {"name": "三分之一", "amount": quantity("100.01", "证1"), "contribution": quantity("33.33%", "证1")}
    line = only(assess(gain=[third], punitive={**PUNITIVE, "multiple": quantity("1.5")})).proved
    assert (line.base_fen, line.total_fen) == (3333, 5000)  # 33.333333 → 33.33; 33.33 × 1.5 = 49.995 → 50.00
