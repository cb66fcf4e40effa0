"""What a person at the clinic does about money: give it back after all, and see to a refund that failed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.order import queries as orders
from rx_portal.order import steps as order_steps
from rx_portal.order.states import Status as OrderStatus
from rx_portal.order.states import WorkKind
from rx_portal.payment import queries, steps
from rx_portal.payment.models import PaymentAttempt
from rx_portal.payment.service import outcome
from rx_portal.payment.states import Move, Status
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


class NothingFailed(Conflict):
    """No refund of this order has failed, or somebody has seen to it."""

    code = "nothing_failed"


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


async def refund_again(session: AsyncSession, *, order_id: UUID, actor: Actor, now: datetime) -> None:
    """Have money that did not reach the patient sent once more, as another refund.

    :raises NothingFailed: no refund of this order has failed, or somebody has seen to it.
    :raises PaymentBusy: another payment of the order is under way.
    """
    async with session.begin():
        attempt = await _failed(session, order_id)
        if await queries.lock_live(session, order_id) is not None:
            raise steps.PaymentBusy("Another payment of this order is under way. Try again after it.")
        await steps.refund(session, attempt, actor=actor, now=now)
        await _seen_to(session, order_id, actor=actor, now=now)


async def repaid(session: AsyncSession, *, order_id: UUID, actor: Actor, now: datetime) -> None:
    """Record that somebody gave the patient their money past the processor, after a refund had failed.

    :raises NothingFailed: no refund of this order has failed, or somebody has seen to it.
    """
    async with session.begin():
        attempt = await _failed(session, order_id)
        await outcome.returned(session, attempt, Move.REPAY, actor=actor, now=now)
        await _seen_to(session, order_id, actor=actor, now=now)


async def _failed(session: AsyncSession, order_id: UUID) -> PaymentAttempt:
    await orders.lock(session, order_id)
    attempt = await queries.lock_failed_refund(session, order_id)
    if attempt is None:
        raise NothingFailed("No refund of this order waits to be seen to.")
    return attempt


async def _seen_to(session: AsyncSession, order_id: UUID, *, actor: Actor, now: datetime) -> None:
    order = await orders.get(session, order_id)
    await order_steps.settle_work(session, order, WorkKind.REFUND_FAILED, done_by=actor.id, now=now)
