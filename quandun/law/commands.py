"""`quandun law show` and `quandun law due`: law asked from the command line. Exit 0 done, 1 the answer is no, 2 unusable input."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from quandun.kernel.clocks import BEIJING, iso_beijing
from quandun.kernel.ranges import DayRange
from quandun.law import api
from quandun.law.errors import BadPause, BadStart, LawError
from quandun.law.values import Entry, Parameter, ParameterValue, Pause, Value, range_zh, span_zh

_DAY = timedelta(days=1)


def add_arguments(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `law` with its own commands; each sets `run`, which takes the parsed arguments and returns the exit code."""
    law = sub.add_parser("law", help="法：查询法律参数、计算法定期间").add_subparsers(dest="law_command", required=True, metavar="命令")

    shown = law.add_parser("show", help="显示一个参数的内容、条文、可信度和沿革")
    shown.add_argument("ref", metavar="ID[.VALUE]", help="参数编号，例如 mp-register-preserve")
    shown.add_argument("--on", metavar="DATE", help="适用日期，例如 2026-09-03；不写则显示全部沿革")
    shown.add_argument("--json", action="store_true", help="以 JSON 输出")
    shown.set_defaults(run=show)

    asked = law.add_parser("due", help="计算届满日，逐行写明理由和条文")
    asked.add_argument("ref", metavar="ID[.VALUE]", help="期限，例如 mp-register-preserve.decide_within")
    asked.add_argument(
        "--starts", metavar="WHEN", required=True, help="事由发生之日或者时刻（北京时间），例如 2026-09-03 或 2026-09-03T10:20"
    )
    asked.add_argument("--pause", metavar="A..B[:事由]", action="append", default=[], help="不计入的日子，自 A 起至 B 前一日止；可以重复")
    asked.add_argument("--extend", metavar="REF", action="append", default=[], help="延长，例如 mp-seizure-period.extension；可以重复")
    asked.add_argument("--on", metavar="DATE", help="以哪一日有效的法律为准；不写则为起算之日")
    asked.add_argument("--json", action="store_true", help="以 JSON 输出")
    asked.set_defaults(run=due)


def due(args: argparse.Namespace) -> int:
    """Print the last day still in time and the reasoning."""
    found = api.due(
        args.ref,
        starts=_when(args.starts),
        pauses=[_pause(text) for text in args.pause],
        extensions=args.extend,
        on=_day(args.on) if args.on else None,
    )
    if args.json:
        answer: dict[str, object] = {"due": found.last_day.isoformat()}
        if found.last_instant is not None:
            answer["due_at"] = iso_beijing(found.last_instant)
        answer.update(
            provisional=found.provisional,
            steps=list(found.steps),
            article=found.value.source,
            confidence=found.confidence,
            confirmed=found.confirmed,
        )
        _print_json(answer)
        return 0
    when = iso_beijing(found.last_instant) if found.last_instant else found.last_day.isoformat()
    print(f"{when}{'（暂定）' if found.provisional else ''}")
    for number, step in enumerate(found.steps, 1):
        print(f"  {number}. {step}")
    return 0


def show(args: argparse.Namespace) -> int:
    """Print a parameter; with `--on`, exit 1 when nothing asked for can be answered on that day, saying why."""
    law = api.current()
    on = _day(args.on) if args.on else None
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
        _print_json(_card(parameter, values, on, answers, refusals))
    else:
        for line in _lines(parameter, values, on, answers):
            print(line)
    if on is not None and not answers:
        print(next(iter(refusals.values())).sentence(), file=sys.stderr)
        return 1
    return 0


def _print_json(answer: dict[str, object]) -> None:
    print(json.dumps(answer, ensure_ascii=False, indent=2))


def _when(text: str) -> date | datetime:
    try:
        if len(text) <= len("2026-09-03"):
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadStart(starts=text, reason="不是存在的日期或者时刻") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadStart(starts=text, reason="不是存在的日期") from None


def _pause(text: str) -> Pause:
    """Read `A..B[:ground]`; `A..` runs on; without a ground the computation is a trial and says so."""
    days, _, ground = text.partition(":")
    first, dots, end = days.partition("..")
    try:
        start, stop = date.fromisoformat(first), date.fromisoformat(end) if end else None
    except ValueError:
        raise BadPause(pause=text, reason="不是存在的日期") from None
    if not dots or (stop is not None and stop <= start):
        raise BadPause(pause=text, reason="应当有先后两个日期")
    return Pause(DayRange(start, stop), ground.strip() or api.TRIAL_GROUND)


def _last_day(days: DayRange) -> str | None:
    return None if days.end is None else (days.end - _DAY).isoformat()


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
                "history": [_entry_card(e) for e in law.history(v)],
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


def _entry_card(entry: Entry) -> dict[str, object]:
    return {
        "from": entry.effective.start.isoformat(),
        "last_day": _last_day(entry.effective),
        "value": entry.value,
        "value_zh": entry.value_zh,
        "missing": entry.missing,
        "source": entry.source,
        "confidence": entry.confidence,
        "read_from": entry.read_from,
        "local": entry.local_id,
    }


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
            now = f"{answer.value_zh or _shown(answer.value)}（{answer.source}）" if answer else "无"
            yield f"  {on.isoformat()} 有效：{now}"
        for entry in law.history(value):
            known = entry.value_zh or _shown(entry.value) if entry.value is not None else f"未取得：{entry.missing}"
            local = f"，地方规定 {entry.local_id}" if entry.local_id else ""
            yield f"  {range_zh(entry.effective)}：{known}（{entry.source}；可信度 {entry.confidence}{local}）"
    for old in parameter.supersedes:
        yield f"  旧规定 {span_zh(old.first_day, old.last_day)}：{old.old_value}（{old.instrument}）"
    if parameter.beside:
        yield f"  另见地方规定：{'、'.join(parameter.beside)}"
    if parameter.note:
        yield f"  说明：{parameter.note}"


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(str(part) for part in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
