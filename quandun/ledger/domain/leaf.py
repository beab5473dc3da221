"""Leaf v1, final: what the public tree commits to, and the private entry behind it.

entry  = RFC 8785 of {v, kind, about, body, by{id, unit, roles}, at, objects[{sha256, sm3, size}], rows}
leaf   = RFC 8785 of {v, kind, commitment, objects[{sha256, sm3, size}]}  with  commitment = hex SHA-256(salt || entry)
salt   = 32 random bytes of this entry alone; salt_i = HMAC-SHA256(salt, "quandun/object/v1" || uint32 i)
A leaf object is {sha256: SHA-256(salt_i || digest), sm3: SM3(salt_i || digest)}: a known file cannot be looked up in the public log,
and erasing entry and salt leaves the tree whole. The entry's id is 128 bits of its leaf hash, so an id cannot be moved to other bytes.
tests/vectors/ledger/leaf_v1.json fixes the bytes.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import rfc8785

from quandun.ledger.errors import LeafTooLarge, NotCanonical

VERSION = 1
SALT_BYTES = 32
LEAF_LIMIT_BYTES = 65_535  # uint16 length prefix in tlog-tiles entry bundles
_OBJECT_CONTEXT = b"quandun/object/v1"


@dataclass(frozen=True, slots=True)
class ObjectDigests:
    """Both digests (SHA-256 and SM3, 64 lowercase hex digits) and the size of one kept file."""

    sha256: str
    sm3: str
    size_bytes: int


def canonical(value: object) -> bytes:
    """Return RFC 8785 bytes; raises NotCanonical naming the place (floats are refused: two writers would round differently)."""
    _refuse_uncanonical(value, "$")
    try:
        return rfc8785.dumps(value)  # type: ignore[arg-type]  # checked just above, type by type
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as fault:
        raise NotCanonical(where="$", what=type(fault).__name__) from fault


def _refuse_uncanonical(value: object, where: str) -> None:
    if value is None or isinstance(value, bool | int | str):
        return
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise NotCanonical(where=where, what=f"key {key!r}")
            _refuse_uncanonical(item, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for place, item in enumerate(value):
            _refuse_uncanonical(item, f"{where}[{place}]")
    else:
        raise NotCanonical(where=where, what=type(value).__name__)


def instant_text(at: datetime) -> str:
    """Return the instant as entries carry it: UTC, milliseconds, e.g. 2026-09-07T01:00:00.000Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def instant_of(text: str) -> datetime:
    """Read what `instant_text` wrote."""
    return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)


def entry_bytes(
    *,
    kind: str,
    about: Sequence[str],
    body: Mapping[str, object],
    by: Mapping[str, object],
    at: datetime,
    objects: Sequence[ObjectDigests],
    rows: Mapping[str, object],
) -> bytes:
    """Return the private entry."""
    return canonical(
        {
            "v": VERSION,
            "kind": kind,
            "about": list(about),
            "body": dict(body),
            "by": dict(by),
            "at": instant_text(at),
            "objects": [{"sha256": o.sha256, "sm3": o.sm3, "size": o.size_bytes} for o in objects],
            "rows": dict(rows),
        }
    )


def leaf_bytes(*, kind: str, entry: bytes, salt: bytes, objects: Sequence[ObjectDigests]) -> bytes:
    """Return the public leaf; raises LeafTooLarge beyond 65,535 bytes."""
    salted = [salted_object(salt, place, o) for place, o in enumerate(objects)]
    leaf = canonical({"v": VERSION, "kind": kind, "commitment": commitment(salt, entry), "objects": salted})
    if len(leaf) > LEAF_LIMIT_BYTES:
        raise LeafTooLarge(given=len(objects), most=380)
    return leaf


def commitment(salt: bytes, entry: bytes) -> str:
    """Return hex SHA-256(salt || entry)."""
    return hashlib.sha256(salt + entry).hexdigest()


def salted_object(salt: bytes, place: int, digests: ObjectDigests) -> dict[str, object]:
    """Return what the leaf says of the object at `place` (0-based) of its entry."""
    own = hmac.digest(salt, _OBJECT_CONTEXT + place.to_bytes(4, "big"), "sha256")
    sha256 = hashlib.sha256(own + bytes.fromhex(digests.sha256)).hexdigest()
    sm3 = hashlib.new("sm3", own + bytes.fromhex(digests.sm3)).hexdigest()
    return {"sha256": sha256, "sm3": sm3, "size": digests.size_bytes}


def leaf_hash(leaf: bytes) -> bytes:
    """Return SHA-256(0x00 || leaf) (RFC 6962 §2.1)."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def entry_id(hash_of_leaf: bytes) -> str:
    """Return the public id of an entry: `fa-` and the first 128 bits of its leaf hash in base32."""
    return "fa-" + base64.b32encode(hash_of_leaf[:16]).decode().rstrip("=").lower()


def parsed(data: bytes) -> dict[str, Any]:
    """Return canonical bytes as a dict; raises ValueError when they are not JSON or not in canonical form."""
    value = json.loads(data)
    try:
        if not isinstance(value, dict) or canonical(value) != data:
            raise ValueError("not canonical")
    except NotCanonical as fault:
        raise ValueError("not canonical") from fault
    return value


def objects_of(entry: Mapping[str, Any]) -> tuple[ObjectDigests, ...]:
    """Return the objects a parsed entry names."""
    return tuple(ObjectDigests(o["sha256"], o["sm3"], o["size"]) for o in entry["objects"])
