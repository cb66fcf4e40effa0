"""When an order may move, and where to. Payment, refund and shipment have states of their own."""

from collections.abc import Mapping
from enum import StrEnum

from shared_lib.errors import Conflict


class IllegalMove(Conflict):
    """The table has no such step."""

    code = "illegal_move"


class Status(StrEnum):
    """Where an order stands."""

    PENDING = "pending"
    PAID = "paid"
    FULFILLED = "fulfilled"
    CANCELLED = "cancelled"


class Move(StrEnum):
    """What can happen to an order. REVIVE: money came after it had lapsed, and the goods are still there."""

    PAY = "pay"
    REVIVE = "revive"
    FULFIL = "fulfil"
    CANCEL = "cancel"


class Reason(StrEnum):
    """Why an order was cancelled, or money went back."""

    LAPSED = "lapsed"
    SUPERSEDED = "superseded"
    SHOPPER = "shopper"
    OPERATOR = "operator"
    STOCK_GONE = "stock_gone"
    DUPLICATE = "duplicate"
    LATE = "late"


NEXT: Mapping[tuple[Status, Move], Status] = {
    (Status.PENDING, Move.PAY): Status.PAID,
    (Status.PENDING, Move.CANCEL): Status.CANCELLED,
    (Status.PAID, Move.FULFIL): Status.FULFILLED,
    (Status.PAID, Move.CANCEL): Status.CANCELLED,
    (Status.CANCELLED, Move.REVIVE): Status.PAID,
}


def advance(status: Status, move: Move) -> Status:
    """Return the status after `move`.

    :raises IllegalMove: the table has no such step.
    """
    if (status, move) not in NEXT:
        raise IllegalMove(_SAID.get(status, "This can no longer be done with this order."))
    return NEXT[status, move]


_SAID = {
    Status.FULFILLED: "This order is on its way already.",
    Status.CANCELLED: "This order was cancelled.",
    Status.PENDING: "This order is not paid yet.",
}
