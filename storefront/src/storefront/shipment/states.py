"""When a parcel may move, and where to."""

from collections.abc import Mapping
from enum import StrEnum

from shared_lib.errors import Conflict


class IllegalMove(Conflict):
    """The table has no such step."""

    code = "illegal_move"


class Status(StrEnum):
    """Where a parcel stands."""

    SHIPPED = "shipped"
    DELIVERED = "delivered"
    LOST = "lost"
    RETURNED = "returned"


class Move(StrEnum):
    """What can happen to a parcel."""

    DELIVER = "deliver"
    LOSE = "lose"
    RETURN = "return"


NEXT: Mapping[tuple[Status, Move], Status] = {
    (Status.SHIPPED, Move.DELIVER): Status.DELIVERED,
    (Status.SHIPPED, Move.LOSE): Status.LOST,
    (Status.SHIPPED, Move.RETURN): Status.RETURNED,
    (Status.DELIVERED, Move.RETURN): Status.RETURNED,
}


def advance(status: Status, move: Move) -> Status:
    """Return the status after `move`.

    :raises IllegalMove: the table has no such step.
    """
    if (status, move) not in NEXT:
        raise IllegalMove(f"A parcel that is {status} cannot {move}.")
    return NEXT[status, move]
