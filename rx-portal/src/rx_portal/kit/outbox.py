"""The portal's outbox: events and jobs, written in the transaction that made them true."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.clock import real_now
from rx_portal.kit.db import SCHEMA, run
from shared_lib import crash, events
from shared_lib.events import Event
from shared_lib.telemetry import request


async def put(session: AsyncSession, event: Event) -> None:
    """Tell the slices ahead what happened, once this transaction has committed."""
    told = replace(event, request_id=event.request_id or request.current())
    await run(session, events.put(SCHEMA, told, real_now=real_now()))
    crash.here(f"{told.type}.put")


async def put_job(
    session: AsyncSession, job: str, ref_id: object, *, queue: str = "default", now: datetime
) -> None:
    """Have a job run for one id, once this transaction has committed."""
    await run(
        session,
        events.put_job(
            SCHEMA,
            job,
            str(ref_id),
            queue=queue,
            now=now,
            real_now=real_now(),
            request_id=request.current(),
        ),
    )
    crash.here(f"{job}.put")
