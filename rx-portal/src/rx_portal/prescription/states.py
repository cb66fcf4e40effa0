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


class CheckKind(StrEnum):
    """What a prescriber has looked into before signing."""

    INTERACTION = "interaction"
    ALLERGY = "allergy"


class CheckResult(StrEnum):
    """What a check was able to say. `no_data`: something the patient named is not known to it."""

    CHECKED = "checked"
    NO_DATA = "no_data"
    UNAVAILABLE = "unavailable"


class CancelReason(StrEnum):
    """Why a prescription was taken back."""

    PRESCRIBED_IN_ERROR = "prescribed_in_error"
    SIDE_EFFECT = "side_effect"
    NO_LONGER_NEEDED = "no_longer_needed"
    CHANGED = "changed"
    OTHER = "other"


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
