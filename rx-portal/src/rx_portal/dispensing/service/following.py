"""Letting a fill and its order follow what an outside pharmacy says, by guarded moves, as far as it got."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from integrations.pharmacy.port import Fill, FillStatus
from rx_portal.dispensing import queries, steps
from rx_portal.dispensing.models import Dispense
from rx_portal.dispensing.states import Move, Status
from rx_portal.kit import vault
from rx_portal.kit.vault import RecordClass
from rx_portal.order import queries as orders
from rx_portal.order import steps as order_steps
from rx_portal.order.states import NEXT, OVER
from rx_portal.order.states import Move as OrderMove
from rx_portal.order.states import Status as OrderStatus
from shared_lib.identity import Actor
from shared_lib.telemetry import log

logger = log.get()
RECORD = "rx.dispense.record"

WAY: tuple[FillStatus, ...] = (
    FillStatus.RECEIVED,
    FillStatus.ACCEPTED,
    FillStatus.READY,
    FillStatus.RELEASED,
    FillStatus.DISPENSED,
    FillStatus.SHIPPED,
    FillStatus.DELIVERED,
)


async def follow(
    session: AsyncSession, dispense_id: UUID, fill: Fill, *, actor: Actor, now: datetime
) -> None:
    """Make every move that lies between where a fill was and where its pharmacy says it is."""
    async with session.begin():
        dispense = await queries.lock_with_order(session, dispense_id)
        dispense.asked_at = now
        await _keep_record(session, dispense, fill)
        if fill.status is FillStatus.REJECTED:
            await _end(session, dispense, Move.REJECT, OrderMove.REJECT, actor, now, fill.reason)
        elif fill.status is FillStatus.CANCELLED:
            asked = OrderMove(dispense.ending) if dispense.ending else OrderMove.CANCEL
            await _end(session, dispense, Move.CANCEL, asked, actor, now, fill.reason)
        elif fill.status in WAY:
            await _catch_up(session, dispense, fill, actor=actor, now=now)


async def _catch_up(
    session: AsyncSession, dispense: Dispense, fill: Fill, *, actor: Actor, now: datetime
) -> None:
    reached = WAY.index(fill.status)
    if dispense.status == Status.CANCELLING and _kept_going(fill):
        await steps.move(session, dispense, Move.REFUSE_CANCEL, actor=actor, now=now, reason=fill.reason)
    if reached >= WAY.index(FillStatus.READY) and dispense.status == Status.SENT:
        await steps.move(session, dispense, Move.REPORT_READY, actor=actor, now=now)
        if (await orders.get(session, dispense.order_id)).status == OrderStatus.SENT:
            await steps.ready(session, dispense, actor=actor, now=now)
    if reached >= WAY.index(FillStatus.DISPENSED) and dispense.status == Status.RELEASED:
        await steps.move(session, dispense, Move.HAND_OVER, actor=actor, now=now, lot=fill.lot or "")
        await _order(session, dispense, OrderMove.DISPENSE, actor, now)
    if reached >= WAY.index(FillStatus.SHIPPED) and dispense.status == Status.DISPENSED:
        await steps.move(session, dispense, Move.SHIP, actor=actor, now=now)
        await _order(session, dispense, OrderMove.SHIP, actor, now)
        order = await orders.get(session, dispense.order_id)
        order.carrier, order.tracking = fill.carrier, fill.tracking
    if reached >= WAY.index(FillStatus.DELIVERED) and dispense.status == Status.SHIPPED:
        await steps.move(session, dispense, Move.DELIVER, actor=actor, now=now)
        await _order(session, dispense, OrderMove.DELIVER, actor, now)


def _kept_going(fill: Fill) -> bool:
    """Tell whether the pharmacy said no to a cancelling: in words, or by handing the fill over."""
    return fill.recall_refused or WAY.index(fill.status) >= WAY.index(FillStatus.DISPENSED)


async def _order(
    session: AsyncSession, dispense: Dispense, move: OrderMove, actor: Actor, now: datetime
) -> None:
    """Let the order follow; one that ended meanwhile stays ended, and a person is told by the log."""
    order = await orders.lock(session, dispense.order_id)
    if (OrderStatus(order.status), move) in NEXT:
        await order_steps.move(session, order, move, actor=actor, now=now)
    else:
        logger.error("the pharmacy went on", order_id=order.id, status=order.status, move=move)


async def _end(
    session: AsyncSession,
    dispense: Dispense,
    move: Move,
    order_move: OrderMove,
    actor: Actor,
    now: datetime,
    reason: str | None,
) -> None:
    if dispense.status in (Status.REJECTED, Status.CANCELLED):
        return
    await steps.move(session, dispense, move, actor=actor, now=now, reason=reason)
    order = await orders.lock(session, dispense.order_id)
    if order.status in OVER:
        return
    allowed = (OrderStatus(order.status), order_move) in NEXT
    await order_steps.move(
        session, order, order_move if allowed else OrderMove.RESCIND, actor=actor, now=now, reason=reason
    )


async def _keep_record(session: AsyncSession, dispense: Dispense, fill: Fill) -> None:
    if fill.lot:
        dispense.lot_code, dispense.lot_expires_on = fill.lot, fill.lot_expires_on
    if fill.dispense:
        box = await vault.box(session, dispense.patient_id, RecordClass.DISPENSING)
        dispense.record = box.seal(RECORD, dispense.id, fill.dispense.decode())
