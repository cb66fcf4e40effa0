"""Capturing, letting go, giving back: the money jobs call the processor between two transactions."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from integrations.stripe.errors import Refused
from integrations.stripe.port import AsyncProcessor
from rx_portal.kit import outbox
from rx_portal.payment import queries, steps
from rx_portal.payment.models import PaymentAttempt
from rx_portal.payment.service import outcome
from rx_portal.payment.service.settle import refund_of, refund_refused, settle
from rx_portal.payment.states import Move, Status
from shared_lib.identity import Actor

GONE = "charge_already_refunded"
"""What the processor says where somebody sent the money back there: settling reads it."""


async def capture(
    session: AsyncSession, processor: AsyncProcessor, *, attempt_id: UUID, actor: Actor, now: datetime
) -> None:
    """Take the held amount; a repetition takes it once, by its key and by the state it finds."""
    attempt = await _read(session, attempt_id)
    if attempt.status == Status.CAPTURING:
        with suppress(Refused):  # taken or let go already: settling reads which
            await processor.capture(_intent(attempt), attempt.total, key=attempt.key("capture"))
    await settle(session, processor, attempt_id=attempt_id, actor=actor, now=now)


async def void(
    session: AsyncSession, processor: AsyncProcessor, *, attempt_id: UUID, actor: Actor, now: datetime
) -> None:
    """Let the hold go; where it was captured meanwhile, the amount is given back."""
    attempt = await _read(session, attempt_id)
    if attempt.status == Status.VOIDING:
        with suppress(Refused):  # gone already, or captured: settling reads which
            await processor.void(_intent(attempt), key=attempt.key("void"))
    await settle(session, processor, attempt_id=attempt_id, actor=actor, now=now)


async def refund(
    session: AsyncSession, processor: AsyncProcessor, *, attempt_id: UUID, actor: Actor, now: datetime
) -> None:
    """Give the whole captured amount back, unless the processor has this refund: it forgets keys in a day.

    :raises Refused: the processor does not accept the clinic's key, which says nothing of the refund.
    """
    attempt = await _read(session, attempt_id)
    if attempt.status == Status.REFUNDING and await refund_of(processor, attempt) is None:
        try:
            await processor.refund(_intent(attempt), attempt.total, key=attempt.refund_key)
        except Refused as refusal:
            if refusal.reason == "unauthorized":
                raise
            if refusal.reason != GONE:
                await refund_refused(session, attempt_id=attempt_id, actor=actor, now=now)
    await settle(session, processor, attempt_id=attempt_id, actor=actor, now=now)


async def hold_deadline(session: AsyncSession, *, attempt_id: UUID, actor: Actor, now: datetime) -> None:
    """A day before the bank would let the hold go: let it go ourselves, and ask the patient to pay again."""
    async with session.begin():
        attempt = await queries.get(session, attempt_id)
        if attempt.status != Status.AUTHORIZED:
            return
        await outcome.ask_again(session, attempt, actor=actor, now=now)
        attempt = await queries.lock(session, attempt_id)
        await steps.move(session, attempt, Move.VOID, actor=actor, now=now)
        await outbox.put_job(session, "payment.void", attempt.id, queue=steps.QUEUE, now=now)


async def _read(session: AsyncSession, attempt_id: UUID) -> PaymentAttempt:
    async with session.begin():
        return await queries.get(session, attempt_id)


def _intent(attempt: PaymentAttempt) -> str:
    if attempt.intent_id is None:
        raise steps.NothingHeld("This payment was never made.")
    return attempt.intent_id
