"""What is in a basket, with today's prices and stock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared_lib.catalog import Offer
from shared_lib.money import Money
from storefront.basket import promise
from storefront.basket.holder import Holder
from storefront.basket.models import Basket, BasketLine
from storefront.catalog import queries as catalog


@dataclass(frozen=True, slots=True)
class Item:
    """A line as it stands now."""

    sku_id: UUID
    quantity: int
    offer: Offer
    seen: Money | None = None

    @property
    def was(self) -> Money | None:
        """Return the price the shopper last saw, where it is another by now."""
        return self.seen if self.seen and self.offer.price and self.seen != self.offer.price else None

    @property
    def can_be_bought(self) -> bool:
        """Tell whether all of this line could be sold now."""
        enough = self.offer.available is None or self.offer.available >= self.quantity
        return self.offer.sellable and enough

    @property
    def total(self) -> Money:
        """Return what the line comes to; nothing for what is no longer sold."""
        return (self.offer.price or Money(0)) * self.quantity

    @property
    def variant(self) -> str:
        """Return what tells this SKU from its sisters."""
        return ", ".join(self.offer.attributes.values())


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole basket. `basket_id` is None where there is none yet."""

    basket_id: UUID | None
    items: Sequence[Item]

    @property
    def count(self) -> int:
        """Return how many pieces it holds."""
        return sum(item.quantity for item in self.items)

    @property
    def goods(self) -> Money:
        """Return what the goods come to."""
        return sum((item.total for item in self.items), Money(0))

    @property
    def is_changed(self) -> bool:
        """Tell whether a price or what there is has changed since the shopper last saw it."""
        return any(item.was or not item.can_be_bought for item in self.items)

    @property
    def can_be_bought(self) -> bool:
        """Tell whether every line could be sold now."""
        return bool(self.items) and all(item.can_be_bought for item in self.items)


def find(holder: Holder) -> Basket | None:
    """Return the holder's basket, if there is one."""
    return Basket.objects.filter(**_is(holder)).first() if holder.is_known else None


def lock(holder: Holder) -> Basket | None:
    """Return the holder's basket and keep others from changing it until this transaction ends."""
    return Basket.objects.select_for_update().filter(**_is(holder)).first() if holder.is_known else None


def count(holder: Holder) -> int:
    """Return how many pieces the holder's basket has; one statement, none for a new visitor."""
    if not holder.is_known:
        return 0
    owner = {f"basket__{name}": value for name, value in _is(holder).items()}
    return sum(BasketLine.objects.filter(**owner).values_list("quantity", flat=True))


def contents(holder: Holder, *, locale: str, now: datetime) -> Contents:
    """Return the holder's basket with prices and stock of now; three statements at most."""
    basket = find(holder)
    return contents_of(basket, locale=locale, now=now) if basket else Contents(None, ())


def contents_of(basket: Basket, *, locale: str, now: datetime) -> Contents:
    """Return a basket's lines in the order they were put in."""
    lines = list(BasketLine.objects.filter(basket=basket))
    if not lines:
        return Contents(basket.id, ())
    offers = offers_for(basket, [line.sku_id for line in lines], locale=locale, now=now)
    return Contents(basket.id, tuple(_item(line, offers[line.sku_id]) for line in lines))


def offers_for(
    basket: Basket, sku_ids: Iterable[UUID], *, locale: str, now: datetime
) -> Mapping[UUID, Offer]:
    """Return what these SKUs cost and how many this basket could have, its own promise included."""
    return promise.counted_in(basket.id, catalog.offers_of(sku_ids, locale=locale, now=now))


def _item(line: BasketLine, offer: Offer) -> Item:
    currency = offer.price.currency if offer.price else "USD"
    seen = Money(line.seen_amount, currency) if line.seen_amount is not None else None
    return Item(line.sku_id, line.quantity, offer, seen)


def _is(holder: Holder) -> dict[str, Any]:
    if holder.account_id is not None:
        return {"account_id": holder.account_id}
    return {"token_hash": holder.token_hash}
