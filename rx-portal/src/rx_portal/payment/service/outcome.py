"""What a settled question means for the order: taken, given back, or lapsed. Parts of the verbs beside it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import outbox
from rx_portal.order import queries as orders
from rx_portal.order import service as order_service
from rx_portal.order import steps as order_steps
from rx_portal.order.states import Move as OrderMove
from rx_portal.order.states import Status as OrderStatus
from rx_portal.payment import steps
from rx_portal.payment.events import PaymentCaptured, PaymentReturned
from rx_portal.payment.models import PaymentAttempt
from rx_portal.payment.states import Move
from shared_lib.identity import Actor

HELD = frozenset({OrderStatus.AUTHORIZED, OrderStatus.SENT, OrderStatus.READY})
REOFFERS = 2


async def captured(session: AsyncSession, attempt: PaymentAttempt, *, actor: Actor, now: datetime) -> None:
    """Record that the money is taken; where the order ended meanwhile, give it back."""
    await steps.move(session, attempt, Move.CAPTURED, actor=actor, now=now)
    order = await orders.lock(session, attempt.order_id)
    if order.status != OrderStatus.READY:
        await steps.request_return(session, attempt.order_id, actor=actor, now=now)
        return
    await order_steps.move(session, order, OrderMove.CAPTURE, actor=actor, now=now)
    await outbox.put(
        session,
        PaymentCaptured(subject_id=order.id, actor_id=actor.id, occurred_at=now, patient_id=order.patient_id),
    )


async def returned(
    session: AsyncSession, attempt: PaymentAttempt, move: Move, *, actor: Actor, now: datetime
) -> None:
    """Record that no money is kept any more."""
    await steps.move(session, attempt, move, actor=actor, now=now)
    await outbox.put(
        session,
        PaymentReturned(
            subject_id=attempt.order_id,
            actor_id=actor.id,
            occurred_at=now,
            patient_id=attempt.patient_id,
            status=str(attempt.status),
        ),
    )


async def lapsed(session: AsyncSession, attempt: PaymentAttempt, *, actor: Actor, now: datetime) -> None:
    """Record that the bank let the hold go, and ask the patient to pay again where that still makes sense."""
    await steps.move(session, attempt, Move.LAPSE, actor=actor, now=now)
    await ask_again(session, attempt, actor=actor, now=now)


async def ask_again(session: AsyncSession, attempt: PaymentAttempt, *, actor: Actor, now: datetime) -> None:
    """Offer the order again, at most twice and only while the approval is valid; else it is cancelled."""
    order = await orders.lock(session, attempt.order_id)
    if order.status not in HELD:
        return
    if order.reoffers < REOFFERS and order.approval_valid_until > now:
        await order_service.reoffer(session, order=order, actor=actor, now=now)
    else:
        await order_steps.move(session, order, OrderMove.CANCEL, actor=actor, now=now, reason="hold_deadline")
