"""When a clinician's review may move, and where to."""

from collections.abc import Mapping
from enum import StrEnum

from shared_lib.errors import Conflict


class Status(StrEnum):
    """Where a case stands. `waiting` is for its visit."""

    WAITING = "waiting"
    QUEUED = "queued"
    CLAIMED = "claimed"
    INFORMATION_REQUESTED = "information_requested"
    APPROVED = "approved"
    DENIED = "denied"
    CLOSED = "closed"


class Move(StrEnum):
    """What can happen to a case. `admit` follows the visit, `await_visit` a new assessment.

    `require_visit` is a clinician's own wish for one.
    """

    ADMIT = "admit"
    WAIVE = "waive"
    AWAIT_VISIT = "await_visit"
    REQUIRE_VISIT = "require_visit"
    CLAIM = "claim"
    RELEASE = "release"
    ASK = "ask"
    ANSWER = "answer"
    APPROVE = "approve"
    DENY = "deny"
    CLOSE = "close"


class Lane(StrEnum):
    """How a case comes to be decided: on its answers, or after a visit."""

    FAST = "fast"
    VISIT = "visit"


class DenyReason(StrEnum):
    """Why a case was denied, in the clinic's own codes; the words beside it are sealed."""

    CONTRAINDICATED = "contraindicated"
    NOT_INDICATED = "not_indicated"
    NEEDS_IN_PERSON_CARE = "needs_in_person_care"
    INFORMATION_INSUFFICIENT = "information_insufficient"
    OTHER = "other"


class Told(StrEnum):
    """What a patient is told of a denial; the clinician chooses, and may add a sentence of their own."""

    NOT_SAFE_NOW = "not_safe_now"
    ANOTHER_WAY = "another_way"
    IN_PERSON = "in_person"
    NOT_ENOUGH = "not_enough"


class OverrideReason(StrEnum):
    """Why a clinician approved what the protocol did not, or did without its visit."""

    BENEFIT_OUTWEIGHS_RISK = "benefit_outweighs_risk"
    CLARIFIED_AT_VISIT = "clarified_at_visit"
    VALUE_VERIFIED = "value_verified"
    ALREADY_TREATED = "already_treated"
    OTHER = "other"


OPEN = (Status.WAITING, Status.QUEUED, Status.CLAIMED, Status.INFORMATION_REQUESTED)
DECIDED = frozenset({Status.APPROVED, Status.DENIED})

NEXT: Mapping[tuple[Status, Move], Status] = {
    (Status.WAITING, Move.ADMIT): Status.QUEUED,
    (Status.WAITING, Move.WAIVE): Status.QUEUED,
    (Status.WAITING, Move.DENY): Status.DENIED,
    (Status.QUEUED, Move.CLAIM): Status.CLAIMED,
    (Status.CLAIMED, Move.RELEASE): Status.QUEUED,
    (Status.CLAIMED, Move.REQUIRE_VISIT): Status.WAITING,
    (Status.CLAIMED, Move.ASK): Status.INFORMATION_REQUESTED,
    (Status.CLAIMED, Move.APPROVE): Status.APPROVED,
    (Status.CLAIMED, Move.DENY): Status.DENIED,
    (Status.INFORMATION_REQUESTED, Move.ANSWER): Status.QUEUED,
    (Status.INFORMATION_REQUESTED, Move.AWAIT_VISIT): Status.WAITING,
    **{(status, Move.CLOSE): Status.CLOSED for status in OPEN},
}


class IllegalMove(Conflict):
    """A case cannot do that from where it stands."""

    code = "illegal_move"


def advance(status: Status, move: Move) -> Status:
    """Return the status after `move`, or refuse it.

    :raises IllegalMove: the table has no such step.
    """
    try:
        return NEXT[status, move]
    except KeyError:
        was, wanted = status.value.replace("_", " "), move.value.replace("_", " ")
        raise IllegalMove(f"A case that is {was} cannot {wanted}.") from None
