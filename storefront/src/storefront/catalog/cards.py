"""Products as cards, for every list that shows some: shelves, search, the home page, landing pages.

What a card says comes from the catalogue in memory; how many there are, from the database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from shared_lib.catalog import GOODS, Kind
from shared_lib.catalog.memory import Entry, Words
from shared_lib.money import Money
from storefront.catalog import memory, queries
from storefront.kit import pictures
from storefront.kit.jinja import address

FEW = 5
"""From how few pieces on a card says how many are left."""
MOST = 48
"""How many a list without pages shows."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the brand's `product_card` macro shows."""

    href: str
    name: str
    line: str
    picture: pictures.Picture
    price: Money | None
    is_from: str
    note: str | None
    badge: str | None
    was: Money | None = None
    per: str | None = None


def list_these(ids: Sequence[UUID], *, locale: str, now: datetime) -> Sequence[Card]:
    """Return the cards of these products in this order, less those no longer shown; one statement."""
    index = memory.current(now)
    found = [index.by_id[one] for one in ids if one in index.by_id]
    left = queries.stock_of([entry.id for entry in found], now=now)
    return [_card(entry, index.text(entry.id, locale), left.get(entry.id)) for entry in found]


def list_cards(
    *,
    locale: str,
    now: datetime,
    slugs: Iterable[str] | None = None,
    category: str | None = None,
    limit: int = MOST,
) -> Sequence[Card]:
    """Return the cards of a shelf, or of all; with `slugs` only those, in that order."""
    shown = [one for one in memory.current(now).entries if category is None or one.category == category]
    if slugs is not None:
        by_slug = {one.slug: one for one in shown}
        shown = [by_slug[slug] for slug in slugs if slug in by_slug]
    return list_these([one.id for one in shown[:limit]], locale=locale, now=now)


def _card(entry: Entry, words: Words, available: int | None) -> Card:
    """Return a product's card; `available` is None for what is not stocked."""
    return Card(
        href=address("catalog:product", entry.slug),
        name=words.name,
        line=words.summary,
        picture=pictures.of(entry.picture),
        price=None if entry.amount is None else Money(entry.amount, entry.currency or "USD"),
        is_from=_("from") if entry.sku_count > 1 else "",
        note=_note(entry, words, available),
        badge=_badge(entry),
    )


def _badge(entry: Entry) -> str | None:
    if entry.kind is Kind.RX:
        return _("Prescription")
    return _("Membership") if entry.kind is Kind.MEMBERSHIP else None


def _note(entry: Entry, words: Words, available: int | None) -> str | None:
    if entry.kind is Kind.RX:
        return _("See if it is right for you")
    if entry.kind not in GOODS:
        return _("Not yet on sale")
    if available == 0:
        return _("Sold out")
    if available is not None and available <= FEW:
        return _("Only %(count)s left") % {"count": available}
    return words.unit_text or None
