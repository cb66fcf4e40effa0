"""When an attempt to pay, or a refund, may move, and where to."""

from collections.abc import Mapping
from enum import StrEnum

from shared_lib.errors import Conflict


class IllegalMove(Conflict):
    """The table has no such step."""

    code = "illegal_move"


class Status(StrEnum):
    """Where an attempt stands. REQUESTED: the page was asked for, and nobody knows yet whether it exists."""

    REQUESTED = "requested"
    OPEN = "open"
    PAID = "paid"
    EXPIRED = "expired"
    FAILED = "failed"


class Move(StrEnum):
    """What can happen to an attempt."""

    OPEN = "open"
    PAY = "pay"
    EXPIRE = "expire"
    FAIL = "fail"


LIVE = (Status.REQUESTED, Status.OPEN)

NEXT: Mapping[tuple[Status, Move], Status] = {
    (Status.REQUESTED, Move.OPEN): Status.OPEN,
    (Status.REQUESTED, Move.PAY): Status.PAID,
    (Status.REQUESTED, Move.EXPIRE): Status.EXPIRED,
    (Status.REQUESTED, Move.FAIL): Status.FAILED,
    (Status.OPEN, Move.PAY): Status.PAID,
    (Status.OPEN, Move.EXPIRE): Status.EXPIRED,
    (Status.EXPIRED, Move.PAY): Status.PAID,
}


class RefundStatus(StrEnum):
    """Where a refund stands. REQUESTED: it was asked for, and nobody knows yet whether it was made.

    One that succeeded may fail later: the bank sent the money back.
    """

    REQUESTED = "requested"
    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class RefundMove(StrEnum):
    """What can happen to a refund."""

    ACCEPT = "accept"
    SUCCEED = "succeed"
    FAIL = "fail"


REFUND_NEXT: Mapping[tuple[RefundStatus, RefundMove], RefundStatus] = {
    (RefundStatus.REQUESTED, RefundMove.ACCEPT): RefundStatus.PENDING,
    (RefundStatus.REQUESTED, RefundMove.SUCCEED): RefundStatus.SUCCEEDED,
    (RefundStatus.REQUESTED, RefundMove.FAIL): RefundStatus.FAILED,
    (RefundStatus.PENDING, RefundMove.SUCCEED): RefundStatus.SUCCEEDED,
    (RefundStatus.PENDING, RefundMove.FAIL): RefundStatus.FAILED,
    (RefundStatus.SUCCEEDED, RefundMove.FAIL): RefundStatus.FAILED,
}


def advance(status: Status, move: Move) -> Status:
    """Return the attempt's status after `move`.

    :raises IllegalMove: the table has no such step.
    """
    if (status, move) not in NEXT:
        raise IllegalMove(f"A payment that is {status} cannot {move}.")
    return NEXT[status, move]


def advance_refund(status: RefundStatus, move: RefundMove) -> RefundStatus:
    """Return the refund's status after `move`.

    :raises IllegalMove: the table has no such step.
    """
    if (status, move) not in REFUND_NEXT:
        raise IllegalMove(f"A refund that is {status} cannot {move}.")
    return REFUND_NEXT[status, move]
