"""`quandun law damages FACTS.json`: what may be claimed for an infringement, on proved inputs only and as claimed."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from quandun.kernel.money import yuan_text
from quandun.law import api
from quandun.law.typed import print_json


def add_arguments(law: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law damages`."""
    asked = law.add_parser("damages", help="测算损害赔偿和惩罚性赔偿，逐步写明方法、理由和条文")
    asked.add_argument("facts", metavar="FACTS.json", type=Path, help="测算事实（格式见 docs/law/damages.md）")
    asked.add_argument("--json", action="store_true", help="以 JSON 输出")
    asked.add_argument("--memo", metavar="OUT.docx|OUT.pdf", type=Path, help="另写一份测算说明")
    asked.set_defaults(run=damages)


def damages(args: argparse.Namespace) -> int:
    """Print the assessment; with `--memo`, write the memorandum too. Exit 0 also where punitive damages do not apply."""
    assessment = api.assess_damages(api.read_damages_facts(args.facts))
    if args.memo is not None:
        api.write_damages_memorandum(assessment, args.memo)
    if args.json:
        print_json(api.damages_data(assessment))
        return 0
    for line in _lines(assessment):
        print(line)
    return 0


def _lines(assessment: api.DamagesAssessment) -> Iterator[str]:
    yield assessment.facts.title
    for reading in assessment.readings:
        yield f"\n依据：{reading.statute.source}（{reading.statute.period}）"
        for words, line in (("仅以已证明的计", reading.proved), ("按主张计", reading.claimed)):
            awarded = "由法院酌定" if line.awarded_fen is None else yuan_text(line.awarded_fen)
            yield f"{words}：{awarded}"
            for number, step in enumerate(line.steps, 1):
                yield f"  {number}. {step}"
        if reading.sensitivity:
            yield "影响最大的数值（增减一成，有争议区间的含区间）："
            for swing in reading.sensitivity[:5]:
                yield f"  {swing.name} {swing.value}（{swing.mark}）：{yuan_text(swing.least_fen)} 至 {yuan_text(swing.most_fen)}"
    if assessment.remarks:
        yield "\n待确认："
        for remark in assessment.remarks:
            yield f"  {remark}"
    yield f"\n{api.COURT_DECIDES}"
