"""How every stock function is called: its own arguments, then the time and the audit entry."""

from datetime import datetime

from shared_lib.audit import Entry
from shared_lib.statement import Statement

_AUDIT = "%(now)s::timestamptz, %(payload)s::bytea, %(leaf)s::bytea"


def call(sql: str, now: datetime, entry: Entry, **params: object) -> Statement:
    """Return the statement, with `{audit}` in the SQL replaced by the time and the entry."""
    return Statement(
        sql.format(audit=_AUDIT), {**params, "now": now, "payload": entry.payload, "leaf": entry.leaf}
    )
