"""Answers of law as plain data for machines: frozen dataclasses become JSON, days ISO text, fractions their written form."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction


def as_json(answer: object) -> object:
    """Return an answer as JSON takes it; keys are the names of its fields."""
    if is_dataclass(answer):
        return {field.name: as_json(getattr(answer, field.name)) for field in fields(answer)}
    if isinstance(answer, Mapping):
        return {str(key): as_json(part) for key, part in answer.items()}
    if isinstance(answer, tuple | list):
        return [as_json(part) for part in answer]
    if isinstance(answer, date):
        return answer.isoformat()
    return str(answer) if isinstance(answer, Fraction) else answer
