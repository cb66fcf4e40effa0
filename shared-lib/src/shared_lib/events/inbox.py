"""The inbox: one row per consumer and event, in the transaction of the effect, makes repetition a no-op."""

from datetime import datetime
from uuid import UUID

from shared_lib.errors import Conflict
from shared_lib.statement import Statement

_ACCEPT = """
INSERT INTO {schema}.inbox (consumer, event_id, accepted_at) VALUES (%(consumer)s, %(event_id)s, %(now)s)
ON CONFLICT DO NOTHING RETURNING 1
"""


class Repeated(Conflict):
    """This consumer has had this event before; the worker takes that for success."""

    code = "repeated"


def accept(schema: str, consumer: str, event_id: UUID, *, real_now: datetime) -> Statement:
    """Remember that `consumer` (a job's name) had the event; no row comes back when it had it before."""
    return Statement(
        _ACCEPT.format(schema=schema), {"consumer": consumer, "event_id": event_id, "now": real_now}
    )


def accepted(schema: str, consumer: str, event_id: UUID) -> Statement:
    """Ask whether `consumer` had the event: a row if it had."""
    return Statement(
        f"SELECT 1 FROM {schema}.inbox WHERE consumer = %(consumer)s AND event_id = %(event_id)s",  # noqa: S608
        {"consumer": consumer, "event_id": event_id},
    )
