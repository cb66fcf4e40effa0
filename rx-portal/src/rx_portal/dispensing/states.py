"""When a fill may move, and where to; one table for the dispensary and for an outside pharmacy."""

from collections.abc import Mapping
from enum import StrEnum

from shared_lib.errors import Conflict


class Status(StrEnum):
    """Where a fill stands."""

    QUEUED = "queued"
    QUERIED = "queried"
    VERIFIED = "verified"
    SENT = "sent"
    READY = "ready"
    RELEASED = "released"
    DISPENSED = "dispensed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLING = "cancelling"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    RETURNED = "returned"
    LOST = "lost"


class Move(StrEnum):
    """What may happen to it."""

    ASK = "ask"
    ANSWER = "answer"
    VERIFY = "verify"
    SEND = "send"
    PICK = "pick"
    REPORT_READY = "report_ready"
    RELEASE = "release"
    HAND_OVER = "hand_over"
    SHIP = "ship"
    DELIVER = "deliver"
    REJECT = "reject"
    ASK_CANCEL = "ask_cancel"
    REFUSE_CANCEL = "refuse_cancel"
    CANCEL = "cancel"
    RETURN = "return"
    LOSE = "lose"
    SEND_AGAIN = "send_again"


_BEFORE_RELEASE = (Status.QUEUED, Status.QUERIED, Status.VERIFIED, Status.SENT, Status.READY)


class Direction(StrEnum):
    """Who spoke first."""

    OUT = "out"
    IN = "in"


class Verb(StrEnum):
    """What an outside pharmacy was asked, or that it told us something."""

    SUBMIT = "submit"
    READ = "read"
    RELEASE = "release"
    CANCEL = "cancel"
    TELL = "tell"


class Outcome(StrEnum):
    """What came of it. UNAVAILABLE: no answer, so nobody knows whether it acted."""

    ANSWERED = "answered"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"


NEXT: Mapping[tuple[Status, Move], Status] = {
    (Status.QUEUED, Move.ASK): Status.QUERIED,
    (Status.VERIFIED, Move.ASK): Status.QUERIED,
    (Status.QUERIED, Move.ANSWER): Status.QUEUED,
    (Status.QUEUED, Move.VERIFY): Status.VERIFIED,
    (Status.VERIFIED, Move.PICK): Status.READY,
    (Status.READY, Move.PICK): Status.READY,
    (Status.RELEASED, Move.PICK): Status.RELEASED,
    (Status.QUEUED, Move.SEND): Status.SENT,
    (Status.SENT, Move.REPORT_READY): Status.READY,
    (Status.READY, Move.RELEASE): Status.RELEASED,
    (Status.RELEASED, Move.HAND_OVER): Status.DISPENSED,
    (Status.DISPENSED, Move.SHIP): Status.SHIPPED,
    (Status.SHIPPED, Move.DELIVER): Status.DELIVERED,
    (Status.DISPENSED, Move.RETURN): Status.RETURNED,
    (Status.SHIPPED, Move.RETURN): Status.RETURNED,
    (Status.SHIPPED, Move.LOSE): Status.LOST,
    (Status.RETURNED, Move.SEND_AGAIN): Status.VERIFIED,
    (Status.LOST, Move.SEND_AGAIN): Status.VERIFIED,
    (Status.SENT, Move.ASK_CANCEL): Status.CANCELLING,
    (Status.READY, Move.ASK_CANCEL): Status.CANCELLING,
    (Status.RELEASED, Move.ASK_CANCEL): Status.CANCELLING,
    (Status.CANCELLING, Move.REPORT_READY): Status.CANCELLING,
    (Status.CANCELLING, Move.REFUSE_CANCEL): Status.RELEASED,
    (Status.RELEASED, Move.REJECT): Status.REJECTED,
    (Status.RELEASED, Move.CANCEL): Status.CANCELLED,
    (Status.CANCELLING, Move.REJECT): Status.REJECTED,
    (Status.CANCELLING, Move.CANCEL): Status.CANCELLED,
    **{(status, Move.REJECT): Status.REJECTED for status in _BEFORE_RELEASE},
    **{(status, Move.CANCEL): Status.CANCELLED for status in _BEFORE_RELEASE},
}

WORK = (
    Status.QUEUED,
    Status.QUERIED,
    Status.VERIFIED,
    Status.READY,
    Status.RELEASED,
    Status.DISPENSED,
    Status.RETURNED,
    Status.LOST,
)
"""What the dispensary's work list shows."""

FOLLOWED = (
    Status.SENT,
    Status.READY,
    Status.RELEASED,
    Status.DISPENSED,
    Status.SHIPPED,
    Status.CANCELLING,
)
"""Where an outside pharmacy may have news that no webhook told."""


class IllegalMove(Conflict):
    """The fill is not where this could happen to it."""

    code = "illegal_move"


def advance(status: Status, move: Move) -> Status:
    """Return the status after `move`, or refuse it.

    :raises IllegalMove: the table has no such step.
    """
    try:
        return NEXT[status, move]
    except KeyError:
        raise IllegalMove(f"A fill that is {status} cannot {move}.") from None
