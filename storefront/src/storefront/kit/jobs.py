"""Jobs: plain functions that run for outbox rows, and the delivery of one row to all of them."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from shared_lib import events
from shared_lib.errors import Refusal
from shared_lib.events import Event, Repeated
from shared_lib.statement import Statement
from storefront.kit import request_id
from storefront.kit.clock import real_now
from storefront.kit.db import run
from storefront.kit.outbox import SCHEMA

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One outbox row on its way to a job: an event, or the job's own name with the id it is about."""

    event_id: UUID
    type: str
    subject_id: str
    payload: Mapping[str, Any]
    occurred_at: datetime


Job = Callable[[Delivery], None]

_REGISTERED: dict[str, list[Job]] = {}


class UnknownJob(LookupError):
    """Nothing in this process is registered for a row that names a job."""


def job(name: str, *, on: Sequence[type[Event]] = ()) -> Callable[[Job], Job]:
    """Register a function for rows of its own name (`noun.verb`) or of these events, and leave it a plain function.

    Its docstring says why it may run twice.
    """

    def register(function: Job) -> Job:
        for key in [event.type for event in on] or [name]:
            _REGISTERED.setdefault(key, []).append(function)
        return function

    return register


def registered(key: str) -> Sequence[Job]:
    """Return the jobs for an event's type or a job's name."""
    return tuple(_REGISTERED.get(key, ()))


def discover() -> None:
    """Read every slice's `tasks`, so that what they register is known in this process."""
    autodiscover_modules("tasks")


def deliver(outbox_id: str) -> None:
    """Run every job registered for a row, and record that it is done, or that it failed and when to try again.

    The attempt is counted and committed first, so that a row which kills its worker is set aside in the end.
    """
    identity = UUID(outbox_id)
    rows = _alone(events.start(SCHEMA, identity, real_now=real_now()))
    if not rows:
        return
    _, subject_id, kind, payload, request, occurred_at, dead_at = rows[0]
    request_id.begin(request)
    if dead_at is not None:
        log.error("Set aside %s after repeated crashes: %s", kind, outbox_id)
        return
    delivery = Delivery(identity, kind, subject_id, _mapping(payload), occurred_at)
    try:
        for function in _jobs_for(kind):
            _run_once(function, delivery)
    except Exception as error:
        log.exception("%s did not succeed: %s", kind, outbox_id)
        _alone(events.fail(SCHEMA, identity, code=_code(error), real_now=real_now()))
        return
    _alone(events.finish(SCHEMA, identity, real_now=real_now()))


def _jobs_for(kind: str) -> Sequence[Job]:
    found = registered(kind)
    if not found and not kind.endswith(".v1"):
        raise UnknownJob(kind)
    return found


def _run_once(function: Job, delivery: Delivery) -> None:
    try:
        function(delivery)
    except Repeated:
        log.info("%s had been done before.", delivery.type)


def _alone(statement: Statement) -> list[tuple[Any, ...]]:
    with transaction.atomic(durable=True):
        return run(statement)


def _code(error: Exception) -> str:
    return error.code if isinstance(error, Refusal) else type(error).__name__


def _mapping(payload: object) -> Mapping[str, Any]:
    if isinstance(payload, str | bytes):
        import json

        payload = json.loads(payload)
    return payload if isinstance(payload, dict) else {}
