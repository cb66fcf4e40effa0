"""Reads of how the work stands."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.db import SCHEMA, run
from rx_portal.operations.schemas import Hold
from rx_portal.payment import queries as payments
from shared_lib.telemetry import standing
from shared_lib.telemetry.standing import DeadLetter, Standing


async def how_it_stands(session: AsyncSession, *, now: datetime) -> Standing:
    """Return what waits in the outbox, and when the record was last sealed."""
    return standing.read(await run(session, standing.standing(SCHEMA, now=now)))


async def list_dead(session: AsyncSession) -> Sequence[DeadLetter]:
    """Return the outbox rows that wait for a person, the newest first."""
    return [DeadLetter(*row) for row in await run(session, standing.dead_letters(SCHEMA))]


async def list_holds(session: AsyncSession, *, until: datetime, asked_before: datetime) -> Sequence[Hold]:
    """Return the holds that end before `until`, and those that nobody could move since `asked_before`."""
    return [
        Hold(one.order_id, one.reference, one.total, one.status, one.capture_before)
        for one in await payments.list_holds(session, until=until, asked_before=asked_before)
        if one.capture_before is not None
    ]
