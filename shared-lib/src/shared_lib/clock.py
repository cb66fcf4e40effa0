"""The one domain clock: real time, plus an offset that a local clinic may move forward.

Offers, holds, visits, reminders and the doubles follow it. Tokens, sessions, signatures, leases and seals
follow `real_now`. Business code takes `now` as an argument; only an application's `kit/clock.py` reads this.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path


def real_now() -> datetime:
    """Return the real time in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Domain time. `path` is the file that `clinic clock` moves; None, as in production, is real time."""

    path: Path | None = None

    def now(self) -> datetime:
        """Return the domain time in UTC."""
        return real_now() + self.offset()

    def offset(self) -> timedelta:
        """Return how far domain time runs ahead of real time."""
        if self.path is None:
            return timedelta()
        try:
            return read_offset(self.path.read_text())
        except FileNotFoundError:
            return timedelta()


def read_offset(text: str) -> timedelta:
    """Return the offset that a clock file states: whole or decimal seconds, never negative.

    :raises ValueError: it states something else.
    """
    seconds = float(text.strip() or "0")
    if seconds < 0:
        raise ValueError("The domain clock only runs forward.")
    return timedelta(seconds=seconds)
