"""A person at the clinic decides that a patient gets their money back, although the fill was dispensed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.order import queries as orders
from rx_portal.order.states import Status as OrderStatus
from rx_portal.payment import queries, steps
from rx_portal.payment.states import Status
from shared_lib.errors import Conflict
from shared_lib.identity import Actor

AFTER = frozenset(
    {
        OrderStatus.DISPENSED,
        OrderStatus.SHIPPED,
        OrderStatus.DELIVERED,
        OrderStatus.RETURNED,
        OrderStatus.LOST,
    }
)


class NothingTaken(Conflict):
    """There is no taken payment to give back, or the order can still be stopped instead."""

    code = "nothing_taken"


async def give_back(session: AsyncSession, *, order_id: UUID, actor: Actor, now: datetime) -> None:
    """Have the taken amount of a dispensed order refunded; what was dispensed does not come back into stock.

    :raises NothingTaken: nothing is taken, or it is on its way back already.
    """
    async with session.begin():
        order = await orders.lock(session, order_id)
        attempt = await queries.lock_live(session, order_id)
        if order.status not in AFTER or attempt is None or attempt.status != Status.CAPTURED:
            raise NothingTaken("There is no taken payment to refund for this order.")
        await steps.request_return(session, order_id, actor=actor, now=now)
