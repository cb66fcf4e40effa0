"""The audit record as a file: JSON lines that anybody can check with the public key and the anchor.

First a header, then every seal in order, then every entry in order of transaction and number; bytes are
base64:

    {"type": "header", "format": "countersign.audit.v1", "chain": "rx"}
    {"type": "seal", "n": 1, "chain": "rx", "first": ..., "last": ..., "last_xid": "...", "count": ...,
    "root": ...,
     "manifest": ..., "prev": ..., "at": "2026-...Z", "kid": "...", "signature": ...}
    {"type": "event", "id": 7, "xid": "812", "at": ..., "recorded_at": ..., "actor": ..., "actor_role": ...,
     "action": ..., "subject": ..., "shown": [...], "purpose": ..., "request_id": ..., "payload": ...,
     "leaf": ...}

A manifest is 48 bytes an entry: number and transaction (8 bytes each, big-endian) and leaf. To write one:

    out.write(export.header("rx"))
    for row in run(sealing.since(n)): out.write(export.seal_line(row))       # page until no row comes
    for row in run(export.events(after)): out.write(export.event_line(row))  # page; `after` is
    export.position(row)

Read all pages in one REPEATABLE READ transaction, the seals first or last: it is one snapshot.
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from shared_lib.audit.canonical import utc
from shared_lib.audit.seal import Seal
from shared_lib.statement import Statement

FORMAT = "countersign.audit.v1"

Position = tuple[int, int]
"""The transaction and the number of an entry: the order in which entries are sealed."""

START: Position = (0, 0)


def events(after: Position = START, *, limit: int = 5000) -> Statement:
    """Return the statement for the entries after a position, as rows for `event_line`."""
    return Statement(
        """
        SELECT id, xid::text, at, recorded_at, actor, actor_role, action, subject, shown, purpose, request_id,
               payload, leaf
          FROM audit.event WHERE (xid, id) > (%(xid)s::text::xid8, %(id)s)
         ORDER BY event.xid, event.id LIMIT %(limit)s
        """,
        {"xid": str(after[0]), "id": after[1], "limit": limit},
    )


def position(row: Sequence[Any]) -> Position:
    """Return where an entry's row stands."""
    return int(row[1]), row[0]


def header(chain: str) -> str:
    """Return the first line of the export of one database's record."""
    return _line({"type": "header", "format": FORMAT, "chain": chain})


def seal_line(row: Sequence[Any]) -> str:
    """Return the line of a seal's row."""
    seal = Seal.of([row])
    assert seal is not None
    return _line(
        {
            "type": "seal",
            "n": seal.n,
            "chain": seal.chain,
            "first": seal.first,
            "last": seal.last,
            "last_xid": str(seal.last_xid),
            "count": seal.count,
            "root": _text(seal.root),
            "manifest": _text(seal.manifest),
            "prev": _text(seal.prev),
            "at": utc(seal.at),
            "kid": seal.kid,
            "signature": _text(seal.signature),
        }
    )


def event_line(row: Sequence[Any]) -> str:
    """Return the line of an entry's row."""
    identity, xid, at, recorded_at, actor, role, action, subject, shown, purpose, request, payload, leaf = row
    return _line(
        {
            "type": "event",
            "id": identity,
            "xid": xid,
            "at": utc(at),
            "recorded_at": utc(recorded_at),
            "actor": actor,
            "actor_role": role,
            "action": action,
            "subject": subject,
            "shown": list(shown),
            "purpose": purpose,
            "request_id": request,
            "payload": _text(bytes(payload)),
            "leaf": _text(bytes(leaf)),
        }
    )


def _text(value: bytes) -> str:
    return b64encode(value).decode()


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, separators=(",", ":")) + "\n"
