"""What happened to an order."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared_lib.events import Event
from shared_lib.money import Money
from storefront.order.states import Reason


@dataclass(frozen=True, kw_only=True)
class OrderPlaced(Event):
    """Somebody has ordered, and is about to pay."""

    type: ClassVar[str] = "order.placed.v1"
    consumed: ClassVar[bool] = False

    total: Money


@dataclass(frozen=True, kw_only=True)
class OrderPaid(Event):
    """The money is there and the goods are taken."""

    type: ClassVar[str] = "order.paid.v1"

    total: Money


@dataclass(frozen=True, kw_only=True)
class OrderCancelled(Event):
    """The order came to nothing; `was_paid` tells whether money goes back."""

    type: ClassVar[str] = "order.cancelled.v1"

    reason: Reason
    was_paid: bool


@dataclass(frozen=True, kw_only=True)
class OrderFulfilled(Event):
    """The goods are on their way."""

    type: ClassVar[str] = "order.fulfilled.v1"

    shipment_id: UUID
