"""Cancelling an order that was not dispensed: the pharmacy is asked first, the money follows its answer."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import queries, steps
from rx_portal.dispensing.models import Dispense
from rx_portal.dispensing.states import NEXT, Move, Status
from rx_portal.kit import outbox
from rx_portal.order import queries as orders
from rx_portal.order import steps as order_steps
from rx_portal.order.states import OVER, advance
from rx_portal.order.states import Move as OrderMove
from rx_portal.order.states import Status as OrderStatus
from shared_lib.identity import Actor

if TYPE_CHECKING:
    from rx_portal.order.models import RxOrder


async def cancel(
    session: AsyncSession, *, order_id: UUID, move: OrderMove = OrderMove.CANCEL, actor: Actor, now: datetime
) -> "RxOrder":
    """Cancel an order (or rescind it), at once where no outside pharmacy has it, else once that one agrees.

    What was released already is asked back: the pharmacy may refuse, and then it goes on to the patient.

    :raises IllegalMove: it is dispensed already, or over.
    """
    async with session.begin():
        order = await orders.lock(session, order_id)
        dispense = await queries.find_of_order(session, order_id, lock=True)
        if dispense is not None and dispense.fill_id is not None:
            advance(OrderStatus(order.status), move)
            await _ask(session, dispense, actor=actor, now=now, ending=move)
            return order
        if dispense is not None and dispense.status != Status.CANCELLED:
            await steps.move(session, dispense, Move.CANCEL, actor=actor, now=now)
        return await order_steps.move(session, order, move, actor=actor, now=now)


async def stop(session: AsyncSession, *, order_id: UUID, actor: Actor, now: datetime) -> None:
    """Let go of a fill whose order ended without its pharmacy, so that nobody goes on with it."""
    async with session.begin():
        order = await orders.lock(session, order_id)
        dispense = await queries.find_of_order(session, order_id, lock=True)
        if dispense is None or order.status not in OVER:
            return
        wanted = Move.CANCEL if dispense.fill_id is None else Move.ASK_CANCEL
        if (Status(dispense.status), wanted) not in NEXT:
            return
        if wanted is Move.CANCEL:
            await steps.move(session, dispense, Move.CANCEL, actor=actor, now=now)
        else:
            await _ask(session, dispense, actor=actor, now=now)


async def _ask(
    session: AsyncSession,
    dispense: Dispense,
    *,
    actor: Actor,
    now: datetime,
    ending: OrderMove | None = None,
) -> None:
    dispense.ending = ending
    await steps.move(session, dispense, Move.ASK_CANCEL, actor=actor, now=now)
    await outbox.put_job(session, "dispensing.cancel", dispense.id, now=now)
