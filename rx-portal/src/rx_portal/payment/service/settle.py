"""Settling: look at what the processor holds now, and let the attempt and its order follow, by guarded moves.

Called because of a webhook, a timer or a returning patient, in any order and any number of times.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from integrations.stripe.port import (
    AsyncProcessor,
    Checkout,
    CheckoutStatus,
    Intent,
    IntentStatus,
    Refund,
    RefundStatus,
)
from rx_portal.kit import outbox, timer
from rx_portal.order import queries as orders
from rx_portal.order import steps as order_steps
from rx_portal.order.states import Move as OrderMove
from rx_portal.order.states import Status as OrderStatus
from rx_portal.order.states import WorkKind
from rx_portal.payment import queries, steps
from rx_portal.payment.events import PaymentAuthorized
from rx_portal.payment.models import PaymentAttempt
from rx_portal.payment.service import outcome
from rx_portal.payment.states import NEXT, OVER, Move, Status
from shared_lib.identity import Actor

if TYPE_CHECKING:
    from rx_portal.order.models import RxOrder

BEFORE_DEADLINE = timedelta(hours=24)


async def settle(
    session: AsyncSession, processor: AsyncProcessor, *, attempt_id: UUID, actor: Actor, now: datetime
) -> None:
    """Bring the attempt and its order to where the processor says the money is.

    :raises Unreachable: the processor does not answer; nothing was changed.
    """
    async with session.begin():
        attempt = await queries.get(session, attempt_id)
    page = await processor.read_checkout(attempt.checkout_id) if attempt.checkout_id else None
    intent_id = attempt.intent_id or (page.intent_id if page else None)
    intent = await processor.read_intent(intent_id) if intent_id else None
    refund = await refund_of(processor, attempt)
    async with session.begin():
        order = await orders.lock(session, attempt.order_id)
        attempt = await queries.lock(session, attempt_id)
        if intent is not None:
            attempt.intent_id = intent.id
        if refund is None:
            await _follow(session, attempt, page, intent, actor=actor, now=now, order_status=order.status)
        elif refund.key == attempt.refund_key:
            await _refunded(session, order, attempt, refund.status, actor=actor, now=now)


async def refund_of(processor: AsyncProcessor, attempt: PaymentAttempt) -> Refund | None:
    """Return what the processor has of the refund that was asked for last, if it was and it has it.

    :raises Unreachable: the processor does not answer.
    """
    if attempt.status not in (Status.REFUNDING, Status.REFUNDED) or attempt.intent_id is None:
        return None
    made = await processor.list_refunds(attempt.intent_id)
    return next((one for one in made if one.key == attempt.refund_key), None)


async def refund_refused(session: AsyncSession, *, attempt_id: UUID, actor: Actor, now: datetime) -> None:
    """Put a refund that the processor will not make before a person."""
    async with session.begin():
        attempt = await queries.get(session, attempt_id)
        order = await orders.lock(session, attempt.order_id)
        attempt = await queries.lock(session, attempt_id)
        await _refunded(session, order, attempt, RefundStatus.FAILED, actor=actor, now=now)


async def settle_last(
    session: AsyncSession, processor: AsyncProcessor, *, order_id: UUID, actor: Actor, now: datetime
) -> None:
    """Settle the newest attempt of an order, if it has one: for somebody who comes back from the page.

    :raises Unreachable: the processor does not answer; nothing was changed.
    """
    async with session.begin():
        attempts = await queries.list_of_order(session, order_id)
    if attempts and attempts[-1].status not in OVER:
        await settle(session, processor, attempt_id=attempts[-1].id, actor=actor, now=now)


async def _follow(
    session: AsyncSession,
    attempt: PaymentAttempt,
    page: Checkout | None,
    intent: Intent | None,
    *,
    actor: Actor,
    now: datetime,
    order_status: str,
) -> None:
    waiting = attempt.status in (Status.REQUESTED, Status.OPEN)
    if intent is not None and intent.status is IntentStatus.HELD and waiting:
        await _authorized(session, attempt, intent, actor=actor, now=now, order_status=order_status)
    elif intent is not None and intent.status is IntentStatus.PAID:
        await _paid(session, attempt, intent, actor=actor, now=now)
    elif intent is not None and intent.status is IntentStatus.CANCELLED:
        await _cancelled(session, attempt, actor=actor, now=now)
    elif waiting and _over(page, attempt, now):
        await steps.move(session, attempt, Move.EXPIRE, actor=actor, now=now)


async def _authorized(
    session: AsyncSession,
    attempt: PaymentAttempt,
    intent: Intent,
    *,
    actor: Actor,
    now: datetime,
    order_status: str,
) -> None:
    await steps.move(session, attempt, Move.AUTHORIZE, actor=actor, now=now)
    attempt.capture_before = intent.capture_before
    if order_status != OrderStatus.OFFERED:
        await steps.request_return(session, attempt.order_id, actor=actor, now=now)
        return
    deadline = intent.capture_before or now
    await order_steps.take(session, attempt.order_id, OrderMove.AUTHORIZE, actor=actor, now=now)
    await timer.set_(
        session, "payment.hold_deadline", attempt.id, due_at=deadline - BEFORE_DEADLINE, queue="money"
    )
    await outbox.put(
        session,
        PaymentAuthorized(
            subject_id=attempt.order_id,
            actor_id=actor.id,
            occurred_at=now,
            patient_id=attempt.patient_id,
            capture_before=deadline,
        ),
    )


async def _paid(
    session: AsyncSession, attempt: PaymentAttempt, intent: Intent, *, actor: Actor, now: datetime
) -> None:
    if attempt.status in (Status.CAPTURING, Status.VOIDING):
        await outcome.captured(session, attempt, actor=actor, now=now)
    if attempt.status == Status.REFUNDING and intent.refunded >= intent.captured:
        await outcome.returned(session, attempt, Move.REFUNDED, actor=actor, now=now)


async def _refunded(
    session: AsyncSession,
    order: "RxOrder",
    attempt: PaymentAttempt,
    status: RefundStatus,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Follow a refund: one that is pending is waited for, and one that arrived may still come back."""
    failed = status in (RefundStatus.FAILED, RefundStatus.CANCELLED)
    if status is RefundStatus.SUCCEEDED and attempt.status == Status.REFUNDING:
        await outcome.returned(session, attempt, Move.REFUNDED, actor=actor, now=now)
    elif failed and (Status(attempt.status), Move.REFUND_FAILED) in NEXT:
        await steps.move(session, attempt, Move.REFUND_FAILED, actor=actor, now=now)
        await order_steps.raise_work(session, order, WorkKind.REFUND_FAILED, now=now)


async def _cancelled(session: AsyncSession, attempt: PaymentAttempt, *, actor: Actor, now: datetime) -> None:
    match attempt.status:
        case Status.REQUESTED | Status.OPEN:
            await steps.move(session, attempt, Move.EXPIRE, actor=actor, now=now)
        case Status.VOIDING:
            await outcome.returned(session, attempt, Move.VOIDED, actor=actor, now=now)
        case Status.AUTHORIZED | Status.CAPTURING:
            await outcome.lapsed(session, attempt, actor=actor, now=now)


def _over(page: Checkout | None, attempt: PaymentAttempt, now: datetime) -> bool:
    if page is not None:
        return page.status is CheckoutStatus.EXPIRED
    return attempt.page_expires_at <= now
