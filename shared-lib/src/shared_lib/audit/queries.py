"""Statements on the audit record that the applications run: append an entry, read those about one record."""

from shared_lib.audit.entry import Entry
from shared_lib.statement import Statement


def append(entry: Entry) -> Statement:
    """Return the statement that appends the entry in the change's transaction; its row is the number."""
    return Statement(
        "SELECT audit.append(%(payload)s::bytea, %(leaf)s::bytea)",
        {"payload": entry.payload, "leaf": entry.leaf},
    )


def about(subject: str, *, limit: int = 100) -> Statement:
    """Return who touched a record, itself or in a list that showed it, the latest first.

    Rows: id, at (domain), recorded_at (real), actor, actor_role, action, subject, purpose, request_id.
    """
    return Statement(
        """
        SELECT id, at, recorded_at, actor, actor_role, action, subject, purpose, request_id
          FROM audit.event
         WHERE subject = %(subject)s OR (cardinality(shown) > 0 AND shown @> ARRAY[%(subject)s])
         ORDER BY id DESC
         LIMIT %(limit)s
        """,
        {"subject": subject, "limit": limit},
    )
