"""What the shop's shelves hold now, each in as few statements as it takes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from shared_lib import catalog
from shared_lib.catalog import Category, Offer, ProductPage
from shared_lib.catalog import memory as statements
from shared_lib.errors import NotFound
from storefront.kit.db import run


class CategoryNotFound(NotFound):
    """There is no such shelf."""

    code = "category_not_found"


class ProductNotFound(NotFound):
    """There is no such product, or it is no longer shown."""

    code = "product_not_found"


def list_categories(*, locale: str) -> Sequence[Category]:
    """Return the shelves in their order."""
    return Category.all_of(run(catalog.categories(locale=locale)))


def stock_of(ids: Sequence[UUID], *, now: datetime) -> Mapping[UUID, int]:
    """Return how many pieces of these products could be promised now; what is not stocked is left out."""
    return dict(run(statements.stock(ids, now=now))) if ids else {}


def get_page(slug: str, *, locale: str, now: datetime) -> ProductPage:
    """Return a product with its variants.

    :raises ProductNotFound: there is none, or it is not shown.
    """
    pages = ProductPage.all_of(run(catalog.product(slug, locale=locale, now=now)))
    if not pages:
        raise ProductNotFound("This product is not in the shop.")
    return pages[0]


def offers_of(sku_ids: Iterable[UUID], *, locale: str, now: datetime) -> Mapping[UUID, Offer]:
    """Return the offers of these SKUs, whether or not they may be sold."""
    return Offer.by_sku(run(catalog.offers(sku_ids, locale=locale, now=now)))
