"""Shelves and product pages, the same for everyone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from shared_lib.catalog import Category, ProductPage
from storefront.catalog import queries, story
from storefront.catalog.cards import card
from storefront.kit import clock
from storefront.kit.page_cache import same_for_everyone


@require_safe
@same_for_everyone
def shop(request: HttpRequest) -> HttpResponse:
    """Show every shelf, or what a search found."""
    locale, now = _locale(), clock.now()
    words = request.GET.get("q", "").strip()[:80]
    cards = (
        queries.list_found(words, locale=locale, now=now)
        if words
        else queries.list_everything(locale=locale, now=now)
    )
    context = {
        "categories": queries.list_categories(locale=locale),
        "cards": [card(one) for one in cards],
        "words": words,
    }
    return render(request, "catalog/shop.html", context)


@require_safe
@same_for_everyone
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one shelf."""
    locale = _locale()
    categories = queries.list_categories(locale=locale)
    chosen = next((found for found in categories if found.slug == slug), None)
    if chosen is None:
        raise queries.CategoryNotFound("There is no such shelf in the shop.")
    cards = queries.list_category(slug, locale=locale, now=clock.now())
    return render(
        request,
        "catalog/category.html",
        {"categories": categories, "category": chosen, "cards": [card(one) for one in cards]},
    )


@require_safe
@same_for_everyone
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one product: its picture, its variants with price and delivery, its story."""
    locale, now = _locale(), clock.now()
    page = queries.get_page(slug, locale=locale, now=now)
    return render(
        request,
        "catalog/product.html",
        {
            "page": page,
            "product": page.product,
            "shelf": _shelf_of(page, locale),
            **_choice(page),
            "story": story.of(page.product.id, locale),
        },
    )


def _shelf_of(page: ProductPage, locale: str) -> Category | None:
    shelves = queries.list_categories(locale=locale)
    return next((one for one in shelves if one.slug == page.product.category), None)


def _choice(page: ProductPage) -> dict[str, Any]:
    """Return the variant that is chosen when the page opens: the first that can be had."""
    sellable = [offer for offer in page.offers if offer.sellable]
    return {"chosen": (sellable or list(page.offers))[0], "can_buy": bool(sellable)}


def _locale() -> str:
    return get_language() or "en"
