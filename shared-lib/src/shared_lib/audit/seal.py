"""A seal: one signed root over a run of entries, chained to the seal before it."""

import hashlib
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from shared_lib.audit.canonical import encode, utc

GENESIS = bytes(32)
"""What the first seal names as the one before it."""

_MEMBER = struct.Struct(">QQ32s")


@dataclass(frozen=True)
class Member:
    """One entry under a seal: its number, the transaction that wrote it, and its leaf."""

    id: int
    xid: int
    leaf: bytes


@dataclass(frozen=True)
class Seal:
    """A signed root over `count` entries, in the order of transaction and number."""

    n: int
    chain: str
    first: int
    last: int
    last_xid: int
    count: int
    root: bytes
    manifest: bytes
    prev: bytes
    at: datetime
    kid: str
    signature: bytes

    @classmethod
    def of(cls, rows: Sequence[Sequence[Any]]) -> Self | None:
        """Return the seal that a statement's first row describes, or None if there is no row."""
        for n, chain, first, last, xid, count, root, manifest, prev, at, kid, signature in rows:
            hashes = bytes(root), bytes(manifest), bytes(prev)
            return cls(n, chain, first, last, int(xid), count, *hashes, at, kid, bytes(signature))
        return None

    @cached_property
    def body(self) -> bytes:
        """The canonical bytes that are signed."""
        return encode(
            {
                "type": "countersign.seal.v1",
                "n": self.n,
                "chain": self.chain,
                "first": self.first,
                "last": self.last,
                "last_xid": str(self.last_xid),
                "count": self.count,
                "root": self.root.hex(),
                "manifest": hashlib.sha256(self.manifest).hexdigest(),
                "prev": self.prev.hex(),
                "at": utc(self.at),
                "kid": self.kid,
            }
        )

    @cached_property
    def head(self) -> bytes:
        """The hash that the next seal and the anchor name."""
        return hashlib.sha256(self.body).digest()

    def members(self) -> Iterator[Member]:
        """Yield the entries under this seal, in order."""
        for identity, xid, leaf in _MEMBER.iter_unpack(self.manifest):
            yield Member(identity, xid, leaf)


def in_order(members: Iterable[Member], *, after: tuple[int, int]) -> bool:
    """Tell whether the entries follow that place and each other, by transaction and number."""
    places = [after, *((member.xid, member.id) for member in members)]
    return all(earlier < later for earlier, later in pairwise(places))


def manifest_of(members: Iterable[Member]) -> bytes:
    """Return the list of a seal's entries as bytes: number and transaction (8 bytes each) and leaf."""
    return b"".join(_MEMBER.pack(member.id, member.xid, member.leaf) for member in members)


def kid_of(key: Ed25519PublicKey) -> str:
    """Return the short name of a public key: the start of the hash of its 32 bytes."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]
