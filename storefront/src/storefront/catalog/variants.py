"""The variants of a product as something to choose from: one group of links for each option."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared_lib.catalog import Offer, ProductPage
from shared_lib.catalog.memory import Names


@dataclass(frozen=True, slots=True)
class Way:
    """One value of an option, and the variant that one gets to by choosing it."""

    value: str
    offer: Offer
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen: size, flavour."""

    name: str
    ways: Sequence[Way]


def chosen(page: ProductPage, code: str | None) -> Offer:
    """Return the variant that the address names, or else the first that can be had, or else the first."""
    named = [offer for offer in page.offers if offer.code == code]
    return (named or [offer for offer in page.offers if offer.sellable] or list(page.offers))[0]


def options(page: ProductPage, current: Offer, names: Mapping[str, Names], locale: str) -> Sequence[Option]:
    """Return the options in which the variants differ, in their order."""
    keys = dict.fromkeys(key for offer in page.offers for key in offer.attributes)
    groups = [Option(_name(key, names, locale), _ways(page.offers, current, key)) for key in keys]
    return [group for group in groups if len(group.ways) > 1]


def _ways(offers: Sequence[Offer], current: Offer, key: str) -> Sequence[Way]:
    values = dict.fromkeys(offer.attributes[key] for offer in offers if key in offer.attributes)
    return [
        Way(value, _nearest(offers, current, key, value), current.attributes.get(key) == value)
        for value in values
    ]


def _nearest(offers: Sequence[Offer], current: Offer, key: str, value: str) -> Offer:
    """Return the variant with this value that is most like the current one, and rather one to be had."""
    fitting = [offer for offer in offers if offer.attributes.get(key) == value]
    shared = set(current.attributes.items())
    return max(fitting, key=lambda offer: (len(shared & set(offer.attributes.items())), offer.sellable))


def _name(key: str, names: Mapping[str, Names], locale: str) -> str:
    known = names.get(key, {})
    return known.get(locale) or known.get("en") or key
