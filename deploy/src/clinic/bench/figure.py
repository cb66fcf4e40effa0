"""What was found for one measure, and the median of several runs of it."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter


@dataclass(frozen=True)
class Figures:
    """One run: requests (or orders, or changes) a second, times in milliseconds, processor time for each.

    `statements` leaves out BEGIN, COMMIT and ROLLBACK; it is None where nobody counted. `ratio` is to the raw
    page of the same framework, or to the same change without audit.
    """

    rate: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    count: int
    server_cpu_ms: float = 0.0
    database_cpu_ms: float = 0.0
    statements: float | None = None
    ratio: float | None = None


def of_times(times: Sequence[float], seconds: float) -> Figures:
    """Return the figures of a run from how long each request took, in seconds."""
    hundredths = statistics.quantiles(times, n=100, method="inclusive") if len(times) > 1 else [*times] * 99
    p50, p95, p99 = (1000 * hundredths[n - 1] for n in (50, 95, 99))
    return Figures(len(times) / seconds, p50, p95, p99, len(times))


def median(runs: Sequence[Figures]) -> Figures:
    """Return the run in the middle, by its rate."""
    return sorted(runs, key=attrgetter("rate"))[len(runs) // 2]


def against(found: Figures, raw: Figures | None) -> Figures:
    """Return the figures with their ratio to the raw page's."""
    return replace(found, ratio=found.rate / raw.rate) if raw and found.ratio is None else found
