"""When an order may move, and where to. Payment, refund and shipment have states of their own."""

from collections.abc import Mapping
from enum import StrEnum

from shared_lib.errors import Conflict


class IllegalMove(Conflict):
    """The table has no such step."""

    code = "illegal_move"


class Status(StrEnum):
    """Where an order stands. PART_SHIPPED: a parcel has left, and there is more to send."""

    PENDING = "pending"
    PAID = "paid"
    PART_SHIPPED = "part_shipped"
    FULFILLED = "fulfilled"
    CANCELLED = "cancelled"


class Move(StrEnum):
    """What can happen to an order.

    REVIVE: money came after it had lapsed, and the goods are still there. FULFIL_PART: some of it has left.
    """

    PAY = "pay"
    REVIVE = "revive"
    FULFIL_PART = "fulfil_part"
    FULFIL = "fulfil"
    CANCEL = "cancel"


class Reason(StrEnum):
    """Why an order was cancelled, or money went back."""

    LAPSED = "lapsed"
    SUPERSEDED = "superseded"
    SHOPPER = "shopper"
    OPERATOR = "operator"
    REFUNDED = "refunded"
    STOCK_GONE = "stock_gone"
    DUPLICATE = "duplicate"
    LATE = "late"


NEXT: Mapping[tuple[Status, Move], Status] = {
    (Status.PENDING, Move.PAY): Status.PAID,
    (Status.PENDING, Move.CANCEL): Status.CANCELLED,
    (Status.PAID, Move.FULFIL_PART): Status.PART_SHIPPED,
    (Status.PAID, Move.FULFIL): Status.FULFILLED,
    (Status.PART_SHIPPED, Move.FULFIL_PART): Status.PART_SHIPPED,
    (Status.PART_SHIPPED, Move.FULFIL): Status.FULFILLED,
    (Status.PAID, Move.CANCEL): Status.CANCELLED,
    (Status.CANCELLED, Move.REVIVE): Status.PAID,
}

STANDING = frozenset({Status.PAID, Status.PART_SHIPPED, Status.FULFILLED})
"""Where the clinic has the money, and the shopper has the goods or is to have them."""

SENDABLE = frozenset({Status.PAID, Status.PART_SHIPPED})
"""Where goods can leave."""

CANCELLABLE = frozenset({Status.PENDING, Status.PAID})
"""Where nothing has left yet, and the whole order can end."""


class Fate(StrEnum):
    """What becomes of goods whose price goes back. KEPT: the shopper has them, or is still to have them."""

    RESTOCKED = "restocked"
    WRITTEN_OFF = "written_off"
    KEPT = "kept"


def advance(status: Status, move: Move) -> Status:
    """Return the status after `move`.

    :raises IllegalMove: the table has no such step.
    """
    if (status, move) not in NEXT:
        raise IllegalMove(_SAID.get(status, "This can no longer be done with this order."))
    return NEXT[status, move]


_SAID = {
    Status.PART_SHIPPED: "Part of this order is on its way already.",
    Status.FULFILLED: "This order is on its way already.",
    Status.CANCELLED: "This order was cancelled.",
    Status.PENDING: "This order is not paid yet.",
}


class Letter(StrEnum):
    """The mails about an order."""

    RECEIPT = "receipt"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    LINK = "link"
    LAPSED = "lapsed"
