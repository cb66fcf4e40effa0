"""Reads of orders."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from shared_lib.errors import NotFound
from shared_lib.money import Money
from shared_lib.statement import Statement
from shared_lib.vault import link_hash
from storefront.kit.db import run
from storefront.order.models import LotReturn, LotUse, Order, OrderLetter, OrderLink, RefundLine
from storefront.order.schemas import Left, LineLeft
from storefront.order.states import Fate, Status
from storefront.payment import queries as payments
from storefront.payment.states import RefundStatus
from storefront.shipment import queries as shipments

_PROMISED = """
SELECT line.sku_id, line.quantity
FROM shop_order_line AS line JOIN shop_order ON shop_order.id = line.order_id
WHERE shop_order.basket_id = %(basket_id)s AND shop_order.status = %(status)s
"""
_OF_SUBMISSION = "SELECT id FROM shop_order WHERE submission_id = %(id)s"
_OPEN_OF_BASKET = """
SELECT id FROM shop_order WHERE basket_id = %(id)s AND status = 'pending' ORDER BY placed_at DESC LIMIT 1
"""


class LetterNotFound(NotFound):
    """There is no such mail of this order."""

    code = "letter_not_found"


class OrderNotFound(NotFound):
    """There is no such order, or this visitor may not know that there is."""

    code = "order_not_found"


def get(order_id: UUID) -> Order:
    """Return an order.

    :raises OrderNotFound: there is none.
    """
    return _one(Order.objects.filter(id=order_id))


def get_by_reference(reference: str) -> Order:
    """Return an order.

    :raises OrderNotFound: there is none.
    """
    return _one(Order.objects.filter(reference=reference.upper()))


def lock(order_id: UUID) -> Order:
    """Return an order and keep others from changing it.

    :raises OrderNotFound: there is none.
    """
    return _one(Order.objects.select_for_update().filter(id=order_id))


def find_by_submission(submission_id: UUID) -> Order | None:
    """Return the order that this submission of the checkout made, if it did."""
    return _if_any(_OF_SUBMISSION, submission_id)


def find_open_of_basket(basket_id: UUID) -> Order | None:
    """Return the order of this basket that is still to be paid."""
    return _if_any(_OPEN_OF_BASKET, basket_id)


def find_by_link(token: str, *, real_now: datetime) -> Order | None:
    """Return the order that a secret address stands for, unless it has lapsed."""
    links = OrderLink.objects.select_related("order")
    link = links.filter(hash=link_hash(token), revoked_at=None, expires_at__gt=real_now).first()
    return link.order if link else None


def list_of_account(account_id: UUID, *, limit: int = 50) -> Sequence[Order]:
    """Return an account's orders with their lines, newest first."""
    return list(Order.objects.filter(account_id=account_id).prefetch_related("lines")[:limit])


def _one(orders: QuerySet[Order]) -> Order:
    try:
        return orders.get()
    except Order.DoesNotExist:
        raise OrderNotFound("There is no such order.") from None


def _if_any(sql: str, identity: UUID) -> Order | None:
    """Return the order whose id a statement finds: most ask in vain, and to ask for an entity is dear."""
    rows = run(Statement(sql, {"id": identity}))
    return get(rows[0][0]) if rows else None


def find_latest_of_basket(basket_id: UUID) -> Order | None:
    """Return the last order that was made of this basket."""
    return Order.objects.filter(basket_id=basket_id).first()


def promised_to(basket_id: UUID) -> Mapping[UUID, int]:
    """Return how many pieces by SKU are promised to the order of this basket that is still to be paid."""
    return dict(run(Statement(_PROMISED, {"basket_id": basket_id, "status": Status.PENDING.value})))


def was_left_alone(order_id: UUID) -> bool:
    """Tell whether an unpaid order had its payment page, and nothing was ordered of its basket since."""
    order = get(order_id)
    attempt = payments.find_latest(order_id)
    if order.status != Status.CANCELLED or attempt is None or attempt.checkout_id is None:
        return False
    later = Order.objects.filter(basket_id=order.basket_id, placed_at__gt=order.placed_at)
    return order.basket_id is None or not later.exclude(status=Status.CANCELLED).exists()


def left_of(order: Order) -> Left:
    """Return what is left of an order to send and to refund; five statements."""
    sent = shipments.sent_of(order.id)
    failed = {one.id for one in payments.list_refunds(order.id) if one.status == RefundStatus.FAILED}
    rows = list(RefundLine.objects.filter(order=order))
    paid = [row for row in rows if row.refund_id not in failed]
    lines = [
        LineLeft(
            line,
            sent=sent.get(line.id, 0),
            taken_back=sum(r.quantity for r in rows if r.line_id == line.id and r.fate != Fate.KEPT),
            refunded=sum(r.quantity for r in paid if r.line_id == line.id),
        )
        for line in order.lines.all()
    ]
    delivery = order.shipping_amount - sum(row.amount for row in paid if row.line_id is None)
    return Left(lines, Money(delivery, order.currency), Money(payments.kept_of(order.id), order.currency))


def returnable(order: Order) -> Sequence[tuple[LotUse, int]]:
    """Return the lots an order was served from, SKU by SKU, each with how many pieces have not gone back."""
    back: dict[UUID, int] = {}
    for one in LotReturn.objects.filter(order=order):
        back[one.lot_id] = back.get(one.lot_id, 0) + one.quantity
    uses = order.lots.order_by("sku_id", "-expires_on", "lot_id")
    return [(use, use.quantity - back.get(use.lot_id, 0)) for use in uses]


def get_letter(order_id: UUID, letter_id: UUID) -> OrderLetter:
    """Return a mail of an order.

    :raises LetterNotFound: there is none.
    """
    found = OrderLetter.objects.filter(order_id=order_id, id=letter_id).first()
    if found is None:
        raise LetterNotFound("There is no such mail.")
    return found


def get_asked_letter(letter_id: UUID) -> OrderLetter:
    """Return a mail that was asked for once more, with its order.

    :raises LetterNotFound: there is none.
    """
    found = OrderLetter.objects.select_related("order").filter(id=letter_id).first()
    if found is None:
        raise LetterNotFound("There is no such mail.")
    return found
