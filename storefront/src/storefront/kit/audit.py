"""The audit entry of a change, written in the change's own transaction."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection

from shared_lib import audit
from shared_lib.audit import Entry
from shared_lib.audit.canonical import Value
from shared_lib.identity import Actor
from shared_lib.telemetry import request
from storefront.kit.db import run

__all__ = ["Entry", "NotInTransaction", "Value", "entry", "needs_transaction", "record"]


class NotInTransaction(Exception):
    """Something was to be written apart from the change that it belongs to."""


def entry(
    actor: Actor,
    action: str,
    subject: str,
    *,
    at: datetime,
    changes: Mapping[str, Value] | None = None,
    purpose: str = "",
) -> Entry:
    """Return the entry of an act, for a stock or catalogue function that appends it itself."""
    return audit.entry(
        actor=actor,
        action=action,
        subject=subject,
        at=at,
        purpose=purpose,
        request_id=request.current() or "",
        changes=changes,
    )


def record(
    actor: Actor,
    action: str,
    subject: str,
    *,
    at: datetime,
    changes: Mapping[str, Value] | None = None,
    purpose: str = "",
) -> None:
    """Append the entry of an act to the open transaction. `subject` is `noun:id`.

    :raises NotInTransaction: there is no open transaction.
    """
    needs_transaction()
    run(audit.append(entry(actor, action, subject, at=at, changes=changes, purpose=purpose)))


def needs_transaction() -> None:
    """Refuse to go on outside a transaction.

    :raises NotInTransaction: there is none.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("This belongs into the transaction of the change.")
