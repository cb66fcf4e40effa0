"""When a clinician's licence is near its end, and how near: sixty, thirty and seven days before. No I/O."""

from collections.abc import Sequence
from datetime import date, timedelta

AHEAD: Sequence[int] = (60, 30, 7)
"""How many days before its last day a licence is spoken of, each once."""


def stage(expires_on: date, *, today: date) -> int | None:
    """Return which of `AHEAD` has been reached, the nearest; None while it is early or after the last day."""
    left = (expires_on - today).days
    return min((days for days in AHEAD if 0 <= left <= days), default=None)


def next_look(expires_on: date, *, today: date) -> date | None:
    """Return the next day on which it is to be spoken of, if there is one left."""
    days = (expires_on - timedelta(days=ahead) for ahead in AHEAD)
    return min((day for day in days if day > today), default=None)
