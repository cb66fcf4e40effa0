"""What is counted: requests by route, jobs by name, calls to outside parties by verb.

Labels are closed sets. Several processes of one application on one host add up in the folder that
PROMETHEUS_MULTIPROC_DIR names.
"""

import hmac
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress

from prometheus_client import CollectorRegistry, Histogram, generate_latest, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 10.0)
SLOW = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0, 120.0)

REQUESTS = Histogram(
    "clinic_http_request_seconds", "Requests answered", ("method", "route", "status"), buckets=QUICK
)
JOBS = Histogram("clinic_job_seconds", "Jobs run", ("job", "outcome"), buckets=SLOW)
VENDOR_CALLS = Histogram(
    "clinic_vendor_call_seconds", "Calls to outside parties", ("vendor", "verb", "outcome"), buckets=SLOW
)

Gauges = Mapping[str, float]


def allowed(authorization: str | None, token: str) -> bool:
    """Return whether a scraper's header carries the token."""
    return hmac.compare_digest((authorization or "").encode(), f"Bearer {token}".encode())


def expose(port: int, host: str = "0.0.0.0") -> None:  # noqa: S104 - inside a container's own network
    """Answer scrapers of a worker at `port`; another process of this host that does so speaks for it."""
    with suppress(OSError):
        start_http_server(port, host, _counted())


def exposition(gauges: Gauges) -> bytes:
    """Return all metrics in Prometheus' text format, with `gauges` (name to value) as read just now."""
    standing = CollectorRegistry()
    standing.register(_Now(gauges))
    return generate_latest(_counted()) + generate_latest(standing)


def _counted() -> CollectorRegistry:
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


class _Now(Collector):
    def __init__(self, gauges: Gauges) -> None:
        self._gauges = gauges

    def collect(self) -> Iterable[GaugeMetricFamily]:
        for name, value in self._gauges.items():
            yield GaugeMetricFamily(name, name.removeprefix("clinic_").replace("_", " "), value=value)
