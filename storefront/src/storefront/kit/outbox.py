"""What is to be told or done once this transaction has committed."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from shared_lib import crash, events
from shared_lib.events import Event
from shared_lib.telemetry import request
from storefront.kit.audit import needs_transaction
from storefront.kit.clock import real_now
from storefront.kit.db import run

SCHEMA = "storefront"


def put(event: Event) -> None:
    """Tell whoever registered for this event.

    :raises NotInTransaction: there is no open transaction.
    """
    needs_transaction()
    run(events.put(SCHEMA, replace(event, request_id=request.current()), real_now=real_now()))
    crash.here(f"{event.type}.put")


def put_job(job: str, ref_id: UUID | str, *, now: datetime, queue: str = "default") -> None:
    """Have a job run for one id.

    :raises NotInTransaction: there is no open transaction.
    """
    needs_transaction()
    run(
        events.put_job(
            SCHEMA,
            job,
            str(ref_id),
            queue=queue,
            now=now,
            real_now=real_now(),
            request_id=request.current(),
        )
    )
    crash.here(f"{job}.put")


def timer(job: str, ref_id: UUID | str, *, due_at: datetime, queue: str = "default") -> None:
    """Have a job run for one id when the domain clock reaches `due_at`; setting it again moves it.

    :raises NotInTransaction: there is no open transaction.
    """
    needs_transaction()
    run(events.set_timer(SCHEMA, job, str(ref_id), due_at=due_at, queue=queue))
    crash.here(f"{job}.set")


def cancel_timers(*timers: tuple[str, UUID | str]) -> None:
    """Forget timers, each named by its job and id, as far as they are still set.

    :raises NotInTransaction: there is no open transaction.
    """
    needs_transaction()
    run(events.cancel_timers(SCHEMA, *((job, str(ref_id)) for job, ref_id in timers)))
