"""Jobs: plain functions that run for outbox rows, and the delivery of one row to all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.module_loading import autodiscover_modules

from shared_lib import crash, events
from shared_lib.errors import Refusal
from shared_lib.events import Event, Repeated
from shared_lib.telemetry import log, request, watch
from storefront.kit.clock import real_now
from storefront.kit.db import run
from storefront.kit.outbox import SCHEMA

logger = log.get()


@dataclass(frozen=True, slots=True)
class Delivery:
    """One outbox row on its way to a job: an event, or the job's own name with the id it is about."""

    event_id: UUID
    type: str
    subject_id: str
    payload: Mapping[str, Any]
    occurred_at: datetime


Job = Callable[[Delivery], None]

_REGISTERED: dict[str, list[tuple[str, Job]]] = {}


class UnknownJob(LookupError):
    """Nothing in this process is registered for a row that names a job."""


def job(name: str, *, on: Sequence[type[Event]] = ()) -> Callable[[Job], Job]:
    """Register a function for rows of its own name (`noun.verb`) or these events; it stays a plain function.

    Its docstring says why it may run twice.
    """

    def register(function: Job) -> Job:
        for key in [event.type for event in on] or [name]:
            _REGISTERED.setdefault(key, []).append((name, function))
        return function

    return register


def registered(key: str) -> Sequence[tuple[str, Job]]:
    """Return the jobs for an event's type or a job's name, each with its own name."""
    return tuple(_REGISTERED.get(key, ()))


def discover() -> None:
    """Read every slice's `tasks`, so that what they register is known in this process."""
    autodiscover_modules("tasks")


def deliver(outbox_id: str) -> None:
    """Run every job registered for a row, and record that it is done, or failed and when to try again.

    The attempt is counted and committed first, so that a row which kills its worker is set aside in the end.
    One job's failure keeps no other from running, and does not make those run again that succeeded. After a
    crash all run again, which each of them bears.
    """
    identity = UUID(outbox_id)
    rows = run(events.start(SCHEMA, identity, real_now=real_now()))
    if not rows:
        return
    subject_id, kind, payload, request_id, occurred_at, failed, dead_at = rows[0]
    request.begin(request_id)
    if dead_at is not None:
        logger.error("set aside after repeated crashes", type=kind, event_id=outbox_id)
        return
    delivery = Delivery(identity, kind, subject_id, _mapping(payload), occurred_at)
    _report(
        identity,
        {
            name: _try(name, function, delivery)
            for name, function in _jobs_for(kind)
            if not (failed and run(events.accepted(SCHEMA, name, identity)))
        },
    )


def _report(identity: UUID, codes: Mapping[str, str | None]) -> None:
    """Record that a row is done; or that it failed, and first which of its jobs need not run again."""
    failures = [code for code in codes.values() if code]
    if not failures:
        run(events.finish(SCHEMA, identity, real_now=real_now()))
        return
    for name in [name for name, code in codes.items() if code is None]:
        run(events.accept(SCHEMA, name, identity, real_now=real_now()))
    run(events.fail(SCHEMA, identity, code=failures[0], real_now=real_now()))


def _jobs_for(kind: str) -> Sequence[tuple[str, Job]]:
    """An event may have no consumer; a job that nobody knows is a mistake, kept until it is mended."""
    found = registered(kind)
    return [(kind, _unknown)] if not found and not kind.endswith(".v1") else found


def _unknown(delivery: Delivery) -> None:
    raise UnknownJob(delivery.type)


def _try(name: str, function: Job, delivery: Delivery) -> str | None:
    """Run one job; returns the code of its failure, if any."""
    try:
        with watch.running(name):
            function(delivery)
    except Repeated:
        return None
    except Exception as error:
        logger.warning("failed", job=name, event_id=delivery.event_id, code=_code(error), exc_info=True)
        return _code(error)
    crash.here(f"{name}.done")
    return None


def _code(error: Exception) -> str:
    return error.code if isinstance(error, Refusal) else type(error).__name__


def _mapping(payload: object) -> Mapping[str, Any]:
    if isinstance(payload, str | bytes):
        import json

        payload = json.loads(payload)
    return payload if isinstance(payload, dict) else {}
