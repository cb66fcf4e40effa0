"""The parts of a verb that move a fill."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing.models import Dispense, DispenseStep
from rx_portal.dispensing.states import IllegalMove, Move, Status, advance
from rx_portal.kit import audit
from rx_portal.order import queries as orders
from rx_portal.order import steps as order_steps
from rx_portal.order.states import Move as OrderMove
from rx_portal.order.states import Status as OrderStatus
from rx_portal.payment import queries as payments
from rx_portal.payment import steps as payment_steps
from rx_portal.payment.states import Status as Money
from shared_lib.audit.canonical import Value
from shared_lib.errors import Conflict
from shared_lib.identity import Actor


class MoneyReturned(Conflict):
    """The order's money was given back, so nothing more is sent for it."""

    code = "money_returned"


async def move(
    session: AsyncSession,
    dispense: Dispense,
    move: Move,
    *,
    actor: Actor,
    now: datetime,
    reason: str | None = None,
    **changes: Value,
) -> None:
    """Move a locked fill, and write its step and its audit entry; `changes` are further plain codes.

    :raises IllegalMove: it is not where this could happen.
    """
    to = advance(Status(dispense.status), move)
    session.add(DispenseStep.of(dispense, move, to, actor=actor, at=now, reason=reason))
    await audit.record(
        session,
        actor=actor,
        action=f"dispense.{move}",
        subject=dispense.ref,
        at=now,
        patient_id=dispense.patient_id,
        changes={"status": [dispense.status, to], **changes},
    )
    dispense.status = to


def require_lot(dispense: Dispense, seen: str | None) -> None:
    """Refuse what somebody decided on while another lot stood on their screen; `None` saw no screen.

    :raises IllegalMove: the fill's lot is not the one that was seen.
    """
    if seen is not None and seen != str(dispense.lot_id or ""):
        raise IllegalMove("Another lot was picked meanwhile.")


async def ready(session: AsyncSession, dispense: Dispense, *, actor: Actor, now: datetime) -> None:
    """Tell the order that its fill is ready, and have the money taken; before that it is not released.

    A parcel that is sent once more was paid the first time, and is released at once.
    """
    order = await orders.lock(session, dispense.order_id)
    if order.status == OrderStatus.CAPTURED:
        await move(session, dispense, Move.RELEASE, actor=actor, now=now)
        return
    await order_steps.move(session, order, OrderMove.READY, actor=actor, now=now)
    await payment_steps.request_capture(session, dispense.order_id, actor=actor, now=now)


async def require_paid(session: AsyncSession, dispense: Dispense) -> None:
    """Refuse to go on with a fill whose money was given back.

    :raises MoneyReturned: nothing is taken for its order any more.
    """
    attempts = await payments.list_of_order(session, dispense.order_id)
    if not any(attempt.status == Money.CAPTURED for attempt in attempts):
        raise MoneyReturned("The money of this order went back. It cannot be sent again.")


async def rejected(
    session: AsyncSession, dispense: Dispense, *, actor: Actor, now: datetime, reason: str
) -> None:
    """End the order that the pharmacy will not fill; ending it gives the money back."""
    await move(session, dispense, Move.REJECT, actor=actor, now=now, reason=reason)
    await order_steps.take(session, dispense.order_id, OrderMove.REJECT, actor=actor, now=now, reason=reason)
