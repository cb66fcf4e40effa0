"""What checkout hands over to be ordered, and what is asked for and left of an order afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from shared_lib.money import Money
from storefront.order.models import OrderLine
from storefront.order.states import Fate


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


@dataclass(frozen=True, slots=True)
class Back:
    """Pieces of a line whose price is to go back, and what becomes of them."""

    quantity: int
    fate: Fate


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be refunded: pieces by line, and the delivery or not."""

    lines: Mapping[UUID, Back]
    with_delivery: bool = False


@dataclass(frozen=True, slots=True)
class LineLeft:
    """A line with what became of its pieces: sent in parcels, taken back by the clinic, refunded."""

    line: OrderLine
    sent: int
    taken_back: int
    refunded: int

    @property
    def to_send(self) -> int:
        """Return how many are still to be sent; what is taken back comes first from what has not left."""
        return max(0, self.line.quantity - self.sent - self.taken_back)

    @property
    def to_refund(self) -> int:
        """Return for how many pieces the price has not gone back."""
        return self.line.quantity - self.refunded

    @property
    def to_take_back(self) -> int:
        """Return how many pieces the clinic could still take back."""
        return self.line.quantity - self.taken_back

    def worth(self, quantity: int) -> Money:
        """Return what so many more pieces cost, discount and tax included.

        Whichever way a line is refunded in parts, the parts add up to what was paid for it.
        """
        return Money(self._share(self.refunded + quantity) - self._share(self.refunded), self.line.currency)

    def _share(self, pieces: int) -> int:
        line = self.line
        paid = line.unit_amount * line.quantity - line.discount_amount + line.tax_amount
        return paid * pieces // line.quantity


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of an order: its lines, the delivery that was paid, and the money still here."""

    lines: Sequence[LineLeft]
    delivery: Money
    money: Money

    @property
    def to_send(self) -> Mapping[UUID, int]:
        """Return the pieces by line that are still to be sent."""
        return {one.line.id: one.to_send for one in self.lines if one.to_send}

    @property
    def everything(self) -> Wanted:
        """Return the wish for all that can still go back: what has not left returns to its lots."""
        lines = {
            one.line.id: Back(one.to_refund, Fate.RESTOCKED if one.to_send >= one.to_refund else Fate.KEPT)
            for one in self.lines
            if one.to_refund
        }
        return Wanted(lines, with_delivery=bool(self.delivery))
