"""Watching work: a request, a job, a call to an outside party; each is timed, counted and traced."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from time import perf_counter

from prometheus_client import Histogram

from shared_lib.telemetry import log, trace
from shared_lib.telemetry.metrics import JOBS, REQUESTS, VENDOR_CALLS

logger = log.get()

METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
QUIET = frozenset({"GET", "HEAD", "OPTIONS"})
"""A page that was read is counted, not logged, unless it was refused or slow."""

SLOW = 1.0
"""Seconds."""

Ended = Callable[[str, int], None]


@contextmanager
def answering(method: str) -> Iterator[Ended]:
    """Watch a request; call what is given with the route's template and the status once they are known."""
    began, known = perf_counter(), [("unknown", 500)]
    verb = method if method in METHODS else "OTHER"

    def ended(route: str, status: int) -> None:
        known[0] = route, status

    with trace.span(verb) as span:
        try:
            yield ended
        finally:
            seconds = perf_counter() - began
            route, status = known[0]
            REQUESTS.labels(verb, route, str(status)).observe(seconds)
            if span is not None:
                span.update_name(f"{verb} {route}")
                span.set_attribute("http.response.status_code", status)
            if verb not in QUIET or status >= 400 or seconds > SLOW:  # noqa: PLR2004
                logger.info("answered", method=verb, route=route, status=status, ms=round(seconds * 1000, 1))


def calling(vendor: str, verb: str) -> AbstractContextManager[None]:
    """Watch a call to an outside party."""
    return _watched(VENDOR_CALLS, f"{vendor}.{verb}", vendor=vendor, verb=verb)


def running(job: str) -> AbstractContextManager[None]:
    """Watch one run of a job."""
    return _watched(JOBS, job, job=job)


@contextmanager
def _watched(histogram: Histogram, name: str, **labels: str) -> Iterator[None]:
    """Time what is done; the outcome is `ok` or the class of the error that comes out of it."""
    began, outcome = perf_counter(), "ok"
    try:
        with trace.span(name, **labels):
            yield
    except Exception as error:
        outcome = type(error).__name__
        raise
    finally:
        histogram.labels(**labels, outcome=outcome).observe(perf_counter() - began)
