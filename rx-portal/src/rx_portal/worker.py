"""The portal's worker: `dramatiq rx_portal.worker`.

A message is a doorbell that carries the id of an outbox row. The row remembers attempts and retries, so the
broker is told to retry nothing. ROLE_PREFIX keeps clinics apart that share a broker, as in the relay.
"""

import os

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import AsyncIO

from rx_portal.app.delivery import Deliverer
from rx_portal.kit import settings as settings_module
from shared_lib.telemetry import start

QUEUES = ("rx.default", "rx.money")

start.worker("worker-rx")
settings = settings_module.load()
broker = RedisBroker(  # type: ignore[no-untyped-call]
    url=settings.redis_url,
    namespace=f"{os.environ.get('ROLE_PREFIX', '')}dramatiq",
    heartbeat_timeout=5_000,
    maintenance_chance=100_000,
)
broker.add_middleware(AsyncIO())
dramatiq.set_broker(broker)
for queue in QUEUES:
    broker.declare_queue(queue)
broker.delay_queues.clear()  # the outbox waits, never the broker: nobody need look there

_deliverer = Deliverer(settings)


@dramatiq.actor(actor_name="deliver", queue_name=QUEUES[0], max_retries=0, time_limit=120_000)
async def deliver(event_id: str) -> None:
    """Run what waits in one outbox row. Safe to run twice: jobs accept a delivery once, or look first."""
    await _deliverer.deliver(event_id)
