"""What operators do about the work: look at how it stands, and have what was set aside tried again."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import audit, broker
from rx_portal.kit.clock import real_now
from rx_portal.kit.db import SCHEMA, run
from rx_portal.kit.settings import Settings
from rx_portal.operations import queries
from rx_portal.operations.schemas import Board
from shared_lib.identity import Actor
from shared_lib.telemetry import standing
from shared_lib.telemetry.broker import gauges as queue_gauges

SOON = timedelta(hours=36)
"""How long before a hold ends it is shown: a working day, and the night before it."""

ANSWERED = timedelta(minutes=15)
"""How long the processor may take to move a hold, before it is shown: as long as the reconciler needs."""


async def look(session: AsyncSession, settings: Settings, *, reader: Actor, now: datetime) -> Board:
    """Return how everything stands; what was shown of orders is remembered."""
    queued = await broker.lengths(settings)
    async with session.begin():
        board = Board(
            standing=await queries.how_it_stands(session, now=now),
            queued=queued,
            dead=await queries.list_dead(session),
            holds=await queries.list_holds(session, until=now + SOON, asked_before=now - ANSWERED),
        )
        shown = [f"order:{one.order_id}" for one in board.holds]
        await audit.record(
            session, actor=reader, action="operations.look", subject="operations:board", at=now, shown=shown
        )
    return board


async def gauges(session: AsyncSession, settings: Settings, *, now: datetime) -> dict[str, float]:
    """Return the figures that are read, not counted, by their metrics' names."""
    queued = await broker.lengths(settings)
    async with session.begin():
        found = await queries.how_it_stands(session, now=now)
        ending = await queries.list_holds(session, until=now + SOON, asked_before=now - ANSWERED)
    return found.gauges(real_now=real_now()) | queue_gauges(queued) | {"clinic_holds_ending": len(ending)}


async def redrive(session: AsyncSession, *, event_id: UUID, operator: Actor, now: datetime) -> str:
    """Have a row that was set aside tried again from nothing, and return its type.

    :raises DeadLetterNotFound: it is not set aside.
    """
    async with session.begin():
        rows = await run(session, standing.redrive(SCHEMA, event_id, real_now=real_now()))
        kind = standing.redriven(rows)
        await audit.record(
            session,
            actor=operator,
            action="operations.redrive",
            subject=f"outbox:{event_id}",
            at=now,
            changes={"type": kind},
        )
    return kind
