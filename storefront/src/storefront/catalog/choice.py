"""What a shopper asked of a list. The address says it all, so that it can be shared and gone back to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

DIGITS = 5
"""No page and no price in whole units is longer than this."""


class Sort(StrEnum):
    """In which order a list is shown."""

    FEATURED = "featured"
    PRICE = "price"
    PRICE_DOWN = "price-down"
    NEWEST = "newest"
    NAME = "name"


_SORTS = {sort.value for sort in Sort}


@dataclass(frozen=True, slots=True)
class Choice:
    """A narrowed list: any value of a facet will do, but every facet must fit. Amounts are minor units."""

    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    least: int | None = None
    most: int | None = None
    in_stock: bool = False
    sort: Sort = Sort.FEATURED
    page: int = 1

    @classmethod
    def of(cls, asked: QueryDict, known: Mapping[str, object]) -> Self:
        """Return what a query asks for, of the facets that are `known`; what makes no sense is left out."""
        facets = {key: _values(asked.getlist(key)) for key in known if key in asked}
        sort = asked.get("sort", "")
        return cls(
            facets={key: values for key, values in facets.items() if values},
            least=_amount(asked.get("least", "")),
            most=_amount(asked.get("most", "")),
            in_stock=asked.get("stock") == "in",
            sort=Sort(sort) if sort in _SORTS else Sort.FEATURED,
            page=_page(asked.get("page", "")),
        )

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything but order and page was chosen."""
        return bool(self.facets) or self.in_stock or self.least is not None or self.most is not None

    def without(self, facet: str, value: str) -> Self:
        """Return the choice less one value, from its first page."""
        left = {
            key: tuple(one for one in values if (key, one) != (facet, value))
            for key, values in self.facets.items()
        }
        return replace(self, facets={key: values for key, values in left.items() if values}, page=1)

    def query(self) -> str:
        """Return the one way to write this choice after the `?`, without its page; empty for none."""
        pairs = [(key, value) for key in sorted(self.facets) for value in sorted(self.facets[key])]
        if self.least is not None:
            pairs.append(("least", _written(self.least)))
        if self.most is not None:
            pairs.append(("most", _written(self.most)))
        if self.in_stock:
            pairs.append(("stock", "in"))
        if self.sort is not Sort.FEATURED:
            pairs.append(("sort", self.sort.value))
        return urlencode(pairs)


def _values(given: Sequence[str]) -> Sequence[str]:
    return tuple(dict.fromkeys(value for value in given if value))[:20]


def _amount(text: str) -> int | None:
    """Return whole units as minor ones; None for what is no amount."""
    number = _number(text)
    return None if number is None else number * 100


def _page(text: str) -> int:
    return _number(text) or 1


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else None


def _written(amount: int) -> str:
    return str(amount // 100)
