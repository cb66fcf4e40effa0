"""The active catalogue in memory, so that narrowing, counting and sorting ask the database nothing.

Every product has a bit; a set of products is one integer, and "how many are left if this is also chosen" is
an AND and a count of bits. Bits are numbered by price, so that a span of prices is a span of bits.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import TypeVar
from uuid import UUID

from shared_lib.catalog import GOODS, Category, Kind
from shared_lib.catalog.memory import Entry, Facet, Names, Words
from storefront.catalog.choice import Choice, Sort

Key = TypeVar("Key")

WAY = "way"
"""The facet that every catalogue has: how one comes by a thing."""

WAYS: Mapping[str, frozenset[Kind]] = {
    "buy": GOODS,
    "prescription": frozenset({Kind.RX}),
    "membership": frozenset({Kind.MEMBERSHIP}),
}
SUBSCRIBE = "subscribe"


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a list, how many there are in all, and for each facet how many each value would leave."""

    ids: Sequence[UUID]
    total: int
    page: int
    pages: int
    counts: Mapping[str, Mapping[str, int]]


class Index:
    """Everything that is found without a statement. Built once, never changed."""

    def __init__(
        self,
        entries: Sequence[Entry],
        words: Iterable[Words],
        facets: Sequence[Facet] = (),
        options: Mapping[str, Names] | None = None,
        shelves: Mapping[str, Sequence[Category]] | None = None,
    ) -> None:
        self.entries = entries
        self.facets = facets
        self.options = options or {}
        self.shelves = shelves or {}
        self.by_id = {entry.id: entry for entry in entries}
        self.words: dict[UUID, dict[str, Words]] = {}
        for one in words:
            self.words.setdefault(one.product_id, {})[one.locale] = one
        self._by_price = sorted(entries, key=lambda entry: (entry.amount is None, entry.amount or 0))
        self._amounts = [entry.amount for entry in self._by_price if entry.amount is not None]
        self._bit = {entry.id: number for number, entry in enumerate(self._by_price)}
        self._all = (1 << len(entries)) - 1
        self._shelves = self._masks((entry.category, entry) for entry in entries)
        self._values = self._masks(
            (pair, entry) for entry in entries for pair in (*_ways(entry), *entry.facets)
        )
        self._orders: dict[tuple[Sort, str], Sequence[int]] = {}
        self._beside: dict[tuple[UUID, int], Sequence[UUID]] = {}

    def text(self, product_id: UUID, locale: str) -> Words:
        """Return a product's words in this locale, or in English."""
        known = self.words[product_id]
        return known.get(locale) or known.get("en") or next(iter(known.values()))

    def shelf(self, slug: str, locale: str) -> Category | None:
        """Return a shelf by its slug."""
        return next((one for one in self.shelves.get(locale, ()) if one.slug == slug), None)

    def beside(self, product_id: UUID, few: int) -> Sequence[UUID]:
        """Return what is shown beside a product: what goes with it, then what serves the same ends."""
        key = (product_id, few)
        if key not in self._beside:
            self._beside[key] = self._goes_with(self.by_id[product_id], few)
        return self._beside[key]

    def _goes_with(self, entry: Entry, few: int) -> Sequence[UUID]:
        told = [one for one in (*entry.bought_with, *entry.related) if one in self.by_id]
        alike = (
            sorted(
                (one for one in self.entries if one.category == entry.category and one.id != entry.id),
                key=lambda one: -len(one.facets & entry.facets),
            )
            if len(told) < few
            else []
        )
        return list(dict.fromkeys([*told, *(one.id for one in alike[:few])]))[:few]

    def mask_of(self, ids: Iterable[UUID]) -> int:
        """Return the set of these products, those that are not here left out."""
        return reduce(or_, (1 << self._bit[one] for one in ids if one in self._bit), 0)

    def narrow(
        self, choice: Choice, *, category: str | None, locale: str, per_page: int, sold_out: int = 0
    ) -> Found:
        """Return a page of a shelf, or of all for None; `sold_out` is the set of what cannot be had now."""
        scope = self._shelves.get(category, 0) if category else self._all
        scope &= self._span(choice)
        if choice.in_stock:
            scope &= ~sold_out
        chosen = {facet: self._any(facet, values) for facet, values in choice.facets.items()}
        found = reduce(lambda mask, more: mask & more, chosen.values(), scope)
        total = found.bit_count()
        pages = max(1, -(-total // per_page))
        page = min(choice.page, pages)
        ids = self._page(found, self._order(choice.sort, locale), (page - 1) * per_page, per_page)
        return Found(ids, total, page, pages, self._counts(category, scope, chosen))

    def _counts(
        self, category: str | None, scope: int, chosen: Mapping[str, int]
    ) -> Mapping[str, Mapping[str, int]]:
        """Count each value as if it alone were chosen in its facet, for values that the shelf has."""
        shelf = self._shelves.get(category, 0) if category else self._all
        counts: dict[str, dict[str, int]] = {}
        for (facet, value), mask in self._values.items():
            if mask & shelf:
                others = [more for key, more in chosen.items() if key != facet]
                left = reduce(lambda one, more: one & more, others, scope & mask)
                counts.setdefault(facet, {})[value] = left.bit_count()
        return counts

    def _page(self, found: int, order: Sequence[int], start: int, count: int) -> Sequence[UUID]:
        flags = found.to_bytes(len(self.entries) // 8 + 1, "little")
        page: list[UUID] = []
        seen = 0
        for bit in order:
            if flags[bit >> 3] >> (bit & 7) & 1:
                if seen >= start:
                    page.append(self._by_price[bit].id)
                    if len(page) == count:
                        break
                seen += 1
        return page

    def _order(self, sort: Sort, locale: str) -> Sequence[int]:
        key = (sort, locale if sort is Sort.NAME else "")
        if key not in self._orders:
            self._orders[key] = [self._bit[entry.id] for entry in self._sorted(sort, locale)]
        return self._orders[key]

    def _sorted(self, sort: Sort, locale: str) -> Sequence[Entry]:
        match sort:
            case Sort.PRICE:
                return self._by_price
            case Sort.PRICE_DOWN:
                return sorted(self._by_price, key=lambda entry: -(entry.amount or 0))
            case Sort.NEWEST:
                return sorted(self.entries, key=lambda entry: entry.introduced_on or date.min, reverse=True)
            case Sort.NAME:
                return sorted(self.entries, key=lambda entry: self.text(entry.id, locale).name.casefold())
            case _:
                return self.entries

    def _span(self, choice: Choice) -> int:
        if choice.least is None and choice.most is None:
            return self._all
        first = bisect_left(self._amounts, choice.least or 0)
        last = len(self._amounts) if choice.most is None else bisect_right(self._amounts, choice.most)
        return (1 << max(first, last)) - (1 << first)

    def _any(self, facet: str, values: Iterable[str]) -> int:
        return reduce(or_, (self._values.get((facet, value), 0) for value in values), 0)

    def _masks(self, pairs: Iterable[tuple[Key, Entry]]) -> dict[Key, int]:
        masks: dict[Key, int] = {}
        for key, entry in pairs:
            masks[key] = masks.get(key, 0) | 1 << self._bit[entry.id]
        return masks


def _ways(entry: Entry) -> Sequence[tuple[str, str]]:
    ways = [(WAY, way) for way, kinds in WAYS.items() if entry.kind in kinds]
    return [*ways, (WAY, SUBSCRIBE)] if entry.plans else ways
