"""A narrowed list as a page shows it: cards, facets with counts, and what was chosen, to be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from storefront.catalog import memory
from storefront.catalog.cards import Card, list_these
from storefront.catalog.choice import Choice, Sort
from storefront.catalog.index import SUBSCRIBE, WAY, Found, Index

PER_PAGE = 24
BESIDE = 4


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet, and how many products choosing it would leave."""

    key: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A facet with those of its values that the shelf has."""

    key: str
    name: str
    values: Sequence[Value]


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that was chosen, and where one gets by taking it back."""

    text: str
    query: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What one page of a list shows."""

    choice: Choice
    found: Found
    cards: Sequence[Card]
    groups: Sequence[Group]
    chips: Sequence[Chip]

    @property
    def parts(self) -> str:
        """Return what htmx puts in place beside the cards: how many there are, and what could be chosen."""
        names = ["count", "facet-price", *(f"facet-{group.key}" for group in self.groups)]
        return ",".join(f"#{name}:innerHTML" for name in names)


def known_facets(index: Index) -> Mapping[str, object]:
    """Return the keys of the facets by which this catalogue can be narrowed."""
    return {WAY: None, **{facet.key: None for facet in index.facets}}


def of(choice: Choice, *, category: str | None, locale: str, now: datetime) -> Listing:
    """Return the page of a shelf, or of everything, that a choice leaves; one statement for its cards."""
    index = memory.current(now)
    gone = memory.sold_out(now) if choice.in_stock else 0
    found = index.narrow(choice, category=category, locale=locale, per_page=PER_PAGE, sold_out=gone)
    groups = _groups(index, found, choice, locale)
    cards = list_these(found.ids, locale=locale, now=now)
    return Listing(choice, found, cards, groups, _chips(choice, groups))


def beside(product_id: UUID, *, locale: str, now: datetime) -> Sequence[Card]:
    """Return the cards of what is shown beside a product; one statement."""
    index = memory.current(now)
    ids = index.beside(product_id, BESIDE) if product_id in index.by_id else ()
    return list_these(ids, locale=locale, now=now)


def sorts() -> Sequence[tuple[str, str]]:
    """Return the orders a shopper may choose from."""
    return [
        (Sort.FEATURED.value, _("Our selection")),
        (Sort.PRICE.value, _("Price, low to high")),
        (Sort.PRICE_DOWN.value, _("Price, high to low")),
        (Sort.NEWEST.value, _("Newest")),
        (Sort.NAME.value, _("Name")),
    ]


def _groups(index: Index, found: Found, choice: Choice, locale: str) -> Sequence[Group]:
    named = [(WAY, _("How to get it"), _ways())]
    for facet in index.facets:
        values = {key: _in(names, locale) for key, names in facet.values.items()}
        named.append((facet.key, _in(facet.names, locale), values))
    groups = [_group(key, name, values, found, choice) for key, name, values in named]
    return [group for group in groups if len(group.values) > 1 or group.key in choice.facets]


def _group(key: str, name: str, values: Mapping[str, str], found: Found, choice: Choice) -> Group:
    counts, chosen = found.counts.get(key, {}), choice.facets.get(key, ())
    shown = [
        Value(value, text, counts.get(value, 0), value in chosen)
        for value, text in values.items()
        if value in counts or value in chosen
    ]
    return Group(key, name, shown)


def _chips(choice: Choice, groups: Sequence[Group]) -> Sequence[Chip]:
    chips = [
        Chip(value.name, choice.without(group.key, value.key).query())
        for group in groups
        for value in group.values
        if value.is_chosen
    ]
    first = replace(choice, page=1)
    if choice.least is not None:
        text = _("From $%(amount)s") % {"amount": choice.least // 100}
        chips.append(Chip(text, replace(first, least=None).query()))
    if choice.most is not None:
        text = _("Up to $%(amount)s") % {"amount": choice.most // 100}
        chips.append(Chip(text, replace(first, most=None).query()))
    if choice.in_stock:
        chips.append(Chip(_("In stock"), replace(first, in_stock=False).query()))
    return chips


def _ways() -> Mapping[str, str]:
    return {
        "buy": _("Buy at once"),
        SUBSCRIBE: _("By subscription"),
        "membership": _("Membership"),
        "prescription": _("After a clinician's approval"),
    }


def _in(names: Mapping[str, str], locale: str) -> str:
    return names.get(locale) or names["en"]
