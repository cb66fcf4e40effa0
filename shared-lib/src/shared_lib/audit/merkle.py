"""The Merkle tree of RFC 6962, section 2.1, over leaves that are already hashed."""

import hashlib
from collections.abc import Sequence

HASH = 32
"""Bytes of a SHA-256 hash."""


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over the leaf hashes, in their order; of none, the hash of nothing."""
    if not leaves:
        return hashlib.sha256().digest()
    level = list(leaves)
    while len(level) > 1:
        level = _parents(level)
    return level[0]


def path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the audit path of one leaf, from its sibling to the root's child (RFC 6962, section 2.1.1)."""
    level, found = list(leaves), []
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            found.append(level[sibling])
        level, index = _parents(level), index // 2
    return found


def includes(leaf: bytes, *, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Tell whether the path proves that the leaf stands at that index of a tree of this size and root."""
    if not 0 <= index < size:
        return False
    remaining, node, last = list(path), leaf, size - 1
    while last > 0:
        if index % 2 or index < last:
            if not remaining:
                return False
            sibling = remaining.pop(0)
            node = _parent(sibling, node) if index % 2 else _parent(node, sibling)
        index, last = index // 2, last // 2
    return not remaining and node == root


def _parents(level: list[bytes]) -> list[bytes]:
    """A lone last node rises unchanged, which builds the tree that RFC 6962 splits at a power of two."""
    pairs = [_parent(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    return pairs + level[len(pairs) * 2 :]


def _parent(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
