"""The database's refusal behind a driver's error, however the application's framework has wrapped it."""

from typing import Any


def find(error: BaseException) -> Any:
    """Return the error that carries `sqlstate` and `diag`, or None if there is none.

    Takes psycopg's error as it is, or as wrapped by Django (`__cause__`) or SQLAlchemy (`orig`).
    """
    cause: Any = error
    while cause is not None and getattr(cause, "sqlstate", None) is None:
        cause = getattr(cause, "orig", None) or cause.__cause__
    return cause
