"""How long the broker's queues are."""

from collections.abc import Mapping

from redis.asyncio import Redis
from redis.exceptions import RedisError

from rx_portal.kit.settings import Settings
from shared_lib.telemetry.broker import key

QUEUES = ("rx.default", "rx.money")


async def lengths(settings: Settings) -> Mapping[str, int]:
    """Return how many doorbells lie in each queue; empty when the broker cannot be asked."""
    try:
        async with Redis.from_url(settings.redis_url, socket_timeout=2) as client:
            return {name: int(await client.llen(key(settings.role_prefix, name))) for name in QUEUES}
    except RedisError:
        return {}
