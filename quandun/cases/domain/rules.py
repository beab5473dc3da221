"""When a step may be taken, what its answers must be, who signs next. Pure; the services only ask."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from quandun.cases.domain.clocks import Clock
from quandun.cases.domain.history import CAPACITY_TEXT, Happening, Signature, Standing, signing_order
from quandun.cases.domain.types import CaseType, Field, Signer, Step
from quandun.cases.errors import AnswersIncomplete, BadManifest, NotYourTurn, StepNotPossible


def obstacles(case_type: CaseType, step: Step, now: Standing, clocks: Sequence[Clock]) -> tuple[str, ...]:
    """Return every reason why the step cannot be taken now, in words; empty means it can."""
    reasons: list[str] = []
    if now.state not in step.from_states:
        allowed = "、".join(case_type.state(key).name for key in step.from_states)
        reasons.append(f"案件处于“{case_type.state(now.state).name}”，该步骤只能在“{allowed}”时办理")
    reasons += [f"尚未{mark_text(case_type, mark)}" for mark in sorted(step.needs - now.marks)]
    reasons += [_forbidden_text(case_type, mark) for mark in sorted(step.forbids & now.marks)]
    by_key = {clock.key: clock for clock in clocks}
    for key in step.not_before_lapse_of:
        clock = by_key.get(key)
        if clock is None:
            reasons.append(f"当事人的“{next(c.name for c in case_type.clocks if c.key == key)}”尚未开始计算")
        elif clock.state == "running":
            reasons.append(f"当事人的“{clock.name}”到 {clock.last_day.isoformat()} 才届满（{clock.source}）")
    for key in step.only_while_running:
        clock = by_key.get(key)
        if clock is not None and clock.state not in ("running", "paused"):
            reasons.append(f"“{clock.name}”已于 {clock.last_day.isoformat()} 到期（{clock.source}）")
    return tuple(reasons)


def refuse_if_impossible(case_type: CaseType, step: Step, now: Standing, clocks: Sequence[Clock]) -> None:
    """Raise StepNotPossible with every reason and the step's article; return silently when the step may be taken."""
    reasons = obstacles(case_type, step, now, clocks)
    if reasons:
        raise StepNotPossible(step=step.name, reasons="；".join(reasons), article=step.basis)


def mark_text(case_type: CaseType, mark: str) -> str:
    """Return how people say a mark: the name of the step that sets it."""
    setter = next((step for step in case_type.steps if mark in step.sets), None)
    return f"完成“{setter.name}”" if setter else f"具备条件“{mark}”"


def _forbidden_text(case_type: CaseType, mark: str) -> str:
    words = dict(case_type.mark_words).get(mark)
    if words:
        return words
    clearer = next((step for step in case_type.steps if mark in step.clears), None)
    return f"须先完成“{clearer.name}”" if clearer else f"已经{mark_text(case_type, mark)}"


LIMITS: Mapping[str, int] = {"text": 300, "long": 10_000, "lines": 1_000}  # characters of a line, a paragraph, one of several lines


def checked_answers(
    step: Step, fields: Sequence[Field], answers: Mapping[str, object], *, unprintable: Callable[[str], str]
) -> dict[str, object]:
    """Return the answers as stored; raises AnswersIncomplete naming each field that is missing or malformed.

    `unprintable` says which characters of a text no document could print: found now, not at the last signature.
    """
    faults: list[str] = []
    stored: dict[str, object] = {}
    for one in fields:
        value = answers.get(one.key)
        if value in (None, "", [], ()):
            if one.required and one.kind != "flag":
                faults.append(f"{one.label}未填")
            stored[one.key] = {"flag": False, "lines": [], "items": [], "exhibits": []}.get(one.kind, "")
            continue
        fault = _fault(one, value) or _text_fault(one, value, unprintable)
        if fault:
            faults.append(f"{one.label}{fault}")
        stored[one.key] = value
    unknown = sorted(set(answers) - {one.key for one in fields})
    faults += [f"没有名为“{key}”的栏目" for key in unknown]
    if faults:
        raise AnswersIncomplete(step=step.name, fields="；".join(faults))
    return stored


def _fault(one: Field, value: object) -> str:
    """Return what is wrong with a value of this kind, "" when nothing is."""
    if one.kind == "date":
        try:
            date.fromisoformat(str(value))
        except ValueError:
            return "不是有效日期（应如 2026-09-03）"
    elif one.kind == "fen":
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            return "不是有效金额（以分为单位的非负整数）"
    elif one.kind == "flag":
        if not isinstance(value, bool):
            return "应为是或否"
    elif one.kind == "choice":
        if value not in {key for key, _, _ in one.choices}:
            return "不在可选范围内"
    elif one.kind in ("lines", "exhibits"):
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            return "应为多行文字"
    elif one.kind == "items":
        if not isinstance(value, list) or not all(isinstance(row, dict) and row.get("name") for row in value):
            return "应为物品清单，每项须有名称"
    elif not isinstance(value, str):
        return "应为文字"
    return ""


def _text_fault(one: Field, value: object, unprintable: Callable[[str], str]) -> str:
    """Return what is wrong with the words of a value: too long, or not to be printed."""
    texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    flat = [str(cell) for text in texts for cell in (text.values() if isinstance(text, dict) else (text,))]
    limit = LIMITS.get(one.kind, LIMITS["text"])
    if any(len(text) > limit for text in flat):
        return f"超过 {limit} 字"
    missing = unprintable("".join(flat))
    return f"含有文书不能印出的字符（{missing[:10]!r}）" if missing else ""


def checked_words(step: Step, label: str, text: str, *, limit: int, unprintable: Callable[[str], str]) -> str:
    """Return an opinion or a signer's name as stored; raises AnswersIncomplete when it is too long or cannot be printed."""
    if len(text) > limit:
        raise AnswersIncomplete(step=step.name, fields=f"{label}超过 {limit} 字")
    missing = unprintable(text)
    if missing:
        raise AnswersIncomplete(step=step.name, fields=f"{label}含有文书不能印出的字符（{missing[:10]!r}）")
    return text.strip()


def next_signer(step: Step, signatures: Sequence[Signature]) -> Signer | None:
    """Return whose signature is next, None when all have signed."""
    order = signing_order(step)
    return order[len(signatures)] if len(signatures) < len(order) else None


def refuse_wrong_signer(
    step: Step, signatures: Sequence[Signature], history: Sequence[Happening], *, roles: frozenset[str], person_id: str
) -> Signer:
    """Return the capacity in which this person signs next; raises NotYourTurn with the reason.

    An official signs once per step: nobody approves their own request. A party's signature (当事人签名) is given on
    paper and recorded by an officer. Signers of the steps named in `different_from` are excluded.
    """
    signer = next_signer(step, signatures)
    if signer is None:
        raise NotYourTurn(step=step.name, capacity="——", why="签名已经齐全")
    text = CAPACITY_TEXT[signer.capacity][0]
    if signer.capacity == "party":
        if "officer" not in roles:
            raise NotYourTurn(step=step.name, capacity=text, why="当事人的纸质签名由办案人员登记")
        return signer
    if signer.capacity not in roles:
        raise NotYourTurn(step=step.name, capacity=text, why="您没有这一身份")
    if person_id and any(signature.person_id == person_id and signature.capacity != "party" for signature in signatures):
        raise NotYourTurn(step=step.name, capacity=text, why="您已经签过，同一步骤须由不同的人签名")
    earlier = {s.person_id for h in history if h.step in step.different_from for s in h.signatures if s.person_id}
    if person_id in earlier:
        raise NotYourTurn(step=step.name, capacity=text, why="您参与过前面的步骤，应由未参与的人员签名")
    return signer


def check_manifest(case_type: CaseType) -> None:
    """Raise BadManifest when keys dangle: run at start for every installed type."""
    states = {state.key for state in case_type.states}
    steps = {step.key for step in case_type.steps}
    documents = {document.key for document in case_type.documents}
    clock_keys = {clock.key for clock in case_type.clocks}
    settable = frozenset(mark for step in case_type.steps for mark in (*step.sets, *(mark for _, _, mark in step.sets_when)))
    faults: list[str] = []
    for step in case_type.steps:
        faults += [f"步骤 {step.key} 提到未知状态 {key}" for key in (*step.from_states, step.to_state) if key and key not in states]
        faults += [f"步骤 {step.key} 提到未知文书 {key}" for key in step.documents if key not in documents]
        limits = (*step.not_before_lapse_of, *step.only_while_running)
        faults += [f"步骤 {step.key} 提到未知期限 {key}" for key in limits if key not in clock_keys]
        if all(key in documents for key in step.documents):
            fields = {one.key: one for one in case_type.fields_of(step)}
            faults += [f"步骤 {step.key} 没有栏目 {key}" for key, _, _ in step.sets_when if key not in fields]
            offered = {(key, choice) for key, one in fields.items() for choice, _, _ in one.choices}
            faults += [f"步骤 {step.key} 的栏目 {key} 没有选项 {choice}" for key, choice in step.presets if (key, choice) not in offered]
        faults += [f"步骤 {step.key} 提到未知步骤 {key}" for key in (*step.different_from, step.asked_by) if key and key not in steps]
        faults += [f"步骤 {step.key} 需要的条件 {mark} 无人设置" for mark in (step.needs | step.clears) - settable]
        if step.link and any(case_type.document(key).number_word for key in step.documents if key in documents):
            faults.append(f"步骤 {step.key} 由链接持有人办理，其文书不能编号")
        if not step.signers:
            faults.append(f"步骤 {step.key} 无人签名")
    asked = [
        *(one for step in case_type.steps for one in step.fields),
        *(one for document in case_type.documents for one in document.fields),
    ]
    known = {one.key for one in asked}
    faults += [f"栏目 {one.key} 提到未知栏目 {one.same_as}" for one in asked if one.same_as and one.same_as not in known]
    for clock in case_type.clocks:
        named = (clock.starts_on, *clock.stops_on, *(key for key, _ in clock.extensions), *(k for a, b, _ in clock.pauses for k in (a, b)))
        faults += [f"期限 {clock.key} 提到未知步骤 {key}" for key in named if key not in steps]
    if faults:
        raise BadManifest(key=case_type.key, what="；".join(faults))
