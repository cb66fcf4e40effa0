"""When a payment attempt may move, and where to."""

from collections.abc import Mapping
from enum import StrEnum

from shared_lib.errors import Conflict


class Status(StrEnum):
    """Where an attempt stands. The `-ing` ones are intents whose answer is not known yet.

    REFUND_FAILED: the money is with the clinic, and a person has to see to it. REPAID: they did, past the
    processor.
    """

    REQUESTED = "requested"
    OPEN = "open"
    AUTHORIZED = "authorized"
    CAPTURING = "capturing"
    CAPTURED = "captured"
    VOIDING = "voiding"
    VOIDED = "voided"
    REFUNDING = "refunding"
    REFUNDED = "refunded"
    REFUND_FAILED = "refund_failed"
    REPAID = "repaid"
    EXPIRED = "expired"
    LAPSED = "lapsed"


class Move(StrEnum):
    """What may happen to it."""

    OPEN = "open"
    AUTHORIZE = "authorize"
    EXPIRE = "expire"
    CAPTURE = "capture"
    CAPTURED = "captured"
    VOID = "void"
    VOIDED = "voided"
    LAPSE = "lapse"
    REFUND = "refund"
    REFUNDED = "refunded"
    REFUND_FAILED = "refund_failed"
    REPAY = "repay"


NEXT: Mapping[tuple[Status, Move], Status] = {
    (Status.REQUESTED, Move.OPEN): Status.OPEN,
    (Status.REQUESTED, Move.AUTHORIZE): Status.AUTHORIZED,
    (Status.REQUESTED, Move.EXPIRE): Status.EXPIRED,
    (Status.OPEN, Move.AUTHORIZE): Status.AUTHORIZED,
    (Status.OPEN, Move.EXPIRE): Status.EXPIRED,
    (Status.AUTHORIZED, Move.CAPTURE): Status.CAPTURING,
    (Status.AUTHORIZED, Move.VOID): Status.VOIDING,
    (Status.AUTHORIZED, Move.LAPSE): Status.LAPSED,
    (Status.CAPTURING, Move.CAPTURED): Status.CAPTURED,
    (Status.CAPTURING, Move.LAPSE): Status.LAPSED,
    (Status.VOIDING, Move.VOIDED): Status.VOIDED,
    (Status.VOIDING, Move.CAPTURED): Status.CAPTURED,
    (Status.CAPTURED, Move.REFUND): Status.REFUNDING,
    (Status.REFUNDING, Move.REFUNDED): Status.REFUNDED,
    (Status.REFUNDING, Move.REFUND_FAILED): Status.REFUND_FAILED,
    (Status.REFUNDED, Move.REFUND_FAILED): Status.REFUND_FAILED,
    (Status.REFUND_FAILED, Move.REFUND): Status.REFUNDING,
    (Status.REFUND_FAILED, Move.REPAY): Status.REPAID,
}

OVER = frozenset(
    {
        Status.VOIDED,
        Status.REFUNDED,
        Status.REFUND_FAILED,
        Status.REPAID,
        Status.EXPIRED,
        Status.LAPSED,
    }
)
"""The attempt pays for nothing, and another may begin."""


class IllegalMove(Conflict):
    """The payment is not where this could happen to it."""

    code = "illegal_move"


def advance(status: Status, move: Move) -> Status:
    """Return the status after `move`, or refuse it.

    :raises IllegalMove: the table has no such step.
    """
    try:
        return NEXT[status, move]
    except KeyError:
        raise IllegalMove(f"A payment that is {status} cannot {move}.") from None
