"""The scheduler: moves timers that are due by the domain clock into the outbox of their own database."""

from collections.abc import Mapping
from pathlib import Path

from clinic.executor import run as execute
from clinic.loop import Connection, Line, Turn, serve
from clinic.relay import SCHEMAS
from shared_lib.clock import Clock, real_now
from shared_lib.events import timer

PAUSE = 0.5
BATCH = 200


def run(environ: Mapping[str, str]) -> None:
    """Move timers of both databases until told to stop."""
    clock = clock_of(environ)
    lines = [
        Line(f"scheduler-{application}", environ[variable], turning(schema, clock), PAUSE)
        for application, (schema, variable) in SCHEMAS.items()
    ]
    serve(lines)


def clock_of(environ: Mapping[str, str]) -> Clock:
    """Return the clock that rules here; only a local clinic has one that can be moved."""
    path = environ.get("CLOCK_FILE") if environ.get("COUNTERSIGN_PROFILE") == "local" else None
    return Clock(Path(path) if path else None)


def turning(schema: str, clock: Clock) -> Turn:
    """Return what the scheduler does with one database at each look."""
    return lambda connection: fire(connection, schema, clock)


def fire(connection: Connection, schema: str, clock: Clock) -> bool:
    """Move what is due; return whether there was a full batch, and so probably more."""
    statement = timer.fire_due(schema, now=clock.now(), real_now=real_now(), limit=BATCH)
    return len(execute(connection, statement)) == BATCH
