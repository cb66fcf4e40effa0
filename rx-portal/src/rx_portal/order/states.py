"""When an rx order may move, and where to."""

from collections.abc import Mapping
from enum import StrEnum

from shared_lib.errors import Conflict


class Status(StrEnum):
    """Where an rx order stands."""

    OFFERED = "offered"
    AUTHORIZED = "authorized"
    SENT = "sent"
    READY = "ready"
    CAPTURED = "captured"
    DISPENSED = "dispensed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    REJECTED = "rejected"
    RESCINDED = "rescinded"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    RETURNED = "returned"
    LOST = "lost"


class Move(StrEnum):
    """What may happen to it."""

    AUTHORIZE = "authorize"
    SEND = "send"
    READY = "ready"
    CAPTURE = "capture"
    DISPENSE = "dispense"
    SHIP = "ship"
    DELIVER = "deliver"
    REOFFER = "reoffer"
    REJECT = "reject"
    RESCIND = "rescind"
    CANCEL = "cancel"
    EXPIRE = "expire"
    RETURN = "return"
    LOSE = "lose"
    SEND_AGAIN = "send_again"


class WorkKind(StrEnum):
    """What the clinic has to put right for an order."""

    STOCK_SHORT = "stock_short"
    REFUND_FAILED = "refund_failed"


_EXITS = {Move.REJECT: Status.REJECTED, Move.RESCIND: Status.RESCINDED, Move.CANCEL: Status.CANCELLED}
_HELD = (Status.AUTHORIZED, Status.SENT, Status.READY)

NEXT: Mapping[tuple[Status, Move], Status] = {
    (Status.OFFERED, Move.AUTHORIZE): Status.AUTHORIZED,
    (Status.OFFERED, Move.EXPIRE): Status.EXPIRED,
    (Status.OFFERED, Move.CANCEL): Status.CANCELLED,
    (Status.OFFERED, Move.RESCIND): Status.RESCINDED,
    (Status.AUTHORIZED, Move.SEND): Status.SENT,
    (Status.SENT, Move.READY): Status.READY,
    (Status.READY, Move.CAPTURE): Status.CAPTURED,
    (Status.CAPTURED, Move.DISPENSE): Status.DISPENSED,
    (Status.CAPTURED, Move.REJECT): Status.REJECTED,
    (Status.CAPTURED, Move.RESCIND): Status.RESCINDED,
    (Status.DISPENSED, Move.SHIP): Status.SHIPPED,
    (Status.SHIPPED, Move.DELIVER): Status.DELIVERED,
    (Status.DISPENSED, Move.RETURN): Status.RETURNED,
    (Status.SHIPPED, Move.RETURN): Status.RETURNED,
    (Status.SHIPPED, Move.LOSE): Status.LOST,
    (Status.RETURNED, Move.SEND_AGAIN): Status.CAPTURED,
    (Status.LOST, Move.SEND_AGAIN): Status.CAPTURED,
    **{(status, move): end for status in _HELD for move, end in _EXITS.items()},
    **{(status, Move.REOFFER): Status.OFFERED for status in _HELD},
}

OVER = frozenset({Status.REJECTED, Status.RESCINDED, Status.CANCELLED, Status.EXPIRED})
"""Ended before anything was dispensed: no money is kept, and the fill may be offered again."""


class IllegalMove(Conflict):
    """The order is not where this could happen to it."""

    code = "illegal_move"


def advance(status: Status, move: Move) -> Status:
    """Return the status after `move`, or refuse it.

    :raises IllegalMove: the table has no such step.
    """
    try:
        return NEXT[status, move]
    except KeyError:
        raise IllegalMove(f"An order that is {status} cannot {move}.") from None
