"""The assessment as plain data (JSON): amounts in fen with their text beside them, numbers of the facts as exact text."""

from typing import Any

from quandun.kernel.money import yuan_text
from quandun.law.damages.assessment import Assessment, Reading, WeighedFactor
from quandun.law.damages.facts import METHODS, RIGHTS, FactorClaim, Facts
from quandun.law.damages.reckoning import OUTCOMES, Line, factor_name, number_text, range_text
from quandun.law.damages.rules_files import WEIGHS
from quandun.law.damages.sensitivity import Swing
from quandun.law.damages.statute import Statute

COURT_DECIDES = "以上仅为按所提供事实和现行条文所作的测算，赔偿数额由人民法院依法确定。"


def as_data(assessment: Assessment) -> dict[str, Any]:
    """Return the whole answer as JSON-ready data; `docs/law/damages.md` explains the keys."""
    facts, text = assessment.facts, assessment.interpretation
    return {
        "title": facts.title,
        "right": facts.right,
        "right_zh": RIGHTS[facts.right],
        "act": {"from": facts.act_from.isoformat(), "to": facts.act_to.isoformat()},
        "as_of": facts.as_of.isoformat(),
        "interpretation": None if text is None else {"source": text.source, "by_hand": text.by_hand},
        "readings": [_reading(reading) for reading in assessment.readings],
        "typed": [_weighed(factor) for factor in assessment.typed],
        "punitive_factors": _factors(facts),
        "exhibits": [{"id": exhibit.id, "title": exhibit.title} for exhibit in facts.exhibits],
        "unproved": list(unproved(facts)),
        "remarks": list(assessment.remarks),
        "court_decides": COURT_DECIDES,
    }


def unproved(facts: Facts) -> tuple[str, ...]:
    """Return the names of everything stated without an exhibit (未证明的事项)."""
    names = []
    for method, words in METHODS.items():
        for part in facts.parts(method):
            names += [f"{words}·{part.name}·{factor_name(part, role)}" for role, number in part.factors.items() if not number.proved]
    names += [f"合理开支·{cost.name}" for cost in facts.costs if not cost.amount.proved]
    if facts.punitive is not None:
        names += [f"故意·{claim.factor}" for claim in facts.punitive.intent if not claim.exhibit]
        names += [f"情节严重·{claim.factor}" for claim in facts.punitive.serious if not claim.exhibit]
        names += [f"罚款、罚金 {yuan_text(fine.amount_fen)}" for fine in facts.punitive.prior_fines if not fine.exhibit]
    return tuple(names)


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "statute": _statute(reading.statute),
        "proved": _line(reading.proved),
        "claimed": _line(reading.claimed),
        "sensitivity": [_swing(swing) for swing in reading.sensitivity],
    }


def _statute(statute: Statute) -> dict[str, Any]:
    return {
        "source": statute.source,
        "period": statute.period,
        "by_hand": statute.by_hand,
        "order": [[METHODS[method] for method in step] for step in statute.order],
        "punitive_min": None if statute.punitive_min is None else number_text(statute.punitive_min),
        "punitive_max": None if statute.punitive_max is None else number_text(statute.punitive_max),
        "statutory_min_fen": statute.statutory_min_fen,
        "statutory_max_fen": statute.statutory_max_fen,
        "unconfirmed": list(statute.unconfirmed),
    }


def _line(line: Line) -> dict[str, Any]:
    finding = line.punitive
    return {
        "attempts": [
            {
                "method": attempt.method,
                "method_zh": METHODS[attempt.method],
                "outcome": attempt.outcome,
                "outcome_zh": OUTCOMES[attempt.outcome],
                "reason": attempt.reason,
                **_money("amount", attempt.fen),
                "parts": [
                    {
                        "name": part.name,
                        "formula": part.formula,
                        **_money("amount", part.fen),
                        "counted": part.counted,
                        "unproved": list(part.unproved),
                    }
                    for part in attempt.parts
                ],
            }
            for attempt in line.attempts
        ],
        "method": line.method,
        "method_zh": method_zh(line),
        **_money("base", line.base_fen),
        **_money("unmultiplied", line.unmultiplied_fen),
        "punitive": None
        if finding is None
        else {
            "applies": finding.applies,
            "multiple": number_text(finding.multiple),
            "intent": finding.intent,
            "serious": finding.serious,
            "reason": finding.reason,
        },
        **_money("total", line.total_fen),
        "discretion": None if line.discretion is None else range_text(line.discretion),
        **_money("costs", line.costs_fen),
        **_money("claim", line.claim_fen),
        "capped_by_claim": line.capped,
        **_money("awarded", line.awarded_fen),
        "steps": list(line.steps),
    }


def method_zh(line: Line) -> str:
    """Return the method a line rests on, in Chinese."""
    if line.method is None:
        return "无"
    return "法定赔偿" if line.method == "statutory" else METHODS[line.method]


def _money(name: str, fen: int | None) -> dict[str, Any]:
    return {f"{name}_fen": fen, f"{name}_text": None if fen is None else yuan_text(fen)}


def _swing(swing: Swing) -> dict[str, Any]:
    return {
        "name": swing.name,
        "value": swing.value,
        "mark": swing.mark,
        "result_fen": swing.result_fen,
        "down_fen": swing.down_fen,
        "up_fen": swing.up_fen,
        "low_fen": swing.low_fen,
        "high_fen": swing.high_fen,
        "width_fen": swing.width_fen,
        "limited": swing.limited,
    }


def _factors(facts: Facts) -> dict[str, list[dict[str, Any]]]:
    if facts.punitive is None:
        return {"intent": [], "serious": []}
    return {"intent": [_claim(claim) for claim in facts.punitive.intent], "serious": [_claim(claim) for claim in facts.punitive.serious]}


def _claim(claim: FactorClaim) -> dict[str, Any]:
    return {"factor": claim.factor, "exhibit": claim.exhibit or None, "note": claim.note}


def _weighed(factor: WeighedFactor) -> dict[str, Any]:
    rule = factor.rule
    return {
        "key": rule.key,
        "name_zh": rule.name_zh,
        "weighs": rule.weighs,
        "weighs_zh": WEIGHS[rule.weighs],
        "range": rule.range_zh,
        "source": rule.source,
        "confidence": rule.confidence,
        "present": factor.present,
        "exhibit": factor.exhibit or None,
        "note": factor.note,
    }
