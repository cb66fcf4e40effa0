"""What an offer is made of, and where it is delivered."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from shared_lib.money import Money

if TYPE_CHECKING:
    from rx_portal.order.models import RxOrder

OFFER_LIFETIME = timedelta(days=7)
DELIVERY_COLUMN = "rx.rx_order.delivery"


@dataclass(frozen=True, slots=True)
class Delivery:
    """To whom and where a fill is sent."""

    name: str = field(repr=False)
    street: str = field(repr=False)
    city: str = field(repr=False)
    state: str
    postal_code: str = field(repr=False)
    phone: str = field(default="", repr=False)

    def text(self) -> str:
        """Return the form that is sealed."""
        return json.dumps(asdict(self))

    @classmethod
    def of(cls, text: str) -> "Delivery":
        """Return what was sealed."""
        return cls(**json.loads(text))


@dataclass(frozen=True, slots=True)
class Fill:
    """One fill of a prescription, as an offer needs to know it; `price` is all-in."""

    patient_id: UUID
    enrollment_id: UUID
    prescription_id: UUID
    number: int
    product_slug: str
    sku_id: UUID
    quantity: int
    pharmacy: str
    price: Money
    approval_valid_until: datetime
    delivery: Delivery = field(repr=False)


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order for its patient's programs; `amount` is in minor units, with everything included."""

    id: UUID
    reference: str
    product: str
    fill: int
    amount: int
    currency: str
    status: str
    offer_expires_at: datetime
    carrier: str | None
    tracking: str | None
    created_at: datetime

    @classmethod
    def of(cls, order: "RxOrder") -> "OrderView":
        """Return what is told of an order."""
        return cls(
            id=order.id,
            reference=order.reference,
            product=order.product_slug,
            fill=order.fill,
            amount=order.amount,
            currency=order.currency,
            status=order.status,
            offer_expires_at=order.offer_expires_at,
            carrier=order.carrier,
            tracking=order.tracking,
            created_at=order.created_at,
        )
