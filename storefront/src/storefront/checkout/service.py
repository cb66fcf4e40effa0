"""The verbs of checkout: work out what it comes to, and place the order."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction

from shared_lib.identity import Actor
from shared_lib.money import Money
from storefront.basket import queries as baskets
from storefront.basket.holder import Holder
from storefront.basket.queries import Contents
from storefront.checkout import queries, steps
from storefront.checkout.errors import (
    BasketChanged,
    BasketEmpty,
    JustPaid,
    MethodUnknown,
    PricesChanged,
    PromoTooFew,
    PromoUnknown,
)
from storefront.checkout.models import PromoCode, ShippingMethod
from storefront.checkout.quote import Quote, quote
from storefront.order import queries as orders
from storefront.order import service as order_service
from storefront.order import steps as order_steps
from storefront.order.schemas import Draft, Recipient
from storefront.order.states import Status
from storefront.payment import queries as payments
from storefront.payment.states import LIVE

if TYPE_CHECKING:
    from storefront.order.models import Order
    from storefront.payment.models import Attempt

ENOUGH = timedelta(minutes=3)
"""How long a payment page must still be open to lead somebody back to it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for, besides the basket itself. `seen` is what the goods came to on the screen."""

    submission_id: UUID
    to: Recipient
    method: str
    promo: str
    seen: int | None = None


def work_out(contents: Contents, *, method: ShippingMethod, promo: PromoCode | None, state: str) -> Quote:
    """Return what a basket comes to; without a state, before tax."""
    goods = contents.goods
    return quote(
        contents.items,
        promo_rate=promo.rate if promo else 0,
        shipping=method.price(goods),
        tax_rates=queries.tax_rates(state),
    )


def check_promo(code: str, goods: Money, *, now: datetime) -> PromoCode | None:
    """Return the promo code for these goods, None for no code.

    :raises PromoUnknown: there is no such code now.
    :raises PromoTooFew: the goods are worth too little.
    """
    if not code:
        return None
    found = queries.find_promo(code, now=now)
    if found is None:
        raise PromoUnknown("We do not know this code, or it has ended.")
    if goods.amount < found.least_goods:
        raise PromoTooFew(Money(found.least_goods, goods.currency))
    return found


def place(
    holder: Holder, wish: Wish, *, actor: Actor, account_id: UUID | None, locale: str, now: datetime
) -> "tuple[Order, Attempt]":
    """Place the order of a basket: order, promise of stock, use of the code and wish for a page, or nothing.

    Sent twice, also at once, it is one order: the submission's id is unique. The same basket ordered anew
    with other contents first lets go of the order that was still to be paid.

    :raises BasketEmpty: there is nothing to order.
    :raises BasketChanged: a line cannot be sold as it is.
    :raises PricesChanged: the goods come to something else than the shopper saw.
    :raises MethodUnknown: parcels do not go that way.
    :raises PromoUnknown: there is no such code now.
    :raises PromoTooFew: the goods are worth too little for it.
    :raises PromoSpent: the code is used up.
    :raises InsufficientStock: somebody else was faster.
    :raises JustPaid: the order that was to be let go has been paid.
    :raises Unreachable: the processor does not answer, and so an earlier order cannot be let go.
    """
    _let_go_of_earlier(holder, wish, account_id, locale, now)
    try:
        with transaction.atomic(durable=True):
            return _placed(holder, wish, actor, account_id, locale, now)
    except IntegrityError:
        known = orders.find_by_submission(wish.submission_id)
        if known is None:
            raise
        return known, _page_of(known)


def _let_go_of_earlier(
    holder: Holder, wish: Wish, account_id: UUID | None, locale: str, now: datetime
) -> None:
    basket = baskets.find(holder)
    earlier = orders.find_open_of_basket(basket.id) if basket else None
    if basket is None or earlier is None or earlier.submission_id == wish.submission_id:
        return
    contents = baskets.contents_of(basket, locale=locale, now=now)
    draft, _ = _draft(contents, wish, account_id, locale, now)
    page = _page_of(earlier)
    if draft.digest == earlier.digest and page.status in LIVE and page.expires_at > now + ENOUGH:
        return
    if order_service.supersede(earlier.id, now=now).status == Status.PAID:
        raise JustPaid(earlier.reference)


def _placed(
    holder: Holder, wish: Wish, actor: Actor, account_id: UUID | None, locale: str, now: datetime
) -> "tuple[Order, Attempt]":
    basket = baskets.lock(holder)
    known = orders.find_by_submission(wish.submission_id)
    if known is not None:
        return known, _page_of(known)
    if basket is None:
        raise BasketEmpty("Your basket is empty.")
    contents = baskets.contents_of(basket, locale=locale, now=now)
    draft, promo = _draft(contents, wish, account_id, locale, now)
    earlier = orders.find_open_of_basket(basket.id)
    if earlier is not None and earlier.digest == draft.digest:  # another tab was faster
        return earlier, _page_of(earlier)
    order, attempt = order_steps.open_order(draft, actor=actor, now=now)
    if promo is not None:
        steps.use_promo(promo, order_id=order.id, email=order.email, now=now)
    return order, attempt


def _page_of(order: "Order") -> "Attempt":
    found = payments.find_latest(order.id)
    if found is None:
        raise payments.AttemptNotFound("There is no such payment.")
    return found


def _draft(
    contents: Contents, wish: Wish, account_id: UUID | None, locale: str, now: datetime
) -> tuple[Draft, PromoCode | None]:
    if contents.basket_id is None or not contents.items:
        raise BasketEmpty("Your basket is empty.")
    if not contents.can_be_bought:
        raise BasketChanged(
            "Something in your basket is no longer available as it is. Please look at it again."
        )
    if wish.seen is not None and wish.seen != contents.goods.amount:
        raise PricesChanged(f"The price has changed: your goods now come to {contents.goods}.")
    method = next((one for one in queries.list_methods() if one.code == wish.method), None)
    if method is None:
        raise MethodUnknown("Choose how we should send it.")
    promo = check_promo(wish.promo, contents.goods, now=now)
    sums = work_out(contents, method=method, promo=promo, state=wish.to.state)
    draft = Draft(
        submission_id=wish.submission_id,
        digest=_digest(sums, wish, method),
        basket_id=contents.basket_id,
        account_id=account_id,
        locale=locale,
        to=wish.to,
        lines=sums.lines,
        shipping_code=method.code,
        shipping_name=method.name_in(locale),
        promo_code=wish.promo,
        goods=sums.goods,
        discount=sums.discount,
        shipping=sums.shipping,
        tax=sums.tax or Money(0, sums.goods.currency),
    )
    return draft, promo


def _digest(sums: Quote, wish: Wish, method: ShippingMethod) -> str:
    lines = [[str(line.sku_id), line.quantity, line.unit.amount, line.tax.amount] for line in sums.lines]
    told = [sorted(lines), asdict(wish.to), method.code, wish.promo, sums.total.amount]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
