"""What every process does first: take over its logs, and export spans and metrics where it is told to."""

import os

from shared_lib.telemetry import log, metrics, trace


def web(process: str) -> None:
    """Watch a web process; it shows its metrics itself."""
    log.configure(process)
    trace.configure(process)


def worker(process: str) -> None:
    """Watch a worker, which shows its metrics at METRICS_PORT where that is set."""
    web(process)
    if port := os.environ.get("METRICS_PORT"):
        metrics.expose(int(port))
