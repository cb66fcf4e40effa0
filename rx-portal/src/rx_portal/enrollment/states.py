"""When an enrollment may move, and where to."""

from collections.abc import Mapping
from enum import StrEnum

from shared_lib.errors import Conflict


class IllegalMove(Conflict):
    """The enrollment is not in a state from which this can happen."""

    code = "illegal_move"


class Status(StrEnum):
    """Where an enrollment stands."""

    STARTED = "started"
    INTAKE_SUBMITTED = "intake_submitted"
    ASSESSED = "assessed"
    IN_REVIEW = "in_review"
    INFORMATION_REQUESTED = "information_requested"
    APPROVED = "approved"
    CLOSED = "closed"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Move(StrEnum):
    """What can happen to an enrollment."""

    SUBMIT_INTAKE = "submit_intake"
    ASSESS = "assess"
    REVIEW = "review"
    AWAIT_VISIT = "await_visit"
    REQUEST_INFORMATION = "request_information"
    PROVIDE_INFORMATION = "provide_information"
    APPROVE = "approve"
    DENY = "deny"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


OVER = frozenset({Status.CLOSED, Status.DENIED, Status.WITHDRAWN, Status.LAPSED})
OPEN = tuple(status for status in Status if status not in OVER)

NEXT: Mapping[tuple[Status, Move], Status] = {
    (Status.STARTED, Move.SUBMIT_INTAKE): Status.INTAKE_SUBMITTED,
    (Status.INFORMATION_REQUESTED, Move.SUBMIT_INTAKE): Status.INTAKE_SUBMITTED,
    (Status.INTAKE_SUBMITTED, Move.ASSESS): Status.ASSESSED,
    (Status.ASSESSED, Move.REVIEW): Status.IN_REVIEW,
    (Status.ASSESSED, Move.REQUEST_INFORMATION): Status.INFORMATION_REQUESTED,
    (Status.ASSESSED, Move.DENY): Status.DENIED,
    (Status.IN_REVIEW, Move.AWAIT_VISIT): Status.ASSESSED,
    (Status.IN_REVIEW, Move.REQUEST_INFORMATION): Status.INFORMATION_REQUESTED,
    (Status.INFORMATION_REQUESTED, Move.PROVIDE_INFORMATION): Status.IN_REVIEW,
    (Status.IN_REVIEW, Move.APPROVE): Status.APPROVED,
    (Status.IN_REVIEW, Move.DENY): Status.DENIED,
    (Status.APPROVED, Move.CLOSE): Status.CLOSED,
    **{(status, Move.WITHDRAW): Status.WITHDRAWN for status in OPEN},
    **{(status, Move.LAPSE): Status.LAPSED for status in OPEN},
}


def advance(status: Status, move: Move) -> Status:
    """Return the status after `move`, or refuse it.

    :raises IllegalMove: the table has no such step.
    """
    try:
        return NEXT[status, move]
    except KeyError:
        raise IllegalMove(f"This cannot be done any more: the application is {status.value}.") from None
