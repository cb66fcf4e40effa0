"""What the operators' lists show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from shared_lib import stock
from shared_lib.stock import Holding
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

    @property
    def is_low(self) -> bool:
        """Tell whether it is time to buy."""
        return self.available <= self.par_level


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
    return [Level(*row) for row in run(stock.levels(now=now, low=low))]


def lots(sku: Sku) -> Sequence[Holding]:
    """Return a SKU's lots in the order in which they will be used."""
    return Holding.all_of(run(stock.lots(sku.pk)))


def expiring(*, until: datetime) -> Sequence[Holding]:
    """Return lots whose last day comes before `until`."""
    return Holding.all_of(run(stock.expiring(until=until.date())))
