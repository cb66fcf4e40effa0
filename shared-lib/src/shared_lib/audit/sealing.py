"""The seals: each gathers committed entries under one signed root, and names the seal before it.

The sealer's loop, one process for each database (`chain` is `shop` or `rx`), in one transaction a round:

    run(sealing.alone())                                   # one row; go on only if it is true
    previous = sealing.Seal.of(run(sealing.last()))        # None before the first
    rows = run(sealing.pending(previous))                  # none: nothing to do
    seal = sealing.make(rows, chain="rx", previous=previous, key=key, now=real_now())
    run(sealing.insert(seal)); commit                      # then append anchor_line(seal) to the anchor and
    fsync

An anchor lies where the database's owner cannot write. After a crash between commit and anchor, the sealer
writes the
lines of the seals that the anchor lacks (`sealing.since(n)`).
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared_lib.audit import merkle
from shared_lib.audit.canonical import Value, encode, utc
from shared_lib.audit.seal import GENESIS, Member, Seal, in_order, kid_of, manifest_of
from shared_lib.statement import Statement

__all__ = ["Seal", "alone", "anchor_line", "insert", "kid_of", "last", "make", "pending", "since"]

_LOCK = 0x5EA1
_NAMES = [field.name for field in fields(Seal)]
_COLUMNS = ", ".join(_NAMES).replace("last_xid", "last_xid::text")


def alone() -> Statement:
    """Return the claim to seal in this transaction; its one value says whether it was granted."""
    return Statement("SELECT pg_try_advisory_xact_lock(%(lock)s)", {"lock": _LOCK})


def last() -> Statement:
    """Return the statement for the newest seal, for `Seal.of`."""
    return Statement(f"SELECT {_COLUMNS} FROM audit.seal ORDER BY n DESC LIMIT 1")  # noqa: S608


def since(n: int, *, limit: int = 1000) -> Statement:
    """Return the rows of the seals after number `n`, the oldest first, each for `Seal.of([row])`."""
    return Statement(
        f"SELECT {_COLUMNS} FROM audit.seal WHERE n > %(n)s ORDER BY n LIMIT %(limit)s",  # noqa: S608
        {"n": n, "limit": limit},
    )


def pending(previous: Seal | None, *, limit: int = 5000) -> Statement:
    """Return the statement for the entries to seal next: rows (id, xid, leaf).

    Only of transactions older than every one still running, so that none can appear behind the seal
    afterwards.
    """
    return Statement(
        """
        SELECT id, xid::text, leaf FROM audit.event
         WHERE (xid, id) > (%(xid)s::text::xid8, %(id)s) AND xid < pg_snapshot_xmin(pg_current_snapshot())
         ORDER BY event.xid, event.id LIMIT %(limit)s
        """,
        {
            "xid": str(previous.last_xid if previous else 0),
            "id": previous.last if previous else 0,
            "limit": limit,
        },
    )


def make(
    rows: Sequence[Sequence[Any]], *, chain: str, previous: Seal | None, key: Ed25519PrivateKey, now: datetime
) -> Seal:
    """Return the signed seal over pending rows; `now` is real time.

    A seal cannot be taken back, so nothing is signed that would not verify.

    :raises ValueError: nothing to seal, rows out of order, or a previous seal of another chain.
    """
    if not rows or (previous and previous.chain != chain):
        raise ValueError("A seal covers at least one entry, in the chain of the seal before it.")
    members = [Member(row[0], int(row[1]), bytes(row[2])) for row in rows]
    if not in_order(members, after=(previous.last_xid, previous.last) if previous else (0, 0)):
        raise ValueError("A seal covers entries in the order of transaction and number.")
    draft = Seal(
        n=previous.n + 1 if previous else 1,
        chain=chain,
        first=members[0].id,
        last=members[-1].id,
        last_xid=members[-1].xid,
        count=len(members),
        root=merkle.root([member.leaf for member in members]),
        manifest=manifest_of(members),
        prev=previous.head if previous else GENESIS,
        at=now,
        kid=kid_of(key.public_key()),
        signature=b"",
    )
    return replace(draft, signature=key.sign(draft.body))


def insert(seal: Seal) -> Statement:
    """Return the statement that keeps a seal; another of the same number or ancestor is refused."""
    return Statement(
        """
        INSERT INTO audit.seal (n, chain, first, last, last_xid, count, root, manifest, prev, at, kid,
        signature)
        VALUES (%(n)s, %(chain)s, %(first)s, %(last)s, %(last_xid)s::text::xid8, %(count)s, %(root)s,
        %(manifest)s,
                %(prev)s, %(at)s, %(kid)s, %(signature)s)
        """,
        {**{name: getattr(seal, name) for name in _NAMES}, "last_xid": str(seal.last_xid)},
    )


def anchor_line(seal: Seal) -> str:
    """Return the line that an anchor keeps of a seal, with its newline."""
    line: dict[str, Value] = {"chain": seal.chain, "n": seal.n, "head": seal.head.hex(), "at": utc(seal.at)}
    return encode(line).decode() + "\n"
