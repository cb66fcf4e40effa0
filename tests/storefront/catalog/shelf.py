"""A small catalogue in memory, for tests that need no database."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from shared_lib.catalog import Kind
from shared_lib.catalog.memory import Entry, Words
from storefront.catalog.index import Index

SPACE = UUID("6f6b1c52-0c1f-4d0e-9a3e-3f9a0d5b7c11")


def an_id(slug: str) -> UUID:
    return uuid5(SPACE, slug)


def an_entry(slug: str, *, amount: int | None = 2000, facets: Sequence[str] = (), **given: Any) -> Entry:
    pairs = frozenset((key, value) for key, _, value in (text.partition("=") for text in facets))
    told: dict[str, Any] = {
        "kind": Kind.OTC,
        "category": "basics",
        "introduced_on": date(2026, 1, 1),
        "currency": "USD",
        "sku_count": 1,
        "ingredients": (),
        "codes": (),
        "bought_with": (),
        "related": (),
        "plans": (),
        "picture": slug,
    }
    return Entry(id=an_id(slug), slug=slug, amount=amount, facets=pairs, **(told | given))


def an_index(*entries: Entry) -> Index:
    words = [Words(one.id, "en", one.slug.replace("-", " ").capitalize(), "", ()) for one in entries]
    return Index(entries, words)
