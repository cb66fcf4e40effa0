"""Reads of the catalogue, each one statement. `now` is domain time; a price is the one valid then."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from shared_lib.statement import Statement

_PRODUCT = """
    product.id, product.slug, product.kind, product.needs_prescription, category.slug, product.rx_class,
    product.pharmacy, product.cold_chain, product.days_supply, product.alternative_product_id,
    product.tax_class, product.status, text.name, text.summary, text.unit_text, text.points,
    coalesce(product.picture, product.slug)
"""
_FROM = """
    FROM shared.product
    JOIN shared.category ON category.id = product.category_id
    CROSS JOIN LATERAL (
        SELECT name, summary, unit_text, points, search FROM shared.product_text
         WHERE product_id = product.id AND locale IN (%(locale)s, 'en')
         ORDER BY locale = %(locale)s DESC LIMIT 1
    ) AS text
"""
_PRICE = """
    LEFT JOIN shared.price ON price.sku_id = sku.id AND price.valid_from <= %(now)s::timestamptz
         AND (price.valid_until IS NULL OR price.valid_until > %(now)s::timestamptz)
"""
_ATTRIBUTES = """
    FROM jsonb_each_text(sku.attributes) AS one LEFT JOIN shared.option ON option.key = one.key
   ORDER BY option.position NULLS LAST, one.key
"""
_OFFERS = f"""
    SELECT {_PRODUCT}, sku.id, sku.code,
           ARRAY(SELECT one.key {_ATTRIBUTES}),
           ARRAY(SELECT coalesce(words.attributes ->> one.key, one.value) {_ATTRIBUTES}),
           sku.weight_g, sku.status, price.amount, price.currency,
           CASE WHEN sku.stocked THEN shared.available(sku.id, %(now)s::timestamptz) END,
           coalesce(sku.picture, product.picture, product.slug), sku.period
    {_FROM} JOIN shared.sku ON sku.product_id = product.id {_PRICE}
    LEFT JOIN shared.sku_text AS words ON words.sku_id = sku.id AND words.locale = %(locale)s
"""
_CARDS = f"""
    SELECT {_PRODUCT}, cheapest.amount, cheapest.currency, offered.available, offered.sku_count
    {_FROM}
    CROSS JOIN LATERAL (
        SELECT sum(CASE WHEN sku.stocked THEN shared.available(sku.id, %(now)s::timestamptz) END)::integer
                   AS available,
               count(*)::integer AS sku_count
          FROM shared.sku WHERE sku.product_id = product.id AND sku.status = 'active'
    ) AS offered
    LEFT JOIN LATERAL (
        SELECT price.amount, price.currency FROM shared.sku {_PRICE}
         WHERE sku.product_id = product.id AND sku.status = 'active' AND price.amount IS NOT NULL
         ORDER BY price.amount LIMIT 1
    ) AS cheapest ON true
"""  # noqa: S608 - built from the constants above


def categories(*, locale: str) -> Statement:
    """Return the active `Category` rows, in shelf order."""
    return Statement(
        """
        SELECT category.id, category.slug, text.name, text.summary, category.position
          FROM shared.category
          CROSS JOIN LATERAL (
              SELECT name, summary FROM shared.category_text
               WHERE category_id = category.id AND locale IN (%(locale)s, 'en')
               ORDER BY locale = %(locale)s DESC LIMIT 1
          ) AS text
         WHERE category.status = 'active' ORDER BY category.position, category.slug
        """,
        {"locale": locale},
    )


def in_category(
    slug: str | None, *, locale: str, now: datetime, limit: int = 48, offset: int = 0
) -> Statement:
    """Return the `ProductCard` rows of a category's active products, or of all categories for None."""
    return Statement(
        f"""{_CARDS} WHERE product.status = 'active'
           AND (%(category)s::text IS NULL OR category.slug = %(category)s)
         ORDER BY category.position, product.position, product.slug LIMIT %(limit)s OFFSET %(offset)s""",
        {"category": slug, "locale": locale, "now": now, "limit": limit, "offset": offset},
    )


def search(words: str, *, locale: str, now: datetime, limit: int = 24) -> Statement:
    """Return the `ProductCard` rows that match the words, best first."""
    query = "(websearch_to_tsquery('simple', %(words)s) || websearch_to_tsquery('english', %(words)s))"
    return Statement(
        f"""{_CARDS} WHERE product.status = 'active' AND text.search @@ {query}
         ORDER BY ts_rank(text.search, {query}) DESC, product.slug LIMIT %(limit)s""",
        {"words": words, "locale": locale, "now": now, "limit": limit},
    )


def cards(ids: Sequence[UUID], *, locale: str, now: datetime) -> Statement:
    """Return the `ProductCard` rows of these active products, in the order of the ids."""
    return Statement(
        f"""{_CARDS} JOIN unnest(%(ids)s::uuid[]) WITH ORDINALITY AS wanted (id, place)
             ON wanted.id = product.id
         WHERE product.status = 'active' ORDER BY wanted.place""",
        {"ids": [str(identity) for identity in ids], "locale": locale, "now": now},
    )


def product(slug: str, *, locale: str, now: datetime) -> Statement:
    """Return one active product by its slug, for `ProductPage.all_of`: a row for each active SKU."""
    return Statement(
        f"""{_OFFERS} WHERE product.slug = %(slug)s AND product.status = 'active' AND sku.status = 'active'
         ORDER BY sku.position, sku.code""",
        {"slug": slug, "locale": locale, "now": now},
    )


def products(ids: Iterable[UUID], *, locale: str) -> Statement:
    """Return `Product` rows by id, whatever their status (orders outlive an offer)."""
    return Statement(
        f"SELECT {_PRODUCT} {_FROM} WHERE product.id = ANY(%(ids)s::uuid[])",
        {"ids": [str(identity) for identity in ids], "locale": locale},
    )


def offers(sku_ids: Iterable[UUID], *, locale: str, now: datetime) -> Statement:
    """Return the `Offer` rows of a basket's SKUs, whatever their status: see `Offer.sellable`."""
    return Statement(
        f"{_OFFERS} WHERE sku.id = ANY(%(sku_ids)s::uuid[])",
        {"sku_ids": [str(sku_id) for sku_id in sku_ids], "locale": locale, "now": now},
    )


def rx_programmes(*, locale: str, now: datetime) -> Statement:
    """Return every active prescription product with its active SKUs, for `ProductPage.all_of`."""
    return Statement(
        f"""{_OFFERS} WHERE product.needs_prescription AND product.status = 'active' AND sku.status = 'active'
         ORDER BY product.position, product.slug, sku.position, sku.code""",
        {"locale": locale, "now": now},
    )


def price_history(sku_id: UUID) -> Statement:
    """Return rows (amount, currency, valid_from, valid_until) of a SKU, the latest first."""
    return Statement(
        """
        SELECT amount, currency, valid_from, valid_until FROM shared.price
         WHERE sku_id = %(sku_id)s::uuid ORDER BY valid_from DESC
        """,
        {"sku_id": str(sku_id)},
    )
