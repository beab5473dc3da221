"""The tree against an implementation that shares no code with it (pymerkle, in tests only)."""

import hashlib

import pytest
from pymerkle import InmemoryTree, verify_consistency

from quandun.ledger.domain import tree

LARGE = (65_535, 65_536, 65_537, 70_000)


class Grown:
    """Our tiles and the foreign tree, grown side by side."""

    def __init__(self) -> None:
        self.tiles: dict[tuple[int, int], bytes] = {}
        self.leaves: list[bytes] = []
        self.foreign = InmemoryTree(algorithm="sha256")

    def read(self, level: int, n: int) -> bytes:
        return self.tiles.get((level, n), b"")

    def grow_to(self, size: int) -> None:
        entries = [f"leaf {i}".encode() for i in range(len(self.leaves), size)]
        new = [hashlib.sha256(b"\x00" + entry).digest() for entry in entries]
        self.tiles.update(tree.appended(self.read, len(self.leaves), new))
        self.leaves += new
        for entry in entries:
            self.foreign.append_entry(entry)

    def foreign_path(self, index: int) -> list[bytes]:
        """The path as pymerkle gives it, without the leaf it starts with."""
        proof = self.foreign.prove_inclusion(index + 1).serialize()  # pymerkle counts from 1
        path = [bytes.fromhex(part) for part in proof["path"]]
        return [part for part in path if part != self.leaves[index]]


@pytest.fixture(scope="module")
def large() -> Grown:
    grown = Grown()
    grown.grow_to(LARGE[0])
    return grown


def test_it_agrees_with_a_foreign_tree_at_sizes_0_to_300() -> None:
    grown = Grown()
    for size in range(301):
        grown.grow_to(size)
        root = tree.root(grown.read, size)
        assert root == (grown.foreign.get_root() if size else tree.EMPTY_ROOT)
        for index in range(size):
            proof = tree.inclusion_proof(grown.read, index, size)
            assert tree.verify_inclusion(grown.leaves[index], index, size, proof, root)
            if index in (0, size // 2, size - 1):
                assert sorted(proof) == sorted(grown.foreign_path(index))


def test_it_agrees_with_a_foreign_tree_around_65536() -> None:
    grown = Grown()
    for size in LARGE:
        grown.grow_to(size)
        root = tree.root(grown.read, size)
        assert root == grown.foreign.get_root(), size
        for index in (0, 255, 256, 32_768, 65_279, 65_534, size - 2, size - 1):
            proof = tree.inclusion_proof(grown.read, index, size)
            assert tree.verify_inclusion(grown.leaves[index], index, size, proof, root)
            assert sorted(proof) == sorted(grown.foreign_path(index))


def test_it_proves_every_older_size_consistent() -> None:
    grown = Grown()
    grown.grow_to(300)
    roots = [tree.root(grown.read, size) for size in range(301)]
    for old in range(301):
        for new in range(old, 301, 7):
            proof = tree.consistency_proof(grown.read, old, new)
            assert tree.verify_consistency(old, new, roots[old], roots[new], proof), (old, new)
            if old < new and old:
                wrong = bytes(32)
                assert not tree.verify_consistency(old, new, wrong, roots[new], proof)
                assert not tree.verify_consistency(old, new, roots[old], wrong, proof)


def hash_of(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962 §2.1, word for word, over leaf hashes."""
    if len(leaves) == 1:
        return leaves[0]
    k = next(1 << n for n in range(40) if 1 << n < len(leaves) <= 2 << n)
    return hashlib.sha256(b"\x01" + hash_of(leaves[:k]) + hash_of(leaves[k:])).digest()


def subproof(m: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962 §2.1.2, word for word."""
    n = len(leaves)
    if m == n:
        return [] if whole else [hash_of(leaves)]
    k = next(1 << p for p in range(40) if 1 << p < n <= 2 << p)
    if m <= k:
        return [*subproof(m, leaves[:k], whole), hash_of(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), hash_of(leaves[:k])]


@pytest.mark.parametrize("size", [2, 3, 7, 8, 255, 256, 257, 300])
def test_it_gives_the_consistency_proofs_of_the_standard(size: int) -> None:
    grown = Grown()
    grown.grow_to(size)
    for old in range(1, size):
        own = tree.consistency_proof(grown.read, old, size)
        assert list(own) == subproof(old, grown.leaves, True)
        foreign = grown.foreign.prove_consistency(old, size)
        verify_consistency(tree.root(grown.read, old), tree.root(grown.read, size), foreign)  # raises when they disagree


def test_it_proves_consistency_across_65536(large: Grown) -> None:
    sizes = (1, 255, 256, 257, 65_535)
    roots = {size: tree.root(large.read, size) for size in sizes}
    large.grow_to(70_000)
    roots |= {size: tree.root(large.read, size) for size in (65_536, 65_537, 70_000)}
    for old in roots:
        for new in roots:
            if old <= new:
                proof = tree.consistency_proof(large.read, old, new)
                assert tree.verify_consistency(old, new, roots[old], roots[new], proof), (old, new)


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 65_535, 65_536, 65_537])
def test_it_gives_the_same_tiles_in_one_batch_and_in_many(size: int) -> None:
    leaves = [hashlib.sha256(b"\x00" + i.to_bytes(4, "big")).digest() for i in range(size)]
    tiles: dict[tuple[int, int], bytes] = {}
    done = 0
    for step in (1, 254, 3, 2_000, size):
        part = leaves[done : done + step]
        tiles.update(tree.appended(lambda level, n: tiles.get((level, n), b""), done, part))
        done += len(part)
    assert tiles == {(level, n): hashes for level, n, hashes in tree.tiles_of(leaves)}


def test_a_root_taken_from_partial_tiles_is_caught() -> None:
    """The classic error, planted: the partial tile of level 1 folded as if it were one node."""
    grown = Grown()
    grown.grow_to(70_000)
    wrong = hashlib.sha256(b"\x01" + tree.subtree_hash(grown.read, 16, 0) + grown.read(1, 1)[-32:]).digest()
    assert wrong != grown.foreign.get_root() == tree.root(grown.read, 70_000)


def test_a_forged_proof_is_refused() -> None:
    grown = Grown()
    grown.grow_to(21)
    root = tree.root(grown.read, 21)
    proof = tree.inclusion_proof(grown.read, 20, 21)
    leaf = grown.leaves[20]
    assert tree.verify_inclusion(leaf, 20, 21, proof, root)
    assert not tree.verify_inclusion(leaf, 19, 21, proof, root)
    assert not tree.verify_inclusion(leaf, 20, 21, proof[:-1], root)
    assert not tree.verify_inclusion(leaf, 20, 21, (*proof, bytes(32)), root)
    assert not tree.verify_inclusion(leaf, 21, 21, proof, root)
    assert not tree.verify_inclusion(grown.leaves[0], 20, 21, proof, root)
    assert not tree.verify_inclusion(leaf, 20, 21, (bytes(32), *proof[1:]), root)
