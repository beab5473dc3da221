"""Answers of an entry: read from what people type or a spreadsheet holds, by the register's own fields."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from quandun.registers.domain.kinds import RegisterField, RegisterKind

Value = str | bool
FaultCode = Literal["missing", "too_long", "not_a_choice", "not_a_district", "not_a_credit_code", "not_yes_or_no"]
TEXT_LIMIT, LONG_LIMIT = 200, 4000
_YES, _NO = frozenset({"是", "yes", "true", "1", "on", "√"}), frozenset({"否", "no", "false", "0", ""})
_CREDIT_CODE = re.compile(r"[0-9A-Z]{18}")


@dataclass(frozen=True, slots=True)
class Answers:
    """What was understood and what was not. `faults` are (field key, code) in the order of the fields."""

    values: Mapping[str, Value]
    faults: tuple[tuple[str, FaultCode], ...]


def read_answers(kind: RegisterKind, given: Mapping[str, str], districts: Mapping[str, str]) -> Answers:
    """Read typed answers. `districts` maps each division code of the city to its name; codes and names are both understood."""
    values: dict[str, Value] = {}
    faults: list[tuple[str, FaultCode]] = []
    for one in kind.fields:
        found = _read(one, " ".join(given.get(one.key, "").split()) if one.kind != "long" else given.get(one.key, "").strip(), districts)
        if isinstance(found, _Fault):
            faults.append((one.key, found.code))
        elif found != "":
            values[one.key] = found
    return Answers(values, tuple(faults))


@dataclass(frozen=True, slots=True)
class _Fault:
    code: FaultCode


def _read(one: RegisterField, text: str, districts: Mapping[str, str]) -> Value | _Fault:
    if one.kind == "flag":
        word = text.lower()
        return _flag(one, word == "" or word in _NO, word in _YES)
    if not text:
        return _Fault("missing") if one.required else ""
    if len(text) > (LONG_LIMIT if one.kind == "long" else TEXT_LIMIT):
        return _Fault("too_long")
    if one.kind == "choice":
        return next((key for key, zh, en in one.choices if text in (key, zh, en)), _Fault("not_a_choice"))
    if one.kind == "district":
        return next((code for code, name in districts.items() if text in (code, name)), _Fault("not_a_district"))
    if one.kind == "credit_code":
        code = unicodedata.normalize("NFKC", text).upper().replace(" ", "")
        return code if _CREDIT_CODE.fullmatch(code) else _Fault("not_a_credit_code")
    return text


def _flag(one: RegisterField, no: bool, yes: bool) -> Value | _Fault:
    if not yes and not no:
        return _Fault("not_yes_or_no")
    return _Fault("missing") if one.required and no else yes


def typed(value: Value) -> str:
    """Return a stored answer as somebody would type it."""
    return ("是" if value else "否") if isinstance(value, bool) else value


def identity_of(kind: RegisterKind, values: Mapping[str, Value]) -> str:
    """Return what makes two entries the same member: the identity fields, width, case and spaces set aside."""
    parts = (unicodedata.normalize("NFKC", str(values.get(key, ""))).casefold() for key in kind.identity)
    return "|".join("".join(part.split()) for part in parts)
