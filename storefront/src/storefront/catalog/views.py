"""Shelves and product pages, the same for everyone."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shared_lib.catalog import Category, Offer
from shared_lib.money import Money
from storefront.catalog import delivery, listing, memory, queries, story, structured, variants
from storefront.catalog.cards import FEW
from storefront.catalog.choice import Choice
from storefront.kit import clock
from storefront.kit.jinja import address, home
from storefront.kit.page_cache import same_for_everyone


@require_safe
@same_for_everyone
def shop(request: HttpRequest) -> HttpResponse:
    """Show everything, narrowed down as the address says."""
    return _list(request, None)


@require_safe
@same_for_everyone
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one shelf, narrowed down as the address says."""
    return _list(request, slug)


@require_safe
@same_for_everyone
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one product, in the variant that the address names: what it is, what it costs, when it comes."""
    locale, now = get_language() or "en", clock.now()
    page = queries.get_page(slug, locale=locale, now=now)
    found, index = page.product, memory.current(now)
    chosen = variants.chosen(page, request.GET.get("sku"))
    shelf = index.shelf(found.category, locale)
    entry = index.by_id.get(found.id)
    way = _way_to(found.name, shelf)
    context = {
        "page": page,
        "product": found,
        "chosen": chosen,
        "options": variants.options(page, chosen, index.options, locale),
        "plans": _plans(chosen, entry.plans if entry else ()),
        "promise": delivery.promise(now),
        "few": FEW,
        "way": way,
        "beside": listing.beside(found.id, locale=locale, now=now),
        "story": story.of(found.id, locale),
        "structured": [
            structured.product(page, entry.ingredients if entry else ()),
            structured.breadcrumbs(way),
        ],
    }
    return render(request, "catalog/product.html", context)


def _list(request: HttpRequest, slug: str | None) -> HttpResponse:
    locale, now = get_language() or "en", clock.now()
    index = memory.current(now)
    chosen = index.shelf(slug, locale) if slug else None
    if slug and chosen is None:
        raise queries.CategoryNotFound("There is no such shelf in the shop.")
    choice = Choice.of(request.GET, listing.known_facets(index))
    context = {
        "categories": index.shelves.get(locale, ()),
        "category": chosen,
        "listing": listing.of(choice, category=slug, locale=locale, now=now),
        "sorts": listing.sorts(),
    }
    return render(request, "catalog/list.html", context)


def _way_to(name: str, shelf: Category | None) -> Sequence[tuple[str | None, str]]:
    there = [(address("catalog:category", shelf.slug), shelf.name)] if shelf else []
    return [(home(), _("Home")), (address("catalog:shop"), _("Shop")), *there, (None, name)]


def _plans(chosen: Offer, plans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int, Money]]:
    """Return what a delivery would cost by subscription: days, percent saved, price."""
    if chosen.price is None:
        return []
    return [(days, saved // 100, chosen.price - chosen.price.share(saved)) for days, saved in plans]
