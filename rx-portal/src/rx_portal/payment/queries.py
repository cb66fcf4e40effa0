"""Reads of payment attempts."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.payment.models import PaymentAttempt, PaymentStep, ProcessorDelivery
from rx_portal.payment.states import OVER, Status
from shared_lib.errors import NotFound

UNSETTLED = (
    Status.REQUESTED,
    Status.OPEN,
    Status.AUTHORIZED,
    Status.CAPTURING,
    Status.VOIDING,
    Status.REFUNDING,
)


class AttemptNotFound(NotFound):
    """There is no such payment."""

    code = "payment_not_found"


async def get(session: AsyncSession, attempt_id: UUID) -> PaymentAttempt:
    """Return an attempt.

    :raises AttemptNotFound: there is none with this id.
    """
    attempt = await session.get(PaymentAttempt, attempt_id, populate_existing=True)
    if attempt is None:
        raise AttemptNotFound("There is no such payment.")
    return attempt


async def lock(session: AsyncSession, attempt_id: UUID) -> PaymentAttempt:
    """Return an attempt, locked until the transaction ends.

    :raises AttemptNotFound: there is none with this id.
    """
    attempt = await session.scalar(
        select(PaymentAttempt)
        .where(PaymentAttempt.id == attempt_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if attempt is None:
        raise AttemptNotFound("There is no such payment.")
    return attempt


async def lock_live(session: AsyncSession, order_id: UUID) -> PaymentAttempt | None:
    """Return the order's one attempt that holds or may come to hold money, locked."""
    return await session.scalar(
        select(PaymentAttempt)
        .where(PaymentAttempt.order_id == order_id, PaymentAttempt.status.not_in(OVER))
        .with_for_update()
        .execution_options(populate_existing=True)
    )


async def lock_failed_refund(session: AsyncSession, order_id: UUID) -> PaymentAttempt | None:
    """Return the order's attempt whose money did not reach the patient, locked."""
    return await session.scalar(
        select(PaymentAttempt)
        .where(PaymentAttempt.order_id == order_id, PaymentAttempt.status == Status.REFUND_FAILED)
        .order_by(PaymentAttempt.number)
        .limit(1)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


async def list_holds(
    session: AsyncSession, *, until: datetime, asked_before: datetime
) -> Sequence[PaymentAttempt]:
    """Return the holds that somebody should look after, the most pressing first.

    Those that cannot be taken after `until`, and those that the processor was asked to take or let go before
    `asked_before` and still has.
    """
    holding = PaymentAttempt.status.in_((Status.AUTHORIZED, Status.CAPTURING))
    long_ago = (
        select(PaymentStep.id)
        .where(
            PaymentStep.attempt_id == PaymentAttempt.id,
            PaymentStep.to_status == PaymentAttempt.status,
            PaymentStep.at < asked_before,
        )
        .exists()
    )
    stuck = and_(PaymentAttempt.status.in_((Status.CAPTURING, Status.VOIDING)), long_ago)
    return (
        await session.scalars(
            select(PaymentAttempt)
            .where(or_(and_(holding, PaymentAttempt.capture_before <= until), stuck))
            .order_by(PaymentAttempt.capture_before)
            .limit(100)
        )
    ).all()


async def list_of_order(session: AsyncSession, order_id: UUID) -> Sequence[PaymentAttempt]:
    """Return an order's attempts, the first one first."""
    return (
        await session.scalars(
            select(PaymentAttempt).where(PaymentAttempt.order_id == order_id).order_by(PaymentAttempt.number)
        )
    ).all()


async def find_by_object(session: AsyncSession, object_id: str, ref: str | None = None) -> UUID | None:
    """Return the attempt that a processor's object (a page or a payment) belongs to."""
    known = await session.scalar(
        select(PaymentAttempt.id).where(
            or_(PaymentAttempt.checkout_id == object_id, PaymentAttempt.intent_id == object_id)
        )
    )
    if known is not None or ref is None:
        return known
    return await session.scalar(
        select(PaymentAttempt.id)
        .where(PaymentAttempt.reference == ref, PaymentAttempt.status.not_in(OVER))
        .order_by(PaymentAttempt.number.desc())
        .limit(1)
    )


async def get_delivery(session: AsyncSession, delivery_id: UUID) -> ProcessorDelivery:
    """Return a kept delivery.

    :raises AttemptNotFound: there is none with this id.
    """
    delivery = await session.get(ProcessorDelivery, delivery_id)
    if delivery is None:
        raise AttemptNotFound("There is no such delivery.")
    return delivery


async def list_unsettled(session: AsyncSession, *, before: datetime) -> Sequence[UUID]:
    """Return attempts whose outcome has been open since before that time, for the reconciler."""
    return (
        await session.scalars(
            select(PaymentAttempt.id).where(
                PaymentAttempt.status.in_(UNSETTLED),
                PaymentAttempt.created_at < before,
            )
        )
    ).all()
