"""Remembers, in the transaction of the effect, that a consumer had an event."""

from uuid import UUID

from shared_lib import events
from shared_lib.events import Repeated
from storefront.kit.audit import needs_transaction
from storefront.kit.clock import real_now
from storefront.kit.db import run
from storefront.kit.outbox import SCHEMA

__all__ = ["Repeated", "accept"]


def accept(consumer: str, event_id: UUID) -> None:
    """Remember that `consumer`, a job's name, had the event.

    :raises Repeated: it had it before; the worker takes that for success.
    :raises NotInTransaction: there is no open transaction.
    """
    needs_transaction()
    if not run(events.accept(SCHEMA, consumer, event_id, real_now=real_now())):
        raise Repeated(f"{consumer} has had this event.")
