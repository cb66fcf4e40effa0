"""The id that ties together what one request, or one job of it, wrote, logged and traced."""

import re
from contextvars import ContextVar
from uuid import UUID, uuid5

from shared_lib.ids import uuid7

_CURRENT: ContextVar[str | None] = ContextVar("request_id", default=None)
_PLAIN = re.compile(r"[A-Za-z0-9-]{8,64}")
_FOREIGN = UUID("6f1a54a5-6d3c-4a3e-9d39-0f6c1e8f5f0b")


def current() -> str | None:
    """Return the id in force, if any."""
    return _CURRENT.get()


def begin(given: str | None = None) -> str:
    """Take over an id from outside if it is a plain one, else make one; and return it."""
    chosen = given if given and _PLAIN.fullmatch(given) else str(uuid7())
    _CURRENT.set(chosen)
    return chosen


def trace_of(request_id: str) -> int:
    """Return the trace that a request's spans belong to, wherever they are made: 128 bits, never zero."""
    try:
        return UUID(request_id).int or 1
    except ValueError:
        return uuid5(_FOREIGN, request_id).int
