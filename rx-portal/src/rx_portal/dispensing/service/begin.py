"""Beginning a fill, once its money is held; or going on with it, where the patient had to pay again."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import queries, steps
from rx_portal.dispensing.models import Dispense
from rx_portal.dispensing.states import Status
from rx_portal.kit import inbox, outbox
from rx_portal.kit.jobs import Delivery
from rx_portal.order import queries as orders
from rx_portal.order import steps as order_steps
from rx_portal.order.states import Move as OrderMove
from rx_portal.order.states import Status as OrderStatus
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

if TYPE_CHECKING:
    from rx_portal.order.models import RxOrder


async def begin(session: AsyncSession, *, delivery: Delivery, actor: Actor, now: datetime) -> None:
    """Put the order of a `payment.authorized` before its pharmacy, due when the hold would run out.

    :raises Repeated: this was done before.
    """
    order_id = delivery.subject_id
    due_at = datetime.fromisoformat(delivery.payload["capture_before"])
    async with session.begin():
        await inbox.accept(session, delivery)
        order = await orders.lock(session, order_id)
        if order.status != OrderStatus.AUTHORIZED:
            return
        dispense = await queries.find_of_order(session, order_id, lock=True)
        if dispense is None:
            await _first(session, order, due_at, actor=actor, now=now)
        else:
            dispense.due_at = due_at
            await _again(session, order, dispense, actor=actor, now=now)


async def _first(
    session: AsyncSession, order: "RxOrder", due_at: datetime, *, actor: Actor, now: datetime
) -> None:
    dispense = Dispense(
        id=uuid7(),
        order_id=order.id,
        patient_id=order.patient_id,
        prescription_id=order.prescription_id,
        pharmacy=order.pharmacy,
        status=Status.QUEUED,
        due_at=due_at,
        asked_at=now,
        created_at=now,
    )
    session.add(dispense)
    if order.pharmacy == "outside":
        await outbox.put_job(session, "dispensing.submit", dispense.id, now=now)
    else:
        await order_steps.move(session, order, OrderMove.SEND, actor=actor, now=now)


async def _again(
    session: AsyncSession, order: "RxOrder", dispense: Dispense, *, actor: Actor, now: datetime
) -> None:
    if dispense.pharmacy == "outside" and dispense.status == Status.QUEUED:
        return
    await order_steps.move(session, order, OrderMove.SEND, actor=actor, now=now)
    if dispense.status == Status.READY:
        await steps.ready(session, dispense, actor=actor, now=now)
