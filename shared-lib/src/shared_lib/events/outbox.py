"""The outbox: what is to be told, and how often it has been tried.

`next_try_at` is real time, as leases are; `occurred_at` is domain time. A row is finished, or set aside as
dead after `CRASHES` runs that never reported back or `FAILURES` that reported an error; an operator may
re-drive it. A run that was only slow, and reports back after its row was set aside, takes it up again.
"""

import json
from datetime import datetime, timedelta
from uuid import UUID

from shared_lib.events.event import Event, payload_of
from shared_lib.ids import uuid7
from shared_lib.statement import Statement

LEASE = timedelta(seconds=30)
CRASHES = 5
FAILURES = 20
_LONGEST_WAIT = timedelta(hours=1)

_PUT = """
INSERT INTO {schema}.outbox
    (id, aggregatetype, aggregateid, type, payload, queue, request_id, occurred_at, next_try_at, done_at)
VALUES (%(id)s, %(aggregatetype)s, %(aggregateid)s, %(type)s, %(payload)s::jsonb, %(queue)s, %(request_id)s,
        %(occurred_at)s, %(next_try_at)s, %(done_at)s)
"""

_RING = """
UPDATE {schema}.outbox SET next_try_at = %(now)s + %(lease)s
WHERE id IN (
    SELECT id FROM {schema}.outbox
    WHERE done_at IS NULL AND dead_at IS NULL AND next_try_at <= %(now)s
    ORDER BY seq LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)
RETURNING id, queue
"""

_START = """
UPDATE {schema}.outbox SET
    attempts = attempts + 1,
    next_try_at = %(now)s + %(lease)s,
    dead_at = CASE WHEN attempts - failures >= %(crashes)s THEN %(now)s END,
    error_code = CASE WHEN attempts - failures >= %(crashes)s THEN 'crashed' ELSE error_code END
WHERE id = %(id)s AND done_at IS NULL AND dead_at IS NULL
RETURNING aggregateid, type, payload, request_id, occurred_at, error_code IS NOT NULL, dead_at
"""

_FINISH = """
UPDATE {schema}.outbox SET done_at = %(now)s, dead_at = NULL, error_code = NULL
WHERE id = %(id)s AND done_at IS NULL
"""

_FAIL = """
UPDATE {schema}.outbox SET
    failures = failures + 1,
    error_code = %(code)s,
    dead_at = CASE WHEN failures + 1 >= %(most)s THEN %(now)s END,
    next_try_at = %(now)s + least(%(longest)s, make_interval(secs => power(2, least(failures, 12))))
WHERE id = %(id)s AND done_at IS NULL AND (dead_at IS NULL OR error_code = 'crashed')
RETURNING dead_at
"""


def put(schema: str, event: Event, *, real_now: datetime) -> Statement:
    """Record an event, to be told once this transaction has committed; done already if no job consumes it."""
    return _row(
        schema,
        id=event.event_id,
        aggregatetype=event.aggregate,
        aggregateid=str(event.subject_id),
        type=event.type,
        payload=json.dumps(payload_of(event)),
        queue=event.queue,
        request_id=event.request_id,
        occurred_at=event.occurred_at,
        next_try_at=real_now,
        done_at=None if event.consumed else real_now,
    )


def put_job(
    schema: str,
    job: str,
    ref_id: str,
    *,
    queue: str,
    now: datetime,
    real_now: datetime,
    request_id: str | None = None,
) -> Statement:
    """Record a job (`noun.verb`) for one id, to be run as soon as this transaction has committed."""
    return _row(
        schema,
        id=uuid7(),
        aggregatetype=job.split(".", 1)[0],
        aggregateid=ref_id,
        type=job,
        payload="{}",
        queue=queue,
        request_id=request_id,
        occurred_at=now,
        next_try_at=real_now,
        done_at=None,
    )


def ring(schema: str, *, real_now: datetime, limit: int = 200) -> Statement:
    """Lease what is waiting, new or overdue, and return its (id, queue); the relay's one statement."""
    return Statement(_RING.format(schema=schema), {"now": real_now, "lease": LEASE, "limit": limit})


def start(schema: str, event_id: UUID, *, real_now: datetime) -> Statement:
    """Count an attempt before it is made.

    Returns one row (aggregateid, type, payload, request_id, occurred_at, failed, dead_at), or none when it is
    done or dead. `failed` tells whether some job of it has failed, and others so may have succeeded. With a
    `dead_at` it was set aside just now and must not run.
    """
    return Statement(
        _START.format(schema=schema), {"id": event_id, "now": real_now, "lease": LEASE, "crashes": CRASHES}
    )


def finish(schema: str, event_id: UUID, *, real_now: datetime) -> Statement:
    """Record that every consumer has had the event."""
    return Statement(_FINISH.format(schema=schema), {"id": event_id, "now": real_now})


def fail(schema: str, event_id: UUID, *, code: str, real_now: datetime) -> Statement:
    """Record that an attempt reported an error, and when to try again: 1, 2, 4 ... seconds, an hour at most.

    `code` is the error's class or stable code, never its message, which might hold personal data.
    """
    return Statement(
        _FAIL.format(schema=schema),
        {"id": event_id, "code": code, "now": real_now, "most": FAILURES, "longest": _LONGEST_WAIT},
    )


def _row(schema: str, **values: UUID | datetime | str | None) -> Statement:
    return Statement(_PUT.format(schema=schema), values)
