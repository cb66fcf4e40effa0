"""Giving money back for an order that stands."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from shared_lib.errors import Conflict, Invalid
from shared_lib.identity import Actor
from shared_lib.money import Money
from storefront.order import queries
from storefront.payment import queries as payments
from storefront.payment import steps

if TYPE_CHECKING:
    from storefront.payment.models import Refund


class NothingPaid(Conflict):
    """Nothing was paid that could go back."""

    code = "nothing_paid"


class BadAmount(Invalid):
    """An amount is nothing, or in another currency."""

    code = "bad_amount"


def refund(order_id: UUID, *, amount: Money, operator: Actor, now: datetime, reason: str) -> "Refund":
    """Send part or all of what was paid back. Two at once are counted one after the other.

    :raises OrderNotFound: there is no such order.
    :raises NothingPaid: it was never paid.
    :raises BadAmount: the amount is not above nothing, or in another currency.
    :raises TooMuch: with what went back already it would be more than was paid.
    """
    with transaction.atomic(durable=True):
        order = queries.lock(order_id)
        attempt = payments.find_paid(order_id)
        if attempt is None:
            raise NothingPaid("Nothing was paid for this order.")
        if amount.amount <= 0 or amount.currency != order.currency:
            raise BadAmount("Enter an amount above nothing.")
        attempt = payments.lock(attempt.id)
        return steps.request_refund(attempt, amount, reason=reason, actor=operator, now=now)
