"""What a document may state of the file: one JSON value built from records, never typed twice.

Every number of law in it comes from the `law` room: clocks of the case, and the terms and limits a document cites.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import segno
from django.conf import settings

from quandun.cases.domain.clocks import Clock, clocks
from quandun.cases.domain.history import CAPACITY_TEXT, Happening, Signature, answers_by_step, party_of
from quandun.cases.domain.types import CaseType, DocumentSpec, Field, Step
from quandun.cases.models import Case
from quandun.documents import api as documents
from quandun.evidence import api as evidence
from quandun.intake import api as intake
from quandun.kernel.actors import Actor
from quandun.kernel.clocks import day_text, legal_day
from quandun.kernel.money import yuan_in_words, yuan_text
from quandun.kernel.numerals import in_chinese
from quandun.law import api as law
from quandun.matters import api as matters
from quandun.people import api as people
from quandun.rights import api as rights

JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int | bool | None"
SYSTEM = Actor.system("cases")
NOT_KNOWN = ""  # the layout strikes an empty item out (文书空项划线)
TO_CONFIRM = "（待确认）"


@dataclass(frozen=True, slots=True)
class Drafted:
    """One document of a proposal: its spec and what was fixed when the step was proposed."""

    spec: DocumentSpec
    id: str
    number: str


def document_data(
    case: Case,
    case_type: CaseType,
    history: Sequence[Happening],
    step: Step,
    answers: Mapping[str, object],
    signatures: Sequence[Signature],
    drafted: Drafted,
    *,
    on: date,
) -> dict[str, JSON]:
    """Return everything the template of one document may read, as of the day the step takes effect.

    `history` ends with the happening being made, so clocks that start with this step are already in it.
    """
    unit = people.unit(case.unit_id)
    matter = matters.matter(case.matter_id, by=SYSTEM)
    report = intake.report_of(case.matter_id)
    exhibits = [*intake.report_exhibits(case.matter_id), *evidence.exhibits_about((case.public_id, case.matter_id, matter.right_id))]
    verify_url = f"{settings.PUBLIC_URL}/v/{drafted.id}/"
    by_step = answers_by_step(history)
    filed = next((happening.day for happening in history if happening.step == "file_case"), None)
    return {
        "document": {
            "key": drafted.spec.key,
            "title": drafted.spec.title,
            "number": drafted.number,
            "date_text": day_text(on),
            "verify_code": drafted.id,
            "verify_url": verify_url,
            "verify_qr_svg": segno.make(verify_url, error="m").svg_inline(border=1),
            "demo": bool(settings.DEMO),
        },
        "unit": _unit(unit),
        "issued": {
            one.kind: {"number": one.number, "date_text": day_text(legal_day(one.issued_at))}
            for one in documents.documents_about(case.public_id)
        },
        "case": {
            "number": case.number,
            "name": documents.printable(case.name),
            "received_on_text": day_text(legal_day(report.received_at)),
            "filed_on_text": day_text(filed) if filed else NOT_KNOWN,
        },
        "matter": {"number": matter.number},
        "party": _party(case_type, history, documents.printable(report.seller), documents.printable(report.place)),
        "right": _right(matter.right_id),
        "report": {
            "alias": matter.reporter_alias,
            "received_on_text": day_text(legal_day(report.received_at)),
            "summary": documents.printable(report.happened),
            "channel": {"online": "网上举报", "counter": "现场举报", "phone": "电话举报"}[report.channel],
        },
        "officers": _officers(history, signatures),
        "answers": _spoken(case_type.fields_of(step), answers),
        "file": {key: _spoken(case_type.fields_of(case_type.step(key)), stated) for key, stated in by_step.items()},
        "clocks": {
            clock.key: {"name": clock.name, "due_text": day_text(clock.last_day) + _doubts(clock), "article": clock.source}
            for clock in clocks(case_type, history, on=on)
        },
        "terms": terms(case_type, on),
        "exhibits": [
            {
                "name": documents.printable(one.name),
                "sha256": one.sha256,
                "size_bytes": one.size_bytes,
                "purpose": documents.printable(one.purpose),
            }
            for one in exhibits
        ],
        "signatures": [
            {
                "capacity": one.capacity,
                "capacity_text": CAPACITY_TEXT[one.capacity][0],
                "name": one.name,
                "opinion": one.opinion,
                "date_text": day_text(legal_day(one.at)),
            }
            for one in signatures
            if not drafted.spec.signed_by or one.capacity in drafted.spec.signed_by
        ],
    }


def terms(case_type: CaseType, on: date) -> dict[str, JSON]:
    """Return the terms and limits in force on a day that documents of this type cite, each in words and with its article.

    A value the law does not have on that day is left out, so a template that needs it fails instead of inventing one.
    """
    found: dict[str, JSON] = {}
    for one in case_type.terms:
        try:
            values = [law.value(ref, on=on) for ref in one.refs]
        except law.NotInForce:
            continue
        found[one.name] = {
            "text": one.pattern.format(*(spoken(value) for value in values)) + ("" if all(v.confirmed for v in values) else TO_CONFIRM),
            "article": "；".join(dict.fromkeys(value.source for value in values)),
            "confirmed": all(value.confirmed for value in values),
        }
    return found


def _doubts(clock: Clock) -> str:
    """Return what a printed last day must say of itself."""
    return ("（暂定）" if clock.provisional else "") + ("" if clock.confirmed else TO_CONFIRM)


UNIT_TEXT: dict[str, str] = {
    "calendar_day": "{}日",
    "working_day": "{}个工作日",
    "month": "{}个月",
    "year": "{}年",
    "hour": "{}小时",
    "CNY": "{}元",
    "multiple": "{}倍",
    "percent": "百分之{}",
    "count": "{}",
}


def spoken(value: law.Value) -> str:
    """Return a whole number of law in words with its unit; raises ValueError for a value that is no whole number."""
    if not isinstance(value.value, int) or isinstance(value.value, bool):
        raise ValueError(f"{value.ref} is no whole number")
    return UNIT_TEXT[value.unit].format(in_chinese(value.value))


def _unit(unit: people.UnitView) -> dict[str, JSON]:
    remedies = {"reconsideration_body": unit.reconsideration_body, "court": unit.court}
    return {"name": unit.full_name, "short_name": unit.name, "district": unit.district_name, **{k: v for k, v in remedies.items() if v}}


def _party(case_type: CaseType, history: Sequence[Happening], seller: str, place: str) -> JSON:
    known = party_of(history)
    kinds: dict[str, str] = {}
    for step in case_type.steps:
        kinds.update({key: text for one in step.fields if one.key == "party_kind" for key, text, _ in one.choices})
    return {
        "name": known.get("name") or seller or NOT_KNOWN,
        "kind": kinds.get(known.get("kind", ""), NOT_KNOWN),
        "credit_code": known.get("credit_code", NOT_KNOWN),
        "operator": known.get("operator", NOT_KNOWN),
        "id_number": known.get("id_number", NOT_KNOWN),
        "address": known.get("address") or place or NOT_KNOWN,
        "phone": known.get("phone", NOT_KNOWN),
    }


def _right(right_id: str) -> JSON:
    if not right_id:
        return dict.fromkeys(("kind", "name", "number", "owner", "agent", "classes", "goods", "valid_until_text"), NOT_KNOWN)
    mark = rights.mark(right_id, by=SYSTEM)
    return {
        "kind": "注册商标",
        "name": mark.name,
        "number": mark.number,
        "owner": mark.owner_name,
        "agent": NOT_KNOWN,
        "classes": mark.classes,
        "goods": mark.goods,
        "valid_until_text": day_text(mark.last_day),
    }


def _officers(history: Sequence[Happening], signatures: Sequence[Signature]) -> JSON:
    """The officers of the case are the persons who have signed as such, in order of first signature."""
    ids: list[str] = []
    for one in (*(s for h in history for s in h.signatures), *signatures):
        if one.capacity == "officer" and one.person_id not in ids:
            ids.append(one.person_id)
    found = [people.person(person_id) for person_id in ids]
    return [{"name": one.name, "certificate": one.certificate} for one in found]


def _spoken(fields: Sequence[Field], answers: Mapping[str, object]) -> dict[str, JSON]:
    """Return answers with their spoken forms: dates, amounts and choices in words."""
    spoken: dict[str, JSON] = {}
    for one in fields:
        value = answers.get(one.key)
        spoken[one.key] = _json(value)
        if one.kind == "date":
            spoken[f"{one.key}_text"] = day_text(date.fromisoformat(str(value))) if value else NOT_KNOWN
        elif one.kind == "fen":
            amount = int(str(value)) if value not in (None, "") else None
            spoken[f"{one.key}_text"] = yuan_text(amount) if amount is not None else NOT_KNOWN
            spoken[f"{one.key}_words"] = yuan_in_words(amount) if amount is not None else NOT_KNOWN
        elif one.kind == "choice":
            spoken[f"{one.key}_text"] = next((text for key, text, _ in one.choices if key == value), NOT_KNOWN)
        elif one.kind == "text" and not value:
            spoken[one.key] = NOT_KNOWN
    return spoken


def _json(value: object) -> JSON:
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, list):
        return [_json(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _json(one) for key, one in value.items()}
    raise TypeError(f"not a stored answer: {type(value).__name__}")
