"""The last leg: a parcel that arrived, came back, or was lost, and one that is sent once more."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import queries, steps
from rx_portal.dispensing.models import Dispense
from rx_portal.dispensing.service.counter import ReasonMissing, ours
from rx_portal.dispensing.states import Move
from rx_portal.kit import outbox
from rx_portal.order import steps as order_steps
from rx_portal.order.states import Move as OrderMove
from shared_lib.identity import Actor

DESTROYED = {
    "reverse_distributor": "Given to a reverse distributor",
    "on_site": "Destroyed on site, with a witness",
    "sharps": "Put into the sharps container",
}
"""How drugs that came back were destroyed. They are never put back into stock."""


async def deliver(session: AsyncSession, *, dispense_id: UUID, actor: Actor, now: datetime) -> Dispense:
    """Record that the patient has the parcel."""
    async with session.begin():
        return await _both(session, dispense_id, Move.DELIVER, OrderMove.DELIVER, actor, now)


async def come_back(
    session: AsyncSession, *, dispense_id: UUID, destroyed: str, actor: Actor, now: datetime
) -> Dispense:
    """Record that a parcel came back and that what was in it is destroyed; nothing goes back into stock.

    :raises ReasonMissing: it does not say how it was destroyed, by a code of `DESTROYED`.
    """
    if destroyed not in DESTROYED:
        raise ReasonMissing("Say how the drug was destroyed. It cannot go back into stock.")
    async with session.begin():
        return await _both(session, dispense_id, Move.RETURN, OrderMove.RETURN, actor, now, destroyed)


async def lose(session: AsyncSession, *, dispense_id: UUID, actor: Actor, now: datetime) -> Dispense:
    """Record that the carrier lost a parcel."""
    async with session.begin():
        return await _both(session, dispense_id, Move.LOSE, OrderMove.LOSE, actor, now)


async def send_again(session: AsyncSession, *, dispense_id: UUID, actor: Actor, now: datetime) -> Dispense:
    """Fill the same order once more: no new payment, and no refill is used; stock is held for it anew.

    :raises NotTheDispensary: an outside pharmacy has it.
    :raises IllegalMove: the parcel neither came back nor was lost, or its money went back already.
    """
    async with session.begin():
        dispense = await ours(session, dispense_id)
        await steps.require_paid(session, dispense)
        order = await order_steps.take(
            session, dispense.order_id, OrderMove.SEND_AGAIN, actor=actor, now=now, reason="send_again"
        )
        await steps.move(session, dispense, Move.SEND_AGAIN, actor=actor, now=now)
        order.parcels += 1
        order.carrier = order.tracking = None
        dispense.lot_id = dispense.lot_code = dispense.lot_expires_on = dispense.lot_reason = None
        dispense.handed_over_by = dispense.handed_over_at = None
        await outbox.put_job(session, "dispensing.hold_again", dispense.id, now=now)
    return dispense


async def _both(
    session: AsyncSession,
    dispense_id: UUID,
    move: Move,
    order_move: OrderMove,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
) -> Dispense:
    dispense = await queries.lock_with_order(session, dispense_id)
    await order_steps.take(session, dispense.order_id, order_move, actor=actor, now=now, reason=reason)
    await steps.move(session, dispense, move, actor=actor, now=now, reason=reason)
    return dispense
