"""Keeping what the processor tells: once, before anything is done about it."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from integrations.stripe.webhook import Nudge
from rx_portal.kit import outbox
from rx_portal.payment.models import ProcessorDelivery
from rx_portal.payment.steps import QUEUE
from shared_lib.ids import uuid7


async def keep(session: AsyncSession, nudge: Nudge, *, now: datetime) -> bool:
    """Keep a verified delivery and have it looked into; returns whether it was new."""
    async with session.begin():
        delivery_id = await session.scalar(
            insert(ProcessorDelivery)
            .values(
                id=uuid7(),
                event_id=nudge.event_id,
                type=nudge.type,
                object_id=nudge.object_id,
                received_at=now,
            )
            .on_conflict_do_nothing(index_elements=["event_id"])
            .returning(ProcessorDelivery.id)
        )
        if delivery_id is None:
            return False
        await outbox.put_job(session, "payment.settle", delivery_id, queue=QUEUE, now=now)
    return True
