"""Jobs: what happens because of an event, a timer or another verb, after its transaction has committed.

`job` returns the plain function, so that nobody can send it and tests simply await it; only the relay rings.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import clock
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from shared_lib.events import Event
from shared_lib.identity import Actor


@dataclass(frozen=True, slots=True)
class Delivery:
    """One outbox row on its way to one consumer. `consumer` is the job's name."""

    event_id: UUID
    consumer: str
    type: str
    ref_id: str
    payload: Mapping[str, Any]
    occurred_at: datetime

    @property
    def subject_id(self) -> UUID:
        """Return the id that the event or job is about."""
        return UUID(self.ref_id)


@dataclass(frozen=True, slots=True)
class Work:
    """What a job has to work with: the delivery, sessions that act as it, and the outside parties."""

    delivery: Delivery
    session: Callable[[], AsyncSession]
    ports: Ports
    settings: Settings

    @property
    def actor(self) -> Actor:
        """Return the process that acts, named after the job."""
        return Actor.system(self.delivery.consumer)

    def now(self) -> datetime:
        """Return the domain time in UTC."""
        return clock.now(self.settings)


Job = Callable[[Work], Awaitable[None]]

JOBS: dict[str, tuple[str, Job]] = {}
_CONSUMERS: defaultdict[str, list[tuple[str, Job]]] = defaultdict(list)


def job(name: str, *, on: Sequence[type[Event]] = (), queue: str = "default") -> Callable[[Job], Job]:
    """Register a job under `noun.verb`; `on` names the events that it consumes.

    :raises ValueError: the name is taken.
    """

    def register(function: Job) -> Job:
        if name in JOBS:
            raise ValueError(f"Two jobs are named {name}.")
        JOBS[name] = (queue, function)
        for event in on:
            _CONSUMERS[event.type].append((name, function))
        return function

    return register


def consumers_of(kind: str) -> list[tuple[str, Job]]:
    """Return the jobs to run for an outbox row: the one of that name, or all that consume the event."""
    if kind in JOBS:
        return [(kind, JOBS[kind][1])]
    return _CONSUMERS.get(kind, [])
