"""Measures of the shop's pages: the same for everyone, and put together anew."""

import itertools
from collections.abc import Sequence
from uuid import uuid4

import psycopg

from clinic.bench.scenario import Pages, Stage
from clinic.bench.target import Target
from clinic.bench.wire import Request

SHELF = "/shop/foundations/"
VISITED = 23
MANY = 20_000


def _products(stage: Stage) -> Sequence[str]:
    query = (
        "SELECT slug FROM shared.product WHERE kind = 'otc' AND status = 'active' ORDER BY position LIMIT 200"
    )
    with psycopg.connect(stage.house.database("shop")) as connection:
        return [f"/p/{slug}/" for (slug,) in connection.execute(query)]


def _fresh(paths: Sequence[str], stage: Stage) -> Sequence[Request]:
    """Return addresses that nobody has asked for before, so that no cache has their pages."""
    run, many = uuid4().hex[:8], 400 if stage.is_quick else MANY
    return [Request(f"{path}?v={run}{n}") for n, path in zip(range(many), itertools.cycle(paths))]


def category_fresh(stage: Stage, _: int) -> Sequence[Request]:
    """Return requests for a shelf that no cache has."""
    return _fresh([SHELF], stage)


def product_fresh(stage: Stage, _: int) -> Sequence[Request]:
    """Return requests for products that no cache has."""
    return _fresh(_products(stage), stage)


def anonymous(stage: Stage, _: int) -> Sequence[Request]:
    """Return requests for a shelf and for products, as a day's visitors send them."""
    return [Request(SHELF), *(Request(path) for path in _products(stage)[:VISITED])] * 2


PAGES = (
    Pages(
        "category",
        "Category page of 24, not from a cache",
        "storefront",
        Target(rate=400, statements=6, p95_ms=30),
        category_fresh,
        "/p/",
    ),
    Pages(
        "anonymous",
        "Category and product page for an anonymous visitor",
        "storefront",
        Target(rate=3000, statements=0, p95_ms=5),
        anonymous,
        "/basket/",
    ),
    Pages(
        "product",
        "Product page, not from a cache",
        "storefront",
        Target(rate=600, statements=6, p95_ms=20),
        product_fresh,
        "/basket/add/",
    ),
)
