"""When a visit may move, and where to."""

from collections.abc import Mapping
from enum import StrEnum

from shared_lib.errors import Conflict


class Status(StrEnum):
    """Where a visit stands. A visit that was missed or called off is due again until its window closes."""

    DUE = "due"
    HELD = "held"
    BOOKED = "booked"
    STARTED = "started"
    COMPLETED = "completed"
    LAPSED = "lapsed"
    CLOSED = "closed"


class Move(StrEnum):
    """What can be done to a visit. `extend` moves the window only; `close` follows the enrollment's end.

    A closed one is reopened where a clinician wants the visit after all; `reassign` changes its clinician.
    """

    HOLD = "hold"
    RELEASE = "release"
    BOOK = "book"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"
    CALL_OFF = "call_off"
    MISS = "miss"
    START = "start"
    COMPLETE = "complete"
    EXTEND = "extend"
    LAPSE = "lapse"
    CLOSE = "close"
    REOPEN = "reopen"
    REASSIGN = "reassign"


class Moment(StrEnum):
    """When somebody said who and where the patient is."""

    BOOKING = "booking"
    START = "start"


class WorkKind(StrEnum):
    """What the clinic has to put right for a visit."""

    NO_TIME_IN_WINDOW = "no_time_in_window"
    CALLED_OFF = "called_off"
    OUTCOME_MISSING = "outcome_missing"


NEXT: Mapping[tuple[Status, Move], Status] = {
    (Status.DUE, Move.HOLD): Status.HELD,
    (Status.DUE, Move.EXTEND): Status.DUE,
    (Status.DUE, Move.LAPSE): Status.LAPSED,
    (Status.DUE, Move.CLOSE): Status.CLOSED,
    (Status.HELD, Move.HOLD): Status.HELD,
    (Status.HELD, Move.RELEASE): Status.DUE,
    (Status.HELD, Move.BOOK): Status.BOOKED,
    (Status.HELD, Move.EXTEND): Status.HELD,
    (Status.HELD, Move.LAPSE): Status.LAPSED,
    (Status.HELD, Move.CLOSE): Status.CLOSED,
    (Status.BOOKED, Move.RESCHEDULE): Status.BOOKED,
    (Status.BOOKED, Move.REASSIGN): Status.BOOKED,
    (Status.BOOKED, Move.CANCEL): Status.DUE,
    (Status.BOOKED, Move.CALL_OFF): Status.DUE,
    (Status.BOOKED, Move.MISS): Status.DUE,
    (Status.BOOKED, Move.START): Status.STARTED,
    (Status.BOOKED, Move.EXTEND): Status.BOOKED,
    (Status.BOOKED, Move.CLOSE): Status.CLOSED,
    (Status.CLOSED, Move.REOPEN): Status.DUE,
    (Status.STARTED, Move.COMPLETE): Status.COMPLETED,
    (Status.STARTED, Move.CALL_OFF): Status.DUE,
    (Status.STARTED, Move.CLOSE): Status.CLOSED,
}

LIVE = frozenset({Status.HELD, Status.BOOKED, Status.STARTED})
"""While a visit is one of these, it keeps time of a clinician and of the patient."""


class IllegalMove(Conflict):
    """A visit cannot do that from where it stands."""

    code = "illegal_move"


def advance(status: Status, move: Move) -> Status:
    """Return the status after `move`, or refuse it.

    :raises IllegalMove: the table has no such step.
    """
    try:
        return NEXT[status, move]
    except KeyError:
        raise IllegalMove(f"A visit that is {status.value} cannot {move.value.replace('_', ' ')}.") from None
