"""The parts of a verb that move an order: one move, its history, its audit entry, and what it tells."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import audit, outbox
from rx_portal.order import queries
from rx_portal.order.events import OrderEnded, OrderMoved
from rx_portal.order.models import OrderWork, RxOrder, RxOrderStep
from rx_portal.order.states import OVER, Move, Status, WorkKind, advance
from shared_lib.identity import Actor
from shared_lib.ids import uuid7


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
    if to in OVER:
        order.short_since = None
        await settle_work(session, order, WorkKind.STOCK_SHORT, done_by=actor.id, now=now)
    await outbox.put(session, _told(order, actor, now))
    return order


async def raise_work(session: AsyncSession, order: RxOrder, kind: WorkKind, *, now: datetime) -> None:
    """Raise a piece of work for the clinic, unless the same is open already."""
    work = {
        "id": uuid7(),
        "order_id": order.id,
        "patient_id": order.patient_id,
        "kind": kind,
        "raised_at": now,
    }
    await session.execute(insert(OrderWork).values(**work).on_conflict_do_nothing())


async def settle_work(
    session: AsyncSession, order: RxOrder, kind: WorkKind, *, done_by: str, now: datetime
) -> None:
    """Take an order's open work of that kind as done."""
    await session.execute(
        update(OrderWork)
        .where(OrderWork.order_id == order.id, OrderWork.kind == kind, OrderWork.done_at.is_(None))
        .values(done_at=now, done_by=done_by)
    )


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
