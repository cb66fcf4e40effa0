"""How a thing of the demo shop is written down. Prices are cents; days are how long the lots of a SKU still last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class DemoSku:
    """A SKU with its lots: (pieces, days until the last day of use or None), none for what is not stocked.

    A lot whose days are less than nothing has run out; one of `quarantined` waits for a person to look at it.

    `spanish` are the attributes' values in Spanish, by the same keys.
    """

    code: str
    price: int
    weight_g: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    lots: Sequence[tuple[int, int | None]] = ((18, 120), (60, 420))
    par_level: int = 10
    quarantined: Sequence[tuple[int, int | None]] = ()
    spanish: Mapping[str, str] = field(default_factory=dict)
    picture: str | None = None
    ndc: str | None = None
    period: str | None = None


@dataclass(frozen=True)
class DemoProduct:
    """A product with its texts: name, summary, unit in English and in Spanish.

    `points` and `terms` are in English and in Spanish too; `facets` are values by facet (see `facets.py`), `plans`
    hundredths of a percent off by days, `related` and `bought_with` slugs, `introduced` days ago.
    """

    slug: str
    shelf: str
    english: tuple[str, str, str]
    spanish: tuple[str, str, str]
    skus: Sequence[DemoSku]
    kind: str = "otc"
    tax_class: str = "supplement"
    pharmacy: str | None = None
    rx_class: str | None = None
    cold_chain: bool = False
    days_supply: int | None = None
    alternative: str | None = None
    picture: str | None = None
    points: tuple[Sequence[str], Sequence[str]] = ((), ())
    terms: tuple[Sequence[str], Sequence[str]] = ((), ())
    ingredients: Sequence[str] = ()
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    plans: Mapping[int, int] = field(default_factory=dict)
    related: Sequence[str] = ()
    bought_with: Sequence[str] = ()
    introduced: int = 365
