"""Seals of business rows (业务行封印): SHA-256 over the canonical columns of a row, kept in the private entry of the fact that wrote it.

In memory and after reloading, on SQLite and on PostgreSQL, a row must give the same digest; hence the normal forms below. A seal names its
columns, so a column added by a later release does not break older seals; a migration that changes a sealed column must seal again.
The integer primary key of the row itself is left out: it never leaves the database.
"""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import models

from quandun.kernel.errors import InvariantBroken
from quandun.ledger.domain.leaf import canonical


def seals(rows: Iterable[models.Model]) -> dict[str, Any]:
    """Return {model label: {"columns": [...], "seals": {public_id: hex SHA-256}}} as the entry carries it."""
    sealed: dict[str, Any] = {}
    for row in rows:
        if row._state.adding or row.pk is None:
            raise InvariantBroken(what=f"a row of {row._meta.label_lower} is sealed before it is saved")
        columns = columns_of(type(row))
        kind = sealed.setdefault(row._meta.label_lower, {"columns": columns, "seals": {}})
        kind["seals"][public_id_of(row)] = digest(row, columns)
    return sealed


def columns_of(model: type[models.Model]) -> list[str]:
    """Return the sealed columns of a model, in name order."""
    return sorted(f.attname for f in model._meta.concrete_fields if not f.primary_key)


def public_id_of(row: models.Model) -> str:
    """Return the row's public id; a row without one cannot be sealed."""
    public_id = getattr(row, "public_id", "")
    if not isinstance(public_id, str) or not public_id:
        raise InvariantBroken(what=f"a row of {row._meta.label_lower} has no public_id to seal it by")
    return public_id


def digest(row: models.Model, columns: Sequence[str]) -> str:
    """Return hex SHA-256 over the named columns; raises KeyError when a column is gone."""
    fields = {f.attname: f for f in row._meta.concrete_fields}
    return hashlib.sha256(canonical({name: _normal(fields[name], getattr(row, name)) for name in columns})).hexdigest()


def _normal(field: Any, value: Any) -> object:
    """Return the column's value in one form whatever database it came from."""
    if hasattr(value, "resolve_expression"):
        raise InvariantBroken(what=f"{field.model._meta.label_lower}.{field.attname} holds an expression; reload the row before sealing it")
    if value is None:
        return None
    if isinstance(field, models.JSONField):
        return _json(json.loads(json.dumps(value, cls=field.encoder)))
    if isinstance(field, models.FileField):
        return f"s:{value.name or ''}"
    if isinstance(field, models.BinaryField):
        return f"b:{bytes(value).hex()}"
    return _text(field, field.to_python(value))


def _text(field: Any, value: object) -> object:
    match value:
        case None | bool():
            return value
        case int():
            return f"n:{value}"
        case float():
            return f"f:{value!r}"
        case Decimal():
            return f"n:{value.quantize(Decimal(1).scaleb(-field.decimal_places))}"
        case str():
            return f"s:{str(value)}"  # str(): a TextChoices member is its value
        case dt.datetime():
            if value.tzinfo is None:
                raise InvariantBroken(what=f"{field.model._meta.label_lower}.{field.attname} holds an instant without time zone")
            return f"t:{value.astimezone(dt.UTC).isoformat(timespec='microseconds')}"
        case dt.date() | dt.time():
            return f"d:{value.isoformat()}"
        case dt.timedelta():
            return f"i:{value // dt.timedelta(microseconds=1)}"
        case uuid.UUID():
            return f"u:{value}"
    raise InvariantBroken(what=f"{field.model._meta.label_lower}.{field.attname}: no canonical form for {type(value).__name__}")


def _json(value: object) -> object:
    """Tag numbers and strings: PostgreSQL's jsonb may give 1e2 back as 100, so numbers are compared as numbers."""
    if isinstance(value, Mapping):
        return {key: _json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_json(item) for item in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return f"n:{Decimal(repr(value)).normalize():f}"
    return f"s:{value}"
