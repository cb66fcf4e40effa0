"""When a signed prescription may move, and where to."""

from collections.abc import Mapping
from enum import StrEnum

from shared_lib.errors import Conflict


class Status(StrEnum):
    """Whether a prescription is good."""

    ACTIVE = "active"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Move(StrEnum):
    """What can happen to a prescription; signing makes it."""

    SIGN = "sign"
    CANCEL = "cancel"
    EXPIRE = "expire"


NEXT: Mapping[tuple[Status | None, Move], Status] = {
    (None, Move.SIGN): Status.ACTIVE,
    (Status.ACTIVE, Move.CANCEL): Status.CANCELLED,
    (Status.ACTIVE, Move.EXPIRE): Status.EXPIRED,
}


class IllegalMove(Conflict):
    """A prescription cannot do that from where it stands."""

    code = "illegal_move"


def advance(status: Status | None, move: Move) -> Status:
    """Return the status after `move`, or refuse it; before its signature a prescription has none.

    :raises IllegalMove: the table has no such step.
    """
    try:
        return NEXT[status, move]
    except KeyError:
        was = status.value if status else "not signed"
        raise IllegalMove(f"A prescription that is {was} cannot {move.value}.") from None
