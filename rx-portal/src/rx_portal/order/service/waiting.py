"""An offer whose stock cannot be held waits: nobody pays for it, staff see it, and it goes on by itself."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import audit, outbox, timer
from rx_portal.order import queries, steps
from rx_portal.order.models import RxOrder
from rx_portal.order.service.offering import announce, prolong
from rx_portal.order.states import OVER, Status, WorkKind
from shared_lib.identity import Actor

AGAIN = timedelta(hours=4)
"""How long until stock is looked for again without anybody asking."""


async def run_short(session: AsyncSession, *, order_id: UUID, actor: Actor, now: datetime) -> None:
    """Keep that an order's stock cannot be held: raise work for the clinic, and have it tried again.

    An offer cannot be paid meanwhile, and its patient is told once. What is paid already only raises work.
    """
    async with session.begin():
        order = await queries.lock(session, order_id)
        if order.status in OVER:
            return
        await timer.set_(session, "order.hold_again", order.id, due_at=now + AGAIN)
        await steps.raise_work(session, order, WorkKind.STOCK_SHORT, now=now)
        if order.short_since is None and order.status == Status.OFFERED:
            order.short_since = now
            await outbox.put_job(session, "order.tell_waiting", order.id, now=now)
            await _record(session, order, "run_short", actor, now)


async def stock_held(session: AsyncSession, *, order_id: UUID, actor: Actor, now: datetime) -> None:
    """Let an order that waited for stock go on; an offer gets its full time again. Else does nothing."""
    async with session.begin():
        order = await queries.lock(session, order_id)
        await steps.settle_work(session, order, WorkKind.STOCK_SHORT, done_by=actor.id, now=now)
        await timer.cancel(session, "order.hold_again", order.id)
        if order.short_since is None:
            return
        order.short_since = None
        await _record(session, order, "stock_held", actor, now)
        if order.status == Status.OFFERED:
            await prolong(session, order, now=now)
            await announce(session, order, actor, now)


async def try_again(session: AsyncSession, *, order_id: UUID, actor: Actor, now: datetime) -> None:
    """Have an order's stock looked for at once, because somebody put some on the shelf.

    :raises OrderNotFound: there is no such order.
    """
    async with session.begin():
        order = await queries.get(session, order_id)
        await outbox.put_job(session, "order.hold_again", order.id, now=now)
        await _record(session, order, "try_again", actor, now)


async def _record(session: AsyncSession, order: RxOrder, verb: str, actor: Actor, now: datetime) -> None:
    await audit.record(
        session,
        actor=actor,
        action=f"order.{verb}",
        subject=order.ref,
        at=now,
        patient_id=order.patient_id,
        changes={"short": order.short_since is not None},
    )
