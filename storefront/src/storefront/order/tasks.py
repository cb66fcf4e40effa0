"""Jobs about orders: settling payments, lapsing, mails, and the search for what fell between."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from shared_lib import stock
from shared_lib.telemetry import log
from storefront.kit import actor, audit, clock, outbox
from storefront.kit.db import run
from storefront.kit.jobs import Delivery, job
from storefront.order import letters, queries, service, steps
from storefront.order.events import OrderCancelled, OrderFulfilled, OrderPaid
from storefront.order.states import Letter, Reason
from storefront.payment import queries as payments
from storefront.payment import service as payment
from storefront.payment.events import RefundSettled

logger = log.get()

EVERY = timedelta(minutes=5)
OVERDUE = timedelta(minutes=3)
LOOKS_BACK = timedelta(days=2)


@job("payment.settle")
def settle(delivery: Delivery) -> None:
    """Look into what webhooks told of a page or payment of the processor.

    Safe to run twice: it reads the processor's present state and applies that.
    """
    attempt = payment.attempt_of(delivery.subject_id)
    if attempt is None:
        logger.info("a webhook is about no payment of this shop", event_id=delivery.event_id)
        return
    service.settle(attempt, now=clock.now())


@job("order.settle")
def settle_order(delivery: Delivery) -> None:
    """Look where an order's payment stands. Safe to run twice: see `settle`."""
    attempt = payments.find_latest(UUID(delivery.subject_id))
    if attempt is not None:
        service.settle(attempt, now=clock.now())


@job("order.lapse")
def lapse(delivery: Delivery) -> None:
    """Let an unpaid order go. Safe to run twice: a settled order is left alone."""
    service.lapse(UUID(delivery.subject_id), now=clock.now())


@job("order.mail_receipt", on=[OrderPaid])
def mail_receipt(delivery: Delivery) -> None:
    """Send the receipt. Safe to run twice: the notifier knows the event's id."""
    _mail(delivery, Letter.RECEIPT)


@job("order.mail_shipped", on=[OrderFulfilled])
def mail_shipped(delivery: Delivery) -> None:
    """Tell that a parcel is on its way. Safe to run twice: the notifier knows the event's id."""
    _mail(delivery, Letter.SHIPPED, UUID(delivery.payload["shipment_id"]))


@job("order.mail_cancelled", on=[OrderCancelled])
def mail_cancelled(delivery: Delivery) -> None:
    """Tell of a cancelled order: how to go on with one that was not paid in time, else what becomes of money.

    Nothing is said where the shopper has begun another order of the same basket, or never came to pay.
    Safe to run twice: the notifier knows the event's id.
    """
    reason, was_paid = delivery.payload["reason"], delivery.payload["was_paid"]
    if was_paid or reason not in {Reason.LAPSED, Reason.SUPERSEDED}:
        _mail(delivery, Letter.CANCELLED)
    elif reason == Reason.LAPSED and queries.was_left_alone(UUID(delivery.subject_id)):
        _mail(delivery, Letter.LAPSED)


@job("order.mail_refunded", on=[RefundSettled])
def mail_refunded(delivery: Delivery) -> None:
    """Tell that money is on its way back. Safe to run twice: the notifier knows the event's id."""
    _mail(delivery, Letter.REFUNDED, UUID(delivery.payload["refund_id"]))


@job("order.send_link")
def send_link(delivery: Delivery) -> None:
    """Mail a new secret address. Safe to run twice: the notifier knows the row's id."""
    _mail(delivery, Letter.LINK)


@job("order.send_again")
def send_again(delivery: Delivery) -> None:
    """Send a mail once more. Safe to run twice: the notifier knows the asking's own key."""
    asked = queries.get_asked_letter(UUID(delivery.subject_id))
    link = service.new_link_for(asked.order_id)
    letters.send(asked.order, Letter(asked.kind), link, key=asked.key, about=asked.about)
    with transaction.atomic(durable=True):
        steps.letter_sent(asked.order, Letter(asked.kind), key=asked.key, about=asked.about, now=clock.now())


def _mail(delivery: Delivery, kind: Letter, about: UUID | None = None) -> None:
    order, key = queries.get(UUID(delivery.subject_id)), f"{kind.value}:{delivery.event_id}"
    letters.send(order, kind, service.new_link_for(order.id), key=key, about=about)
    with transaction.atomic(durable=True):
        steps.letter_sent(order, kind, key=key, about=about, now=clock.now())


@job("order.reconcile")
def reconcile(delivery: Delivery) -> None:  # noqa: ARG001 - it is about everything
    """Find what fell between: payments and refunds that nobody settled, or money unknown here.

    Safe to run twice: it only asks others to look again, and they are safe. Sets its own next time first.
    """
    now = clock.now()
    with transaction.atomic(durable=True):
        outbox.timer("order.reconcile", "all", due_at=now + EVERY)
        for attempt in payments.list_unsettled(now - OVERDUE):
            outbox.put_job("order.settle", attempt.order_id, now=now, queue="money")
        for refund in payments.list_unsent(now - OVERDUE):
            outbox.put_job("refund.send", refund.id, now=now, queue="money")
    for intent in payment.payments_between(now - LOOKS_BACK, now):
        known = payments.find_by_intent(intent.id)
        if known is not None or not intent.captured or intent.ref is None:
            continue
        latest = payments.find_latest_by_reference(intent.ref)
        if latest is None:
            logger.error("money at the processor for an order nobody knows", reference=intent.ref)
        else:
            service.settle(latest, now=now)


@job("stock.sweep")
def sweep(delivery: Delivery) -> None:  # noqa: ARG001 - it is about everything
    """Let go of promises and lots whose time has passed. Safe to run twice: what is gone is gone."""
    now = clock.now()
    with transaction.atomic(durable=True):
        outbox.timer("stock.sweep", "all", due_at=now + EVERY)
        run(stock.expire_due(now=now, entry=audit.entry(actor.SYSTEM, "stock.sweep", "stock:all", at=now)))
