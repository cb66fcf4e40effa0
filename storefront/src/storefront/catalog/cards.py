"""Products as cards, for every list that shows some: shelves, the home page, landing pages."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from shared_lib.catalog import GOODS, Kind, ProductCard
from storefront.catalog import queries
from storefront.kit import pictures

FEW = 5
"""From how few pieces on a card says how many are left."""


def card(found: ProductCard) -> dict[str, Any]:
    """Return what the brand's `product_card` macro needs."""
    product = found.product
    return {
        "href": reverse("catalog:product", args=[product.slug]),
        "name": product.name,
        "line": product.summary,
        "picture": pictures.of(product.picture),
        "price": found.price_from,
        "is_from": _("from") if found.sku_count > 1 else "",
        "note": _note(found),
        "badge": _badge(found),
    }


def list_cards(
    *,
    locale: str,
    now: datetime,
    slugs: Iterable[str] | None = None,
    category: str | None = None,
    limit: int = 48,
) -> Sequence[dict[str, Any]]:
    """Return the cards of a shelf, or of all; with `slugs` only those, in that order."""
    found = (
        queries.list_category(category, locale=locale, now=now)
        if category
        else queries.list_everything(locale=locale, now=now)
    )
    if slugs is not None:
        by_slug = {one.product.slug: one for one in found}
        found = [by_slug[slug] for slug in slugs if slug in by_slug]
    return [card(one) for one in found[:limit]]


def _badge(found: ProductCard) -> str | None:
    if found.product.needs_prescription:
        return _("Prescription")
    return _("Membership") if found.product.kind is Kind.MEMBERSHIP else None


def _note(found: ProductCard) -> str | None:
    if found.product.needs_prescription:
        return _("See if it is right for you")
    if found.product.kind not in GOODS:
        return _("Not yet on sale")
    if found.available == 0:
        return _("Sold out")
    if found.available is not None and found.available <= FEW:
        return _("Only %(count)s left") % {"count": found.available}
    return found.product.unit_text or None
