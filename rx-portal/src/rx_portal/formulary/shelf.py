"""What visitors are shown: the matrix and the catalogue, kept in the process for a few seconds.

Nothing that binds is decided by what is kept here; `formulary.queries` reads the tables themselves.
"""

import time
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.formulary import queries
from rx_portal.formulary.schemas import Alternative, Listing, Matrix
from rx_portal.kit.ports import Shop
from shared_lib import catalog
from shared_lib.catalog import Product, ProductPage

LISTINGS_SECONDS = 30
MATRIX_SECONDS = 5


class _Kept(NamedTuple):
    until: float
    value: Any


_kept: dict[tuple[object, ...], _Kept] = {}


async def matrix(session: AsyncSession, *, on: date) -> Matrix:
    """Return the matrix as it was at most five seconds ago: for visitors, never for a decision that binds."""
    key = ("matrix", session.bind, on)
    kept = _kept.get(key)
    if kept is None or kept.until < time.monotonic():
        async with session.begin():
            kept = _keep(key, await queries.matrix(session, on=on), MATRIX_SECONDS)
    found: Matrix = kept.value
    return found


async def listings(shop: Shop, *, now: datetime, locale: str = "en") -> Mapping[str, Listing]:
    """Return what the catalogue says of every prescription product, by slug, at most half a minute old."""
    key = ("listings", shop, locale)
    kept = _kept.get(key)
    if kept is None or kept.until < time.monotonic():
        kept = _keep(key, await _read_listings(shop, now, locale), LISTINGS_SECONDS)
    found: Mapping[str, Listing] = kept.value
    return found


async def product_name(shop: Shop, product: str, *, now: datetime) -> str:
    """Return what the catalogue calls a product, or its slug where it is no longer listed."""
    listing = (await listings(shop, now=now)).get(product)
    return listing.name if listing else product


def forget() -> None:
    """Read everything anew at the next question."""
    _kept.clear()


def _keep(key: tuple[object, ...], value: object, seconds: int) -> _Kept:
    for old in [old for old, kept in _kept.items() if kept.until < time.monotonic()]:
        del _kept[old]
    _kept[key] = _Kept(time.monotonic() + seconds, value)
    return _kept[key]


async def _read_listings(shop: Shop, now: datetime, locale: str) -> Mapping[str, Listing]:
    pages = ProductPage.all_of(await shop.run(catalog.rx_programmes(locale=locale, now=now)))
    wanted = [page.product.alternative_product_id for page in pages if page.product.alternative_product_id]
    rows = await shop.run(catalog.products(wanted, locale=locale)) if wanted else []
    others = Product.by_id(rows)
    return {page.product.slug: _listing(page, others) for page in pages}


def _listing(page: ProductPage, others: Mapping[UUID, Product]) -> Listing:
    prices = [offer.price for offer in page.offers if offer.price is not None]
    product = page.product
    wanted = product.alternative_product_id
    other = others.get(wanted) if wanted else None
    return Listing(
        slug=product.slug,
        name=product.name,
        summary=product.summary,
        unit=product.unit_text,
        price=min(prices, key=lambda price: price.amount) if prices else None,
        alternative=Alternative(other.slug, other.name, other.summary) if other else None,
    )
