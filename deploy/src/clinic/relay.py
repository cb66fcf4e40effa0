"""The relay: rings the broker for every outbox row that waits, new or overdue. PostgreSQL is the truth.

The one statement is also the sweeper: a row that nobody finished within its lease is rung again, so that a
lost message, a killed worker or an emptied broker costs time and nothing else.
"""

from collections.abc import Mapping

import dramatiq
from dramatiq.brokers.redis import RedisBroker

from clinic.executor import run as execute
from clinic.loop import Connection, Line, serve
from clinic.unable import Unable
from shared_lib.clock import real_now
from shared_lib.events import outbox

PAUSE = 0.1
"""Seconds between looks when nothing waits."""

BATCH = 200
ACTOR = "deliver"
SCHEMAS: Mapping[str, tuple[str, str]] = {
    "shop": ("storefront", "SHOP_DATABASE_URL"),
    "rx": ("rx", "RX_DATABASE_URL"),
}
"""For each application: the schema of its outbox, and the variable that holds its database's address."""


def run(application: str, environ: Mapping[str, str]) -> None:
    """Ring for one application until told to stop."""
    _, variable = SCHEMAS[application]
    broker = broker_at(environ["BROKER_URL"], environ.get("ROLE_PREFIX", ""))
    turn = lambda connection: ring(connection, broker, application)  # noqa: E731
    serve([Line(f"relay-{application}", environ[variable], turn, PAUSE)])


def broker_at(url: str, prefix: str = "") -> dramatiq.Broker:
    """Return the broker at an address; `prefix` keeps clinics apart that share one.

    :raises Unable: no broker speaks that scheme here.
    """
    if url.startswith(("redis://", "rediss://")):
        return RedisBroker(  # type: ignore[no-untyped-call]
            url=url,
            namespace=f"{prefix}dramatiq",
            middleware=[],
            heartbeat_timeout=5_000,
            maintenance_chance=100_000,
        )
    raise Unable(f"BROKER_URL names no broker that is installed: {url.partition(':')[0]}")


def ring(connection: Connection, broker: dramatiq.Broker, application: str) -> bool:
    """Lease what waits and ring for it; return whether there was a full batch, and so probably more."""
    schema, _ = SCHEMAS[application]
    statement = outbox.ring(schema, real_now=real_now(), limit=BATCH)
    rows = execute(connection, statement)
    for event_id, queue in rows:
        broker.enqueue(message(event_id, f"{application}.{queue}"))
    return len(rows) == BATCH


def message(event_id: object, queue: str) -> "dramatiq.Message[None]":
    """Return the doorbell for one outbox row: an id, nothing more."""
    return dramatiq.Message(queue_name=queue, actor_name=ACTOR, args=(str(event_id),), kwargs={}, options={})
