"""When a protocol may move, and where to: once published it never changes again."""

from collections.abc import Mapping
from enum import StrEnum

from shared_lib.errors import Conflict


class IllegalMove(Conflict):
    """The protocol is not in a state from which this can happen."""

    code = "illegal_move"


class Status(StrEnum):
    """Where a version of a protocol stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Move(StrEnum):
    """What can happen to a version of a protocol."""

    PUBLISH = "publish"
    DISCARD = "discard"


NEXT: Mapping[tuple[Status, Move], Status] = {
    (Status.DRAFT, Move.PUBLISH): Status.PUBLISHED,
    (Status.DRAFT, Move.DISCARD): Status.DISCARDED,
}


def advance(status: Status, move: Move) -> Status:
    """Return the status after `move`, or refuse it.

    :raises IllegalMove: the table has no such step.
    """
    try:
        return NEXT[status, move]
    except KeyError:
        raise IllegalMove(f"A {status.value} protocol does not change; draft a new version.") from None
