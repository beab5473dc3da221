"""`quandun law show`: a parameter with its words, article, certainty and history."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date

from quandun.law import api
from quandun.law.errors import LawError
from quandun.law.typed import entry_card, print_json, read_day, shown
from quandun.law.values import Parameter, ParameterValue, Value, range_zh, span_zh


def add_arguments(law: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law show`."""
    shown = law.add_parser("show", help="显示一个参数的内容、条文、可信度和沿革")
    shown.add_argument("ref", metavar="ID[.VALUE]", help="参数编号，例如 mp-register-preserve")
    shown.add_argument("--on", metavar="DATE", help="适用日期，例如 2026-09-03；不写则显示全部沿革")
    shown.add_argument("--json", action="store_true", help="以 JSON 输出")
    shown.set_defaults(run=show)


def show(args: argparse.Namespace) -> int:
    """Print a parameter; with `--on`, exit 1 when nothing asked for can be answered on that day, saying why."""
    law = api.current()
    on = read_day(args.on) if args.on else None
    parameter = law.parameter(args.ref.partition(".")[0])
    values = [law.find(args.ref)] if "." in args.ref else list(parameter.values.values())
    answers: dict[str, Value] = {}
    refusals: dict[str, LawError] = {}
    for value in values:
        if on is not None:
            try:
                answers[value.ref] = law.value(value.ref, on=on)
            except LawError as error:
                refusals[value.ref] = error
    if args.json:
        print_json(_card(parameter, values, on, answers, refusals))
    else:
        for line in _lines(parameter, values, on, answers):
            print(line)
    if on is not None and not answers:
        print(next(iter(refusals.values())).sentence(), file=sys.stderr)
        return 1
    return 0


def _card(
    parameter: Parameter, values: list[ParameterValue], on: date | None, answers: dict[str, Value], refusals: dict[str, LawError]
) -> dict[str, object]:
    law = api.current()
    card: dict[str, object] = {
        "id": parameter.id,
        "aliases": list(parameter.aliases),
        "domain": parameter.domain,
        "name_zh": parameter.name_zh,
        "statement_zh": parameter.statement_zh,
        "statement_en": parameter.statement_en,
        "instrument": parameter.instrument,
        "article": parameter.article,
        "trigger": parameter.trigger,
        "transition": dict(parameter.transition),
        "note": parameter.note,
        "place": parameter.place,
        "later_texts": [
            {"from": t.first_day.isoformat(), "statement_zh": t.statement_zh, "source": f"{t.instrument} {t.article}", "note": t.note}
            for t in parameter.later_texts
        ],
        "beside": list(parameter.beside),
        "supersedes": [
            {
                "instrument": s.instrument,
                "old_value": s.old_value,
                "from": s.first_day and s.first_day.isoformat(),
                "last_day": s.last_day and s.last_day.isoformat(),
            }
            for s in parameter.supersedes
        ],
        "values": {
            v.ref: {
                "name_zh": v.name_zh,
                "unit": v.rule.unit,
                "op": v.rule.op,
                "runs_from": v.rule.runs_from,
                "rolls": v.rule.rolls,
                "extends": v.rule.extends,
                "approver": v.rule.approver,
                "cap": v.rule.cap,
                "history": [entry_card(e) for e in law.history(v)],
            }
            for v in values
        },
    }
    if on is not None:
        card["on"] = on.isoformat()
        card["in_force"] = {
            ref: {"value": a.value, "source": a.source, "confidence": a.confidence, "confirmed": a.confirmed} for ref, a in answers.items()
        }
        card["refused"] = {ref: {"code": e.code, "says": e.sentence()} for ref, e in refusals.items()}
    return card


def _lines(parameter: Parameter, values: list[ParameterValue], on: date | None, answers: dict[str, Value]) -> Iterator[str]:
    law = api.current()
    yield f"{parameter.id}  {parameter.name_zh}"
    yield f"  {parameter.statement_zh}"
    yield f"  {parameter.instrument} {parameter.article}"
    if parameter.place:
        yield f"  适用地域：{parameter.place}"
    for text in parameter.later_texts:
        yield f"  自{text.first_day.isoformat()}起：{text.statement_zh}"
        yield f"  {text.instrument} {text.article}"
    if parameter.aliases:
        yield f"  别名：{'、'.join(parameter.aliases)}"
    for value in values:
        op = {"max": "不超过", "min": "不少于", "typical": "通常", "target": "目标"}.get(value.rule.op, "")
        yield f"{value.ref}  {value.name_zh}（{value.rule.unit}{'，' + op if op else ''}）"
        if value.rule.runs_from:
            yield f"  起算：{value.rule.runs_from}"
        answer = answers.get(value.ref)
        if on is not None:
            now = f"{answer.value_zh or shown(answer.value, value.rule.unit)}（{answer.source}）" if answer else "无"
            yield f"  {on.isoformat()} 有效：{now}"
        for entry in law.history(value):
            known = entry.value_zh or shown(entry.value, value.rule.unit) if entry.value is not None else f"未取得：{entry.missing}"
            local = f"，地方规定 {entry.local_id}" if entry.local_id else ""
            yield f"  {range_zh(entry.effective)}：{known}（{entry.source}；可信度 {entry.confidence}{local}）"
    for old in parameter.supersedes:
        yield f"  旧规定 {span_zh(old.first_day, old.last_day)}：{old.old_value}（{old.instrument}）"
    if parameter.beside:
        yield f"  另见地方规定：{'、'.join(parameter.beside)}"
    if parameter.note:
        yield f"  说明：{parameter.note}"
