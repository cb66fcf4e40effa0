"""Opening the hosted page for an offer, and closing it."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from integrations.stripe.errors import Refused
from integrations.stripe.port import AsyncProcessor, Bill, Capture, Checkout
from rx_portal.kit import timer
from rx_portal.order import queries as orders
from rx_portal.order.states import Status as OrderStatus
from rx_portal.payment import queries, steps
from rx_portal.payment.models import PaymentAttempt
from rx_portal.payment.service.settle import settle
from rx_portal.payment.states import Move, Status
from shared_lib.errors import Conflict
from shared_lib.identity import Actor
from shared_lib.ids import uuid7

if TYPE_CHECKING:
    from rx_portal.order.models import RxOrder

PAGE_LIFETIME = timedelta(hours=1)


class NotPayable(Conflict):
    """The order cannot be paid: it was not offered, its offer has ended, or it is paid already."""

    code = "not_payable"


async def pay(
    session: AsyncSession,
    processor: AsyncProcessor,
    *,
    order_id: UUID,
    return_url: str,
    actor: Actor,
    now: datetime,
) -> str:
    """Return the address of the page on which the offer can be paid; two tabs get the same page.

    :param return_url: the same whoever asks, for the processor refuses a repetition that differs.
    :raises OrderNotFound: there is no such order for this person.
    :raises NotPayable: it is not on offer.
    :raises Unreachable: the processor does not answer; asking again is safe.
    """
    attempt = await _begin(session, order_id=order_id, now=now)
    if attempt.page_expires_at <= now:
        await settle(session, processor, attempt_id=attempt.id, actor=actor, now=now)
        attempt = await _begin(session, order_id=order_id, now=now)
    if attempt.page_url:
        return attempt.page_url
    bill = Bill(
        ref=attempt.reference,
        total=attempt.total,
        capture=Capture.MANUAL,
        success_url=return_url,
        cancel_url=return_url,
        expires_at=attempt.page_expires_at,
    )
    page = await processor.open_checkout(bill, key=attempt.key("open"))
    await _opened(session, attempt.id, page, actor=actor, now=now)
    if page.url is None:
        await settle(session, processor, attempt_id=attempt.id, actor=actor, now=now)
        raise NotPayable("That page is over. Look at your order, and pay again if it asks you to.")
    return page.url


async def close(
    session: AsyncSession, processor: AsyncProcessor, *, attempt_id: UUID, actor: Actor, now: datetime
) -> None:
    """Close the page of an order that ended; where somebody has just paid on it, the hold is let go."""
    async with session.begin():
        attempt = await queries.get(session, attempt_id)
    if attempt.checkout_id and attempt.status == Status.OPEN:
        with suppress(Refused):  # it is complete or expired already: settling finds out which
            await processor.expire_checkout(attempt.checkout_id, key=attempt.key("close"))
    await settle(session, processor, attempt_id=attempt_id, actor=actor, now=now)


async def _begin(session: AsyncSession, *, order_id: UUID, now: datetime) -> PaymentAttempt:
    async with session.begin():
        order = await orders.lock(session, order_id)
        if order.status != OrderStatus.OFFERED or order.offer_expires_at <= now:
            raise NotPayable("This order is not waiting for a payment.")
        if order.short_since is not None:
            raise NotPayable("This cannot be paid yet: our dispensary waits for stock.")
        live = await queries.lock_live(session, order_id)
        if live is None:
            return await _another(session, order, now)
        if live.status not in (Status.REQUESTED, Status.OPEN):
            raise NotPayable("The earlier hold on your card is being released. Try again in a minute.")
        return live


async def _another(session: AsyncSession, order: "RxOrder", now: datetime) -> PaymentAttempt:
    earlier = select(func.count()).where(PaymentAttempt.order_id == order.id)
    attempt = PaymentAttempt(
        id=uuid7(),
        order_id=order.id,
        patient_id=order.patient_id,
        number=(await session.scalar(earlier) or 0) + 1,
        reference=order.reference,
        amount=order.amount,
        currency=order.currency,
        status=Status.REQUESTED,
        page_expires_at=now + PAGE_LIFETIME,
        created_at=now,
    )
    session.add(attempt)
    await timer.set_(session, "payment.page_over", attempt.id, due_at=attempt.page_expires_at, queue="money")
    return attempt


async def _opened(
    session: AsyncSession, attempt_id: UUID, page: Checkout, *, actor: Actor, now: datetime
) -> None:
    async with session.begin():
        attempt = await queries.lock(session, attempt_id)
        if attempt.status == Status.REQUESTED:
            await steps.move(session, attempt, Move.OPEN, actor=actor, now=now)
            attempt.checkout_id, attempt.page_url, attempt.intent_id = page.id, page.url, page.intent_id
