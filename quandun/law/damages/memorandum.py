"""The reasoned memorandum (测算说明) as blocks of text, tables and one picture; printing is somebody else's trade.

Law stands below the room that prints documents and must load without any printer, so this module composes and an
installation that can print says so once with `print_with`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from quandun.kernel.clocks import day_text
from quandun.kernel.money import yuan_text
from quandun.law.damages.answer import COURT_DECIDES, method_zh, unproved
from quandun.law.damages.assessment import Assessment, Reading
from quandun.law.damages.errors import MemorandumNotPrintable
from quandun.law.damages.facts import METHODS, RIGHTS, FactorClaim
from quandun.law.damages.reckoning import OUTCOMES, Line, range_text, to_fen
from quandun.law.damages.rules_files import WEIGHS
from quandun.law.damages.sensitivity import NOT_PROVED, Swing
from quandun.law.damages.tornado import tornado_svg

Form = Literal["docx", "pdf"]
Block = dict[str, Any]
"""`{"heading": text}`, `{"text": text}`, `{"list": [text]}`, `{"table": {"head": [...], "rows": [[...]], "widths": [n]}}`
or `{"picture": svg, "says": text}`: plain data any printer can set."""

Printer = Callable[["Memorandum", Form], bytes]
FORMS: Final[tuple[Form, ...]] = ("docx", "pdf")
_printers: list[Printer] = []


@dataclass(frozen=True, slots=True)
class Memorandum:
    """A memorandum ready to be printed."""

    title: str
    subtitle: str
    dated: str
    blocks: tuple[Block, ...]


def print_with(printer: Printer) -> None:
    """Name the printer of this process; the last one named prints."""
    _printers[:] = [printer]


def write(assessment: Assessment, path: Path) -> None:
    """Write the memorandum as DOCX or PDF, by the name's ending. Raises MemorandumNotPrintable."""
    form = path.suffix.lower().lstrip(".")
    if form not in FORMS:
        raise MemorandumNotPrintable(reason=f"文件名“{path.name}”应当以 .docx 或者 .pdf 结尾")
    if not _printers:
        raise MemorandumNotPrintable(reason="没有安装文书模块")
    printed = _printers[0](compose(assessment), "docx" if form == "docx" else "pdf")
    try:
        path.write_bytes(printed)
    except OSError as error:
        raise MemorandumNotPrintable(reason=f"不能写入“{path.name}”（{error.strerror}）") from error


def compose(assessment: Assessment) -> Memorandum:
    """Return the memorandum: facts, statute, methods in order, table, factors, costs, sensitivity, exhibits, what is unproved."""
    facts = assessment.facts
    return Memorandum(
        title="损害赔偿测算说明",
        subtitle=facts.title,
        dated=day_text(facts.as_of),
        blocks=tuple(_numbered(_blocks(assessment))),
    )


_ORDINALS = "一二三四五六七八九十"


def _numbered(blocks: Iterator[Block]) -> Iterator[Block]:
    at = 0
    for block in blocks:
        if "heading" in block:
            yield {"heading": f"{_ORDINALS[at]}、{block['heading']}"}
            at += 1
        else:
            yield block


def _blocks(assessment: Assessment) -> Iterator[Block]:
    yield from _facts(assessment)
    yield from _statutes(assessment)
    yield {"heading": "方法与计算"}
    for reading in assessment.readings:
        yield from _reckoning(reading, named=len(assessment.readings) > 1)
    if assessment.facts.punitive is not None:
        yield from _punitive(assessment)
    yield from _costs(assessment)
    yield from _sensitivity(assessment)
    if assessment.typed:
        yield from _typed(assessment)
    yield from _evidence(assessment)
    yield from _closing(assessment)


def _facts(assessment: Assessment) -> Iterator[Block]:
    facts = assessment.facts
    until = "" if facts.act_to == facts.act_from else f"至{day_text(facts.act_to)}"
    rows = [
        ["权利类型", RIGHTS[facts.right]],
        ["行为日期", f"{day_text(facts.act_from)}{until}"],
        ["裁判日或者测算日", day_text(facts.as_of)],
    ]
    if facts.claim_fen is not None:
        rows.append(["请求的经济损失", yuan_text(facts.claim_fen)])
    rows += [[_conclusion_name(reading, assessment), _conclusion(reading)] for reading in assessment.readings]
    yield {"heading": "事实与结论"}
    yield {"table": {"head": ["事项", "内容"], "rows": rows, "widths": [3, 7]}}


def _conclusion_name(reading: Reading, assessment: Assessment) -> str:
    return "测算结果" if len(assessment.readings) == 1 else f"测算结果（{reading.statute.name_zh}）"


def _conclusion(reading: Reading) -> str:
    return f"仅以已证明的计：{awarded_text(reading.proved)}；按主张计：{awarded_text(reading.claimed)}（均含合理开支）"


def awarded_text(line: Line) -> str:
    """Return what a line comes to, or the range left to the court."""
    if line.awarded_fen is not None:
        return yuan_text(line.awarded_fen)
    return f"由法院酌定（{range_text(line.discretion or (None, None))}），另加合理开支{yuan_text(line.costs_fen)}"


def _statutes(assessment: Assessment) -> Iterator[Block]:
    yield {"heading": "适用的条文"}
    for reading in assessment.readings:
        statute = reading.statute
        order = "；其次".join("或者".join(METHODS[method] for method in step) for step in statute.order)
        by_hand = "（由使用者提供）" if statute.by_hand else f"（{statute.period}有效）"
        yield {"text": f"{statute.source}{by_hand}。计算方法的顺序：{order}。"}
    text = assessment.interpretation
    if text is not None:
        yield {"text": f"惩罚性赔偿：{text.elements_source}；{text.cite(*text.articles)}。"}


def _reckoning(reading: Reading, *, named: bool) -> Iterator[Block]:
    if named:
        yield {"text": f"以下依{reading.statute.source}："}
    for words, line in (("仅以已证明的计", reading.proved), ("按主张计", reading.claimed)):
        yield {"text": f"（{words}）采用的方法：{method_zh(line)}。"}
        rows = [
            [METHODS[attempt.method], OUTCOMES[attempt.outcome], "" if attempt.fen is None else yuan_text(attempt.fen), attempt.reason]
            for attempt in line.attempts
        ]
        yield {"table": {"head": ["方法", "结果", "数额", "理由"], "rows": rows, "widths": [2, 2, 3, 5]}}
        yield {"list": [step for step in line.steps if not step.startswith(tuple(METHODS.values()))]}
    rows = [
        [METHODS[attempt.method], part.name, part.formula, yuan_text(part.fen), "、".join(part.unproved) or "无"]
        for attempt in reading.claimed.attempts
        for part in attempt.parts
    ]
    if rows:
        yield {"text": "计算表（按主张的数值；有未证明数值的一项不计入“仅以已证明的计”）："}
        yield {"table": {"head": ["方法", "项目", "算式", "数额", NOT_PROVED], "rows": rows, "widths": [2, 2, 5, 3, 2]}}


def _punitive(assessment: Assessment) -> Iterator[Block]:
    claim = assessment.facts.punitive
    assert claim is not None
    yield {"heading": "惩罚性赔偿的情形"}
    rows = [["故意", *_claim_cells(factor)] for factor in claim.intent]
    rows += [["情节严重", *_claim_cells(factor)] for factor in claim.serious]
    if rows:
        yield {"table": {"head": ["要件", "情形", "证据", "说明"], "rows": rows, "widths": [2, 4, 2, 4]}}
    else:
        yield {"text": "没有主张任何情形。"}
    fines = [
        f"{yuan_text(fine.amount_fen)}，{'已' if fine.executed else '未'}执行完毕（{fine.exhibit or NOT_PROVED}）"
        for fine in claim.prior_fines
    ]
    if fines:
        yield {"text": f"同一侵权行为已受的罚款、罚金：{'；'.join(fines)}。"}


def _claim_cells(factor: FactorClaim) -> list[str]:
    return [factor.factor, factor.exhibit or NOT_PROVED, factor.note]


def _costs(assessment: Assessment) -> Iterator[Block]:
    yield {"heading": "合理开支"}
    costs = assessment.facts.costs
    if not costs:
        yield {"text": "没有请求合理开支。"}
        return
    line = assessment.readings[0].claimed
    rows = [[cost.name, yuan_text(to_fen(cost.amount.value)), cost.amount.exhibit or NOT_PROVED] for cost in costs]
    yield {"table": {"head": ["名目", "数额", "证据"], "rows": rows, "widths": [4, 4, 3]}}
    yield {"text": f"合计{yuan_text(line.costs_fen)}，在赔偿总额之外另计，不作为基数，不乘以倍数。"}


def _sensitivity(assessment: Assessment) -> Iterator[Block]:
    yield {"heading": "敏感性"}
    moved = [reading for reading in assessment.readings if reading.sensitivity]
    if not moved:
        yield {"text": "没有可以变动的数值：各种方法均不能确定。"}
    for reading in moved:
        if len(moved) > 1:
            yield {"text": f"以下依{reading.statute.source}："}
        rows = [
            [swing.name, swing.value, swing.mark, yuan_text(swing.down_fen), yuan_text(swing.up_fen), _disputed(swing)]
            for swing in reading.sensitivity
        ]
        head = ["数值", "主张", "证据", "减少一成", "增加一成", "争议区间"]
        yield {"table": {"head": head, "rows": rows, "widths": [4, 3, 3, 4, 4, 5]}}
        yield {"picture": tornado_svg(reading.sensitivity), "says": f"影响最大的是{reading.sensitivity[0].name}。"}


def _disputed(swing: Swing) -> str:
    ends = [yuan_text(fen) for fen in (swing.low_fen, swing.high_fen) if fen is not None]
    return " 至 ".join(ends) or "未提出"


def _typed(assessment: Assessment) -> Iterator[Block]:
    yield {"heading": "类型化裁判赔偿规则"}
    rows = [
        [weighed.rule.name_zh, WEIGHS[weighed.rule.weighs], _present(weighed.present, weighed.exhibit), weighed.rule.range_zh]
        for weighed in assessment.typed
    ]
    yield {"table": {"head": ["因素", "方向", "是否存在", "幅度"], "rows": rows, "widths": [4, 2, 2, 4]}}
    yield {"list": list(dict.fromkeys(weighed.rule.source for weighed in assessment.typed))}


def _present(present: bool, exhibit: str) -> str:
    if not present:
        return "未主张"
    return f"有（{exhibit or NOT_PROVED}）"


def _evidence(assessment: Assessment) -> Iterator[Block]:
    yield {"heading": "证据与未证明的事项"}
    exhibits = assessment.facts.exhibits
    if exhibits:
        rows = [[exhibit.id, exhibit.title] for exhibit in exhibits]
        yield {"table": {"head": ["编号", "证据"], "rows": rows, "widths": [2, 8]}}
    lacking = unproved(assessment.facts)
    yield {"text": f"未证明：{'；'.join(lacking)}。" if lacking else "所用数值和情形均有证据。"}


def _closing(assessment: Assessment) -> Iterator[Block]:
    yield {"heading": "待确认"}
    yield {"list": list(assessment.remarks) or ["没有需要确认的事项。"]}
    yield {"text": "金额以分为单位精确计算：基数四舍五入到分，乘以倍数后再四舍五入到分。"}
    yield {"text": COURT_DECIDES}
