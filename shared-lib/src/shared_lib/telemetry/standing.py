"""How an application's work stands: what its outbox holds, what was set aside, when it was last sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared_lib.errors import NotFound
from shared_lib.statement import Statement

_STANDING = """
SELECT (SELECT count(*) FROM {schema}.outbox WHERE done_at IS NULL AND dead_at IS NULL),
       (SELECT count(*) FROM {schema}.outbox WHERE done_at IS NULL AND dead_at IS NULL AND failures > 0),
       (SELECT min(next_try_at) FROM {schema}.outbox
         WHERE done_at IS NULL AND dead_at IS NULL AND failures = 0),
       (SELECT count(*) FROM {schema}.outbox WHERE dead_at IS NOT NULL),
       (SELECT count(*) FROM {schema}.timer WHERE due_at <= %(now)s),
       (SELECT at FROM audit.seal ORDER BY n DESC LIMIT 1)
"""

_DEAD = """
SELECT id, type, aggregateid, request_id, attempts, failures, error_code, occurred_at, dead_at
  FROM {schema}.outbox WHERE dead_at IS NOT NULL ORDER BY dead_at DESC LIMIT %(limit)s
"""

_REDRIVE = """
UPDATE {schema}.outbox SET dead_at = NULL, attempts = 0, failures = 0,
       next_try_at = %(now)s
 WHERE id = %(id)s AND dead_at IS NOT NULL
RETURNING type, aggregateid
"""


class DeadLetterNotFound(NotFound):
    """There is no such row, or somebody else has had it tried again."""

    code = "dead_letter_not_found"


@dataclass(frozen=True, slots=True)
class Standing:
    """What waits in an outbox. `waiting_since` and `sealed_at` are real time."""

    waiting: int
    failing: int
    waiting_since: datetime | None
    dead: int
    overdue_timers: int
    sealed_at: datetime | None

    def gauges(self, *, real_now: datetime) -> dict[str, float]:
        """Return these figures by their metrics' names; ages are in seconds."""
        found: dict[str, float] = {
            "clinic_outbox_waiting": self.waiting,
            "clinic_outbox_failing": self.failing,
            "clinic_outbox_age_seconds": _age(self.waiting_since, real_now),
            "clinic_outbox_dead": self.dead,
            "clinic_timers_overdue": self.overdue_timers,
        }
        if self.sealed_at is not None:
            found["clinic_seal_age_seconds"] = _age(self.sealed_at, real_now)
        return found


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An outbox row that was set aside: what it is for, and the code of what went wrong last."""

    id: UUID
    type: str
    about: str
    request_id: str | None
    attempts: int
    failures: int
    code: str | None
    occurred_at: datetime
    dead_at: datetime


def standing(schema: str, *, now: datetime) -> Statement:
    """Return the one-row statement for `Standing`."""
    return Statement(_STANDING.format(schema=schema), {"now": now})


def dead_letters(schema: str, *, limit: int = 100) -> Statement:
    """Return the newest rows that were set aside, each for `DeadLetter`."""
    return Statement(_DEAD.format(schema=schema), {"limit": limit})


def redrive(schema: str, event_id: UUID, *, real_now: datetime) -> Statement:
    """Have a row that was set aside tried again, counted from nothing; returns (type, about), or no row.

    The code of what went wrong stays until it is done: by it the next run knows to look what has succeeded.
    """
    return Statement(_REDRIVE.format(schema=schema), {"id": event_id, "now": real_now})


def redriven(rows: Sequence[Sequence[Any]]) -> str:
    """Return the type of the row that `redrive` found.

    :raises DeadLetterNotFound: it found none.
    """
    if not rows:
        raise DeadLetterNotFound("Nothing is set aside under this id. It may be being tried again already.")
    return str(rows[0][0])


def read(rows: Sequence[Sequence[Any]]) -> Standing:
    """Return what `standing` found."""
    return Standing(*rows[0])


def _age(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0
