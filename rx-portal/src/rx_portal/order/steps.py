"""The parts of a verb that move an order: one move, its history, its audit entry, and what it tells."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import audit, outbox
from rx_portal.order import queries
from rx_portal.order.events import OrderEnded, OrderMoved
from rx_portal.order.models import RxOrder, RxOrderStep
from rx_portal.order.states import OVER, Move, Status, advance
from shared_lib.identity import Actor


async def move(
    session: AsyncSession,
    order: RxOrder,
    move: Move,
    *,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
) -> RxOrder:
    """Move a locked order, write its step and its audit entry, and tell the slices ahead.

    `reason` is a code from a closed list.

    :raises IllegalMove: it is not where this could happen.
    """
    to = advance(Status(order.status), move)
    session.add(RxOrderStep.of(order, move, to, actor=actor, at=now, reason=reason))
    await audit.record(
        session,
        actor=actor,
        action=f"order.{move}",
        subject=order.ref,
        at=now,
        patient_id=order.patient_id,
        changes={"status": [order.status, to]},
    )
    order.status = to
    await outbox.put(session, _told(order, actor, now))
    return order


async def take(
    session: AsyncSession,
    order_id: UUID,
    the_move: Move,
    *,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
) -> RxOrder:
    """Lock an order and move it; see `move`."""
    order = await queries.lock(session, order_id)
    return await move(session, order, the_move, actor=actor, now=now, reason=reason)


def _told(order: RxOrder, actor: Actor, now: datetime) -> OrderEnded | OrderMoved:
    kind = OrderEnded if order.status in OVER else OrderMoved
    return kind(
        subject_id=order.id,
        actor_id=actor.id,
        occurred_at=now,
        patient_id=order.patient_id,
        status=str(order.status),
    )
