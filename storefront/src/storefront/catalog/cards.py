"""Products as cards, for every list that shows some: shelves, the home page, landing pages."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from shared_lib.catalog import ProductCard
from storefront.catalog import queries
from storefront.kit.jinja import picture

FEW = 5
"""From how few pieces on a card says how many are left."""


def card(found: ProductCard) -> dict[str, Any]:
    """Return what the brand's `product_card` macro needs."""
    product = found.product
    return {
        "href": reverse("catalog:product", args=[product.slug]),
        "name": product.name,
        "line": product.summary,
        "picture": picture(product.slug),
        "price": found.price_from,
        "note": _note(found),
        "badge": _("Prescription") if product.needs_prescription else None,
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


def _note(found: ProductCard) -> str | None:
    if found.product.needs_prescription:
        return _("After a clinician's approval")
    if found.available == 0:
        return _("Sold out")
    if found.available is not None and found.available <= FEW:
        return _("Only %(count)s left") % {"count": found.available}
    return found.product.unit_text or None
