"""How the shop's own work stands, for scrapers and for the operators' page."""

from collections.abc import Mapping, Sequence

import redis
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shared_lib.telemetry import broker, metrics, standing
from shared_lib.telemetry.standing import DeadLetter, Standing
from storefront.kit import clock
from storefront.kit.db import run
from storefront.kit.outbox import SCHEMA

QUEUES = ("shop.default", "shop.money")


def how_it_stands() -> Standing:
    """Return what waits in the outbox, and when the record was last sealed."""
    return standing.read(run(standing.standing(SCHEMA, now=clock.now())))


def set_aside() -> Sequence[DeadLetter]:
    """Return the rows that wait for a person, the newest first."""
    return [DeadLetter(*row) for row in run(standing.dead_letters(SCHEMA))]


def queued() -> Mapping[str, int]:
    """Return how many doorbells lie in each queue of the broker; empty when it cannot be asked."""
    try:
        with redis.Redis.from_url(settings.SHOP.redis_url, socket_timeout=2) as client:
            return {name: client.llen(broker.key(settings.SHOP.role_prefix, name)) for name in QUEUES}
    except redis.RedisError:
        return {}


@require_GET
def exposition(request: HttpRequest) -> HttpResponse:
    """Answer a scraper that brings the token; to everybody else there is nothing here."""
    token = settings.SHOP.metrics_token
    if not token or not metrics.allowed(request.headers.get("Authorization"), token):
        raise Http404
    gauges = how_it_stands().gauges(real_now=clock.real_now()) | broker.gauges(queued())
    return HttpResponse(metrics.exposition(gauges), content_type=metrics.CONTENT_TYPE)
