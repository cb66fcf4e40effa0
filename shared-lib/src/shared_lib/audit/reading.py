"""An export read back: its chain, its seals and its entries, with every line that cannot be read named."""

import json
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared_lib.audit.export import FORMAT, Position
from shared_lib.audit.finding import Finding, Kind
from shared_lib.audit.seal import Seal

COLUMNS = {
    "at": "at",
    "recorded_at": "real",
    "actor": "who",
    "actor_role": "role",
    "action": "what",
    "subject": "record",
    "shown": "shown",
    "purpose": "why",
    "request_id": "request",
}
"""The searchable columns, and the member of the payload that each repeats."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line: which database's record this is."""

    chain: str


@dataclass(frozen=True, slots=True)
class Exported:
    """One entry as the database gave it out."""

    id: int
    xid: int
    columns: Mapping[str, Any]
    payload: bytes
    leaf: bytes

    @property
    def position(self) -> Position:
        """Where it stands in the order of sealing."""
        return self.xid, self.id

    def contradicts(self) -> list[str]:
        """Return the columns that say something else than the payload; all of them if it cannot be read."""
        try:
            said = json.loads(self.payload)
            return [column for column, member in COLUMNS.items() if said[member] != self.columns[column]]
        except (ValueError, KeyError, TypeError):
            return list(COLUMNS)


Item = Header | Seal | Exported | Finding


def read(lines: Iterable[str]) -> Iterator[Item]:
    """Yield what each line holds, or the finding that it cannot be read."""
    for number, line in enumerate(lines, 1):
        try:
            yield _item(json.loads(line))
        except (ValueError, KeyError, TypeError) as problem:
            yield Finding(Kind.UNREADABLE, f"line {number}", f"{type(problem).__name__}: {problem}")


def _item(line: Mapping[str, Any]) -> Item:
    match line["type"]:
        case "header" if line["format"] == FORMAT:
            return Header(line["chain"])
        case "seal":
            return _seal(line)
        case "event":
            columns = {column: line[column] for column in COLUMNS}
            return Exported(
                int(line["id"]), int(line["xid"]), columns, _bytes(line["payload"]), _bytes(line["leaf"])
            )
        case other:
            raise ValueError(f"a line of type {other} is not of {FORMAT}")


def _seal(line: Mapping[str, Any]) -> Seal:
    return Seal(
        n=int(line["n"]),
        chain=str(line["chain"]),
        first=int(line["first"]),
        last=int(line["last"]),
        last_xid=int(line["last_xid"]),
        count=int(line["count"]),
        root=_bytes(line["root"]),
        manifest=_bytes(line["manifest"]),
        prev=_bytes(line["prev"]),
        at=datetime.fromisoformat(line["at"]),
        kid=str(line["kid"]),
        signature=_bytes(line["signature"]),
    )


def _bytes(text: str) -> bytes:
    return b64decode(text, validate=True)
