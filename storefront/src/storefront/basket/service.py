"""The verbs of a basket. Each tells what it did, where that is less than was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from shared_lib.catalog import Offer
from storefront.basket import queries, steps
from storefront.basket.errors import BadQuantity, NeedsPrescription, NotForSale, SkuNotFound
from storefront.basket.holder import Holder
from storefront.basket.models import MOST_OF_ONE, Basket, BasketLine


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a line: what was asked for and what it holds now."""

    name: str
    asked: int
    quantity: int

    @property
    def fell_short(self) -> bool:
        """Tell whether there was less than was asked for."""
        return self.quantity < self.asked


def add(holder: Holder, *, sku_id: UUID, quantity: int, locale: str, now: datetime) -> Change:
    """Put pieces of a SKU into the basket, never more than there are.

    Two calls at once both count: the line is raised in one statement, and held at what is there.

    :raises SkuNotFound: there is no such SKU.
    :raises NeedsPrescription: the shop never sells it.
    :raises NotForSale: it is not offered, or sold out.
    :raises BadQuantity: not between 1 and 20.
    """
    if not 1 <= quantity <= MOST_OF_ONE:
        raise BadQuantity(_("Choose between %(least)s and %(most)s.") % {"least": 1, "most": MOST_OF_ONE})
    with transaction.atomic(durable=True):
        basket = steps.basket_of(holder, now=now)
        offer = _sellable(basket, sku_id, locale=locale, now=now)
        before, held = steps.put(basket, sku_id, quantity, most=_most(offer), seen=offer.price, now=now)
    return Change(offer.product.name, before + quantity, held)


def add_again(holder: Holder, *, wanted: Mapping[UUID, int], locale: str, now: datetime) -> Sequence[Change]:
    """Put pieces by SKU, of an earlier order, into the basket as far as they can be had; tell what was done.

    What is no longer sold is told with nothing held; what the shop no longer knows is left out.
    """
    with transaction.atomic(durable=True):
        basket = steps.basket_of(holder, now=now)
        offers = queries.offers_for(basket, wanted, locale=locale, now=now)
        changes = [
            _again(basket, offer, wanted[sku_id], now)
            for sku_id, offer in offers.items()
            if not offer.product.needs_prescription
        ]
        _touch(basket, now)
    return changes


def _again(basket: Basket, offer: Offer, quantity: int, now: datetime) -> Change:
    if not offer.sellable:
        held = _quantity_of(basket, offer.sku_id)
        return Change(offer.product.name, held + quantity, held)
    before, held = steps.put(basket, offer.sku_id, quantity, most=_most(offer), seen=offer.price, now=now)
    return Change(offer.product.name, before + quantity, held)


def set_quantity(holder: Holder, *, sku_id: UUID, quantity: int, locale: str, now: datetime) -> Change:
    """Set how many of a SKU the basket holds, at most as many as there are; 0 takes it out.

    :raises SkuNotFound: the basket does not hold it.
    :raises BadQuantity: not between 0 and 20.
    """
    if not 0 <= quantity <= MOST_OF_ONE:
        raise BadQuantity(_("Choose between %(least)s and %(most)s.") % {"least": 0, "most": MOST_OF_ONE})
    with transaction.atomic(durable=True):
        basket = queries.lock(holder)
        offers = queries.offers_for(basket, [sku_id], locale=locale, now=now) if basket else {}
        offer = offers.get(sku_id)
        if basket is None or offer is None:
            raise SkuNotFound("There is no such thing in the basket.")
        held = min(quantity, _most(offer)) if offer.sellable else 0
        if not steps.set_to(basket, sku_id, held, seen=offer.price):
            raise SkuNotFound("There is no such thing in the basket.")
        _touch(basket, now)
    return Change(offer.product.name, quantity, held)


def remove(holder: Holder, *, sku_id: UUID, now: datetime) -> None:
    """Take a SKU out of the basket; nothing happens if it is not in there."""
    with transaction.atomic(durable=True):
        basket = queries.lock(holder)
        if basket is not None:
            steps.set_to(basket, sku_id, 0)
            _touch(basket, now)


def merge(guest: Holder, account: Holder, *, locale: str, now: datetime) -> Sequence[Change]:
    """Move a guest's basket into the account's, adding quantities up to what there is; tell what fell short.

    Run twice it finds no guest's basket any more and does nothing.
    """
    with transaction.atomic(durable=True):
        return join(guest, account, locale=locale, now=now)


def join(guest: Holder, account: Holder, *, locale: str, now: datetime) -> Sequence[Change]:
    """Do what `merge` does, within an open transaction."""
    theirs = queries.lock(guest)
    if theirs is None:
        return ()
    contents = queries.contents_of(theirs, locale=locale, now=now)
    mine = steps.basket_of(account, now=now)
    changes = [_move(mine, item, now) for item in contents.items if item.offer.sellable]
    _touch(mine, now)
    theirs.delete()
    return [change for change in changes if change.fell_short]


def _move(basket: Basket, item: queries.Item, now: datetime) -> Change:
    seen = item.seen or item.offer.price
    before, held = steps.put(basket, item.sku_id, item.quantity, most=_most(item.offer), seen=seen, now=now)
    return Change(item.offer.product.name, before + item.quantity, held)


def _sellable(basket: Basket, sku_id: UUID, *, locale: str, now: datetime) -> Offer:
    offer = queries.offers_for(basket, [sku_id], locale=locale, now=now).get(sku_id)
    if offer is None:
        raise SkuNotFound("There is no such thing in the shop.")
    if offer.product.needs_prescription:
        raise NeedsPrescription
    if not offer.sellable:
        raise NotForSale(_("%(name)s is not available at the moment.") % {"name": offer.product.name})
    return offer


def _most(offer: Offer) -> int:
    return MOST_OF_ONE if offer.available is None else min(MOST_OF_ONE, offer.available)


def _quantity_of(basket: Basket, sku_id: UUID) -> int:
    found = BasketLine.objects.filter(basket=basket, sku_id=sku_id).values_list("quantity", flat=True).first()
    return found or 0


def _touch(basket: Basket, now: datetime) -> None:
    Basket.objects.filter(id=basket.id).update(changed_at=now)
