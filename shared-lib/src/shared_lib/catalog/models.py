"""The catalogue as it is read. Prices are minor currency units; weights are grams."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from shared_lib.money import Money

Row = Sequence[Any]


class Kind(StrEnum):
    """What a product is; only RX needs a prescription."""

    OTC = "otc"
    RX = "rx"
    DEVICE = "device"
    LAB_KIT = "lab_kit"
    MEMBERSHIP = "membership"
    SERVICE = "service"


GOODS = frozenset({Kind.OTC, Kind.DEVICE, Kind.LAB_KIT})
"""What the shop may put into a basket; memberships and services are joined and booked, not bought."""


class Period(StrEnum):
    """For how long one price of a membership stands."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Relation(StrEnum):
    """Why one product is shown with another."""

    BOUGHT_WITH = "bought_with"
    RELATED = "related"


class Status(StrEnum):
    """Whether a product or a SKU is offered."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


class Pharmacy(StrEnum):
    """Who dispenses a prescription product: the clinic itself, or a pharmacy behind a connector."""

    DISPENSARY = "dispensary"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf of the shop; `name` is in the locale asked for, or English."""

    id: UUID
    slug: str
    name: str
    summary: str
    position: int

    @classmethod
    def all_of(cls, rows: Iterable[Row]) -> list[Self]:
        """Return the categories that rows describe."""
        return [cls(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Product:
    """What is true of a product whatever its size or price; texts in the locale asked for, or English."""

    id: UUID
    slug: str
    kind: Kind
    needs_prescription: bool
    category: str
    rx_class: str | None
    pharmacy: Pharmacy | None
    cold_chain: bool
    days_supply: int | None
    alternative_product_id: UUID | None
    tax_class: str
    status: Status
    name: str
    summary: str
    unit_text: str
    points: Sequence[str] = ()
    picture: str = ""

    WIDTH = 17

    @classmethod
    def of(cls, row: Row) -> Self:
        """Return the product that the first `WIDTH` columns of a row describe."""
        identity, slug, kind, needs, category, rx_class, pharmacy, *rest = row[: cls.WIDTH]
        cold, days, alternative, tax_class, status, *texts = rest
        place = Pharmacy(pharmacy) if pharmacy else None
        facts = (category, rx_class, place, cold, days, alternative, tax_class, Status(status))
        return cls(identity, slug, Kind(kind), needs, *facts, *texts)

    @classmethod
    def by_id(cls, rows: Iterable[Row]) -> dict[UUID, Self]:
        """Return the products that rows describe, by id."""
        return {found.id: found for found in map(cls.of, rows)}


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product in a list: its lowest price now, and how many of it could be promised (None: not stocked)."""

    product: Product
    price_from: Money | None
    available: int | None
    sku_count: int

    @classmethod
    def of(cls, row: Row) -> Self:
        """Return the card that one row describes."""
        amount, currency, available, sku_count = row[Product.WIDTH :]
        return cls(Product.of(row), _money(amount, currency), available, sku_count)

    @classmethod
    def all_of(cls, rows: Iterable[Row]) -> list[Self]:
        """Return the cards that rows describe."""
        return [cls.of(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Offer:
    """A SKU: its price now (None: not for sale), and how many could be promised (None: not stocked)."""

    product: Product
    sku_id: UUID
    code: str
    attributes: Mapping[str, str]
    weight_g: int
    status: Status
    price: Money | None
    available: int | None
    picture: str = ""
    period: Period | None = None

    @property
    def sellable(self) -> bool:
        """Tell whether a basket may hold it now: goods only, and never what needs a prescription."""
        offered = self.product.status is Status.ACTIVE and self.status is Status.ACTIVE
        is_good = self.product.kind in GOODS and not self.product.needs_prescription
        return offered and is_good and self.price is not None and self.available != 0

    @classmethod
    def of(cls, row: Row) -> Self:
        """Return the offer that one row describes."""
        sku_id, code, names, values, weight_g, status, amount, currency, *rest = row[Product.WIDTH :]
        available, picture, period = rest
        attributes = dict(zip(names, values, strict=True))
        facts = (attributes, weight_g, Status(status), _money(amount, currency), available, picture)
        return cls(Product.of(row), sku_id, code, *facts, Period(period) if period else None)

    @classmethod
    def all_of(cls, rows: Iterable[Row]) -> "list[Self]":
        """Return the offers that rows describe."""
        return [cls.of(row) for row in rows]

    @classmethod
    def by_sku(cls, rows: Iterable[Row]) -> "dict[UUID, Self]":
        """Return the offers that rows describe, by SKU."""
        return {found.sku_id: found for found in map(cls.of, rows)}


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product and its offers, in their order."""

    product: Product
    offers: tuple[Offer, ...]

    @classmethod
    def all_of(cls, rows: Iterable[Row]) -> list[Self]:
        """Return one page a product, in the order of the rows; none if there are no rows."""
        pages: dict[UUID, list[Offer]] = {}
        for offer in map(Offer.of, rows):
            pages.setdefault(offer.product.id, []).append(offer)
        return [cls(found[0].product, tuple(found)) for found in pages.values()]


def _money(amount: int | None, currency: str | None) -> Money | None:
    return None if amount is None or currency is None else Money(amount, currency)
