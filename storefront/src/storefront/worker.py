"""The shop's worker: `dramatiq storefront.worker`.

A message is a doorbell that carries the id of an outbox row; the row remembers attempts and retries, so the
broker is told to retry nothing. ROLE_PREFIX keeps clinics apart that share a broker, as in the relay.
"""

import os

import django
import dramatiq
from dramatiq.brokers.redis import RedisBroker

from shared_lib.telemetry import start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storefront.settings")
start.worker("worker-shop")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import close_old_connections  # noqa: E402

from storefront.kit import jobs  # noqa: E402

QUEUES = ("shop.default", "shop.money")

broker = RedisBroker(  # type: ignore[no-untyped-call]
    url=settings.SHOP.redis_url,
    namespace=f"{os.environ.get('ROLE_PREFIX', '')}dramatiq",
    heartbeat_timeout=5_000,
    maintenance_chance=100_000,
)
dramatiq.set_broker(broker)
for queue in QUEUES:
    broker.declare_queue(queue)
broker.delay_queues.clear()  # the outbox waits, never the broker: nobody need look there
jobs.discover()


@dramatiq.actor(actor_name="deliver", queue_name=QUEUES[0], max_retries=0, time_limit=60_000)
def deliver(outbox_id: str) -> None:
    """Run what is registered for one outbox row. Safe to run twice: the row says whether it is done."""
    close_old_connections()
    try:
        jobs.deliver(outbox_id)
    finally:
        close_old_connections()
