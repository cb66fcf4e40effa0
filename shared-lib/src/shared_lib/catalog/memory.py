"""The whole catalogue in a few statements, for a process that keeps it in memory to find and narrow down.

What changes with every order is not in it: lists read `stock` for what they show, and a basket reads
`queries.offers`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from shared_lib.catalog.models import Kind
from shared_lib.statement import Statement

Row = Sequence[Any]
Names = Mapping[str, str]
"""Words by locale; English is always there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An active product as it is found: amounts are minor units, `facets` are (facet, value)."""

    id: UUID
    slug: str
    kind: Kind
    category: str
    introduced_on: date | None
    amount: int | None
    currency: str | None
    sku_count: int
    ingredients: Sequence[str]
    facets: frozenset[tuple[str, str]]
    codes: Sequence[str]
    bought_with: Sequence[UUID]
    related: Sequence[UUID]
    plans: Sequence[tuple[int, int]]
    picture: str

    @classmethod
    def of(cls, row: Row) -> Self:
        """Return the entry that one row describes."""
        identity, slug, kind, category, introduced_on, amount, currency, sku_count, *rest = row
        ingredients, facets, codes, bought_with, related, days, discounts, picture = rest
        pairs = frozenset(_pair(text) for text in facets)
        cost = (amount, currency, sku_count)
        facts = (category, introduced_on, *cost, tuple(ingredients), pairs, tuple(codes))
        plans = tuple(zip(days, discounts, strict=True))
        return cls(identity, slug, Kind(kind), *facts, tuple(bought_with), tuple(related), plans, picture)

    @classmethod
    def all_of(cls, rows: Iterable[Row]) -> "list[Self]":
        """Return the entries that rows describe."""
        return [cls.of(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Words:
    """What an active product is called in one locale, and what else people call it."""

    product_id: UUID
    locale: str
    name: str
    summary: str
    terms: Sequence[str]
    unit_text: str = ""

    @classmethod
    def all_of(cls, rows: Iterable[Row]) -> list[Self]:
        """Return the words that rows describe."""
        return [cls(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Facet:
    """A question by which a list is narrowed down, with its values in their order."""

    key: str
    names: Names
    values: Mapping[str, Names]

    @classmethod
    def all_of(cls, rows: Iterable[Row]) -> list[Self]:
        """Return the facets that rows describe, in order; a row for each value."""
        names: dict[str, Names] = {}
        values: dict[str, dict[str, Names]] = {}
        for key, locales, words, value, value_locales, value_words in rows:
            names[key] = dict(zip(locales, words, strict=True))
            named = dict(zip(value_locales, value_words, strict=True))
            values.setdefault(key, {})[value] = named
        return [cls(key, found, values[key]) for key, found in names.items()]


def version() -> Statement:
    """Return one row: the version of the catalogue, which every committed change raises."""
    return Statement("SELECT version FROM shared.catalog_version", {})


def entries(*, now: datetime) -> Statement:
    """Return the `Entry` rows of all active products, in the order of the shelves."""
    return Statement(
        """
        SELECT product.id, product.slug, product.kind, category.slug, product.introduced_on, offered.amount,
               offered.currency, offered.sku_count, product.ingredients,
               ARRAY(SELECT facet_key || '=' || value_key FROM shared.product_facet
                      WHERE product_id = product.id),
               offered.codes,
               ARRAY(SELECT other_id FROM shared.product_relation
                      WHERE product_id = product.id AND relation = 'bought_with' ORDER BY position, other_id),
               ARRAY(SELECT other_id FROM shared.product_relation
                      WHERE product_id = product.id AND relation = 'related' ORDER BY position, other_id),
               ARRAY(SELECT every_days FROM shared.plan WHERE product_id = product.id ORDER BY every_days),
               ARRAY(SELECT discount_bp FROM shared.plan WHERE product_id = product.id ORDER BY every_days),
               coalesce(product.picture, product.slug)
          FROM shared.product JOIN shared.category ON category.id = product.category_id
          CROSS JOIN LATERAL (
              SELECT min(price.amount) AS amount, count(DISTINCT sku.id)::integer AS sku_count,
                     (array_agg(price.currency ORDER BY price.amount))[1] AS currency,
                     array_remove(array_agg(sku.code) || array_agg(sku.ndc), NULL) AS codes
                FROM shared.sku
                LEFT JOIN shared.price ON price.sku_id = sku.id AND price.valid_from <= %(now)s::timestamptz
                     AND (price.valid_until IS NULL OR price.valid_until > %(now)s::timestamptz)
               WHERE sku.product_id = product.id AND sku.status = 'active'
          ) AS offered
         WHERE product.status = 'active' AND category.status = 'active'
         ORDER BY category.position, product.position, product.slug
        """,
        {"now": now},
    )


def words() -> Statement:
    """Return the `Words` rows of all active products."""
    return Statement(
        """
        SELECT text.product_id, text.locale, text.name, text.summary, text.search_terms, text.unit_text
          FROM shared.product_text AS text JOIN shared.product ON product.id = text.product_id
         WHERE product.status = 'active'
        """,
        {},
    )


def facets() -> Statement:
    """Return rows for `Facet.all_of`: every facet with every value, in order."""
    return Statement(
        """
        SELECT facet.key, ARRAY(SELECT key FROM jsonb_each_text(facet.names) ORDER BY key),
               ARRAY(SELECT value FROM jsonb_each_text(facet.names) ORDER BY key), one.key,
               ARRAY(SELECT key FROM jsonb_each_text(one.names) ORDER BY key),
               ARRAY(SELECT value FROM jsonb_each_text(one.names) ORDER BY key)
          FROM shared.facet JOIN shared.facet_value AS one ON one.facet_key = facet.key
         ORDER BY facet.position, facet.key, one.position, one.key
        """,
        {},
    )


def options() -> Statement:
    """Return rows (key, locales, names) of what SKUs' attributes are called, in order."""
    return Statement(
        """
        SELECT key, ARRAY(SELECT key FROM jsonb_each_text(names) ORDER BY key),
               ARRAY(SELECT value FROM jsonb_each_text(names) ORDER BY key)
          FROM shared.option ORDER BY position, key
        """,
        {},
    )


def next_price_change(*, now: datetime) -> Statement:
    """Return one row: when the next price begins or ends after `now`, None if nothing is planned."""
    return Statement(
        """
        SELECT min(at) FROM (
            SELECT min(valid_from) AS at FROM shared.price WHERE valid_from > %(now)s::timestamptz
            UNION ALL
            SELECT min(valid_until) FROM shared.price WHERE valid_until > %(now)s::timestamptz
        ) AS change
        """,
        {"now": now},
    )


def sold_out() -> Statement:
    """Return the ids of active products of which every SKU that is kept in stock has none left to promise."""
    return Statement(
        """
        SELECT sku.product_id FROM shared.sku LEFT JOIN shared.level ON level.sku_id = sku.id
         WHERE sku.status = 'active'
         GROUP BY sku.product_id
        HAVING NOT bool_or(NOT sku.stocked OR level.on_hand > level.reserved)
        """,
        {},
    )


def stock(ids: Iterable[UUID], *, now: datetime) -> Statement:
    """Return rows (product, pieces that could be promised now) of those products that are kept in stock.

    For display: it counts as `shared.available` does, which decides, but all of them in one pass.
    """
    return Statement(
        """
        SELECT sku.product_id,
               sum(greatest(0, level.on_hand - level.reserved - coalesce(outdated.on_hand, 0)))::integer
          FROM shared.sku JOIN shared.level ON level.sku_id = sku.id
          LEFT JOIN (
              SELECT sku_id, sum(on_hand) AS on_hand FROM shared.lot
               WHERE status = 'available'
                 AND expires_on < (%(now)s::timestamptz AT TIME ZONE 'UTC')::date
               GROUP BY sku_id
          ) AS outdated ON outdated.sku_id = sku.id
         WHERE sku.product_id = ANY(%(ids)s::uuid[]) AND sku.status = 'active' AND sku.stocked
         GROUP BY sku.product_id
        """,
        {"ids": [str(identity) for identity in ids], "now": now},
    )


def _pair(text: str) -> tuple[str, str]:
    facet, _, value = text.partition("=")
    return facet, value
