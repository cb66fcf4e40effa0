"""What fits some words: cards of products, and links to what was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from shared_lib.catalog import Kind
from shared_lib.catalog.memory import Entry
from storefront.catalog import memory as catalog_memory
from storefront.catalog.cards import Card, list_these
from storefront.content.written import Written
from storefront.kit import pictures
from storefront.search import memory
from storefront.search.index import Hit, Sort

MOST_PRODUCTS = 24
MOST_WRITTEN = 8
FEW_PRODUCTS = 5
FEW_WRITTEN = 3


@dataclass(frozen=True, slots=True)
class Results:
    """What a search page shows."""

    cards: Sequence[Card]
    written: Sequence[Written]

    @property
    def count(self) -> int:
        """Return how much was found."""
        return len(self.cards) + len(self.written)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line below the field where somebody types."""

    href: str
    name: str
    note: str
    picture: pictures.Picture | None = None


def results(words: str, *, locale: str, now: datetime) -> Results:
    """Return what fits, best first; one statement for the cards."""
    hits = memory.current(locale, now).find(words)
    ids = [entry.id for entry in _products(hits)[:MOST_PRODUCTS]]
    cards = list_these(ids, locale=locale, now=now)
    return Results(cards, _written(hits)[:MOST_WRITTEN])


def suggestions(words: str, *, locale: str, now: datetime) -> Sequence[Suggestion]:
    """Return the first few that fit, from memory alone."""
    hits = memory.current(locale, now).find(words)
    catalogue = catalog_memory.current(now)
    products = [_product(entry, catalogue.text(entry.id, locale).name) for entry in _products(hits)]
    written = [Suggestion(one.address, one.title, one.kind) for one in _written(hits)]
    return [*products[:FEW_PRODUCTS], *written[:FEW_WRITTEN]]


def _product(entry: Entry, name: str) -> Suggestion:
    note = _("Prescription") if entry.kind is Kind.RX else ""
    href = reverse("catalog:product", args=[entry.slug])
    return Suggestion(href, name, note, pictures.of(entry.picture))


def _products(hits: Sequence[Hit]) -> Sequence[Entry]:
    return [hit.document.about for hit in hits if hit.document.sort is Sort.PRODUCT]


def _written(hits: Sequence[Hit]) -> Sequence[Written]:
    return [hit.document.about for hit in hits if hit.document.sort is not Sort.PRODUCT]
