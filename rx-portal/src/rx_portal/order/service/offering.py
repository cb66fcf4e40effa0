"""What may be done with an rx order: offer it, let it lapse, cancel it, rescind it."""

from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import audit, outbox, timer, vault
from rx_portal.kit.vault import RecordClass
from rx_portal.order import queries, steps
from rx_portal.order.events import OrderOffered
from rx_portal.order.models import RxOrder
from rx_portal.order.schemas import DELIVERY_COLUMN, OFFER_LIFETIME, Fill
from rx_portal.order.states import Move, Status
from shared_lib.errors import Conflict
from shared_lib.identity import Actor
from shared_lib.ids import short_reference


class ApprovalOver(Conflict):
    """The approval behind the fill is no longer valid: a clinician has to look again."""

    code = "approval_over"


async def offer(session: AsyncSession, *, fill: Fill, actor: Actor, now: datetime) -> RxOrder:
    """Offer a fill to its patient, unless it has a live order already, which is then returned.

    :raises ApprovalOver: the approval has run out.
    """
    if fill.approval_valid_until <= now:
        raise ApprovalOver("This approval has run out. A clinician needs to review it again.")
    try:
        return await _offered(session, fill, actor, now)
    except IntegrityError:  # somebody offered the same fill in the same moment
        return await _offered(session, fill, actor, now)


async def _offered(session: AsyncSession, fill: Fill, actor: Actor, now: datetime) -> RxOrder:
    async with session.begin():
        known = await queries.find_live(session, fill.prescription_id, fill.number)
        if known is not None:
            return known
        order = await _drawn_up(session, fill, now)
        session.add(order)
        await session.flush()
        await announce(session, order, actor, now)
        await audit.record(
            session,
            actor=actor,
            action="order.offer",
            subject=order.ref,
            at=now,
            patient_id=order.patient_id,
            changes={"status": Status.OFFERED, "amount": order.amount, "currency": order.currency},
        )
    return order


async def lapse(session: AsyncSession, *, order_id: UUID, actor: Actor, now: datetime) -> bool:
    """Let an unpaid offer go once its time is over; returns whether it did."""
    async with session.begin():
        order = await queries.lock(session, order_id)
        if order.status != Status.OFFERED or order.offer_expires_at > now:
            return False
        if order.short_since is not None and order.approval_valid_until > now:
            await prolong(session, order, now=now)
            return False
        await steps.move(session, order, Move.EXPIRE, actor=actor, now=now)
    return True


async def cancel_offer(session: AsyncSession, *, order_id: UUID, actor: Actor, now: datetime) -> RxOrder:
    """Decline an offer that nobody has paid.

    :raises OrderNotFound: there is no such order for this person.
    :raises IllegalMove: it is paid already; the pharmacy has to be asked (`dispensing.cancel`).
    """
    async with session.begin():
        order = await queries.lock(session, order_id)
        if order.status != Status.OFFERED:
            raise Conflict("This order is paid already. Ask for it to be cancelled instead.")
        return await steps.move(session, order, Move.CANCEL, actor=actor, now=now)


async def prolong(session: AsyncSession, order: RxOrder, *, now: datetime) -> None:
    """Give a locked offer its full time from now, for what kept it from being paid was not the patient."""
    order.offer_expires_at = min(now + OFFER_LIFETIME, order.approval_valid_until)
    await timer.set_(session, "order.lapse", order.id, due_at=order.offer_expires_at)


async def reoffer(session: AsyncSession, *, order: RxOrder, actor: Actor, now: datetime) -> RxOrder:
    """Ask a patient to pay again, because the hold on their card could not wait; a part of another verb.

    `order` is locked and its hold is being let go.
    """
    await steps.move(session, order, Move.REOFFER, actor=actor, now=now, reason="hold_deadline")
    order.reoffers += 1
    order.offer_expires_at = min(now + OFFER_LIFETIME, order.approval_valid_until)
    await announce(session, order, actor, now)
    return order


def order_id_of(prescription_id: UUID, fill: int, attempt: int = 0) -> UUID:
    """Return the id that a fill's order gets, the same however often it is asked for."""
    return uuid5(prescription_id, f"fill:{fill}:{attempt}")


async def _drawn_up(session: AsyncSession, fill: Fill, now: datetime) -> RxOrder:
    box = await vault.box(session, fill.patient_id, RecordClass.DISPENSING)
    attempt = await queries.count_of_fill(session, fill.prescription_id, fill.number)
    order_id = order_id_of(fill.prescription_id, fill.number, attempt)
    return RxOrder(
        id=order_id,
        patient_id=fill.patient_id,
        enrollment_id=fill.enrollment_id,
        prescription_id=fill.prescription_id,
        fill=fill.number,
        reference=short_reference(),
        product_slug=fill.product_slug,
        sku_id=fill.sku_id,
        quantity=fill.quantity,
        pharmacy=fill.pharmacy,
        amount=fill.price.amount,
        currency=fill.price.currency,
        status=Status.OFFERED,
        offer_expires_at=min(now + OFFER_LIFETIME, fill.approval_valid_until),
        approval_valid_until=fill.approval_valid_until,
        reoffers=0,
        parcels=1,
        short_since=None,
        delivery=box.seal(DELIVERY_COLUMN, order_id, fill.delivery.text()),
        created_at=now,
    )


async def announce(session: AsyncSession, order: RxOrder, actor: Actor, now: datetime) -> None:
    """Tell that an order may be paid until its offer ends, and have it end then."""
    await timer.set_(session, "order.lapse", order.id, due_at=order.offer_expires_at)
    await outbox.put(
        session,
        OrderOffered(
            subject_id=order.id,
            actor_id=actor.id,
            occurred_at=now,
            patient_id=order.patient_id,
            expires_at=order.offer_expires_at,
        ),
    )
