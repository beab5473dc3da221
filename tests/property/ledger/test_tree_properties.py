"""What holds for every tree."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from quandun.ledger.domain import leaf, tree

SIZES = st.integers(1, 1_200)


def tiles_for(size: int) -> tuple[list[bytes], tree.TileReader]:
    leaves = [hashlib.sha256(b"\x00" + i.to_bytes(4, "big")).digest() for i in range(size)]
    tiles = {(level, n): hashes for level, n, hashes in tree.tiles_of(leaves)}
    return leaves, lambda level, n: tiles.get((level, n), b"")


@given(SIZES, st.data())
def test_every_leaf_is_proved_and_no_other_leaf_by_the_same_proof(size: int, data: st.DataObject) -> None:
    leaves, read = tiles_for(size)
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    proof, root = tree.inclusion_proof(read, index, size), tree.root(read, size)
    assert tree.verify_inclusion(leaves[index], index, size, proof, root)
    if other != index:
        assert not tree.verify_inclusion(leaves[other], index, size, proof, root)


@given(SIZES, st.data())
def test_a_frontier_and_the_tiles_give_one_root(size: int, data: st.DataObject) -> None:
    leaves, read = tiles_for(size)
    frontier = tree.Frontier()
    for hash_ in leaves:
        frontier.append(hash_)
    assert frontier.root() == tree.root(read, size)
    old = data.draw(st.integers(0, size))
    assert tree.verify_consistency(old, size, tree.root(read, old), frontier.root(), tree.consistency_proof(read, old, size))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), json_values, max_size=5))
def test_canonical_bytes_read_back_to_the_same_value(value: dict[str, object]) -> None:
    assert leaf.parsed(leaf.canonical(value)) == value
