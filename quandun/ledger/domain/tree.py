"""The Merkle tree of RFC 6962 over tiles of 256 hashes (C2SP tlog-tiles).

A tile (level L, number n) holds, in order, the hashes of the complete subtrees of 256^L leaves number 256n, 256n+1, …, 32 bytes each.
Everything here is computed from complete subtrees only. The right edge is folded from them each time and never stored: taking a
partial tile for a whole node is the error that shows only beyond 256^2 leaves.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

WIDTH = 256
HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

TileReader = Callable[[int, int], bytes]  # (level, n) -> the tile's hashes; may hold more than a smaller size needs


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def subtree_hash(read: TileReader, height: int, place: int) -> bytes:
    """Return the hash of the complete subtree of 2^height leaves number `place`."""
    level, rest = divmod(height, 8)
    first = place << rest
    tile, at = divmod(first, WIDTH)
    hashes = _split(read(level, tile)[at * HASH_BYTES : (at + (1 << rest)) * HASH_BYTES])
    if len(hashes) != 1 << rest:
        raise ValueError(f"tile {level}/{tile} is too short for subtree {height}/{place}")
    while len(hashes) > 1:
        hashes = [node_hash(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]


def _split(data: bytes) -> list[bytes]:
    return [data[i : i + HASH_BYTES] for i in range(0, len(data), HASH_BYTES)]


def _range_hash(read: TileReader, start: int, end: int) -> bytes:
    """Return the RFC 6962 hash of leaves start..end-1, where `start` begins a subtree at least that large."""
    parts: list[bytes] = []
    while start < end:
        height = (end - start).bit_length() - 1
        parts.append(subtree_hash(read, height, start >> height))
        start += 1 << height
    return _fold(parts)


def _fold(parts: Sequence[bytes]) -> bytes:
    """Join complete subtrees, largest first, into one hash, from the right."""
    *rest, result = parts
    for part in reversed(rest):
        result = node_hash(part, result)
    return result


def root(read: TileReader, size: int) -> bytes:
    """Return the root of the first `size` leaves."""
    return _range_hash(read, 0, size) if size else EMPTY_ROOT


def inclusion_proof(read: TileReader, index: int, size: int) -> tuple[bytes, ...]:
    """Return the audit path of leaf `index` in the tree of `size` leaves, from the leaf up (RFC 6962 §2.1.1)."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split_point(end - start)
        if index < middle:
            path.append(_range_hash(read, middle, end))
            end = middle
        else:
            path.append(_range_hash(read, start, middle))
            start = middle
    return tuple(reversed(path))


def consistency_proof(read: TileReader, old: int, new: int) -> tuple[bytes, ...]:
    """Return the proof that the first `old` leaves of the tree of `new` are unchanged (RFC 6962 §2.1.2)."""
    if not 0 <= old <= new:
        raise ValueError(f"no consistency between {old} and {new}")
    if old in (0, new):
        return ()
    path: list[bytes] = []
    start, end, whole = 0, new, True
    while old != end:
        middle = start + _split_point(end - start)
        if old <= middle:
            path.append(_range_hash(read, middle, end))
            end = middle
        else:
            path.append(_range_hash(read, start, middle))
            start, whole = middle, False
    if not whole:
        path.append(_range_hash(read, start, end))
    return tuple(reversed(path))


def _split_point(size: int) -> int:
    """Return the largest power of two below `size` (≥ 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def verify_inclusion(leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root_hash: bytes) -> bool:
    """Say whether the proof leads from the leaf to the root (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, result = index, size - 1, leaf_hash
    for part in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            result = node_hash(part, result)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            result = node_hash(result, part)
        node, last = node >> 1, last >> 1
    return last == 0 and result == root_hash


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Say whether the proof shows the tree of `new` to extend the tree of `old` (RFC 9162 §2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    if not path:
        return False
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old_result = new_result = path[0]
    for part in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old_result, new_result = node_hash(part, old_result), node_hash(part, new_result)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new_result = node_hash(new_result, part)
        node, last = node >> 1, last >> 1
    return last == 0 and old_result == old_root and new_result == new_root


def appended(read: TileReader, size: int, leaf_hashes: Iterable[bytes]) -> dict[tuple[int, int], bytes]:
    """Return the tiles that change when the leaves are appended to a tree of `size`: {(level, n): all hashes of the tile}."""
    changed: dict[tuple[int, int], bytes] = {}
    level, have, new = 0, size, list(leaf_hashes)
    while new:
        n, at = divmod(have, WIDTH)
        tile = bytearray(read(level, n)[: at * HASH_BYTES]) if at else bytearray()
        if len(tile) != at * HASH_BYTES:
            raise ValueError(f"tile {level}/{n} is too short for a tree of {size}")
        full: list[bytes] = []
        for hash_ in new:
            tile += hash_
            if len(tile) == WIDTH * HASH_BYTES:
                changed[level, n] = bytes(tile)
                full.append(_fold_full(bytes(tile)))
                n, tile = n + 1, bytearray()
        if tile:
            changed[level, n] = bytes(tile)
        level, have, new = level + 1, have // WIDTH, full
    return changed


def _fold_full(tile: bytes) -> bytes:
    hashes = _split(tile)
    while len(hashes) > 1:
        hashes = [node_hash(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]


class Frontier:
    """The complete subtrees of a growing tree, largest first: enough to know every root on the way, in O(log n) memory."""

    def __init__(self) -> None:
        self.size = 0
        self._parts: list[bytes] = []

    def append(self, leaf_hash: bytes) -> None:
        """Add one leaf."""
        part, size = leaf_hash, self.size
        while size & 1:
            part = node_hash(self._parts.pop(), part)
            size >>= 1
        self._parts.append(part)
        self.size += 1

    def root(self) -> bytes:
        """Return the root at this size."""
        return _fold(self._parts) if self._parts else EMPTY_ROOT


def tiles_of(leaf_hashes: Sequence[bytes]) -> Iterator[tuple[int, int, bytes]]:
    """Yield every tile (level, n, hashes) a tree of these leaves has, derived afresh."""
    level, hashes = 0, list(leaf_hashes)
    while hashes:
        full: list[bytes] = []
        for n in range((len(hashes) + WIDTH - 1) // WIDTH):
            part = hashes[n * WIDTH : (n + 1) * WIDTH]
            tile = b"".join(part)
            yield level, n, tile
            if len(part) == WIDTH:
                full.append(_fold_full(tile))
        level, hashes = level + 1, full
