"""The parts of a verb that move money's intent: asked for here, done by the money jobs after the commit."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import audit, outbox
from rx_portal.payment import queries
from rx_portal.payment.models import PaymentAttempt, PaymentStep
from rx_portal.payment.states import Move, Status, advance
from shared_lib.errors import Conflict
from shared_lib.identity import Actor

QUEUE = "money"


class NothingHeld(Conflict):
    """No money is held for this order."""

    code = "nothing_held"


class PaymentBusy(Conflict):
    """The processor is being asked something whose answer has to come first."""

    code = "payment_busy"


async def move(
    session: AsyncSession, attempt: PaymentAttempt, move: Move, *, actor: Actor, now: datetime
) -> None:
    """Move a locked attempt, and write its step and its audit entry.

    :raises IllegalMove: it is not where this could happen.
    """
    to = advance(Status(attempt.status), move)
    session.add(PaymentStep.of(attempt, move, to, actor=actor, at=now))
    await audit.record(
        session,
        actor=actor,
        action=f"payment.{move}",
        subject=f"payment:{attempt.id}",
        at=now,
        patient_id=attempt.patient_id,
        changes={"status": [attempt.status, to], "amount": attempt.amount, "order": str(attempt.order_id)},
    )
    attempt.status = to


async def refund(session: AsyncSession, attempt: PaymentAttempt, *, actor: Actor, now: datetime) -> None:
    """Have all of a locked attempt's money sent back, under a key of its own, once this has committed.

    :raises IllegalMove: it is not taken, or is on its way back already.
    """
    await move(session, attempt, Move.REFUND, actor=actor, now=now)
    attempt.refunds += 1
    await outbox.put_job(session, "payment.refund", attempt.id, queue=QUEUE, now=now)


async def request_capture(session: AsyncSession, order_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Have the held amount taken, once this transaction has committed; asking twice takes it once.

    :raises NothingHeld: nothing is held for the order.
    """
    attempt = await queries.lock_live(session, order_id)
    if attempt is not None and attempt.status in (Status.CAPTURING, Status.CAPTURED):
        return
    if attempt is None or attempt.status != Status.AUTHORIZED:
        raise NothingHeld("No payment is held for this order, so there is nothing to capture.")
    await move(session, attempt, Move.CAPTURE, actor=actor, now=now)
    await outbox.put_job(session, "payment.capture", attempt.id, queue=QUEUE, now=now)


async def request_return(session: AsyncSession, order_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Have whatever money there is given back, once this transaction has committed.

    A page that nobody has paid on is closed; a hold is let go; a captured amount is refunded.

    :raises PaymentBusy: a capture is under way; its outcome decides between a void and a refund.
    """
    attempt = await queries.lock_live(session, order_id)
    if attempt is None:
        return
    match attempt.status:
        case Status.REQUESTED | Status.OPEN:
            await outbox.put_job(session, "payment.close", attempt.id, queue=QUEUE, now=now)
        case Status.AUTHORIZED:
            await move(session, attempt, Move.VOID, actor=actor, now=now)
            await outbox.put_job(session, "payment.void", attempt.id, queue=QUEUE, now=now)
        case Status.CAPTURED:
            await refund(session, attempt, actor=actor, now=now)
        case Status.CAPTURING:
            raise PaymentBusy("The payment is being captured. Try again in a moment.")
