"""The ways in which an order comes to nothing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from shared_lib.errors import Conflict
from shared_lib.identity import Actor
from shared_lib.money import Money
from storefront.kit import actor as actors
from storefront.order import queries, steps
from storefront.order.models import Order
from storefront.order.service.settle import settle
from storefront.order.states import Reason, Status
from storefront.payment import queries as payments
from storefront.payment import service as payment
from storefront.payment import steps as payment_steps


class PaymentUnderWay(Conflict):
    """Somebody is paying at this moment, and the processor has not decided yet."""

    code = "payment_under_way"


def lapse(order_id: UUID, *, now: datetime, reason: Reason = Reason.LAPSED) -> Order:
    """Let an unpaid order go: first nobody can pay any more, and only then is its stock given back.

    Money that arrived in between wins: the order is paid. May run any number of times.

    :raises Unreachable: the processor does not answer; nothing was given back.
    """
    order = queries.get(order_id)
    if order.status != Status.PENDING:
        return order
    attempt = payments.find_live(order_id)
    if attempt is not None:
        attempt = payment.close_page(attempt.id, now=now)
        return settle(attempt, now=now, reason=reason)
    with transaction.atomic(durable=True):
        order = queries.lock(order_id)
        if order.status == Status.PENDING and payments.find_live(order_id) is None:
            steps.cancel(order, reason, was_paid=False, actor=actors.SYSTEM, now=now)
            steps.let_go(order, actor=actors.SYSTEM, now=now)
    return order


def supersede(order_id: UUID, *, now: datetime) -> Order:
    """Let an unpaid order go because the same basket is being ordered anew; see `lapse`."""
    return lapse(order_id, now=now, reason=Reason.SUPERSEDED)


def cancel(
    order_id: UUID, *, actor: Actor, now: datetime, reason: Reason = Reason.SHOPPER, why: str = ""
) -> Order:
    """Cancel an order that has not left yet; what was paid goes back, and the goods return to their lots.

    `why` is an operator's own words, kept as a note.

    :raises OrderNotFound: there is no such order.
    :raises IllegalMove: it is on its way, or was cancelled before.
    :raises PaymentUnderWay: a payment is being made; try again when it is decided.
    :raises Unreachable: an unpaid order's page could not be closed; nothing was changed.
    """
    order = lapse(order_id, now=now, reason=reason)
    if order.status == Status.CANCELLED and order.reason == reason:
        return order
    if order.status == Status.PENDING:
        raise PaymentUnderWay("A payment for this order is being made. Try again in a minute.")
    with transaction.atomic(durable=True):
        order = queries.lock(order_id)
        attempt = payments.find_paid(order_id)
        steps.cancel(order, reason, was_paid=attempt is not None, actor=actor, now=now)
        steps.give_goods_back(order, reason=reason.value, actor=actor, now=now)
        if why:
            steps.note(order, why, actor=actor, now=now)
        if attempt is not None:
            attempt = payments.lock(attempt.id)
            rest = attempt.amount - payments.refunded(attempt)
            if rest:
                total = Money(rest, attempt.currency)
                payment_steps.request_refund(attempt, total, reason=reason.value, actor=actor, now=now)
    return order
