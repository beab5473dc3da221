"""What penalty documents cite of the law, by the name their templates use."""

from quandun.cases.domain.types import TermText

TERMS: tuple[TermText, ...] = (
    TermText("verification", ("mp-clue-verification.verify_within",)),
    TermText("preservation", ("mp-register-preserve.decide_within",)),
    TermText("decision_period", ("mp-decision-period.base",)),
    TermText("list_copies", ("mp-seizure-formalities.list_copies",), "一式{}份"),
    TermText("seizure", ("mp-seizure-period.base",)),
    TermText("seizure_extension", ("mp-seizure-period.extension",)),
    TermText("defence", ("mp-statement-and-defence.respond_within",)),
    TermText("hearing_request", ("mp-hearing-request.request_within",)),
    TermText("hearing_threshold", ("mp-hearing-thresholds.individual_threshold",), "对自然人处以{}以上罚款"),
    TermText(
        "fine_range",
        (
            "mp-trademark-fine-2019.turnover_threshold",
            "mp-trademark-fine-2019.fine_max_multiple_of_turnover",
            "mp-trademark-fine-2019.fine_max_below_threshold",
        ),
        "违法经营额{0}以上的，可以处违法经营额{1}以下的罚款；没有违法经营额或者违法经营额不足{0}的，可以处{2}以下的罚款",
    ),
    TermText("payment", ("mp-pay-fine.pay_within",)),
    TermText("late_payment", ("mp-late-payment.daily_rate",)),
    TermText("late_payment_cap", ("mp-late-payment.cap",), "不得超出罚款数额的{}"),
    TermText("reconsideration", ("mp-reconsideration-apply.apply_within",)),
    TermText("suit", ("mp-admin-suit.direct",)),
    TermText("publication", ("mp-publish-same-province.publish_within",)),
)
