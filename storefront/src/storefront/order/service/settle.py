"""What becomes of an order once the processor has said where its payment stands."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from integrations.stripe.errors import Unreachable
from shared_lib.errors import Conflict, Refusal
from shared_lib.identity import Actor
from shared_lib.telemetry import log
from storefront.basket import steps as basket
from storefront.kit import actor as actors
from storefront.kit import audit, outbox
from storefront.kit.db import savepoint
from storefront.order import queries, steps
from storefront.order.events import OrderPaid
from storefront.order.models import Order, OrderStep
from storefront.order.states import STANDING, Move, Reason, Status
from storefront.payment import queries as payments
from storefront.payment import service as payment
from storefront.payment import steps as payment_steps
from storefront.payment.service import Seen
from storefront.payment.states import LIVE
from storefront.payment.states import Move as PaymentMove
from storefront.payment.states import Status as PaymentStatus

if TYPE_CHECKING:
    from storefront.payment.models import Attempt

logger = log.get()


class AmountMismatch(Conflict):
    """The processor holds another amount than the order's: a person has to look."""

    code = "amount_mismatch"


def settle(attempt: "Attempt", *, now: datetime, reason: Reason = Reason.LAPSED) -> Order:
    """Read where a payment stands and apply it: the order is paid, or lapses, or nothing has happened yet.

    May run any number of times, in any order and beside itself: it reads the processor's present state, locks
    the order and then the attempt, and every move is guarded by its table. `reason` is why an unpaid order
    whose page is over is cancelled.

    :raises Unreachable: the processor does not answer.
    :raises AmountMismatch: it holds another amount.
    """
    if attempt.status == PaymentStatus.PAID:
        return queries.get(attempt.order_id)
    seen = payment.look(attempt)
    with transaction.atomic(durable=True):
        order = queries.lock(attempt.order_id)
        attempt = payments.lock(attempt.id)
        if seen is not None and seen.is_paid:
            _paid(order, attempt, seen, now)
        elif _is_over(attempt, seen):
            _over(order, attempt, reason, now)
    return order


def settle_at_return(order_id: UUID, *, now: datetime) -> None:
    """Settle an order whose shopper has just come back from the processor; if it is silent, a job does."""
    attempt = payments.find_latest(order_id)
    try:
        if attempt is not None:
            settle(attempt, now=now)
    except (Unreachable, Refusal):
        with transaction.atomic(durable=True):
            outbox.put_job("order.settle", order_id, now=now, queue="money")


def _is_over(attempt: "Attempt", seen: Seen | None) -> bool:
    if seen is None:
        return attempt.status not in {PaymentStatus.REQUESTED, PaymentStatus.PAID}
    return seen.is_over


def _over(order: Order, attempt: "Attempt", reason: Reason, now: datetime) -> None:
    if attempt.status in LIVE:
        payment_steps.move(attempt, PaymentMove.EXPIRE, actor=actors.SYSTEM, now=now)
    if order.status == Status.PENDING and payments.find_live(order.id) is None:
        steps.cancel(order, reason, was_paid=False, actor=actors.SYSTEM, now=now)
        steps.let_go(order, actor=actors.SYSTEM, now=now)


def _paid(order: Order, attempt: "Attempt", seen: Seen, now: datetime) -> None:
    if attempt.status == PaymentStatus.PAID or seen.intent is None:
        return
    if seen.intent.captured != attempt.amount or seen.intent.total != attempt.total:
        raise AmountMismatch(f"The payment of {order.reference} is not what the order comes to.")
    attempt.intent_id = seen.intent.id
    payment_steps.move(attempt, PaymentMove.PAY, actor=actors.SYSTEM, now=now)
    outbox.cancel_timers(("order.lapse", order.id), *payment_steps.timers_of(attempt))
    refusal = _why_not(order)
    if refusal is None and not _take(order, now):
        refusal = Reason.STOCK_GONE
    if refusal is not None:
        _send_back(order, attempt, refusal, now)


def _why_not(order: Order) -> Reason | None:
    """Return why money for this order must go back, whatever the stock; None if it may be kept."""
    if order.status in STANDING:
        return Reason.DUPLICATE
    if order.status == Status.CANCELLED and order.reason != Reason.LAPSED:
        return Reason.LATE
    return None


def _take(order: Order, now: datetime) -> bool:
    """Take the goods and mark the order paid; False, with nothing changed, where the goods are gone."""
    actor: Actor = actors.SYSTEM
    try:
        with savepoint():
            steps.take_goods(order, actor=actor, now=now)
    except Refusal as refusal:
        logger.warning("paid, but its goods are gone", reference=order.reference, code=refusal.code)
        return False
    move = Move.PAY if order.status == Status.PENDING else Move.REVIVE
    order.paid_at, order.reason = now, ""
    OrderStep.moved(order, move, actor=actor, at=now)
    audit.record(actor, f"order.{move.value}", order.ref, at=now, changes={"status": order.status})
    outbox.put(OrderPaid(subject_id=order.id, actor_id=actor.id, occurred_at=now, total=order.total))
    if order.basket_id is not None:
        bought = {line.sku_id: line.quantity for line in order.lines.all()}
        basket.take_out(order.basket_id, bought)
    return True


def _send_back(order: Order, attempt: "Attempt", reason: Reason, now: datetime) -> None:
    """Refund at once, in the same transaction that learnt of the money."""
    payment_steps.request_refund(attempt, attempt.total, reason=reason.value, actor=actors.SYSTEM, now=now)
    if order.status == Status.PENDING:
        steps.cancel(order, reason, was_paid=True, actor=actors.SYSTEM, now=now)
        steps.let_go(order, actor=actors.SYSTEM, now=now)
