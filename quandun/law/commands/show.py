"""`quandun law show`: a parameter with its words, article, certainty and history."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date

from quandun.law import api
from quandun.law.cards import answers_on, asked_values, full_card
from quandun.law.commands.find import find
from quandun.law.errors import NotInForce
from quandun.law.typed import print_json, read_day, shown
from quandun.law.values import Parameter, ParameterValue, Value, range_zh, span_zh


def add_arguments(law: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law show`."""
    shown = law.add_parser("show", help="显示一个参数的内容、条文、可信度和沿革")
    shown.add_argument("ref", metavar="ID[.VALUE]", help="参数编号，例如 mp-register-preserve；写中文字词则查找")
    shown.add_argument("--on", metavar="DATE", help="适用日期，例如 2026-09-03；不写则显示全部沿革")
    shown.add_argument("--json", action="store_true", help="以 JSON 输出")
    shown.set_defaults(run=show)


def show(args: argparse.Namespace) -> int:
    """Print a parameter; with `--on`, exit 1 when nothing asked for can be answered on that day, saying why."""
    law = api.current()
    if not args.ref.isascii():
        return find(argparse.Namespace(words=[args.ref], limit=20, json=args.json))
    on = read_day(args.on) if args.on else None
    parameter, values = asked_values(law, args.ref)
    answers, refusals = answers_on(law, values, on) if on else ({}, {})
    if args.json:
        print_json(full_card(law, args.ref, on))
    else:
        for line in _lines(parameter, values, on, answers):
            print(line)
    if on is not None and not answers:
        # A number not to hand says more than a gap that an earlier text left.
        print(min(refusals.values(), key=lambda refusal: isinstance(refusal, NotInForce)).sentence(), file=sys.stderr)
        return 1
    return 0


def _lines(parameter: Parameter, values: list[ParameterValue], on: date | None, answers: dict[str, Value]) -> Iterator[str]:
    law = api.current()
    yield f"{parameter.id}  {parameter.name_zh}"
    yield f"  {parameter.statement_zh}"
    yield f"  {parameter.instrument} {parameter.article}"
    if parameter.place:
        yield f"  适用地域：{parameter.place}"
    for text in parameter.later_texts:
        yield f"  {span_zh(text.first_day, None)}：{text.statement_zh}"
        yield f"  {text.instrument} {text.article}"
    if parameter.aliases:
        yield f"  别名：{'、'.join(parameter.aliases)}"
    for value in values:
        op = {"max": "不超过", "min": "不少于", "typical": "通常", "target": "目标"}.get(value.rule.op, "")
        yield f"{value.ref}  {value.name_zh}{f'（{op}）' if op else ''}"
        if value.rule.runs_from:
            yield f"  起算：{value.rule.runs_from}"
        if value.rule.approver:
            yield f"  批准：{value.rule.approver}"
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
