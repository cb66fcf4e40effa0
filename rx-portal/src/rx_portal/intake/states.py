"""When an intake may move, and where to."""

from collections.abc import Mapping
from enum import StrEnum

from shared_lib.errors import Conflict


class IllegalMove(Conflict):
    """The intake is not in a state from which this can happen."""

    code = "illegal_move"


class Status(StrEnum):
    """Where an intake stands. A stopped one waits for a clinician, for an answer was urgent."""

    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    STOPPED = "stopped"
    CLOSED = "closed"


class Move(StrEnum):
    """What can happen to an intake."""

    SUBMIT = "submit"
    STOP = "stop"
    REOPEN = "reopen"
    CLOSE = "close"


class ReopenReason(StrEnum):
    """Why a clinician lets a patient answer again, in the clinic's own codes."""

    SPOKEN_AND_SAFE = "spoken_and_safe"
    ANSWERED_BY_MISTAKE = "answered_by_mistake"
    CARED_FOR = "cared_for"
    TO_BE_PUT_RIGHT = "to_be_put_right"


NEXT: Mapping[tuple[Status, Move], Status] = {
    (Status.IN_PROGRESS, Move.SUBMIT): Status.SUBMITTED,
    (Status.IN_PROGRESS, Move.STOP): Status.STOPPED,
    (Status.SUBMITTED, Move.REOPEN): Status.IN_PROGRESS,
    (Status.STOPPED, Move.REOPEN): Status.IN_PROGRESS,
    (Status.IN_PROGRESS, Move.CLOSE): Status.CLOSED,
    (Status.STOPPED, Move.CLOSE): Status.CLOSED,
}


def advance(status: Status, move: Move) -> Status:
    """Return the status after `move`, or refuse it.

    :raises IllegalMove: the table has no such step.
    """
    try:
        return NEXT[status, move]
    except KeyError:
        raise IllegalMove(_SAID[status]) from None


_SAID: Mapping[Status, str] = {
    Status.IN_PROGRESS: "The questions are still being answered.",
    Status.SUBMITTED: "Your answers were sent already, so they cannot be changed here.",
    Status.STOPPED: "The questions are stopped until a clinician has spoken to you.",
    Status.CLOSED: "This application is over, so its questions are closed.",
}
