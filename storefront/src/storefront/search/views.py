"""The search page, and what is suggested while somebody types. Neither is kept anywhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from storefront.kit import clock
from storefront.search import queries

LONGEST = 80
SHORTEST = 2


@require_safe
@never_cache
def results(request: HttpRequest) -> HttpResponse:
    """Show what fits the words, or the empty field."""
    words = _words(request)
    found = queries.results(words, locale=get_language() or "en", now=clock.now()) if words else None
    return render(request, "search/results.html", {"words": words, "found": found})


@require_safe
@never_cache
def suggest(request: HttpRequest) -> HttpResponse:
    """Return the lines below the field."""
    words = _words(request)
    is_enough = len(words) >= SHORTEST
    found = queries.suggestions(words, locale=get_language() or "en", now=clock.now()) if is_enough else ()
    return render(request, "search/suggestions.html", {"words": words, "found": found})


def _words(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "").split())[:LONGEST]
