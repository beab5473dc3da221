"""Leaf v1 against fixed vectors; they were computed by the script in their header, which shares no code with the room."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from quandun.ledger.domain import leaf
from quandun.ledger.domain.leaf import ObjectDigests
from quandun.ledger.errors import LeafTooLarge, NotCanonical

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parents[2] / "vectors/ledger/leaf_v1.json").read_text())["vectors"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["name"]))
def test_it_gives_the_fixed_bytes(vector: dict[str, Any]) -> None:
    given = vector["given"]
    objects = tuple(ObjectDigests(o["sha256"], o["sm3"], o["size"]) for o in given["objects"])
    at = datetime.fromisoformat(given["at"])
    entry = leaf.entry_bytes(
        kind=given["kind"], about=given["about"], body=given["body"], by=given["by"], at=at, objects=objects, rows=given["rows"]
    )
    public = leaf.leaf_bytes(kind=given["kind"], entry=entry, salt=bytes.fromhex(given["salt"]), objects=objects)
    assert entry == vector["entry"].encode()
    assert public == vector["leaf"].encode()
    assert leaf.leaf_hash(public).hex() == vector["leaf_hash"]
    assert leaf.entry_id(leaf.leaf_hash(public)) == vector["entry_id"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["name"]))
def test_the_vectors_hold_by_the_definition_alone(vector: dict[str, Any]) -> None:
    """A second derivation from the words of the format, by hashlib and json only."""
    salt, entry, public = bytes.fromhex(vector["given"]["salt"]), vector["entry"].encode(), json.loads(vector["leaf"])
    assert public["commitment"] == hashlib.sha256(salt + entry).hexdigest()
    for place, (named, shown) in enumerate(zip(json.loads(entry)["objects"], public["objects"], strict=True)):
        own = hmac.new(salt, b"quandun/object/v1" + place.to_bytes(4, "big"), hashlib.sha256).digest()
        assert shown["sha256"] == hashlib.sha256(own + bytes.fromhex(named["sha256"])).hexdigest()
        assert shown["sm3"] == hashlib.new("sm3", own + bytes.fromhex(named["sm3"])).hexdigest()
    digest = hashlib.sha256(b"\x00" + vector["leaf"].encode()).digest()
    assert digest.hex() == vector["leaf_hash"]
    assert vector["entry_id"] == "fa-" + base64.b32encode(digest[:16]).decode().rstrip("=").lower()


@pytest.mark.parametrize(
    "value", [1.5, {"a": [1, {"b": 2.0}]}, {1: "a"}, 2**60, "\ud800", b"x", {"when": datetime(2026, 1, 1, tzinfo=UTC)}, {1, 2}]
)
def test_what_two_writers_could_write_differently_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        leaf.canonical(value)


def test_a_refusal_names_the_place() -> None:
    with pytest.raises(NotCanonical) as fault:
        leaf.canonical({"goods": [{"price": 1.5}]})
    assert "$.goods[0].price" in fault.value.sentence()


def test_a_leaf_beyond_65535_bytes_is_refused() -> None:
    objects = [ObjectDigests("0" * 64, "0" * 64, 1)] * 420
    with pytest.raises(LeafTooLarge):
        leaf.leaf_bytes(kind="a.b", entry=b"{}", salt=bytes(32), objects=objects)


def test_the_same_file_twice_in_an_entry_shows_two_digests() -> None:
    one = ObjectDigests("0" * 64, "0" * 64, 1)
    assert leaf.salted_object(bytes(32), 0, one) != leaf.salted_object(bytes(32), 1, one)


def test_an_instant_comes_back_as_written() -> None:
    at = datetime(2026, 9, 7, 1, 2, 3, 456_000, tzinfo=UTC)
    assert leaf.instant_text(at) == "2026-09-07T01:02:03.456Z"
    assert leaf.instant_of(leaf.instant_text(at)) == at


@pytest.mark.parametrize("data", [b'{"b":1,"a":2}', b'{"a": 1}', b"[]", b"{", b"\xff", b'{"a":1.0}'])
def test_bytes_that_are_not_canonical_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        leaf.parsed(data)
