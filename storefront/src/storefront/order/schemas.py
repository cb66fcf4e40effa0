"""What checkout hands over to be ordered: every name, price and address settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from shared_lib.money import Money


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets the parcel, where, and how to reach them."""

    email: str
    phone: str
    name: str
    line1: str
    line2: str
    city: str
    state: str
    postcode: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One line; `discount` and `tax` are the whole line's, `tax_rate` hundredths of a percent."""

    sku_id: UUID
    slug: str
    name: str
    variant: str
    quantity: int
    unit: Money
    discount: Money
    tax: Money
    tax_rate: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole order that has yet to be placed. `digest` is equal for equal orders of one basket."""

    submission_id: UUID
    digest: str
    basket_id: UUID
    account_id: UUID | None
    locale: str
    to: Recipient
    lines: Sequence[DraftLine]
    shipping_code: str
    shipping_name: str
    promo_code: str
    goods: Money
    discount: Money
    shipping: Money
    tax: Money

    @property
    def total(self) -> Money:
        """Return what is to be paid."""
        return self.goods - self.discount + self.shipping + self.tax
