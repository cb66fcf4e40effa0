"""The request's id, carried from the edge into audit entries, outbox rows, jobs and logs."""

from contextvars import ContextVar

from shared_lib.ids import uuid7

_current: ContextVar[str | None] = ContextVar("request_id", default=None)


def current_request_id() -> str | None:
    """Return the id of the request or job being served, if one is."""
    return _current.get()


def enter_request(request_id: str | None) -> str:
    """Take over an id from outside the process, or make one; returns it."""
    chosen = request_id or str(uuid7())
    _current.set(chosen)
    return chosen
