"""Reads of orders."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from shared_lib.errors import NotFound
from shared_lib.vault import link_hash
from storefront.order.models import Order, OrderLine, OrderLink
from storefront.order.states import Status


class OrderNotFound(NotFound):
    """There is no such order, or this visitor may not know that there is."""

    code = "order_not_found"


def get(order_id: UUID) -> Order:
    """Return an order.

    :raises OrderNotFound: there is none.
    """
    return _one(Order.objects.filter(id=order_id))


def get_by_reference(reference: str) -> Order:
    """Return an order with its lines.

    :raises OrderNotFound: there is none.
    """
    return _one(Order.objects.filter(reference=reference.upper()).prefetch_related("lines"))


def lock(order_id: UUID) -> Order:
    """Return an order and keep others from changing it.

    :raises OrderNotFound: there is none.
    """
    return _one(Order.objects.select_for_update().filter(id=order_id))


def find_by_submission(submission_id: UUID) -> Order | None:
    """Return the order that this submission of the checkout made, if it did."""
    return Order.objects.filter(submission_id=submission_id).first()


def find_open_of_basket(basket_id: UUID) -> Order | None:
    """Return the order of this basket that is still to be paid."""
    return Order.objects.filter(basket_id=basket_id, status=Status.PENDING).first()


def find_by_link(token: str, *, real_now: datetime) -> Order | None:
    """Return the order that a secret address stands for, unless it has lapsed."""
    links = OrderLink.objects.select_related("order")
    link = links.filter(hash=link_hash(token), revoked_at=None, expires_at__gt=real_now).first()
    return link.order if link else None


def list_of_account(account_id: UUID, *, limit: int = 50) -> Sequence[Order]:
    """Return an account's orders with their lines, newest first."""
    return list(Order.objects.filter(account_id=account_id).prefetch_related("lines")[:limit])


def _one(orders: QuerySet[Order]) -> Order:
    found = orders.first()
    if found is None:
        raise OrderNotFound("There is no such order.")
    return found


def find_latest_of_basket(basket_id: UUID) -> Order | None:
    """Return the last order that was made of this basket."""
    return Order.objects.filter(basket_id=basket_id).first()


def promised_to(basket_id: UUID) -> Mapping[UUID, int]:
    """Return how many pieces by SKU are promised to the order of this basket that is still to be paid."""
    lines = OrderLine.objects.filter(order__basket_id=basket_id, order__status=Status.PENDING)
    return dict(lines.values_list("sku_id", "quantity"))
