"""Timers: a job to run for one id once the domain clock reaches an instant.

A timer is set in the transaction that makes the deadline. The job looks again at what it finds, so a timer
that was overtaken by events does no harm and need not be cancelled.
"""

from datetime import datetime

from shared_lib.statement import Statement

_SET = """
INSERT INTO {schema}.timer (job, ref_id, queue, due_at) VALUES (%(job)s, %(ref_id)s, %(queue)s, %(due_at)s)
ON CONFLICT (job, ref_id) DO UPDATE SET due_at = excluded.due_at, queue = excluded.queue
"""

_CANCEL = """
DELETE FROM {schema}.timer
WHERE (job, ref_id) IN (SELECT * FROM unnest(%(jobs)s::text[], %(refs)s::text[]))
"""

_FIRE = """
WITH due AS (
    DELETE FROM {schema}.timer WHERE (job, ref_id) IN (
        SELECT job, ref_id FROM {schema}.timer WHERE due_at <= %(now)s
        ORDER BY due_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
    )
    RETURNING job, ref_id, queue, due_at
)
INSERT INTO {schema}.outbox
    (id, aggregatetype, aggregateid, type, payload, queue, occurred_at, next_try_at)
SELECT gen_random_uuid(), split_part(job, '.', 1), ref_id, job, '{{}}'::jsonb, queue, %(now)s, %(real_now)s
FROM due ORDER BY due_at
RETURNING type
"""


def set_timer(schema: str, job: str, ref_id: str, *, due_at: datetime, queue: str = "default") -> Statement:
    """Have `job` run for `ref_id` at `due_at` (domain time); setting it again moves it."""
    return Statement(
        _SET.format(schema=schema), {"job": job, "ref_id": ref_id, "queue": queue, "due_at": due_at}
    )


def cancel_timers(schema: str, *timers: tuple[str, str]) -> Statement:
    """Forget timers, each named by its job and id, as far as they are still set."""
    jobs, refs = zip(*timers, strict=True)
    return Statement(_CANCEL.format(schema=schema), {"jobs": list(jobs), "refs": list(refs)})


def fire_due(schema: str, *, now: datetime, real_now: datetime, limit: int = 200) -> Statement:
    """Move the timers that are due by the domain clock into the outbox; the scheduler's one statement."""
    return Statement(_FIRE.format(schema=schema), {"now": now, "real_now": real_now, "limit": limit})
