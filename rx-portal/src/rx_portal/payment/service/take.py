"""Capturing, letting go, giving back: the money jobs call the processor between two transactions."""

from collections.abc import Awaitable
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from integrations.stripe.errors import Declined, Refused
from integrations.stripe.port import AsyncProcessor
from rx_portal.kit import outbox
from rx_portal.payment import queries, steps
from rx_portal.payment.models import PaymentAttempt
from rx_portal.payment.service import outcome
from rx_portal.payment.service.settle import refund_of, refund_refused, settle
from rx_portal.payment.states import Move, Status
from shared_lib.errors import Conflict
from shared_lib.identity import Actor

GONE = "charge_already_refunded"
"""What the processor says where somebody sent the money back there: settling reads it."""


class StillHeld(Conflict):
    """The processor refused, and the hold stands as it did: asked again later, and shown to operators."""

    code = "still_held"


async def capture(
    session: AsyncSession, processor: AsyncProcessor, *, attempt_id: UUID, actor: Actor, now: datetime
) -> None:
    """Take the held amount; a repetition takes it once, by its key and by the state it finds.

    :raises StillHeld: the processor refused, though the hold stands.
    """
    attempt = await _read(session, attempt_id)
    refused = attempt.status == Status.CAPTURING and await _is_refused(
        processor.capture(_intent(attempt), attempt.total, key=_key(attempt, "capture", now))
    )
    await settle(session, processor, attempt_id=attempt_id, actor=actor, now=now)
    if refused and (await _read(session, attempt_id)).status == Status.CAPTURING:
        raise StillHeld("The processor refuses to take this payment.")


async def void(
    session: AsyncSession, processor: AsyncProcessor, *, attempt_id: UUID, actor: Actor, now: datetime
) -> None:
    """Let the hold go; where it was captured meanwhile, the amount is given back.

    :raises StillHeld: the processor refused, though the hold stands.
    """
    attempt = await _read(session, attempt_id)
    refused = attempt.status == Status.VOIDING and await _is_refused(
        processor.void(_intent(attempt), key=_key(attempt, "void", now))
    )
    await settle(session, processor, attempt_id=attempt_id, actor=actor, now=now)
    if refused and (await _read(session, attempt_id)).status == Status.VOIDING:
        raise StillHeld("The processor refuses to let this payment go.")


async def pursue(
    session: AsyncSession, processor: AsyncProcessor, *, attempt_id: UUID, actor: Actor, now: datetime
) -> None:
    """Settle what has been open for long; where a capture or a void was asked for, ask again.

    :raises StillHeld: the processor refused, though the hold stands.
    """
    attempt = await _read(session, attempt_id)
    verb = {Status.CAPTURING: capture, Status.VOIDING: void}.get(Status(attempt.status), settle)
    await verb(session, processor, attempt_id=attempt_id, actor=actor, now=now)


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


async def _is_refused(asked: Awaitable[object]) -> bool:
    """Return whether the processor says no: done already, or for a reason; settling reads which."""
    try:
        await asked
    except (Refused, Declined):
        return True
    return False


def _key(attempt: PaymentAttempt, verb: str, now: datetime) -> str:
    """Return a key that is another every hour, for the processor repeats a refusal under the same one.

    A hold is taken or let go once, whatever the key.
    """
    return attempt.key(f"{verb}:{now:%Y%m%d%H}")


async def _read(session: AsyncSession, attempt_id: UUID) -> PaymentAttempt:
    async with session.begin():
        return await queries.get(session, attempt_id)


def _intent(attempt: PaymentAttempt) -> str:
    if attempt.intent_id is None:
        raise steps.NothingHeld("This payment was never made.")
    return attempt.intent_id
