"""How a slice tells what happened: events, the outbox they wait in, the inbox that remembers, and timers.

An event is written in the transaction that made it true. The relay alone rings the broker; PostgreSQL keeps
the attempts, so that a lost or repeated message changes nothing.
"""

from shared_lib.events.crossing import CROSSING
from shared_lib.events.ddl import ddl
from shared_lib.events.event import Event, payload_of
from shared_lib.events.inbox import Repeated, accept, accepted
from shared_lib.events.outbox import fail, finish, put, put_job, ring, start
from shared_lib.events.timer import cancel_timers, fire_due, set_timer

__all__ = [
    "CROSSING",
    "Event",
    "Repeated",
    "accept",
    "accepted",
    "cancel_timers",
    "ddl",
    "fail",
    "finish",
    "fire_due",
    "payload_of",
    "put",
    "put_job",
    "ring",
    "set_timer",
    "start",
]
