"""What the operators' lists show."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from shared_lib import stock
from shared_lib.stock import Holding
from shared_lib.stock.errors import UnknownLot
from storefront.account.models import User
from storefront.catalog.models import Product, ProductText, Sku
from storefront.kit.db import run


@dataclass(frozen=True, slots=True)
class Level:
    """How much there is of a SKU."""

    sku_id: UUID
    code: str
    on_hand: int
    reserved: int
    available: int
    par_level: int
    name: str = ""
    variant: str = ""

    @property
    def is_low(self) -> bool:
        """Tell whether it is time to buy."""
        return self.available <= self.par_level

    @property
    def to_buy(self) -> int:
        """Return how many are wanted to have twice the level again."""
        return max(0, 2 * self.par_level - self.available)


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of a lot. `order` is the reference of the shop's order it was for, if it was for one."""

    lot_id: UUID
    lot_code: str
    kind: str
    quantity: int
    reference: str
    reason: str
    who: str
    at: datetime

    @property
    def order(self) -> str:
        """Return the shop's order that a movement was for; the portal's own are no business of the shop's."""
        noun, _, rest = self.reference.partition(":")
        return rest.partition(":")[0] if noun == "order" else ""


def products() -> QuerySet[Product]:
    """Return all products with their shelf and SKUs, in shelf order."""
    found = Product.objects.select_related("category").prefetch_related("skus", "texts")
    return found.order_by("category__position", "position", "slug")


def words_of(product: Product) -> dict[str, str]:
    """Return a product's texts as the form names them."""
    kept = ProductText.objects.filter(product=product)
    return {
        f"{name}_{text.locale}": getattr(text, name)
        for text in kept
        for name in ("name", "summary", "unit_text")
    }


def levels(*, now: datetime, low: bool = False) -> Sequence[Level]:
    """Return what there is of every active SKU, or of those that run low."""
    rows = run(stock.levels(now=now, low=low))
    texts = ProductText.objects.filter(locale="en", product__skus__in=[row[0] for row in rows])
    names = dict(texts.values_list("product__skus", "name"))
    variants = dict(Sku.objects.filter(pk__in=names).values_list("pk", "attributes"))
    return [
        replace(
            Level(*row),
            name=names.get(row[0], ""),
            variant=", ".join(str(one) for one in variants.get(row[0], {}).values()),
        )
        for row in rows
    ]


def lots(sku: Sku) -> Sequence[Holding]:
    """Return a SKU's lots in the order in which they will be used."""
    return Holding.all_of(run(stock.lots(sku.pk)))


def expiring(*, until: datetime) -> Sequence[Holding]:
    """Return lots whose last day comes before `until`."""
    return Holding.all_of(run(stock.expiring(until=until.date())))


def get_lot(lot_id: UUID) -> Holding:
    """Return a lot.

    :raises UnknownLot: there is none.
    """
    found = Holding.all_of(run(stock.lot(lot_id)))
    if not found:
        raise UnknownLot("There is no such lot.")
    return found[0]


def search_lots(*, status: str, words: str, page: int, size: int) -> Sequence[Holding]:
    """Return a page of lots, and one more if there is another page."""
    offset = (page - 1) * size
    return Holding.all_of(run(stock.search_lots(status=status, words=words, limit=size + 1, offset=offset)))


def movements(sku: Sku, *, limit: int = 20) -> Sequence[Movement]:
    """Return what moved of a SKU, the latest first."""
    return _told(run(stock.movements(sku.pk, limit=limit)))


def movements_of(lot_id: UUID) -> Sequence[Movement]:
    """Return what moved of a lot, the latest first."""
    return _told(run(stock.movements_of(lot_id)))


def _told(rows: Sequence[tuple[Any, ...]]) -> Sequence[Movement]:
    found = [Movement(*row[1:]) for row in rows]
    ids = {one.who.removeprefix("account:") for one in found if one.who.startswith("account:")}
    people = {f"account:{user.pk}": user.email for user in User.objects.filter(pk__in=ids)}
    return [replace(one, who=people.get(one.who, _plain(one.who))) for one in found]


def _plain(actor: str) -> str:
    kind = actor.partition(":")[0]
    return {"guest": "a shopper", "account": "a shopper", "system": "the shop"}.get(kind, "the clinic")
