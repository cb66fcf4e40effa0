"""The id that ties together what one request, or one job, wrote and logged."""

import logging
import re
from contextvars import ContextVar

from shared_lib.ids import uuid7

_CURRENT: ContextVar[str | None] = ContextVar("request_id", default=None)
_PLAIN = re.compile(r"[A-Za-z0-9-]{8,64}")


def current() -> str | None:
    """Return the id in force, if any."""
    return _CURRENT.get()


def begin(given: str | None) -> str:
    """Take over an id from outside if it is a plain one, else make one; and return it."""
    chosen = given if given and _PLAIN.fullmatch(given) else str(uuid7())
    _CURRENT.set(chosen)
    return chosen


class Named(logging.Filter):
    """Gives every line of the log the id in force."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, with its id."""
        record.request_id = current() or "-"
        return True
