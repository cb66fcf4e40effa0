"""A fill at an outside pharmacy: sent once, then followed by asking how it stands."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from integrations.pharmacy.errors import PharmacyRefused
from integrations.pharmacy.port import Fill, FillRequest, FillStatus, Pharmacy
from integrations.pharmacy.webhook import Nudge
from rx_portal.dispensing import queries, steps
from rx_portal.dispensing.models import Dispense, PharmacyDelivery
from rx_portal.dispensing.states import Move, Status
from rx_portal.kit import outbox, vault
from rx_portal.kit.vault import RecordClass
from rx_portal.order import queries as orders
from rx_portal.order import steps as order_steps
from rx_portal.order.states import OVER
from rx_portal.order.states import Move as OrderMove
from rx_portal.order.states import Status as OrderStatus
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

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


async def submit(
    session: AsyncSession,
    pharmacy: Pharmacy,
    *,
    dispense_id: UUID,
    request: FillRequest,
    actor: Actor,
    now: datetime,
) -> None:
    """Send a fill to its pharmacy; a repetition is the same request under the same key.

    :raises PharmacyUnavailable: whether it arrived is unknown; trying again is safe.
    """
    async with session.begin():
        dispense = await queries.get(session, dispense_id)
    if dispense.status != Status.QUEUED:
        return
    try:
        fill = await pharmacy.submit(request, key=dispense.key("submit"))
    except PharmacyRefused as refused:
        await _refused(session, dispense_id, reason=refused.reason, actor=actor, now=now)
        return
    async with session.begin():
        dispense = await queries.lock_with_order(session, dispense_id)
        dispense.fill_id = fill.id
        if dispense.status == Status.QUEUED:
            await steps.move(session, dispense, Move.SEND, actor=actor, now=now)
            await order_steps.take(session, dispense.order_id, OrderMove.SEND, actor=actor, now=now)
    await _follow(session, dispense_id, fill, actor=actor, now=now)


async def sync(
    session: AsyncSession, pharmacy: Pharmacy, *, dispense_id: UUID, actor: Actor, now: datetime
) -> None:
    """Ask the pharmacy how a fill stands, and let it and its order follow, however many steps that is.

    :raises PharmacyUnavailable: it does not answer; nothing was changed.
    """
    async with session.begin():
        dispense = await queries.get(session, dispense_id)
    if dispense.fill_id is not None:
        fill = await pharmacy.read(dispense.fill_id)
        await _follow(session, dispense_id, fill, actor=actor, now=now)


async def keep(session: AsyncSession, nudge: Nudge, *, now: datetime) -> bool:
    """Keep a pharmacy's verified delivery and have it looked into; returns whether it was new."""
    async with session.begin():
        delivery_id = await session.scalar(
            insert(PharmacyDelivery)
            .values(id=uuid7(), event_id=nudge.event_id, fill_id=nudge.fill_id, received_at=now)
            .on_conflict_do_nothing(index_elements=["event_id"])
            .returning(PharmacyDelivery.id)
        )
        if delivery_id is None:
            return False
        await outbox.put_job(session, "dispensing.sync", delivery_id, now=now)
    return True


async def _follow(
    session: AsyncSession, dispense_id: UUID, fill: Fill, *, actor: Actor, now: datetime
) -> None:
    async with session.begin():
        dispense = await queries.lock_with_order(session, dispense_id)
        await _keep_record(session, dispense, fill)
        if fill.status is FillStatus.REJECTED:
            await _end(session, dispense, Move.REJECT, OrderMove.REJECT, actor, now, fill.reason)
        elif fill.status is FillStatus.CANCELLED:
            await _end(session, dispense, Move.CANCEL, OrderMove.CANCEL, actor, now, fill.reason)
        else:
            await _catch_up(session, dispense, fill, actor=actor, now=now)


async def _catch_up(
    session: AsyncSession, dispense: Dispense, fill: Fill, *, actor: Actor, now: datetime
) -> None:
    """Make every move that lies between where the fill was and where the pharmacy says it is."""
    reached = WAY.index(fill.status)
    if reached >= WAY.index(FillStatus.READY) and dispense.status == Status.SENT:
        await steps.move(session, dispense, Move.REPORT_READY, actor=actor, now=now)
        await steps.ready(session, dispense, actor=actor, now=now)
    if reached >= WAY.index(FillStatus.DISPENSED) and dispense.status == Status.RELEASED:
        await steps.move(session, dispense, Move.HAND_OVER, actor=actor, now=now, lot=fill.lot or "")
        await order_steps.take(session, dispense.order_id, OrderMove.DISPENSE, actor=actor, now=now)
    if reached >= WAY.index(FillStatus.SHIPPED) and dispense.status == Status.DISPENSED:
        await steps.move(session, dispense, Move.SHIP, actor=actor, now=now)
        order = await order_steps.take(session, dispense.order_id, OrderMove.SHIP, actor=actor, now=now)
        order.carrier, order.tracking = fill.carrier, fill.tracking
    if reached >= WAY.index(FillStatus.DELIVERED) and dispense.status == Status.SHIPPED:
        await steps.move(session, dispense, Move.DELIVER, actor=actor, now=now)
        await order_steps.take(session, dispense.order_id, OrderMove.DELIVER, actor=actor, now=now)


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
    taken = order.status == OrderStatus.CAPTURED and order_move is OrderMove.CANCEL
    await order_steps.move(
        session, order, OrderMove.RESCIND if taken else order_move, actor=actor, now=now, reason=reason
    )


async def _refused(
    session: AsyncSession, dispense_id: UUID, *, reason: str, actor: Actor, now: datetime
) -> None:
    async with session.begin():
        dispense = await queries.lock_with_order(session, dispense_id)
        if dispense.status == Status.QUEUED:
            await steps.rejected(session, dispense, actor=actor, now=now, reason=reason)


async def _keep_record(session: AsyncSession, dispense: Dispense, fill: Fill) -> None:
    if fill.lot:
        dispense.lot_code, dispense.lot_expires_on = fill.lot, fill.lot_expires_on
    if fill.dispense:
        box = await vault.box(session, dispense.patient_id, RecordClass.DISPENSING)
        dispense.record = box.seal(RECORD, dispense.id, fill.dispense.decode())
