"""Timers on the domain clock, set in the transaction that makes the deadline."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.db import SCHEMA, run
from shared_lib import crash, events


async def set_(
    session: AsyncSession, job: str, ref_id: object, *, due_at: datetime, queue: str = "default"
) -> None:
    """Have `job` run for `ref_id` at `due_at`; setting it again moves it."""
    await run(session, events.set_timer(SCHEMA, job, str(ref_id), due_at=due_at, queue=queue))
    crash.here(f"{job}.put")


async def cancel(session: AsyncSession, job: str, ref_id: object) -> None:
    """Forget a timer, if it is still set."""
    await run(session, events.cancel_timers(SCHEMA, (job, str(ref_id))))
