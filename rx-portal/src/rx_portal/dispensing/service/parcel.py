"""The last leg: a parcel that arrived."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import queries, steps
from rx_portal.dispensing.models import Dispense
from rx_portal.dispensing.states import Move
from rx_portal.order import steps as order_steps
from rx_portal.order.states import Move as OrderMove
from shared_lib.identity import Actor


async def deliver(session: AsyncSession, *, dispense_id: UUID, actor: Actor, now: datetime) -> Dispense:
    """Record that the patient has the parcel."""
    async with session.begin():
        dispense = await queries.lock_with_order(session, dispense_id)
        await order_steps.take(session, dispense.order_id, OrderMove.DELIVER, actor=actor, now=now)
        await steps.move(session, dispense, Move.DELIVER, actor=actor, now=now)
    return dispense
